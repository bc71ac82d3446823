//! Firefox: the text after "Reason:".

use super::super::build::brief;
use crate::browser::{Cause, Evidence, FirefoxKey, NetworkError, PreflightFailure};
use alloc::format;
use alloc::string::String;

pub(super) fn says(error: &NetworkError) -> Option<String> {
    // That the request failed it says besides, unless there is nothing more to say.
    let keys = error.codes.firefox;
    let telling = keys.iter().find(|key| **key != FirefoxKey::DidNotSucceed).or_else(|| keys.first());
    telling.map(|key| sentence(error, *key))
}

fn sentence(error: &NetworkError, key: FirefoxKey) -> String {
    use FirefoxKey as Key;
    match key {
        Key::RequestNotHttp => "CORS request not http".into(),
        Key::DidNotSucceed => "CORS request did not succeed".into(),
        Key::ExternalRedirectNotAllowed => "CORS request external redirect not allowed".into(),
        Key::MultipleAllowOriginNotAllowed => {
            "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed".into()
        }
        Key::MissingAllowOrigin => "CORS header ‘Access-Control-Allow-Origin’ missing".into(),
        Key::NotSupportingCredentials => {
            "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’".into()
        }
        Key::AllowOriginNotMatchingOrigin => {
            format!("CORS header ‘Access-Control-Allow-Origin’ does not match ‘{}’", offending(error))
        }
        Key::MissingAllowCredentials => {
            "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’".into()
        }
        Key::PreflightDidNotSucceed => "CORS preflight response did not succeed".into(),
        Key::InvalidAllowMethod => invalid(error, "Access-Control-Allow-Methods"),
        Key::MethodNotFound => "Did not find method in CORS header ‘Access-Control-Allow-Methods’".into(),
        Key::InvalidAllowHeader => invalid(error, "Access-Control-Allow-Headers"),
        Key::MissingAllowHeaderFromPreflight => format!(
            "header ‘{}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response",
            missing_name(error)
        ),
        Key::AllowHeaderFromPreflightDeprecation => {
            "When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered."
                .into()
        }
        Key::Coep => {
            "The resource was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof)."
                .into()
        }
    }
}

fn offending(error: &NetworkError) -> String {
    error.evidence.as_ref().map_or_else(String::new, |Evidence { bytes, .. }| brief(bytes))
}

fn invalid(error: &NetworkError, header: &str) -> String {
    format!("invalid token ‘{}’ in CORS header ‘{header}’", offending(error))
}

/// The first header name that a preflight's answer lacks.
fn missing_name(error: &NetworkError) -> &str {
    match &error.cause {
        Cause::Preflight(PreflightFailure::HeadersNotAllowed(names)) => {
            names.first().map_or("", |name| name.as_str())
        }
        _ => "authorization",
    }
}
