//! What a browser looks at in the answer that decided.

use super::super::build::brief;
use super::super::case::Case;
use crate::browser::{Cause, CorsCheckFailure, NetworkError, PreflightFailure};
use alloc::string::String;

/// The failure of the CORS check behind a network error.
pub(super) const fn cors_check_failure(error: &NetworkError) -> Option<&CorsCheckFailure> {
    match &error.cause {
        Cause::CorsCheck(failure) | Cause::Preflight(PreflightFailure::CorsCheck(failure)) => Some(failure),
        _ => None,
    }
}

/// The status of the answer that decided.
pub(super) fn status(case: &Case<'_>, error: &NetworkError) -> u16 {
    error.message.and_then(|index| case.response(index)).map_or(0, |response| response.status)
}

/// Whether the answer that decided redirects a preflight.
pub(super) fn is_preflight_redirect(case: &Case<'_>, error: &NetworkError) -> bool {
    let redirect = error.message.and_then(|index| case.response(index)).is_some_and(|r| r.is_redirect());
    redirect && matches!(error.cause, Cause::Preflight(_))
}

/// The number of lines of a header in the answer that decided.
pub(super) fn lines(case: &Case<'_>, error: &NetworkError, header: &str) -> usize {
    error.message.and_then(|index| case.response(index)).map_or(0, |r| r.headers.lines(header).count())
}

/// The value of a header in the answer that decided, as a console shows it.
pub(super) fn value(case: &Case<'_>, error: &NetworkError, header: &str) -> String {
    let response = error.message.and_then(|index| case.response(index));
    response.and_then(|r| r.headers.get(header)).map_or_else(String::new, |value| brief(&value))
}

/// Whether the browsers let `*` cover Authorization here, and only warn.
pub(super) fn is_tolerated(case: &Case<'_>, error: &NetworkError) -> bool {
    value(case, error, "access-control-allow-headers").contains('*') && !case.is_credentialed()
}
