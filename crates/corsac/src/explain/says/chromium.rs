//! Chromium: the reason after "has been blocked by CORS policy:".

use super::super::build::brief;
use super::super::case::Case;
use super::super::quoted::Quoted;
use crate::browser::{Cause, ChromiumCode, NetworkError};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What precedes the reason why a preflight's answer does not do.
const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

pub(super) fn says(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    let Some(code) = error.codes.chromium else { return uncoded(case, error) };
    if let Some(text) = network(code) {
        return Some(["net::", text].concat());
    }
    // These codes have their twins for the response itself, with the same sentences.
    let prefix = if code.as_str().starts_with("Preflight") { PREFLIGHT } else { "" };
    let parameter = parameter(error).map_or_else(String::new, |bytes| brief(&bytes));
    Some([prefix, &sentence(case, code, &parameter)?].concat())
}

/// The bytes of the code's parameter.
pub(in super::super) fn parameter(error: &NetworkError) -> Option<Vec<u8>> {
    let parameter = error.codes.chromium_parameter.as_deref()?;
    Some(parameter.chars().map(|byte| u8::try_from(byte).unwrap_or(b'?')).collect())
}

/// The sentences that come without a code: what is the page's own affair is told in the console alone.
fn uncoded(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    Some(match &error.cause {
        Cause::ModeSameOrigin => return sentence(case, ChromiumCode::DisallowedByMode, ""),
        Cause::NoCorsRedirectMode => {
            "Request mode is \"no-cors\" but the redirect mode is not \"follow\".".into()
        }
        Cause::SchemeNotHttp(scheme) if scheme == "file" => {
            let url = Quoted::text(case.transcript.last.current_url().as_str());
            format!("Not allowed to load local resource: {url}")
        }
        Cause::SchemeNotHttp(scheme) => format!("URL scheme \"{scheme}\" is not supported."),
        _ => return None,
    })
}

/// The network errors, by the name that follows `net::`.
const fn network(code: ChromiumCode) -> Option<&'static str> {
    use ChromiumCode as Code;
    Some(match code {
        Code::CorpNotSameOrigin => "ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
        Code::CorpNotSameSite => "ERR_BLOCKED_BY_RESPONSE.NotSameSite",
        Code::CorpNotSameOriginAfterDefaultedByCoep => {
            "ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep"
        }
        Code::CacheMiss
        | Code::UnsafePort
        | Code::UnsafeRedirect
        | Code::TooManyRedirects
        | Code::NameNotResolved
        | Code::ConnectionRefused
        | Code::EmptyResponse
        | Code::TimedOut
        | Code::Failed => code.as_str(),
        _ => return None,
    })
}

fn sentence(case: &Case<'_>, code: ChromiumCode, parameter: &str) -> Option<String> {
    use ChromiumCode as Code;
    const ADVICE: &str = "Have the server send the header with a valid value.";
    Some(match code {
        Code::DisallowedByMode => format!(
            "Request mode is \"same-origin\" but the URL's origin is not same as the request origin {}.",
            case.page
        ),
        Code::PreflightDisallowedRedirect => "Redirect is not allowed for a preflight request.".into(),
        Code::PreflightInvalidStatus => "It does not have HTTP ok status.".into(),
        Code::MissingAllowOriginHeader | Code::PreflightMissingAllowOriginHeader => {
            "No 'Access-Control-Allow-Origin' header is present on the requested resource.".into()
        }
        Code::WildcardOriginNotAllowed | Code::PreflightWildcardOriginNotAllowed => "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.".into(),
        Code::MultipleAllowOriginValues | Code::PreflightMultipleAllowOriginValues => format!("The 'Access-Control-Allow-Origin' header contains multiple values '{parameter}', but only one is allowed. {ADVICE}"),
        Code::InvalidAllowOriginValue | Code::PreflightInvalidAllowOriginValue => format!("The 'Access-Control-Allow-Origin' header contains the invalid value '{parameter}'. {ADVICE}"),
        Code::AllowOriginMismatch | Code::PreflightAllowOriginMismatch => format!("The 'Access-Control-Allow-Origin' header has a value '{parameter}' that is not equal to the supplied origin. {ADVICE}"),
        Code::InvalidAllowCredentials | Code::PreflightInvalidAllowCredentials => format!("The value of the 'Access-Control-Allow-Credentials' header in the response is '{parameter}' which must be 'true' when the request's credentials mode is 'include'."),
        Code::InvalidAllowMethodsPreflightResponse => {
            "Cannot parse Access-Control-Allow-Methods response header field in preflight response.".into()
        }
        Code::InvalidAllowHeadersPreflightResponse => {
            "Cannot parse Access-Control-Allow-Headers response header field in preflight response.".into()
        }
        Code::MethodDisallowedByPreflightResponse => {
            format!("Method {parameter} is not allowed by Access-Control-Allow-Methods in preflight response.")
        }
        Code::HeaderDisallowedByPreflightResponse => format!(
            "Request header field {parameter} is not allowed by Access-Control-Allow-Headers in preflight response."
        ),
        Code::RedirectContainsCredentials => "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.".into(),
        // Nobody has shown us the sentences of these yet.
        _ => return None,
    })
}
