//! The service of a case, whatever server it runs in.

use corsac::browser::HttpRequest;
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder as _, ServerSpec};
use corsac::fetch::{HeaderList, Method, Response};
use std::sync::{Arc, Mutex};

/// What script reads where it may.
pub(crate) const BODY: &str = "answered";

/// The answers of a case. Clones share them.
#[derive(Clone)]
pub(crate) struct Service {
    /// What the browser asked by; whoever ends TLS stands before the server.
    scheme: &'static str,
    has_policy: bool,
    answers: Arc<Mutex<RecordedAnswers>>,
}

impl Service {
    pub(crate) fn new(server: &ServerSpec) -> Self {
        let answers = RecordedAnswers(server.answers.iter().map(RecordedAnswer::from).collect());
        Self { scheme: "http", has_policy: server.policy.is_some(), answers: Arc::new(Mutex::new(answers)) }
    }

    /// The same, asked by https.
    pub(crate) fn secure(&self) -> Self {
        Self { scheme: "https", ..self.clone() }
    }

    /// The answer to a request. A service behind a policy says 200 where the case has no answer.
    pub(crate) fn answer<'a>(
        &self,
        method: &str,
        host: &str,
        target: &str,
        lines: impl Iterator<Item = (&'a str, &'a [u8])>,
    ) -> Response {
        let request = HttpRequest {
            method: Method::new(method).unwrap(),
            url: format!("{}://{host}{target}", self.scheme).parse().unwrap(),
            headers: lines.collect(),
            include_credentials: false,
            sends_body: false,
        };
        let mut answers = self.answers.lock().unwrap();
        if self.has_policy && !answers.answers(&request) {
            return Response::new(200, HeaderList::new());
        }
        answers.respond(&request).unwrap()
    }
}
