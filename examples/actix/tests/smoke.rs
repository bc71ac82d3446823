//! Starts the example and tries what it says to try.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

const FRONT_END: &str = "Origin: http://localhost:5173";
const STRANGER: &str = "Origin: https://evil.example";
const TOKEN: &str = "Authorization: Bearer let-me-in";
const READABLE: &str = "access-control-allow-origin: http://localhost:5173";

/// The running example; stopped when dropped, also by a failed assertion.
struct Example {
    process: Child,
    address: String,
    /// Kept open, or the example could not finish what it prints.
    _output: BufReader<ChildStdout>,
}

impl Example {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_example-actix"));
        let mut process = command.arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Listening on http://").unwrap().to_owned();
        Self { process, address, _output: output }
    }

    /// The answer as text, from the status on.
    fn ask(&self, line: &str, headers: &[&str]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let mut request = format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for header in headers {
            request += &format!("{header}\r\n");
        }
        stream.write_all(format!("{request}Content-Length: 4\r\n\r\neggs").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.trim_start_matches("HTTP/1.1 ").to_owned()
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn what_it_says_to_try_works() {
    let example = Example::start();
    let method = "Access-Control-Request-Method: PUT";
    let forged = "Sec-Fetch-Site: cross-site";
    let readable = [
        ("GET /notes", &[FRONT_END][..], "200"),
        ("OPTIONS /notes/1", &[FRONT_END, method], "204"),
        ("PUT /notes/1", &[FRONT_END], "401"),
        ("PUT /notes/1", &[FRONT_END, TOKEN], "200"),
        ("PUT /notes/x", &[FRONT_END, TOKEN], "404"),
        ("GET /bug", &[FRONT_END], "500"),
        ("GET /nowhere", &[FRONT_END], "404"),
    ];
    for (line, headers, status) in readable {
        let answer = example.ask(line, headers);
        assert!(answer.starts_with(status) && answer.contains(READABLE), "{line} {headers:?}: {answer}");
    }
    let withheld = [
        ("GET /notes", &[STRANGER][..], "200"),
        ("OPTIONS /notes/1", &[STRANGER, method], "403"),
        ("PUT /notes/1", &[STRANGER, forged, TOKEN], "403"),
    ];
    for (line, headers, status) in withheld {
        let answer = example.ask(line, headers);
        assert!(answer.starts_with(status), "{line} {headers:?}: {answer}");
        assert!(!answer.contains("access-control-allow-"), "{line} {headers:?}: {answer}");
    }
}
