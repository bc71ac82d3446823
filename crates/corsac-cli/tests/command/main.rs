//! The real command: what it writes and how it ends.

mod agent;
mod check;
mod codes;
mod decide;
mod decide_corpus;
mod exit_codes;
mod expect;
mod explain;
mod first_use;
mod formats;
mod harmless;
mod help;
mod imports;
mod language;
mod look;
mod probes;
mod readme;
mod replaying;
mod running;
mod schema;
mod screens;
mod serve;
mod served;
mod shells;
mod simulate;
mod simulate_lines;
mod snapshot;
mod watch;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// What a run of the command came to.
#[derive(Debug)]
struct Ran {
    out: String,
    error: String,
    code: Option<i32>,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).expect("text"),
            error: String::from_utf8(output.stderr).expect("text"),
            code: output.status.code(),
        }
    }
}

/// The command with these arguments, away from any terminal and from the tester's environment.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corsac"));
    command.args(arguments).env_remove("NO_COLOR").env("TERM", "xterm");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn corsac(arguments: &[&str]) -> Ran {
    command(arguments).output().expect("the command runs").into()
}

/// The same with something on standard input.
fn corsac_with(arguments: &[&str], input: &(impl AsRef<[u8]> + ?Sized)) -> Ran {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().expect("the command runs");
    let written = child.stdin.take().expect("a pipe").write_all(input.as_ref());
    // A command whose arguments are wrong ends before it reads.
    assert!(written.is_ok() || written.is_err_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe));
    child.wait_with_output().expect("the command ends").into()
}
