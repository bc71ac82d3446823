//! The corpus through `corsac decide`: every case's policy, and every configuration.

use super::{command, corsac};
use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, ServerSpec};
use corsac::fetch::{HeaderList, Response};
use corsac::server::{Config, ResponseHeader};
use corsac_cases::configurations::{self, Remark};
use corsac_cases::corpus::Case;
use corsac_cases::run::run;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// The command with a case's policy, and the service that the policy stands before.
struct Decided {
    command: Option<Running>,
    answers: RecordedAnswers,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(config: &Config, guard: Option<&Vec<String>>) -> Self {
        let arguments = match guard {
            None => ["--config-json".to_owned(), serde_json::to_string(config).expect("JSON")],
            Some(trusted) => ["--policy".to_owned(), policy_file(config, trusted)],
        };
        let mut child = command(&["decide", &arguments[0], &arguments[1]])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command runs");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, input, output }
    }

    fn decide(&mut self, request: &HttpRequest) -> Value {
        let host = &request.url[url::Position::BeforeHost..url::Position::AfterPort];
        let text = |value: &[u8]| value.iter().copied().map(char::from).collect::<String>();
        let lines = request.headers.iter().map(|header| json!([header.name, text(&header.value)]));
        let headers: Vec<Value> = lines.chain([json!(["Host", host])]).collect();
        let line = json!({"method": request.method.as_str(), "path": request.url.path(), "headers": headers});
        writeln!(self.input, "{line}").expect("it reads");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("it answers");
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
    }
}

/// A file with one route; only a file can have a guard.
fn policy_file(config: &Config, trusted: &[String]) -> String {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("decide-corpus-{number}.toml"));
    let route = "[[route]]\npath = \"/\"\nupstream = \"http://127.0.0.1:1\"\npolicy = \"app\"\n";
    let guard = toml::Value::from(trusted.to_vec());
    let config = toml::to_string(config).expect("TOML");
    std::fs::write(&path, format!("{route}guard = {guard}\n[policy.app]\n{config}")).expect("a file");
    path.to_str().expect("text").to_owned()
}

fn build(case: &Case) -> Result<Decided, String> {
    decided(&case.scenario.server)
}

fn decided(server: &ServerSpec) -> Result<Decided, String> {
    let start = |config| Running::start(config, server.guard.as_ref());
    Ok(Decided {
        command: server.policy.as_ref().map(start),
        answers: RecordedAnswers(server.answers.iter().map(RecordedAnswer::from).collect()),
    })
}

impl Responder for Decided {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let Some(command) = &mut self.command else { return self.answers.respond(request) };
        let decided = command.decide(request);
        let mut response = match decided["status"].as_u64() {
            Some(status) => Response::new(u16::try_from(status).expect("a status"), HeaderList::new()),
            None if self.answers.answers(request) => self.answers.respond(request)?,
            None => Response::new(200, HeaderList::new()),
        };
        merge(&decided, &mut response.headers);
        Ok(response)
    }
}

/// As an adapter writes a decision into an answer.
fn merge(decided: &Value, headers: &mut HeaderList) {
    let pairs = decided["headers"].as_array().expect("a list");
    let sent: Vec<(&str, &str)> = pairs
        .iter()
        .map(|pair| (pair[0].as_str().expect("a name"), pair[1].as_str().expect("a value")))
        .collect();
    headers.retain(|header| {
        let name = header.name.to_ascii_lowercase();
        !ResponseHeader::grants(&name) && sent.iter().all(|(sent, _)| *sent != name)
    });
    let named: Vec<String> = headers
        .lines("vary")
        .flat_map(|line| {
            String::from_utf8_lossy(line)
                .to_ascii_lowercase()
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    for name in decided["vary"].as_array().expect("a list").iter().filter_map(Value::as_str) {
        if !named.iter().any(|known| known == name || known == "*") {
            headers.push("vary", name);
        }
    }
    for (name, value) in sent {
        let bytes: Vec<u8> = value.chars().map(|char| u8::try_from(char).expect("a byte")).collect();
        headers.push(name, bytes.as_slice());
    }
}

#[test]
fn every_case_holds_through_the_command() {
    let (cases, failures) = run(build).expect("the corpus");
    assert!(cases > 0, "no cases found");
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn random_requests_are_answered_as_the_engine_says() {
    let (asked, differences) = corsac_cases::random::run(decided).expect("servers and requests");
    assert!(asked > 0, "nothing was asked");
    assert!(differences.is_empty(), "{} of {asked} differ:\n{}", differences.len(), differences.join("\n"));
}

/// What `--check` says of a configuration: mistakes and doubts.
fn told(config: &Config) -> [Vec<Remark>; 2] {
    let config = serde_json::to_string(config).expect("JSON");
    let ran = corsac(&["decide", "--check", "--config-json", &config]);
    let told: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out));
    ["errors", "warnings"].map(|list| told[list].as_array().expect("a list").iter().map(remark).collect())
}

fn remark(told: &Value) -> Remark {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Null => None,
        other => Some(other.to_string()),
    };
    Remark {
        field: text(&told["field"]).unwrap_or_default(),
        index: told["index"].as_u64().and_then(|index| usize::try_from(index).ok()),
        kind: text(&told["category"]).unwrap_or_default(),
        cause: text(&told["kind"]).unwrap_or_default(),
        value: text(&told["value"]).unwrap_or_default(),
        suggestion: text(&told["corrected"]),
        switch: text(&told["dangerously"]),
    }
}

#[test]
fn every_configuration_is_judged_as_the_corpus_says() {
    let configurations = configurations::read().expect("the configurations");
    assert!(!configurations.case.is_empty() && !configurations.origins.is_empty());
    for case in &configurations.case {
        assert_eq!(told(&case.config), [case.errors.clone(), case.warnings.clone()], "{}", case.title);
    }
    for case in &configurations.origins {
        let config = Config { allow_origins: vec![case.text.clone()], ..Config::default() };
        let [errors, _] = told(&config);
        let mistake = errors.first().map(|error| format!("{} {}", error.kind, error.cause));
        let suggestion = errors.first().and_then(|error| error.suggestion.clone());
        assert_eq!((mistake, suggestion), (case.mistake.clone(), case.suggestion.clone()), "{:?}", case.text);
    }
}
