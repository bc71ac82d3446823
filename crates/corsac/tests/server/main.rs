//! The server half, seen from outside: what each policy answers, and the laws that hold for all.

mod advisories;
mod allocations;
mod configurations;
mod decisions;
mod guard;
mod laws;
mod origins;
mod shown;
mod sources;

use corsac::server::{Config, Decision, Policy, RequestHead, RequestHeader, Value};
use std::cell::RefCell;
use std::fmt::{self, Write};

/// The head of a request, which remembers what is read of it.
#[derive(Clone, Default)]
struct Head {
    method: Vec<u8>,
    lines: Vec<(RequestHeader, Vec<u8>)>,
    read: RefCell<Vec<RequestHeader>>,
}

impl Head {
    fn new(method: &str, lines: &[(RequestHeader, &str)]) -> Self {
        let lines = lines.iter().map(|(name, value)| (*name, value.as_bytes().to_vec())).collect();
        Self { method: method.into(), lines, read: RefCell::default() }
    }

    /// A request without a preflight.
    fn get(origin: &str) -> Self {
        Self::new("GET", &[(RequestHeader::Origin, origin)])
    }

    /// A preflight; `headers` are the lines of `Access-Control-Request-Headers`.
    fn preflight(origin: &str, method: &str, headers: &[&str]) -> Self {
        let mut lines =
            vec![(RequestHeader::Origin, origin), (RequestHeader::AccessControlRequestMethod, method)];
        lines.extend(headers.iter().map(|line| (RequestHeader::AccessControlRequestHeaders, *line)));
        Self::new("OPTIONS", &lines)
    }

    fn with(mut self, name: RequestHeader, value: &[u8]) -> Self {
        self.lines.push((name, value.to_vec()));
        self
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines.iter().map(|(name, value)| (name.name(), value.escape_ascii().to_string()));
        f.debug_list().entry(&self.method.escape_ascii().to_string()).entries(lines).finish()
    }
}

impl RequestHead for Head {
    fn method(&self) -> &[u8] {
        &self.method
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        if !self.read.borrow().contains(&name) {
            self.read.borrow_mut().push(name);
        }
        self.lines.iter().filter(move |(line, _)| *line == name).map(|(_, value)| &value[..])
    }
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn allowing(origins: &[&str]) -> Config {
    Config { allow_origins: strings(origins), ..Config::default() }
}

fn policy(config: Config) -> Policy {
    Policy::new(config).unwrap()
}

/// A decision as text: `pass` or the status, each header, `vary` and the reason.
fn decide(config: &Config, head: &Head) -> String {
    let policy = policy(config.clone());
    let decision = policy.decide(head);
    let mut text = match decision {
        Decision::Pass { .. } => String::from("pass"),
        Decision::Answer { status, .. } => status.to_string(),
    };
    for (header, value) in decision.headers().iter() {
        let from_request = |name| {
            let lines: Vec<_> = head.lines(name).map(String::from_utf8_lossy).collect();
            lines.join("|")
        };
        let value = match value {
            Value::RequestOrigin => from_request(RequestHeader::Origin),
            Value::RequestMethod => from_request(RequestHeader::AccessControlRequestMethod),
            Value::RequestHeaders => from_request(RequestHeader::AccessControlRequestHeaders),
            constant => policy.value(constant).unwrap().to_owned(),
        };
        let name = header.name().trim_start_matches("access-control-");
        write!(text, "; {name}: {value}").unwrap();
    }
    if !decision.headers().vary().is_empty() {
        let short = |name: &'static str| name.trim_start_matches("access-control-request-");
        let names: Vec<_> = decision.headers().vary().iter().map(short).collect();
        write!(text, "; vary: {}", names.join(" ")).unwrap();
    }
    write!(text, " ({})", decision.why()).unwrap();
    text
}
