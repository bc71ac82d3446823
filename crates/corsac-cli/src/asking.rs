//! Asking a real server as a browser would, and explaining what came of it.

use crate::harmless::escaped;
use crate::place::Place;
use crate::probed::Probed;
use crate::problem::Problem;
use crate::words::said::Said;
use corsac::browser::RequestInit;
use corsac::explain::{Beside, Language, Question, Report, of_request_init_error_in};
use corsac_fetch::{Client, FetchError, Fetched, PublicSuffixList};

/// What came of asking.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) report: Report,
    /// Which of several requests it is, and what was assumed about it: stands above the report.
    pub(crate) heading: Option<String>,
    /// Why no answer came, in the words of the part that failed.
    pub(crate) failure: Option<String>,
    /// Where the request stands, if it comes from a file.
    pub(crate) place: Option<Place>,
    /// What was sent beside it to find out why.
    pub(crate) probes: Vec<Probed>,
}

impl From<Report> for Answer {
    fn from(report: Report) -> Self {
        Self { report, heading: None, failure: None, place: None, probes: Vec::new() }
    }
}

/// Sends a request with whatever preflights and redirects it takes, and explains the outcome. A request
/// that may change something at the server is sent only with `send`; its preflight is sent in any case.
pub(crate) async fn ask(
    client: &Client,
    init: RequestInit,
    send: bool,
    wanted_headers: &[String],
    language: Language,
) -> Result<Answer, Problem> {
    Ok(match fetch(client, init, send, language).await? {
        Came::Fetched(fetched) => explained(&fetched, wanted_headers, language, Beside::default()),
        Came::Refused(report) => Answer::from(*report),
    })
}

/// What came of a request.
pub(crate) enum Came {
    /// Something was sent.
    Fetched(Box<Fetched>),
    /// No browser makes it.
    Refused(Box<Report>),
}

/// Sends a request as [`ask`] does, and leaves it to the caller to explain the outcome.
pub(crate) async fn fetch(
    client: &Client,
    init: RequestInit,
    send: bool,
    language: Language,
) -> Result<Came, Problem> {
    match client.request(init.clone()).only_safe(!send).send().await {
        Ok(fetched) => Ok(Came::Fetched(Box::new(fetched))),
        Err(FetchError::Request(error)) => {
            Ok(Came::Refused(Box::new(of_request_init_error_in(language, &init, &error))))
        }
        Err(error) => Err(Problem::new(Said::TheRequest, cause(error))),
    }
}

/// Explains the outcome, with what is known besides.
pub(crate) fn explained(
    fetched: &Fetched,
    wanted_headers: &[String],
    language: Language,
    beside: Beside<'_>,
) -> Answer {
    let report = report(fetched, wanted_headers, language, beside);
    // That a request was held back is no failure of the connection.
    let failure = fetched.failure_detail().filter(|_| !report.is_undecided()).map(escaped);
    Answer { failure, ..Answer::from(report) }
}

/// What a request cannot be sent for.
fn cause(error: FetchError) -> Said {
    match error {
        FetchError::HeaderValue(name) => Said::HeaderValue(name),
        FetchError::Cookie => Said::Cookie,
        other => Said::plain(other),
    }
}

fn report(
    fetched: &Fetched,
    wanted_headers: &[String],
    language: Language,
    mut beside: Beside<'_>,
) -> Report {
    beside.tls = fetched.tls_failure();
    let mut question = Question::new(fetched.transcript());
    question.dropped_headers = fetched.dropped_headers();
    question.wanted_headers = wanted_headers;
    question.refusal = fetched.refusal();
    question.domains = &PublicSuffixList;
    question.language = language;
    question.beside = beside;
    question.diagnose()
}
