//! `Access-Control-Allow-Origin` is missing: what lies behind it.

use super::super::case::{Case, has_cors_headers, is_from_cache, varies_by_origin};
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::redirect::looks_like_login;
use crate::fetch::response::Response;
use alloc::format;

const HEADER: &str = "Access-Control-Allow-Origin";

pub(super) fn diagnose(case: &Case<'_>, index: usize) -> Diagnosis {
    let phase = case.phase(index);
    let absent = |note: &str| Evidence::absent(index, HEADER, note);
    let must_be = format!("must be {}", case.origin(index));
    let Some(response) = case.response(index) else {
        return plain(case, index, phase).proof(absent(&must_be));
    };
    if phase == Phase::Preflight {
        return plain(case, index, phase).expects(case.origin(index)).proof(absent(&must_be));
    }
    if phase == Phase::Redirect {
        return on_redirect(case, index, response).proof(absent("every hop needs it"));
    }
    if case.request(index).redirect_count > 0 && looks_like_login(case.request(index).current_url()) {
        return super::redirect::at_login(case, index).proof(absent("a login page has none"));
    }
    if is_from_cache(response) {
        let message = "A cache served this answer, and it has no Access-Control-Allow-Origin: it was probably stored for a request without Origin.";
        return Diagnosis::new(Name::AllowOriginMissingCached, phase, message)
            .likely()
            .expects(case.origin(index))
            .proof(absent("not in the cached copy"));
    }
    if response.status >= 400 {
        return on_error(case, index, response)
            .expects(case.origin(index))
            .proof(absent("errors need it, too"));
    }
    if case.preflight_of(index).is_some() {
        let message = format!(
            "The preflight was answered well, but the answer to the {} itself has no Access-Control-Allow-Origin. Both need it.",
            case.request(index).method
        );
        return Diagnosis::new(Name::PreflightOkResponseNot, phase, message)
            .expects(case.origin(index))
            .proof(absent("this answer needs it, too"));
    }
    plain(case, index, phase).expects(case.origin(index)).proof(absent(&must_be))
}

/// An error: by what sees every answer, or by something that no CORS header reaches.
fn on_error(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    let status = response.status;
    let proof = Evidence::status(index, status, "an error");
    if varies_by_origin(response) {
        let mut diagnosis = plain(case, index, Phase::Response).likely();
        diagnosis.message.push_str(&format!(" The answer is an error besides, status {status}."));
        return diagnosis.proof(proof);
    }
    let start = match status {
        500.. => format!("This is a real error of the server, status {status}."),
        _ => format!("The server refuses the request itself, with status {status}."),
    };
    let message =
        format!("{start} Its error answers carry no CORS headers, so script cannot even see the status.");
    Diagnosis::new(Name::AllowOriginMissingOnError, Phase::Response, message).proof(proof)
}

fn plain(case: &Case<'_>, index: usize, phase: Phase) -> Diagnosis {
    let page = &case.page;
    let message = match case.response(index) {
        Some(response) if varies_by_origin(response) => format!(
            "The server knows CORS (its answer says Vary: Origin), but {page} is not among the origins that it allows."
        ),
        Some(response) if has_cors_headers(response) => format!(
            "The server sends other CORS headers, but Access-Control-Allow-Origin is missing: {page} is probably not among the origins that it allows."
        ),
        _ => format!(
            "The server does not say that {page} may read its answer: Access-Control-Allow-Origin is missing."
        ),
    };
    Diagnosis::new(Name::AllowOriginMissing, phase, message)
}

fn on_redirect(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    if let Some(diagnosis) = super::redirect::to_login(case, index) {
        return diagnosis;
    }
    let message = format!(
        "The server answers with a redirect ({}) that has no Access-Control-Allow-Origin. Every answer on the way needs it, not just the last.",
        response.status
    );
    Diagnosis::new(Name::AllowOriginMissingOnRedirect, Phase::Redirect, message)
        .expects(case.origin(index))
        .proof(Evidence::status(index, response.status, "a redirect"))
}
