//! The corpus against the actix-web middleware, around a service that answers as the case says.

use actix_web::dev::Service;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Condition;
use actix_web::rt::System;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, HttpResponse, web};
use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, ServerSpec};
use corsac::fetch::{HeaderList, Response};
use corsac::server::{Guard, Policy};
use corsac_actix::{Cors, CrossSiteGuard};
use corsac_cases::corpus::Case;
use corsac_cases::run::run;

/// An app behind the policy and guard of a case.
struct Wrapped {
    policy: Option<Cors>,
    guard: Option<CrossSiteGuard>,
    answers: RecordedAnswers,
}

fn build(case: &Case) -> Result<Wrapped, String> {
    wrapped(&case.scenario.server)
}

fn wrapped(server: &ServerSpec) -> Result<Wrapped, String> {
    let policy = server.policy.clone().map(Policy::new).transpose().map_err(|error| error.to_string())?;
    let guard = server.guard.as_ref().map(Guard::new).transpose().map_err(|error| error.to_string())?;
    Ok(Wrapped {
        policy: policy.map(Cors::new),
        guard: guard.map(CrossSiteGuard::new),
        answers: RecordedAnswers(server.answers.iter().map(RecordedAnswer::from).collect()),
    })
}

fn header(name: &str, value: &[u8]) -> (HeaderName, HeaderValue) {
    let name = HeaderName::from_bytes(name.as_bytes()).expect("a name of the corpus is valid HTTP");
    (name, HeaderValue::from_bytes(value).expect("a value of the corpus is valid HTTP"))
}

fn to_actix(request: &HttpRequest) -> TestRequest {
    let method = request.method.as_str().parse().expect("a method of the corpus is valid HTTP");
    let host = request.url.host_str().unwrap_or_default();
    let host = request.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let made = TestRequest::with_uri(request.url.as_str()).method(method).append_header(("host", host));
    request
        .headers
        .iter()
        .fold(made, |made, line| made.append_header(header(line.name.as_str(), &line.value)))
}

fn to_response(response: &HttpResponse<impl Sized>) -> Response {
    let headers: HeaderList =
        response.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    Response::new(response.status().as_u16(), headers)
}

fn from_answer(response: &Response) -> HttpResponse {
    let status = StatusCode::from_u16(response.status).expect("a status of the corpus is valid HTTP");
    let mut answer = HttpResponse::new(status);
    for line in &response.headers {
        let (name, value) = header(line.name.as_str(), &line.value);
        answer.headers_mut().append(name, value);
    }
    answer
}

impl Responder for Wrapped {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let Some(policy) = self.policy.clone() else { return self.answers.respond(request) };
        let answer = if self.answers.answers(request) {
            self.answers.respond(request)?
        } else {
            Response::new(200, HeaderList::new())
        };
        // Without one, any guard that does not run.
        let guard = self.guard.clone();
        let is_guarded = guard.is_some();
        let guard = guard.unwrap_or_else(|| CrossSiteGuard::new(Guard::new([""; 0]).expect("no mistake")));
        let service = web::to(move || {
            let answer = from_answer(&answer);
            async move { answer }
        });
        let request = to_actix(request).to_request();
        let response = System::new().block_on(async move {
            let app =
                App::new().default_service(service).wrap(Condition::new(is_guarded, guard)).wrap(policy);
            init_service(app).await.call(request).await
        });
        let response = response.expect("nothing in the app fails");
        Ok(to_response(response.response()))
    }
}

#[test]
fn every_case_holds_through_the_middleware() {
    let (cases, failures) = run(build).expect("the corpus");
    assert!(cases > 0, "no cases found");
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn random_requests_are_answered_as_the_engine_says() {
    let (asked, differences) = corsac_cases::random::run(wrapped).expect("servers and requests");
    assert!(asked > 0, "nothing was asked");
    assert!(differences.is_empty(), "{} of {asked} differ:\n{}", differences.len(), differences.join("\n"));
}
