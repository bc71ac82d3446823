//! `Access-Control-Allow-Origin` is missing: what lies behind it.

use super::super::case::{Case, has_cors_headers, is_from_cache, varies_by_origin};
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{Note, Permit};
use super::redirect::looks_like_login;
use crate::fetch::response::Response;

const HEADER: &str = "Access-Control-Allow-Origin";

pub(super) fn diagnose(case: &Case<'_>, index: usize) -> Diagnosis {
    let phase = case.phase(index);
    let absent = |note| Evidence::absent(index, HEADER, case.say(note));
    let origin = case.origin_to_allow(index);
    let must_be = Note::MustBe(&origin);
    let Some(response) = case.response(index) else {
        return plain(case, index, phase).proof(absent(must_be));
    };
    if phase == Phase::Preflight {
        return plain(case, index, phase).expects(case.origin_to_allow(index)).proof(absent(must_be));
    }
    if phase == Phase::Redirect {
        return on_redirect(case, index, response).proof(absent(Note::EveryHop));
    }
    if case.request(index).redirect_count > 0 && looks_like_login(case.request(index).current_url()) {
        return super::redirect::at_login(case, index).proof(absent(Note::LoginHasNone));
    }
    let is_cache_to_blame = case.is_cache_to_blame();
    if is_from_cache(response) && is_cache_to_blame != Some(false) {
        let is_proven = is_cache_to_blame == Some(true);
        let message = case.say(if is_proven { Permit::MissingCachedOnly } else { Permit::MissingCached });
        let diagnosis = Diagnosis::new(Name::AllowOriginMissingCached, phase, message);
        return diagnosis
            .likely_unless(is_proven)
            .expects(case.origin_to_allow(index))
            .proof(absent(Note::NotInCache));
    }
    if response.status >= 400 {
        return on_error(case, index, response)
            .expects(case.origin_to_allow(index))
            .proof(absent(Note::ErrorsToo));
    }
    if case.preflight_of(index).is_some() {
        let method = case.request(index).method.as_str();
        let message = case.say(Permit::PreflightOkResponseNot { method });
        return Diagnosis::new(Name::PreflightOkResponseNot, phase, message)
            .expects(case.origin_to_allow(index))
            .proof(absent(Note::ThisToo));
    }
    plain(case, index, phase).expects(case.origin_to_allow(index)).proof(absent(must_be))
}

/// An error: by what sees every answer, or by something that no CORS header reaches.
fn on_error(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    let status = response.status;
    let proof = Evidence::status(index, status, case.say(Note::AnError));
    if varies_by_origin(response) {
        let mut diagnosis = plain(case, index, Phase::Response).likely();
        diagnosis.message.push_str(&case.say(Permit::BesidesAnError { status }));
        return diagnosis.proof(proof);
    }
    let message = case.say(Permit::MissingOnError { status });
    Diagnosis::new(Name::AllowOriginMissingOnError, Phase::Response, message).proof(proof)
}

fn plain(case: &Case<'_>, index: usize, phase: Phase) -> Diagnosis {
    let page = &case.page;
    let (message, is_likely) = match case.response(index) {
        _ if case.is_tainted(index) => (Permit::MissingAfterRedirect { page }, false),
        Some(response) if varies_by_origin(response) => (Permit::MissingButVaries { page }, true),
        Some(response) if has_cors_headers(response) => (Permit::MissingAmongOthers { page }, false),
        _ => (Permit::Missing { page }, false),
    };
    let diagnosis = Diagnosis::new(Name::AllowOriginMissing, phase, case.say(message));
    if is_likely { diagnosis.likely() } else { diagnosis }
}

fn on_redirect(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    if let Some(diagnosis) = super::redirect::to_login(case, index) {
        return diagnosis;
    }
    let message = case.say(Permit::MissingOnRedirect { status: response.status });
    Diagnosis::new(Name::AllowOriginMissingOnRedirect, Phase::Redirect, message)
        .expects(case.origin_to_allow(index))
        .proof(Evidence::status(index, response.status, case.say(Note::ARedirect)))
}
