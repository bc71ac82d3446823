//! A policy in a server's place, in memory.

use super::{RecordedAnswers, Responder};
use crate::browser::{HttpRequest, NetworkFailure};
use crate::fetch::header::HeaderList;
use crate::fetch::response::Response;
use crate::server::{Decision, Guard, Headers, Policy, RequestHead, RequestHeader, ResponseHeader, Value};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A service behind a policy, and behind a cross-site request guard if there is one.
#[derive(Debug, Clone)]
pub struct PolicyServer {
    /// The policy.
    pub policy: Policy,
    /// The guard; it stands behind the policy, so that its refusals carry the policy's headers.
    pub guard: Option<Guard>,
    /// What the service answers; where it has no answer, 200 without headers.
    pub service: RecordedAnswers,
}

/// A request's head as the server half reads it.
struct Head<'a> {
    request: &'a HttpRequest,
    host: String,
}

impl<'a> Head<'a> {
    fn of(request: &'a HttpRequest) -> Self {
        let mut host = String::from(request.url.host_str().unwrap_or_default());
        if let Some(port) = request.url.port() {
            host.push_str(&alloc::format!(":{port}"));
        }
        Self { request, host }
    }
}

impl RequestHead for Head<'_> {
    fn method(&self) -> &[u8] {
        self.request.method.as_str().as_bytes()
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        let host = (name == RequestHeader::Host).then_some(self.host.as_bytes());
        host.into_iter().chain(self.request.headers.lines(name.name()))
    }
}

impl PolicyServer {
    /// A service that answers 200 to everything, behind a policy.
    #[must_use]
    pub const fn new(policy: Policy) -> Self {
        Self { policy, guard: None, service: RecordedAnswers(Vec::new()) }
    }

    fn serve(&mut self, request: &HttpRequest, head: &Head<'_>) -> Result<Response, NetworkFailure> {
        let guarded = self.guard.as_ref().map(|guard| guard.check(head));
        if let Some(refused) = guarded.filter(|guarded| !guarded.passes()) {
            let reason = (ResponseHeader::CorsacDiagnosis.name(), refused.why().name());
            return Ok(Response::new(403, [reason].into_iter().collect()));
        }
        if self.service.answers(request) {
            self.service.respond(request)
        } else {
            Ok(Response::new(200, HeaderList::new()))
        }
    }

    /// Writes a decision's headers into a response, in the place of any that the service wrote.
    fn write(&self, headers: &Headers, head: &Head<'_>, list: &mut HeaderList) {
        let is_cors = |name: &str| {
            name.as_bytes().get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"access-control-"))
        };
        let is_sent = |name: &str| headers.iter().any(|(sent, _)| sent.name().eq_ignore_ascii_case(name));
        list.retain(|header| !is_cors(&header.name) && !is_sent(&header.name));
        let missing = headers.vary().missing_from(list.lines("vary"));
        if !missing.is_empty() {
            list.push("vary", missing.text());
        }
        for (header, value) in headers.iter() {
            for value in self.value(value, head) {
                list.push(header.name(), value);
            }
        }
    }

    fn value<'a>(&'a self, value: Value, head: &'a Head<'_>) -> Vec<&'a [u8]> {
        match value {
            Value::RequestOrigin => head.lines(RequestHeader::Origin).collect(),
            Value::RequestMethod => head.lines(RequestHeader::AccessControlRequestMethod).collect(),
            Value::RequestHeaders => head.lines(RequestHeader::AccessControlRequestHeaders).collect(),
            constant => self.policy.value(constant).map_or_else(Vec::new, |text| vec![text.as_bytes()]),
        }
    }
}

impl Responder for PolicyServer {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let head = Head::of(request);
        let decision = self.policy.decide(&head);
        let mut response = match decision {
            Decision::Answer { status, .. } => Response::new(status, HeaderList::new()),
            Decision::Pass { .. } => self.serve(request, &head)?,
        };
        self.write(decision.headers(), &head, &mut response.headers);
        Ok(response)
    }
}
