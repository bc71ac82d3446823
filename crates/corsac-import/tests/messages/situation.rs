//! A situation: a request, the answers, the true cause, and what three browsers print.

use corsac::browser::{PreflightCache, Quirks, RequestInit};
use corsac::exchange::{AnswerSpec, RecordedAnswer, RecordedAnswers, exchange};
use corsac::explain::{Question, Report, of_request_init_error};
use serde::Deserialize;
use std::time::Duration;

/// A situation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Situation {
    pub(crate) id: String,
    pub(crate) request: RequestInit,
    #[serde(default)]
    answers: Vec<AnswerSpec>,
    pub(crate) cause: String,
    #[serde(default)]
    pub(crate) chromium: Vec<String>,
    #[serde(default)]
    pub(crate) firefox: Vec<String>,
    #[serde(default)]
    pub(crate) safari: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    situation: Vec<Situation>,
}

pub(crate) fn situations() -> Vec<Situation> {
    let file: File = toml::from_str(include_str!("situations.toml")).expect("situations");
    file.situation
}

impl Situation {
    /// What explain says of a request to this situation's server.
    pub(crate) fn report(&self, request: &RequestInit) -> Report {
        let made = match request.make() {
            Ok(made) => made,
            Err(error) => return of_request_init_error(request, &error),
        };
        let mut answers = RecordedAnswers(self.answers.iter().map(RecordedAnswer::from).collect());
        let (mut cache, mut nobody) = (PreflightCache::new(), ());
        let quirks = Quirks::STANDARD;
        let mut context = corsac::browser::Context {
            quirks: &quirks,
            ..corsac::browser::Context::new(&mut cache, Duration::ZERO, &mut nobody)
        };
        let transcript = exchange(made.request, &mut answers, &mut context);
        let mut question = Question::new(&transcript);
        question.dropped_headers = &made.dropped_headers;
        question.diagnose()
    }
}
