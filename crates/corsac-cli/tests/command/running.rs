//! A command that goes on until it is told to stop.

use super::{Ran, command};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command};
use std::time::Duration;

/// The command, running; it is killed with this value.
pub(crate) struct Running {
    child: Child,
    error: BufReader<ChildStderr>,
    /// What it said until it was ready.
    pub(crate) greeting: String,
}

impl Running {
    /// Starts it and waits until it says how to stop it.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).spawn().expect("the command runs");
        let mut error = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut greeting = String::new();
        while !greeting.contains("Ctrl-C") {
            let read = error.read_line(&mut greeting).expect("text");
            assert_ne!(read, 0, "the command ended: {greeting}");
        }
        Self { child, error, greeting }
    }

    /// The next line that it logs.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.error.read_line(&mut line).expect("text");
        line
    }

    /// The origins in the greeting, each once, in the order of their first mention.
    pub(crate) fn origins(&self) -> Vec<String> {
        let mut origins: Vec<String> = Vec::new();
        for (start, _) in self.greeting.match_indices("http://") {
            let rest = &self.greeting[start..];
            let end = rest[7..].find(['/', '\'', ' ', '\n']).map_or(rest.len(), |end| end + 7);
            if !origins.iter().any(|origin| origin == &rest[..end]) {
                origins.push(rest[..end].to_owned());
            }
        }
        origins
    }

    /// Presses Ctrl-C and waits for the end.
    pub(crate) fn stop(mut self) -> Ran {
        let stopped = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(stopped.expect("kill runs").success());
        let code = self.child.wait().expect("it ends").code();
        let mut error = String::new();
        self.error.read_to_string(&mut error).expect("text");
        Ran { out: String::new(), error, code }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request over a connection of its own and returns the whole answer.
pub(crate) fn ask(origin: &str, method: &str, path: &str, headers: &[&str], body: &str) -> String {
    let host = origin.strip_prefix("http://").expect("http");
    let address = host.replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time-out");
    let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers with text");
    answer
}
