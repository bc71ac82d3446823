//! Starts an example that serves notes, whatever it is built with, and tries what it says to try.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

pub(crate) const FRONT_END: &str = "Origin: http://localhost:5173";
const STRANGER: &str = "Origin: https://evil.example";
pub(crate) const TOKEN: &str = "Authorization: Bearer let-me-in";
const METHOD: &str = "Access-Control-Request-Method: PUT";
const FORGED: &str = "Sec-Fetch-Site: cross-site";
const READABLE: &str = "access-control-allow-origin: http://localhost:5173";

/// A request, its headers, and the status of the answer.
pub(crate) type Try<'a> = (&'a str, &'a [&'a str], &'a str);

/// What the front end can read.
const FOR_THE_FRONT_END: &[Try<'_>] = &[
    ("GET /notes", &[FRONT_END], "200"),
    ("OPTIONS /notes/1", &[FRONT_END, METHOD], "204"),
    ("PUT /notes/1", &[FRONT_END], "401"),
    ("PUT /notes/1", &[FRONT_END, TOKEN], "200"),
    ("GET /panic", &[FRONT_END], "500"),
    ("GET /slow", &[FRONT_END], "504"),
    ("GET /nowhere", &[FRONT_END], "404"),
];

/// What nobody else can.
const FOR_STRANGERS: &[Try<'_>] = &[
    ("GET /notes", &[STRANGER], "200"),
    ("OPTIONS /notes/1", &[STRANGER, METHOD], "403"),
    ("PUT /notes/1", &[STRANGER, FORGED, TOKEN], "403"),
];

/// What the counters say after all that.
const COUNTED: &[&str] = &[
    "cors_requests_total{cause=\"preflight-allowed\"} 1\n",
    "cors_requests_total{cause=\"origin-not-allowed\"} 3\n",
    "cross_site_guard_total{cause=\"cross-site\"} 1\n",
];

/// The running example; stopped when dropped, also by a failed assertion.
struct Example {
    process: Child,
    address: String,
    /// Kept open, or the example could not finish what it prints.
    _output: BufReader<ChildStdout>,
}

impl Example {
    fn start(program: &str) -> Self {
        let mut process = Command::new(program).arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap();
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

/// Tries it all on the program at this path, and `more` that its front end can read.
pub(crate) fn try_what_it_says(program: &str, more: &[Try<'_>]) {
    let example = Example::start(program);
    for (line, headers, status) in FOR_THE_FRONT_END.iter().chain(more) {
        let answer = example.ask(line, headers);
        assert!(answer.starts_with(status) && answer.contains(READABLE), "{line} {headers:?}: {answer}");
    }
    for (line, headers, status) in FOR_STRANGERS {
        let answer = example.ask(line, headers);
        assert!(answer.starts_with(status), "{line} {headers:?}: {answer}");
        assert!(!answer.contains("access-control-allow-"), "{line} {headers:?}: {answer}");
    }
    let metrics = example.ask("GET /metrics", &[]);
    for line in COUNTED {
        assert!(metrics.contains(line), "{line}: {metrics}");
    }
}
