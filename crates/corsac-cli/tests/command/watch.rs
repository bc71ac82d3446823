//! `corsac watch`.

use super::replaying::Replaying;
use super::schema::{assert_valid, closed, closed_of_changes};
use super::{command, corsac};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const PAGE: &str = "http://localhost:5173";
const GOOD: [&str; 3] =
    ["204 No Content", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: PUT"];
const OPEN: [&str; 2] = ["200 OK", "Access-Control-Allow-Origin: *"];
const CLOSED: [&str; 1] = ["200 OK"];

/// The command, watching.
struct Watching {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Watching {
    fn start(server: &Replaying, more: &[&str]) -> Self {
        let first = ["watch", &server.url(), "--origin", PAGE, "--interval", "20ms"];
        let mut child = command(&[first.as_slice(), more].concat()).spawn().expect("it runs");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { child, lines }
    }

    /// The next line, without its time.
    fn line(&mut self) -> String {
        let line = self.lines.next().expect("a line").expect("text");
        let (time, rest) = line.trim_start().split_once(' ').expect("a time");
        assert!(time.contains(':'), "{line}");
        rest.to_owned()
    }

    fn interrupt(mut self) -> Option<i32> {
        let done = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(done.expect("kill runs").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn only_changes_are_told_each_in_a_line() {
    let server = Replaying::start(&GOOD, &CLOSED);
    let mut watching = Watching::start(&server, &[]);
    assert!(watching.line().ends_with("  allow-origin-missing"));
    while server.count("GET") < 3 {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.now(&GOOD, &OPEN);
    let line = watching.line();
    assert!(line.starts_with("✔ ALLOWED  GET ") && line.ends_with("  ok-simple"), "{line}");
    server.now(&GOOD, &["200 OK", "Access-Control-Allow-Origin: https://other.example"]);
    assert!(watching.line().ends_with("  allow-origin-mismatch"));
    // What a browser does not look at is no change.
    server.now(&GOOD, &["200 OK", "Date: now", "Access-Control-Allow-Origin: https://other.example"]);
    let seen = server.count("GET");
    while server.count("GET") < seen + 3 {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.now(&GOOD, &CLOSED);
    assert!(watching.line().ends_with("  allow-origin-missing"));
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn it_ends_when_what_is_waited_for_has_come() {
    let server = Replaying::start(&GOOD, &CLOSED);
    let mut watching = Watching::start(&server, &["--until", "ok", "--timeout", "60s"]);
    watching.line();
    server.now(&GOOD, &OPEN);
    assert!(watching.line().contains("ALLOWED"));
    assert_eq!(watching.child.wait().expect("it ends").code(), Some(0));
    let mut watching = Watching::start(&server, &["--until", "allow-origin-missing"]);
    watching.line();
    server.now(&GOOD, &CLOSED);
    watching.line();
    assert_eq!(watching.child.wait().expect("it ends").code(), Some(0));
    let mut watching = Watching::start(&server, &["--until", "ok"]);
    watching.line();
    assert_eq!(watching.interrupt(), Some(1), "it has not come");
}

#[test]
fn programs_read_changes_as_json_lines() {
    let server = Replaying::start(&GOOD, &CLOSED);
    let mut watching = Watching::start(&server, &["--until", "ok", "--format", "ndjson", "-X", "GET"]);
    let mut line = || {
        let line = watching.lines.next().expect("a line").expect("text");
        let change: Value = serde_json::from_str(&line).expect("JSON");
        assert_valid(&closed_of_changes(), &change, &line);
        assert_valid(&closed(), &change["report"], &line);
        change
    };
    let first = line();
    assert_eq!((&first["before"], &first["is_met"]), (&Value::Null, &false.into()), "{first}");
    assert_eq!(first["report"]["primary"]["name"], "allow-origin-missing");
    server.now(&GOOD, &["500 Oops", "Access-Control-Allow-Origin: https://other.example"]);
    let second = line();
    assert_eq!(second["before"], "allow-origin-missing");
    assert_eq!(second["gone"], json!(["status: 200"]));
    assert_eq!(second["come"], json!(["status: 500", "access-control-allow-origin: https://other.example"]));
    server.now(&GOOD, &OPEN);
    let last = line();
    assert_eq!((&last["is_met"], &last["report"]["verdict"]["standard"]), (&true.into(), &"allowed".into()));
    assert_eq!(watching.child.wait().expect("it ends").code(), Some(0));
    let ran = corsac(&["watch", &server.url(), "--format", "html"]);
    assert!(ran.code == Some(2) && ran.error.contains("ndjson"), "{}", ran.error);
}

#[test]
fn a_server_that_is_away_at_first_is_waited_for() {
    // Taken until the server listens there.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address");
    drop(taken);
    let url = format!("http://{address}/items");
    let until = ["--until", "ok", "--timeout", "60s", "--interval", "20ms", "-o", PAGE];
    let child = command(&[&["watch", &url], until.as_slice()].concat()).spawn().expect("it runs");
    std::thread::sleep(Duration::from_millis(300));
    let _server = Replaying::start_at(address, &GOOD, &OPEN);
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("server-unreachable") && lines[1].ends_with("ok-simple"), "{text}");
}

#[test]
fn it_gives_up_in_time() {
    let server = Replaying::start(&GOOD, &CLOSED);
    let start = Instant::now();
    let url = server.url();
    let until = ["--until", "ok", "--timeout", "300ms", "--interval", "20ms", "-o", PAGE];
    let ran = corsac(&[&["watch", &url], until.as_slice()].concat());
    assert_eq!((ran.code, ran.out.lines().count()), (Some(1), 1), "{}", ran.out);
    assert!(ran.error.contains("still allow-origin-missing, and not allowed"), "{}", ran.error);
    assert!(start.elapsed() < Duration::from_secs(10));
    let ran = corsac(&[&["watch", "http://name.invalid/"], until.as_slice()].concat());
    assert_eq!(ran.code, Some(3), "{}{}", ran.out, ran.error);
    let until = ["--until", "ok", "--timeout", "3s", "--interval", "20ms", "-o", PAGE];
    let both = corsac(&[&["watch", "http://name.invalid/", &url], until.as_slice()].concat());
    assert_eq!((both.code, both.out.lines().count()), (Some(1), 2), "{}", both.out);
}

#[test]
fn preflights_are_sent_anew_and_what_may_change_something_never_is() {
    let server = Replaying::start(&CLOSED, &OPEN);
    let mut watching = Watching::start(&server, &["-X", "PUT", "--until", "not-sent"]);
    assert!(watching.line().contains("BLOCKED  PUT"));
    while server.count("OPTIONS") < 3 {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.now(&GOOD, &OPEN);
    assert!(watching.line().contains("NOT SENT  PUT"));
    assert_eq!(watching.child.wait().expect("it ends").code(), Some(0));
    assert_eq!(server.count("PUT"), 0);
    let url = server.url();
    let ran = corsac(&["watch", &url, "-o", PAGE, "-X", "PUT", "--until", "ok"]);
    assert_eq!(ran.code, Some(5), "{}", ran.error);
    assert!(ran.error.contains("--until not-sent"), "{}", ran.error);
    assert_eq!(corsac(&["watch", &url, "-o", PAGE, "--send"]).code, Some(5));
    assert_eq!(corsac(&["watch", &url, "-o", PAGE, "--timeout", "5s"]).code, Some(2), "until what?");
    assert_eq!(corsac(&["watch", &url, "-o", PAGE, "--until", "fine"]).code, Some(2));
    assert_eq!(corsac(&["watch", &url, "-o", PAGE, "--interval", "often"]).code, Some(2));
}

/// `script` gives the command a terminal.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_the_difference_is_told_and_the_error_stays() {
    let server = Replaying::start(&GOOD, &OPEN);
    let url = server.url();
    let put = format!(
        "{} --color never watch {url} -o {PAGE} -X PUT --interval 50ms --until preflight-server-error",
        env!("CARGO_BIN_EXE_corsac")
    );
    let mut script = Command::new("script");
    script.args(["-qec", &put, "/dev/null"]).env("TERM", "xterm").stdin(Stdio::null()).stdout(Stdio::piped());
    let child = script.spawn().expect("script runs");
    while server.count("OPTIONS") < 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.now(&["500 Oops"], &OPEN);
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0), "{text}");
    for shown in [
        "- preflight status: 204",
        "- preflight access-control-allow-methods: PUT",
        "+ preflight status: 500",
        "may still have the old answer to the preflight",
        "docs: corsac codes preflight-server-error",
        "again in 1 s",
    ] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}
