//! WebKit, which checks a preflight's status before its origin.

use super::super::build::brief;
use super::super::case::Case;
use super::super::quoted::Quoted;
use super::answer::{cors_check_failure, lines, status, value};
use crate::browser::{Cause, CorsCheckFailure, NetworkError, NetworkFailure, PreflightFailure, location_url};
use alloc::format;
use alloc::string::String;

pub(super) fn says(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    let status = status(case, error);
    if matches!(error.cause, Cause::Preflight(_)) && !(200..300).contains(&status) {
        return Some(format!("Preflight response is not successful. Status code: {status}"));
    }
    if let Some(failure) = cors_check_failure(error) {
        return Some(
            [redirection(case, error).as_deref().unwrap_or_default(), &cors_check(case, error, failure)]
                .concat(),
        );
    }
    let text = match &error.cause {
        Cause::Preflight(failure) => return preflight(case, error, failure),
        Cause::SchemeNotHttp(_) => "Cross origin requests are only supported for HTTP.".into(),
        Cause::BadPort(port) => format!("Not allowed to use restricted network port {port}"),
        Cause::RedirectModeError => "Not allowed to follow a redirection".into(),
        Cause::RedirectCredentials(url) => {
            let start = redirection(case, error).unwrap_or_default();
            format!("{start}redirection URL {} has credentials", Quoted::text(url.as_str()))
        }
        Cause::ModeSameOrigin => {
            format!("Fetch API cannot load {}.", Quoted::text(case.transcript.last.current_url().as_str()))
        }
        Cause::Network(NetworkFailure::Connect) => "Could not connect to the server.".into(),
        Cause::Network(NetworkFailure::NoResponse) => "Connection terminated unexpectedly".into(),
        _ => return None,
    };
    Some(text)
}

/// What precedes the reason why a redirect is not followed. WebKit leaves out user name and password.
fn redirection(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    let index = error.message?;
    let response = case.response(index).filter(|response| response.is_redirect())?;
    let mut to = location_url(response, case.request(index).current_url()).ok()??;
    // These fail only for URLs without a host, which have neither.
    let _ = to.set_username("").and_then(|()| to.set_password(None));
    Some(format!("Cross-origin redirection to {to} denied by Cross-Origin Resource Sharing policy: "))
}

fn preflight(case: &Case<'_>, error: &NetworkError, failure: &PreflightFailure) -> Option<String> {
    let invalid =
        |header: &str| format!("Header {header} has an invalid value: {}", value(case, error, header));
    Some(match failure {
        PreflightFailure::AllowMethodsMalformed(_) => invalid("Access-Control-Allow-Methods"),
        PreflightFailure::AllowHeadersMalformed(_) => invalid("Access-Control-Allow-Headers"),
        PreflightFailure::MethodNotAllowed(method) => {
            format!("Method {method} is not allowed by Access-Control-Allow-Methods.")
        }
        PreflightFailure::HeadersNotAllowed(names) => header(case, error, names.first()?),
        PreflightFailure::AuthorizationNotAllowed
            if !value(case, error, "access-control-allow-headers").contains('*')
                || case.is_credentialed() =>
        {
            header(case, error, "authorization")
        }
        _ => return None,
    })
}

/// WebKit prints the name as the script wrote it.
fn header(case: &Case<'_>, error: &NetworkError, name: &str) -> String {
    let headers = error.message.map(|index| &case.request(index).headers);
    let written = headers.into_iter().flatten().find(|header| header.name.eq_ignore_ascii_case(name));
    let name = written.map_or(name, |header| header.name.as_str());
    format!("Request header field {name} is not allowed by Access-Control-Allow-Headers.")
}

fn cors_check(case: &Case<'_>, error: &NetworkError, failure: &CorsCheckFailure) -> String {
    let status = status(case, error);
    let origin = error.message.map_or_else(String::new, |index| case.origin(index));
    match failure {
        CorsCheckFailure::AllowOriginWildcard => {
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.".into()
        }
        CorsCheckFailure::AllowOriginMismatch { value, .. }
            if value.contains(&b',') || lines(case, error, "access-control-allow-origin") > 1 =>
        {
            "Access-Control-Allow-Origin cannot contain more than one origin.".into()
        }
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".".into()
        }
        CorsCheckFailure::AllowOriginMissing | CorsCheckFailure::AllowOriginMismatch { .. } => {
            format!(
                "Origin {} is not allowed by Access-Control-Allow-Origin. Status code: {status}",
                brief(origin.as_bytes())
            )
        }
    }
}
