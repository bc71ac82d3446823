//! Completions and manual pages.

use super::{corsac, corsac_with};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Whether a program takes a text, and what it says; `None` if it is not installed.
fn takes(program: &str, arguments: &[&str], text: &str) -> Option<(bool, String, String)> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some((output.status.success(), text(&output.stdout), text(&output.stderr)))
}

#[test]
fn completions_are_what_the_shells_read() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = corsac(&["completions", shell]);
        assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""), "{shell}");
        assert!(ran.out.contains("watch") && ran.out.contains("expect"), "{shell}");
        if let Some((good, _, said)) = takes(shell, &["-n"], &ran.out) {
            assert!(good, "{shell}: {said}");
        }
    }
    for shell in ["powershell", "elvish"] {
        let ran = corsac(&["completions", shell]);
        assert!(ran.code == Some(0) && ran.out.contains("watch"), "{shell}: {}", ran.out);
    }
    assert_eq!(corsac(&["completions", "command.com"]).code, Some(2));
}

#[test]
fn bash_completes() {
    let script = corsac(&["completions", "bash"]).out
        + "COMP_WORDS=(corsac explain --fail-on ''); COMP_CWORD=3; _corsac corsac '' --fail-on\n\
           echo \"${COMPREPLY[@]}\"\n";
    if let Some((good, said, _)) = takes("bash", &["-s"], &script) {
        assert!(good && said.contains("error warning note never"), "{said}");
    }
}

#[test]
fn manual_pages_are_well_formed() {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("man1");
    let _ = std::fs::remove_dir_all(&directory);
    let ran = corsac(&["man", directory.to_str().expect("text")]);
    assert_eq!((ran.code, ran.out.as_str(), ran.error.as_str()), (Some(0), "", ""));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&directory).expect("the directory") {
        let path = entry.expect("an entry").path();
        names.push(path.file_name().expect("a name").to_string_lossy().into_owned());
        let page = std::fs::read_to_string(&path).expect("a page");
        if let Some((good, said, _)) = takes("mandoc", &["-Tlint", "-Werror"], &page) {
            assert!(good, "{}: {said}", path.display());
        }
        if let Some((good, _, said)) = takes("man", &["--warnings", "-l", "-"], &page) {
            assert!(good && said.is_empty(), "{}: {said}", path.display());
        }
    }
    names.sort();
    let help = corsac(&["--help"]).out;
    let listed = help.lines().take_while(|line| *line != "Start here:");
    let commands: Vec<String> = listed.filter_map(command).collect();
    assert_eq!(names.len(), commands.len() + 1, "{names:?} {commands:?}");
    assert!(commands.iter().all(|name| names.contains(&format!("corsac-{name}.1"))), "{names:?}");
    let one = corsac(&["man"]).out;
    assert_eq!(one, std::fs::read_to_string(directory.join("corsac.1")).expect("a page"));
    let ran = corsac_with(&["man", "/dev/null/pages"], "");
    assert!(ran.code == Some(2) && ran.error.contains("/dev/null/pages"), "{}", ran.error);
}

/// The command in a line of the help.
fn command(line: &str) -> Option<String> {
    let rest = line.strip_prefix("  ").filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))?;
    Some(rest.split(' ').next()?.to_owned())
}
