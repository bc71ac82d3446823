//! A program beside the test: found on the path or named as missing, never left behind.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// How many of the program's last lines an error quotes.
const TAIL: usize = 12;

/// Runs the program in the background and kills its whole process group, shell included, when the shell's own
/// input ends. The input ends when the [`Program`] is dropped, and also when the test's process dies in
/// whatever way, so nothing outlives a test run. The shell itself lets go of the output, so that the output
/// ends with the program.
const LEASH: &str = r#""$@" 2>&1 & exec >/dev/null; cat; kill -9 0"#;

/// Why a program did not start or did not say what it had to say.
#[derive(Debug)]
pub enum ProgramError {
    /// It is not installed; carries its name and how to install it.
    Missing {
        /// The program.
        program: String,
        /// What to run so that it is there.
        cure: &'static str,
    },
    /// The system refused to start it.
    Start(PathBuf, io::Error),
    /// It ended, or stayed silent for too long, before it was ready; carries its last lines.
    NotReady {
        /// The program.
        program: PathBuf,
        /// What was waited for.
        wanted: &'static str,
        /// The last lines it wrote.
        said: Vec<String>,
    },
}

impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { program, cure } => write!(f, "{program} not found: {cure}"),
            Self::Start(program, error) => write!(f, "{} did not start: {error}", program.display()),
            Self::NotReady { program, wanted, said } => {
                write!(f, "{} did not say {wanted}; it said: {}", program.display(), said.join(" | "))
            }
        }
    }
}

impl std::error::Error for ProgramError {}

/// The first of these programs that the search path holds.
///
/// # Errors
/// [`ProgramError::Missing`] with `cure` when none is there; it names the first.
pub fn find(names: &[&str], cure: &'static str) -> Result<PathBuf, ProgramError> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let program = names.first().copied().unwrap_or_default().to_owned();
    candidates.into_iter().find(|path| path.is_file()).ok_or(ProgramError::Missing { program, cure })
}

/// A running program. Dropping it ends it.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
    child: Child,
    output: UnboundedReceiver<String>,
    said: VecDeque<String>,
}

impl Program {
    /// Starts `path` with these arguments and environment variables.
    ///
    /// # Errors
    /// [`ProgramError::Start`].
    pub fn start(
        path: &Path,
        arguments: &[OsString],
        environment: &[(&str, String)],
    ) -> Result<Self, ProgramError> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LEASH, "sh"]).arg(path).args(arguments);
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        command.process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| ProgramError::Start(path.to_owned(), error))?;
        let output = child.stdout.take().map(lines_of).unwrap_or_else(|| unbounded_channel().1);
        Ok(Self { path: path.to_owned(), child, output, said: VecDeque::new() })
    }

    /// Reads the program's lines until `pick` takes one.
    ///
    /// # Errors
    /// [`ProgramError::NotReady`] when the program ends or `patience` does first.
    pub async fn wait_for<T>(
        &mut self,
        wanted: &'static str,
        patience: Duration,
        pick: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ProgramError> {
        let found = timeout(patience, self.read_until(pick)).await.ok().flatten();
        found.ok_or_else(|| ProgramError::NotReady {
            program: self.path.clone(),
            wanted,
            said: self.said.iter().cloned().collect(),
        })
    }

    /// Whether nothing more will be said: it has ended, or closed what it writes to.
    pub fn has_ended(&self) -> bool {
        self.output.is_closed() && self.output.is_empty()
    }

    async fn read_until<T>(&mut self, pick: impl Fn(&str) -> Option<T>) -> Option<T> {
        loop {
            let line = self.output.recv().await?;
            if let Some(found) = pick(&line) {
                return Some(found);
            }
            self.said.push_back(line);
            if self.said.len() > TAIL {
                self.said.pop_front();
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // The shell has nothing left to do but to kill, itself too; its status says nothing.
        drop(self.child.wait());
    }
}

/// Reads on for as long as the program writes, so that it never blocks on a full pipe.
fn lines_of(output: ChildStdout) -> UnboundedReceiver<String> {
    let (sender, receiver) = unbounded_channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens any more: still read, so that the program can go on.
            drop(sender.send(line));
        }
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        Program::start(Path::new("/bin/sh"), &["-c".into(), script.into()], &[]).unwrap()
    }

    #[tokio::test]
    async fn a_dropped_program_is_gone_with_its_children() {
        let mut program = shell("sleep 600 & echo started; wait");
        let started = |line: &str| (line == "started").then_some(());
        program.wait_for("that it started", Duration::from_secs(60), started).await.unwrap();
        let mut output = std::mem::replace(&mut program.output, unbounded_channel().1);
        drop(program);
        // The output ends once nobody holds it any more.
        assert_eq!(timeout(Duration::from_secs(60), output.recv()).await, Ok(None));
    }

    #[tokio::test]
    async fn a_program_that_ends_early_is_quoted() {
        let mut program = shell("echo out; echo err >&2; exit 3");
        let nothing = |_: &str| None::<()>;
        let error = program.wait_for("ready", Duration::from_secs(60), nothing).await.unwrap_err();
        assert_eq!(error.to_string(), "/bin/sh did not say ready; it said: out | err");
    }

    #[test]
    fn a_missing_program_is_named_with_its_cure() {
        let error = find(&["no-such-program"], "apt-get install no-such-program").unwrap_err();
        assert_eq!(error.to_string(), "no-such-program not found: apt-get install no-such-program");
    }
}
