//! The first command of somebody who has read nothing yet: every answer leads on.

use super::replaying::Replaying;
use super::{corsac, corsac_with};
use std::io::Write as _;

/// That the command ends with 2 and says these.
fn leads_on(arguments: &[&str], parts: &[&str]) {
    let ran = corsac(arguments);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {}", ran.error);
    for part in parts {
        assert!(ran.error.contains(part), "{arguments:?}: {part}: {}", ran.error);
    }
}

#[test]
fn without_a_word_there_are_commands_and_a_first_line_to_type() {
    leads_on(&[], &["Usage:", "Start here:\n  corsac explain http://localhost:8000/items --origin"]);
    leads_on(&["explain"], &["standard input: nothing came", "corsac explain -"]);
    leads_on(&["explain", ""], &["nothing to explain yet", "corsac explain session.har"]);
    leads_on(&["explain", "--lang", "ko", " "], &["설명할 것이 없습니다"]);
}

#[test]
fn words_in_the_wrong_place_are_put_right() {
    leads_on(&["http://localhost:3000/a"], &["is no command", "corsac explain http://localhost:3000/a"]);
    leads_on(&["curl 'http://a.example'"], &[r"corsac explain 'curl '\''http://a.example'\'''"]);
    leads_on(&["explain", "http://a.example", "http://b.example"], &["one word too many", "--origin"]);
    leads_on(&["explain", "GET", "http://a.example"], &["the method behind -X"]);
    leads_on(&["explain", "http://a.example", "--origin", "localhost:1"], &["write http://localhost:1\n"]);
    leads_on(&["explain", "http://a.example", "-o", "app.example"], &["write https://app.example\n"]);
    leads_on(&["frobnicate"], &["unrecognized subcommand", "--help"]);
    leads_on(&["check", "a", "b"], &["unexpected argument"]);
}

#[test]
fn a_file_that_is_not_there_is_no_url() {
    leads_on(&["explain", "none.har"], &["there is no such file", "https://none.har"]);
    leads_on(&["explain", "./none"], &["./none: there is no such file"]);
    leads_on(&["explain", "openapi.yaml"], &["there is no such file"]);
    leads_on(&["explain", env!("CARGO_TARGET_TMPDIR")], &["this is a directory", "name a file in it"]);
}

#[test]
fn what_comes_by_a_pipe_needs_no_dash() {
    let server = Replaying::start(&["404 Not Found"], &["200 OK", "Access-Control-Allow-Origin: *"]);
    let command = format!("curl {}", server.url());
    let ran = corsac_with(&["explain", "--origin", "http://localhost:5173"], &command);
    assert_eq!((ran.code, server.count("GET")), (Some(0), 1), "{}", ran.error);
}

/// `script` gives the command a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_keyboard_is_told_what_to_do() {
    let run = |arguments: &str, keys: &str| {
        let typed = format!("{} explain {arguments}", env!("CARGO_BIN_EXE_corsac"));
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &typed, "/dev/null"]).env("TERM", "xterm").env("LC_ALL", "C");
        script.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
        let mut child = script.spawn().expect("script runs");
        child.stdin.take().expect("a pipe").write_all(keys.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    let (code, text) = run("", "");
    assert!(code == Some(2) && text.contains("nothing to explain yet"), "{text}");
    let (code, text) = run("-", "\u{4}");
    assert!(code == Some(2) && text.contains("press Enter and Ctrl-D"), "{text}");
}
