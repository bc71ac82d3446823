//! The corpus against the tower layer, around a service that answers as the case says.

mod laws;

use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, ServerSpec};
use corsac::fetch::{HeaderList, Response};
use corsac::server::{Guard, Policy};
use corsac_cases::corpus::Case;
use corsac_cases::run::run;
use corsac_tower::{CorsLayer, GuardLayer};
use std::convert::Infallible;
use tower::{Layer, ServiceExt, service_fn};

/// A service behind the layers of a case's policy and guard.
struct Layered {
    policy: Option<CorsLayer>,
    guard: Option<GuardLayer>,
    answers: RecordedAnswers,
    runtime: tokio::runtime::Runtime,
}

fn build(case: &Case) -> Result<Layered, String> {
    layered(&case.scenario.server)
}

fn layered(server: &ServerSpec) -> Result<Layered, String> {
    let policy = server.policy.clone().map(Policy::new).transpose().map_err(|error| error.to_string())?;
    let guard = server.guard.as_ref().map(Guard::new).transpose().map_err(|error| error.to_string())?;
    Ok(Layered {
        policy: policy.map(CorsLayer::new),
        guard: guard.map(GuardLayer::new),
        answers: RecordedAnswers(server.answers.iter().map(RecordedAnswer::from).collect()),
        runtime: tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?,
    })
}

fn to_http(request: &HttpRequest) -> http::Request<()> {
    let mut builder = http::Request::builder().method(request.method.as_str()).uri(request.url.as_str());
    let host = request.url.host_str().unwrap_or_default();
    let host = request.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    builder = builder.header("host", host);
    for header in &request.headers {
        builder = builder.header(header.name.as_str(), header.value.as_slice());
    }
    builder.body(()).expect("a request of the corpus is valid HTTP")
}

fn to_response(response: &http::Response<String>) -> Response {
    let headers: HeaderList =
        response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    Response::new(response.status().as_u16(), headers)
}

fn from_answer(response: &Response) -> http::Response<String> {
    let mut builder = http::Response::builder().status(response.status);
    for header in &response.headers {
        builder = builder.header(header.name.as_str(), header.value.as_slice());
    }
    builder.body(String::new()).expect("an answer of the corpus is valid HTTP")
}

impl Responder for Layered {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let Some(policy) = &self.policy else { return self.answers.respond(request) };
        let answer = if self.answers.answers(request) {
            self.answers.respond(request)?
        } else {
            Response::new(200, HeaderList::new())
        };
        let service = service_fn(move |_: http::Request<()>| {
            let response = from_answer(&answer);
            async move { Ok::<_, Infallible>(response) }
        });
        let request = to_http(request);
        let response = match &self.guard {
            Some(guard) => self.runtime.block_on(policy.layer(guard.layer(service)).oneshot(request)),
            None => self.runtime.block_on(policy.layer(service).oneshot(request)),
        };
        response.map(|response| to_response(&response)).map_err(|never| match never {})
    }
}

#[test]
fn every_case_holds_through_the_layer() {
    let (cases, failures) = run(build).expect("the corpus");
    assert!(cases > 0, "no cases found");
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn random_requests_are_answered_as_the_engine_says() {
    let (asked, differences) = corsac_cases::random::run(layered).expect("servers and requests");
    assert!(asked > 0, "nothing was asked");
    assert!(differences.is_empty(), "{} of {asked} differ:\n{}", differences.len(), differences.join("\n"));
}
