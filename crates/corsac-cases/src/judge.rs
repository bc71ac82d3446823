//! Compares what happened with what a case expects.

use crate::corpus::{AnswerExpectation, Case, FetchExpectation, Verdict};
use crate::played::{Played, PlayedMessage, ScriptSees};
use corsac::browser::RequestInit;
use corsac::exchange::{MessageKind, ScenarioStep, Transcript};
use corsac::explain::{Language, Question, Report, of_request_init_error};
use corsac::fetch::Response;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Collects differences, each with the place it was found in.
#[derive(Debug, Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + Debug>(&mut self, place: &str, expected: T, found: T) {
        if expected != found {
            self.0.push(format!("{place}: expected {expected:?}, found {found:?}"));
        }
    }
}

/// The differences between a case and the transcripts of its fetches; none if it passes.
#[must_use]
pub fn judge(case: &Case, transcripts: &[Transcript]) -> Vec<String> {
    let mut differences = Differences::default();
    differences.compare("number of fetches", case.expect.fetch.len(), transcripts.len());
    let steps = fetches(case).zip(&case.expect.fetch).zip(transcripts);
    for (index, ((init, expected), transcript)) in steps.enumerate() {
        let mut found = Differences::default();
        let report = explain(init, expected, transcript);
        judge_fetch(expected, &Played::from(transcript), &mut found);
        judge_report(expected, &report, &mut found);
        differences.0.extend(found.0.into_iter().map(|text| format!("fetch {}: {text}", index + 1)));
    }
    differences.0
}

/// The differences between a case and what came of its fetches, whoever played it; none if it passes.
#[must_use]
pub fn judge_played(case: &Case, played: &[Played]) -> Vec<String> {
    let mut differences = Differences::default();
    differences.compare("number of fetches", case.expect.fetch.len(), played.len());
    for (index, (expected, played)) in case.expect.fetch.iter().zip(played).enumerate() {
        let mut found = Differences::default();
        let verdict = if played.script.is_some() { Verdict::Allowed } else { Verdict::Blocked };
        found.compare("verdict", expected.verdict, verdict);
        judge_fetch(expected, played, &mut found);
        differences.0.extend(found.0.into_iter().map(|text| format!("fetch {}: {text}", index + 1)));
    }
    differences.0
}

fn judge_fetch(expected: &FetchExpectation, played: &Played, differences: &mut Differences) {
    let sent: Vec<_> = played.messages.iter().map(|message| message.method.clone()).collect();
    differences.compare("messages", &expected.sent, &sent);
    judge_requests(expected, played, differences);
    match &played.script {
        Some(script) => judge_script(expected, script, played.messages.last(), differences),
        None => {
            if let (Some(expected), Some(found)) = (&expected.phase, &played.phase) {
                differences.compare("phase", expected.to_lowercase(), found.to_lowercase());
            }
        }
    }
    for (index, (expected, message)) in expected.answer.iter().zip(&played.messages).enumerate() {
        let place = format!("answer {}", index + 1);
        match &message.answer {
            Some(response) => judge_answer(&place, expected, response, differences),
            None => differences.0.push(format!("{place}: none came")),
        }
    }
}

fn judge_script(
    expected: &FetchExpectation,
    script: &ScriptSees,
    last: Option<&PlayedMessage>,
    differences: &mut Differences,
) {
    if let (Some(expected), Some(found)) = (&expected.kind, &script.kind) {
        differences.compare("type", expected, found);
    }
    if let Some(status) = expected.status {
        differences.compare("status", status, script.status);
    }
    for name in &expected.reads {
        differences.compare(&format!("script reads {name}"), true, script.headers.contains(name));
    }
    for name in &expected.hidden {
        let answer = last.and_then(|message| message.answer.as_ref());
        let was_sent = answer.is_some_and(|answer| answer.headers.contains(name));
        differences.compare(&format!("the server sent {name}"), true, was_sent);
        differences.compare(&format!("script reads {name}"), false, script.headers.contains(name));
    }
}

/// The requests that the pages of a case describe.
fn fetches(case: &Case) -> impl Iterator<Item = &RequestInit> {
    case.scenario.steps.iter().filter_map(|step| match step {
        ScenarioStep::Fetch(init) => Some(init),
        ScenarioStep::Wait(_) => None,
    })
}

/// What explain says of a fetch whose script wants to read every header that the case names.
#[must_use]
pub fn explain(init: &RequestInit, expected: &FetchExpectation, transcript: &Transcript) -> Report {
    explain_in(Language::English, init, expected, transcript)
}

/// The same in a language.
#[must_use]
pub fn explain_in(
    language: Language,
    init: &RequestInit,
    expected: &FetchExpectation,
    transcript: &Transcript,
) -> Report {
    let dropped = init.make().map(|made| made.dropped_headers).unwrap_or_default();
    let wanted = [expected.reads.as_slice(), &expected.hidden].concat();
    let mut question = Question::new(transcript);
    question.dropped_headers = &dropped;
    question.wanted_headers = &wanted;
    question.language = language;
    question.diagnose()
}

fn judge_report(expected: &FetchExpectation, report: &Report, differences: &mut Differences) {
    let verdict = if report.is_allowed() { Verdict::Allowed } else { Verdict::Blocked };
    differences.compare("verdict", expected.verdict, verdict);
    if let Some(name) = &expected.diagnosis {
        differences.compare("diagnosis", name.as_str(), report.primary.name.as_str());
    }
    let also: Vec<_> = report.also.iter().map(|diagnosis| diagnosis.name.as_str()).collect();
    let missing: Vec<_> = expected.also.iter().filter(|name| !also.contains(&name.as_str())).collect();
    if !missing.is_empty() {
        differences.0.push(format!("also: expected {missing:?}, found {also:?}"));
    }
}

/// The differences between a case whose first step makes no request and what explain says of it.
#[must_use]
pub fn judge_refused(case: &Case, expected: &str) -> Vec<String> {
    let mut differences = Differences::default();
    let found = fetches(case).next().map(|init| {
        let error = init.make().err()?;
        Some(of_request_init_error(init, &error).primary.name.as_str())
    });
    differences.compare("refused", Some(Some(expected)), found);
    differences.0
}

fn judge_requests(expected: &FetchExpectation, played: &Played, differences: &mut Differences) {
    let text = |message: &PlayedMessage, name| {
        let value = message.headers.get(name);
        value.map(|value| String::from_utf8_lossy(&value).into_owned()).unwrap_or_default()
    };
    let preflight = played.messages.iter().find(|message| message.kind == MessageKind::Preflight);
    if let Some(asks) = &expected.asks_headers {
        let found = preflight.map(|message| text(message, "access-control-request-headers"));
        differences.compare("the preflight asks for", Some(asks.clone()), found);
    }
    if let Some(preflight) = preflight {
        differences.compare("the preflight carries cookies", false, preflight.carries_cookies);
    }
    let last = played.messages.last();
    if let Some(origin) = &expected.origin {
        let found = last.map(|message| text(message, "origin"));
        differences.compare("the last Origin", Some(origin.clone()), found);
    }
    if let Some(credentials) = expected.credentials {
        let found = last.map(|message| message.carries_cookies);
        differences.compare("the last message carries cookies", Some(credentials), found);
    }
}

/// Adds the differences between an expected answer and one that came.
fn judge_answer(place: &str, expected: &AnswerExpectation, found: &Response, differences: &mut Differences) {
    differences.compare(&format!("{place}: status"), expected.status, found.status);
    let is_cors = |name: &str| name.to_ascii_lowercase().starts_with("access-control-");
    let line =
        |name: &str, value: &[u8]| (name.to_ascii_lowercase(), String::from_utf8_lossy(value).into_owned());
    let wanted: BTreeSet<_> = expected.cors.iter().map(|(n, v)| line(n, v.as_bytes())).collect();
    let lines: Vec<_> =
        found.headers.iter().filter(|h| is_cors(&h.name)).map(|h| line(&h.name, &h.value)).collect();
    differences.compare(&format!("{place}: CORS header lines"), expected.cors.len(), lines.len());
    differences.compare(&format!("{place}: CORS headers"), wanted, lines.into_iter().collect());
    let names = |text: &str| text.split(',').map(|n| n.trim().to_ascii_lowercase()).collect::<Vec<_>>();
    let mut vary: Vec<_> =
        found.headers.lines("vary").flat_map(|line| names(&String::from_utf8_lossy(line))).collect();
    vary.sort();
    let mut wanted: Vec<_> = expected.vary.iter().map(|name| name.to_ascii_lowercase()).collect();
    wanted.sort();
    differences.compare(&format!("{place}: Vary"), wanted, vary);
}

/// The differences between an expected answer and one that came; none if it passes.
#[must_use]
pub fn judge_direct(expected: &AnswerExpectation, found: &Response) -> Vec<String> {
    let mut differences = Differences::default();
    judge_answer("answer", expected, found, &mut differences);
    differences.0
}
