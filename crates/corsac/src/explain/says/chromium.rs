//! Chromium: the reason after "has been blocked by CORS policy:".

use super::super::build::brief;
use super::super::case::Case;
use super::super::quoted::Quoted;
use super::answer::{cors_check_failure, is_preflight_redirect, is_tolerated, value};
use crate::browser::{Cause, CorsCheckFailure, NetworkError, NetworkFailure, PreflightFailure};
use alloc::format;
use alloc::string::String;
use url::Url;

/// What precedes the reason why a preflight failed.
const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

pub(super) fn says(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    if is_preflight_redirect(case, error) {
        return Some([PREFLIGHT, "Redirect is not allowed for a preflight request."].concat());
    }
    if let Some(failure) = cors_check_failure(error) {
        let prefix = if matches!(error.cause, Cause::Preflight(_)) { PREFLIGHT } else { "" };
        return Some([prefix, &cors_check(failure)].concat());
    }
    let text = match &error.cause {
        // `*` lets it pass; Chromium only warns, in its list of issues, of a time when it will not.
        Cause::Preflight(PreflightFailure::AuthorizationNotAllowed) if is_tolerated(case, error) => return None,
        Cause::Preflight(failure) => return preflight(failure),
        Cause::ModeSameOrigin => format!("Request mode is \"same-origin\" but the URL's origin is not same as the request origin {}.", case.page),
        Cause::NoCorsRedirectMode => "Request mode is \"no-cors\" but the redirect mode is not \"follow\".".into(),
        Cause::SchemeNotHttp(scheme) if scheme == "file" => {
            format!("Not allowed to load local resource: {}", Quoted::text(case.transcript.last.current_url().as_str()))
        }
        Cause::SchemeNotHttp(scheme) => format!("URL scheme \"{scheme}\" is not supported."),
        Cause::BadPort(_) => "net::ERR_UNSAFE_PORT".into(),
        Cause::ResourcePolicy if value(case, error, "cross-origin-resource-policy") == "same-site" => {
            "net::ERR_BLOCKED_BY_RESPONSE.NotSameSite".into()
        }
        Cause::ResourcePolicy => "net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin".into(),
        Cause::RedirectCredentials(_) => "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.".into(),
        Cause::RedirectModeError => "net::ERR_FAILED".into(),
        Cause::RedirectLimit => "net::ERR_TOO_MANY_REDIRECTS".into(),
        Cause::Network(NetworkFailure::Dns) => "net::ERR_NAME_NOT_RESOLVED".into(),
        Cause::Network(NetworkFailure::Connect) => "net::ERR_CONNECTION_REFUSED".into(),
        Cause::Network(NetworkFailure::NoResponse) => "net::ERR_EMPTY_RESPONSE".into(),
        Cause::Network(NetworkFailure::Timeout) => "net::ERR_TIMED_OUT".into(),
        _ => return None,
    };
    Some(text)
}

fn preflight(failure: &PreflightFailure) -> Option<String> {
    Some(match failure {
        PreflightFailure::StatusNotOk(_) => [PREFLIGHT, "It does not have HTTP ok status."].concat(),
        PreflightFailure::AllowMethodsMalformed(_) => {
            "Cannot parse Access-Control-Allow-Methods response header field in preflight response.".into()
        }
        PreflightFailure::AllowHeadersMalformed(_) => {
            "Cannot parse Access-Control-Allow-Headers response header field in preflight response.".into()
        }
        PreflightFailure::MethodNotAllowed(method) => {
            format!("Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.")
        }
        PreflightFailure::HeadersNotAllowed(names) => header(names.first()?),
        PreflightFailure::AuthorizationNotAllowed => header("authorization"),
        PreflightFailure::CorsCheck(_) => return None,
    })
}

fn header(name: &str) -> String {
    format!(
        "Request header field {name} is not allowed by Access-Control-Allow-Headers in preflight response."
    )
}

fn cors_check(failure: &CorsCheckFailure) -> String {
    const ADVICE: &str = "Have the server send the header with a valid value.";
    match failure {
        CorsCheckFailure::AllowOriginMissing => "No 'Access-Control-Allow-Origin' header is present on the requested resource.".into(),
        CorsCheckFailure::AllowOriginWildcard => "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.".into(),
        CorsCheckFailure::AllowOriginMismatch { value, .. } => {
            let shown = brief(value);
            if value.iter().any(|byte| matches!(byte, b',' | b' ')) {
                format!("The 'Access-Control-Allow-Origin' header contains multiple values '{shown}', but only one is allowed. {ADVICE}")
            } else if value != b"null" && core::str::from_utf8(value).map_or(true, |text| Url::parse(text).is_err()) {
                format!("The 'Access-Control-Allow-Origin' header contains the invalid value '{shown}'. {ADVICE}")
            } else {
                format!("The 'Access-Control-Allow-Origin' header has a value '{shown}' that is not equal to the supplied origin. {ADVICE}")
            }
        }
        CorsCheckFailure::AllowCredentialsMissing => allow_credentials(""),
        CorsCheckFailure::AllowCredentialsNotTrue { value } => allow_credentials(&brief(value)),
    }
}

fn allow_credentials(value: &str) -> String {
    format!(
        "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'."
    )
}
