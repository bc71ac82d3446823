//! What is decided about a request, as one line of JSON.

use super::request::{Request, text};
use corsac::server::{
    Decision, Guard, Headers, Policy, RequestClass, RequestHead as _, ResponseHeader, Value,
    is_websocket_handshake,
};
use serde::Serialize;

/// What comes of a request.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    kind: &'static str,
    allowed: bool,
    answered: bool,
    status: Option<u16>,
    headers: Vec<(&'static str, String)>,
    vary: Vec<&'static str>,
    why: &'static str,
}

/// A line that is no request.
#[derive(Debug, Serialize)]
pub(super) struct Misread {
    pub(super) line: u64,
    pub(super) error: String,
}

impl Answer {
    /// What a policy decides, and then the guard behind it.
    pub(super) fn of(request: &Request, policy: &Policy, guard: Option<&Guard>) -> Self {
        let decision = policy.decide(request);
        let why = decision.why();
        let status = match decision {
            Decision::Answer { status, .. } => Some(status),
            Decision::Pass { .. } => None,
        };
        let headers = decision.headers();
        let is_allowed = headers.get(ResponseHeader::AccessControlAllowOrigin).is_some();
        let answer = Self {
            kind: kind(request, policy.config().check_websockets),
            allowed: is_allowed && !why.is_refusal(),
            answered: status.is_some(),
            status,
            headers: lines(request, policy, headers),
            vary: headers.vary().iter().collect(),
            why: why.name(),
        };
        match guard.map(|guard| guard.check(request)).filter(|guard| !guard.passes()) {
            Some(guard) if !answer.answered => {
                let why = guard.why().name();
                let mut headers = answer.headers;
                headers.push((ResponseHeader::CorsacDiagnosis.name(), why.to_owned()));
                Self { answered: true, status: Some(403), why, headers, ..answer }
            }
            _ => answer,
        }
    }

    /// Without a policy: whether the request is answered at all, and why.
    pub(super) fn without_policy(request: &Request, status: Option<u16>, why: &'static str) -> Self {
        Self {
            kind: kind(request, false),
            allowed: false,
            answered: status.is_some(),
            status,
            headers: Vec::new(),
            vary: Vec::new(),
            why,
        }
    }
}

/// What a request is to CORS. A WebSocket that the policy checks by itself is nothing to it.
fn kind(request: &Request, checks_websockets: bool) -> &'static str {
    match RequestClass::of(request) {
        RequestClass::Cors if checks_websockets && is_websocket_handshake(request) => "not-cors",
        RequestClass::NotCors => "not-cors",
        RequestClass::Cors => "actual",
        RequestClass::CorsPreflight => "preflight",
    }
}

/// The header lines, values of the request put in.
fn lines(request: &Request, policy: &Policy, headers: &Headers) -> Vec<(&'static str, String)> {
    let values = |value: Value| match value.requested() {
        Some(name) => request.lines(name).map(text).collect(),
        None => policy.value(value).map(str::to_owned).into_iter().collect::<Vec<_>>(),
    };
    let of_header = |(header, value): (ResponseHeader, Value)| {
        values(value).into_iter().map(move |value| (header.name(), value))
    };
    headers.iter().flat_map(of_header).collect()
}
