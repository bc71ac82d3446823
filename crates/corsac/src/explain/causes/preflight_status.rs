//! A preflight answered with a status that is not 200 to 299.

use super::super::build::{and, brief};
use super::super::case::{Case, varies_by_origin};
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use crate::fetch::response::Response;
use crate::fetch::safelist::cors_unsafe_request_header_names;
use crate::server::ResponseHeader;
use alloc::format;
use alloc::string::String;
use core::ops::Range;

pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, status: u16) -> Diagnosis {
    let diagnosis = match case.response(index) {
        Some(response) if response.is_redirect() => {
            super::preflight_redirect::diagnose(case, index, response)
        }
        Some(response) => by_status(case, index, response),
        None => other(index, status),
    };
    diagnosis.by("cors-preflight-fetch-0")
}

fn by_status(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    if let Some(diagnosis) = refused(case, index, response) {
        return diagnosis;
    }
    let wants_login = response.headers.contains("www-authenticate");
    match response.status {
        401 | 407 => requires_auth(index, response),
        403 if wants_login => requires_auth(index, response),
        404 | 405 | 501 => not_routed(case, index, response.status),
        429 => rate_limited(index),
        500.. => server_error(index, response.status),
        status => other(index, status),
    }
}

fn new(name: Name, index: usize, status: u16, message: impl Into<String>) -> Diagnosis {
    Diagnosis::new(name, Phase::Preflight, message).expects("204").proof(Evidence::status(
        index,
        status,
        "must be 200 to 299",
    ))
}

fn requires_auth(index: usize, response: &Response) -> Diagnosis {
    let message = format!(
        "The server wants a login ({}) from the preflight, but browsers send preflights without cookies and without Authorization.",
        response.status
    );
    let diagnosis = new(Name::PreflightRequiresAuth, index, response.status, message);
    match response.headers.lines("www-authenticate").next() {
        Some(value) => diagnosis.about([brief(value)]),
        None => diagnosis,
    }
}

fn not_routed(case: &Case<'_>, index: usize, status: u16) -> Diagnosis {
    let message = format!(
        "The server has no answer to OPTIONS {} (status {status}): nothing there handles preflights.",
        case.request(index).current_url().path()
    );
    new(Name::PreflightNotRouted, index, status, message)
}

fn rate_limited(index: usize) -> Diagnosis {
    let message = "A rate limit refused the preflight (status 429): preflights are counted like requests.";
    new(Name::PreflightRateLimited, index, 429, message)
}

fn server_error(index: usize, status: u16) -> Diagnosis {
    let message = format!(
        "The server failed while it handled the preflight (status {status}). This is no CORS problem yet: look at the server's log."
    );
    new(Name::PreflightServerError, index, status, message)
}

fn other(index: usize, status: u16) -> Diagnosis {
    let message = match status {
        403 => "The preflight was answered 403: a CORS layer that does not allow it, or a firewall, CSRF or access rule that stands before it.".into(),
        _ => format!("The preflight was answered {status}. Browsers accept only 200 to 299."),
    };
    new(Name::PreflightStatusNotOk, index, status, message)
}

/// Where the first `Vary` line names `Origin`.
fn origin_in_vary(response: &Response) -> Option<Range<usize>> {
    let line = response.headers.lines("vary").next()?;
    let at = line.windows(6).position(|window| window.eq_ignore_ascii_case(b"origin"))?;
    Some(at..at + 6)
}

/// All that a preflight asks for.
fn asked(case: &Case<'_>, index: usize) -> String {
    let request = case.request(index);
    let names = cors_unsafe_request_header_names(&request.headers);
    let mut asked =
        alloc::vec![format!("the origin {}", case.origin(index)), format!("the method {}", request.method)];
    match names.as_slice() {
        [] => {}
        [name] => asked.push(format!("the header {name}")),
        names => asked.push(format!("the headers {}", and(names))),
    }
    asked.join(", ")
}

/// A refusal by something that knows CORS: corsac says so itself in debug mode; others show it by
/// `Vary` on a refusal.
fn refused(case: &Case<'_>, index: usize, response: &Response) -> Option<Diagnosis> {
    let header = ResponseHeader::CorsacDiagnosis.name();
    if let Some(reason) = response.headers.get(header) {
        let reason = brief(&reason);
        let message = format!("The server's CORS policy refused the preflight and says why: {reason}.");
        let proof = Evidence::response_header(case, index, (header, 0), None, "the policy's reason");
        return Some(
            new(Name::PreflightRejectedByCorsLayer, index, response.status, message)
                .about([reason])
                .proof(proof),
        );
    }
    let plain = !response.headers.contains("www-authenticate");
    (matches!(response.status, 400 | 403) && plain && varies_by_origin(response)).then(|| {
        let message = format!(
            "The server's CORS layer refused the preflight (status {}). It does not allow one of these: {}.",
            response.status,
            asked(case, index)
        );
        let proof = Evidence::response_header(
            case,
            index,
            ("Vary", 0),
            origin_in_vary(response),
            "who answered knows CORS",
        );
        new(Name::PreflightRejectedByCorsLayer, index, response.status, message).likely().proof(proof)
    })
}
