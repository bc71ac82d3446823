//! Firefox: the text after "Reason:".

use super::super::build::brief;
use super::super::case::Case;
use super::answer::{cors_check_failure, is_preflight_redirect, lines, value};
use crate::browser::{Cause, CorsCheckFailure, NetworkError, NetworkFailure, PreflightFailure};
use crate::exchange::MessageKind;
use crate::fetch::list_values::MalformedList;
use alloc::format;
use alloc::string::String;

pub(super) fn says(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    if let Some(failure) = cors_check_failure(error) {
        return (!is_tainted(case, error)).then(|| cors_check(case, error, failure));
    }
    let text = match &error.cause {
        Cause::Preflight(PreflightFailure::StatusNotOk(_)) if is_preflight_redirect(case, error) => {
            "CORS request external redirect not allowed".into()
        }
        Cause::Preflight(failure) => return preflight(case, error, failure),
        Cause::SchemeNotHttp(_) => "CORS request not http".into(),
        // Seen when the socket closes after a good preflight.
        Cause::Network(NetworkFailure::NoResponse) if after_preflight(case, error) => {
            "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed".into()
        }
        Cause::Network(_) | Cause::RedirectCredentials(_) => "CORS request did not succeed".into(),
        Cause::ResourcePolicy => {
            "The resource was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof)."
                .into()
        }
        _ => return None,
    };
    Some(text)
}

/// Whether a redirect turned the page's origin into `null`; Firefox was seen to print nothing then.
fn is_tainted(case: &Case<'_>, error: &NetworkError) -> bool {
    case.page != "null" && error.message.is_some_and(|index| case.origin(index) == "null")
}

fn after_preflight(case: &Case<'_>, error: &NetworkError) -> bool {
    let before = error.message.and_then(|index| case.preflight_of(index));
    before.is_some()
        && error.message.and_then(|i| case.message(i)).is_some_and(|m| m.kind == MessageKind::Actual)
}

fn preflight(case: &Case<'_>, error: &NetworkError, failure: &PreflightFailure) -> Option<String> {
    let token = |header: &str, place: &MalformedList| {
        let response = error.message.and_then(|index| case.response(index));
        let line = response.and_then(|r| r.headers.lines(header).nth(place.line)).unwrap_or_default();
        let element = brief(line.get(place.span.clone()).unwrap_or(line));
        format!("invalid token ‘{element}’ in CORS header ‘{header}’")
    };
    Some(match failure {
        PreflightFailure::StatusNotOk(_) => "CORS preflight response did not succeed".into(),
        PreflightFailure::AllowMethodsMalformed(place) => token("Access-Control-Allow-Methods", place),
        PreflightFailure::AllowHeadersMalformed(place) => token("Access-Control-Allow-Headers", place),
        PreflightFailure::MethodNotAllowed(_) => {
            "Did not find method in CORS header ‘Access-Control-Allow-Methods’".into()
        }
        PreflightFailure::HeadersNotAllowed(names) => header(names.first()?),
        PreflightFailure::AuthorizationNotAllowed => {
            if value(case, error, "access-control-allow-headers").contains('*') {
                "When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered."
                    .into()
            } else {
                header("authorization")
            }
        }
        PreflightFailure::CorsCheck(_) => return None,
    })
}

fn header(name: &str) -> String {
    format!(
        "header ‘{name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response"
    )
}

fn cors_check(case: &Case<'_>, error: &NetworkError, failure: &CorsCheckFailure) -> String {
    match failure {
        CorsCheckFailure::AllowOriginMissing => "CORS header ‘Access-Control-Allow-Origin’ missing".into(),
        CorsCheckFailure::AllowOriginWildcard => {
            "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’".into()
        }
        CorsCheckFailure::AllowOriginMismatch { .. }
            if lines(case, error, "access-control-allow-origin") > 1 =>
        {
            "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed".into()
        }
        CorsCheckFailure::AllowOriginMismatch { value, .. } => {
            format!("CORS header ‘Access-Control-Allow-Origin’ does not match ‘{}’", brief(value))
        }
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
            "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’".into()
        }
    }
}
