//! A preflight answered with a status that is not 200 to 299.

use super::super::build::{brief, strs};
use super::super::case::{Case, varies_by_origin};
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::says::known_refusal;
use super::super::words::{Note, Refusal};
use crate::fetch::response::Response;
use crate::fetch::safelist::cors_unsafe_request_header_names;
use crate::server::ResponseHeader;
use core::ops::Range;

pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, status: u16) -> Diagnosis {
    let diagnosis = match case.response(index) {
        Some(response) if response.is_redirect() => {
            super::preflight_redirect::diagnose(case, index, response)
        }
        Some(response) => by_status(case, index, response),
        None => other(case, index, status),
    };
    diagnosis.by("cors-preflight-fetch-0")
}

fn by_status(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    if let Some(diagnosis) = refused(case, index, response) {
        return diagnosis;
    }
    let wants_login = response.headers.contains("www-authenticate");
    match response.status {
        401 | 407 => requires_auth(case, index, response),
        403 if wants_login => requires_auth(case, index, response),
        status @ (404 | 405 | 501) => {
            let path = case.request(index).current_url().path();
            let message = if response.headers.contains("access-control-allow-origin") {
                Refusal::NotRoutedThoughAllowed { path, status }
            } else {
                Refusal::NotRouted { path, status }
            };
            new(Name::PreflightNotRouted, case, (index, status), message)
        }
        429 => new(Name::PreflightRateLimited, case, (index, 429), Refusal::RateLimited),
        status @ 500..=599 => {
            new(Name::PreflightServerError, case, (index, status), Refusal::ServerError { status })
        }
        status => other(case, index, status),
    }
}

fn new(name: Name, case: &Case<'_>, (index, status): (usize, u16), message: Refusal<'_>) -> Diagnosis {
    Diagnosis::new(name, Phase::Preflight, case.say(message)).expects("204").proof(Evidence::status(
        index,
        status,
        case.say(Note::MustBeOk),
    ))
}

fn requires_auth(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    let status = response.status;
    let diagnosis = new(Name::PreflightRequiresAuth, case, (index, status), Refusal::WantsLogin { status });
    match response.headers.lines("www-authenticate").next() {
        Some(value) => diagnosis.about([brief(value)]),
        None => diagnosis,
    }
}

fn other(case: &Case<'_>, index: usize, status: u16) -> Diagnosis {
    let message = match status {
        403 => Refusal::Forbidden,
        status => Refusal::Status { status },
    };
    new(Name::PreflightStatusNotOk, case, (index, status), message)
}

/// Where the first `Vary` line names `Origin`.
fn origin_in_vary(response: &Response) -> Option<Range<usize>> {
    let line = response.headers.lines("vary").next()?;
    let at = line.windows(6).position(|window| window.eq_ignore_ascii_case(b"origin"))?;
    Some(at..at + 6)
}

/// A refusal by something that knows CORS: corsac says so itself in debug mode; others show it by
/// `Vary` on a refusal.
fn refused(case: &Case<'_>, index: usize, response: &Response) -> Option<Diagnosis> {
    let header = ResponseHeader::CorsacDiagnosis.name();
    if let Some(reason) = response.headers.get(header) {
        let reason = brief(&reason);
        let message = Refusal::PolicySays { reason: &reason };
        let note = case.say(Note::PolicysReason);
        let proof = Evidence::response_header(case, index, (header, 0), None, note);
        return Some(
            new(Name::PreflightRejectedByCorsLayer, case, (index, response.status), message)
                .proof(proof)
                .about([reason]),
        );
    }
    if let Some(reason) = known_refusal(case.refusal) {
        let reason = brief(reason.trim_end_matches('.').as_bytes());
        let message = Refusal::PolicySays { reason: &reason };
        let diagnosis = new(Name::PreflightRejectedByCorsLayer, case, (index, response.status), message);
        return Some(diagnosis.about([reason]));
    }
    let plain = !response.headers.contains("www-authenticate");
    (matches!(response.status, 400 | 403) && plain && varies_by_origin(response)).then(|| {
        let (request, status) = (case.request(index), response.status);
        let names = cors_unsafe_request_header_names(&request.headers);
        let message = Refusal::CorsLayer {
            status,
            origin: &case.origin(index),
            method: request.method.as_str(),
            headers: &strs(&names),
        };
        let note = case.say(Note::KnowsCors);
        let proof = Evidence::response_header(case, index, ("Vary", 0), origin_in_vary(response), note);
        new(Name::PreflightRejectedByCorsLayer, case, (index, status), message).likely().proof(proof)
    })
}
