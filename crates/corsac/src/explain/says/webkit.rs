//! WebKit's sentences, as patterns with places to fill.

use super::super::build::brief;
use super::super::case::Case;
use super::super::quoted::Quoted;
use crate::browser::{Cause, NetworkError, PreflightFailure, WebkitReason, location_url};
use alloc::string::{String, ToString};

/// The sentence of a reason; what stands in braces differs from request to request.
pub(in super::super) const fn pattern(reason: WebkitReason) -> &'static str {
    match reason {
        WebkitReason::PreflightStatus => "Preflight response is not successful. Status code: {status}",
        WebkitReason::OriginNotAllowed => {
            "Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}"
        }
        WebkitReason::SeveralOrigins => "Access-Control-Allow-Origin cannot contain more than one origin.",
        WebkitReason::WildcardWithCredentials => {
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true."
        }
        WebkitReason::CredentialsNotTrue => {
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\"."
        }
        WebkitReason::InvalidHeader => "Header {header} has an invalid value: {value}",
        WebkitReason::MethodNotAllowed => "Method {method} is not allowed by Access-Control-Allow-Methods.",
        WebkitReason::HeaderNotAllowed => {
            "Request header field {name} is not allowed by Access-Control-Allow-Headers."
        }
        WebkitReason::SchemeNotHttp => "Cross origin requests are only supported for HTTP.",
        WebkitReason::RestrictedPort => "Not allowed to use restricted network port {port}",
        WebkitReason::RedirectNotFollowed => "Not allowed to follow a redirection",
        WebkitReason::RedirectCredentials => "redirection URL {location} has credentials",
        // This one is known from WebKit's source only; the others were seen.
        WebkitReason::ResourcePolicy => {
            "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header."
        }
        WebkitReason::SameOriginMode => "Fetch API cannot load {url}.",
        WebkitReason::CannotConnect => "Could not connect to the server.",
        WebkitReason::ConnectionTerminated => "Connection terminated unexpectedly",
    }
}

pub(super) fn says(case: &Case<'_>, error: &NetworkError) -> Option<String> {
    let reason = error.codes.webkit?;
    let start = redirection(case, error, reason).unwrap_or_default();
    Some([start, filled(case, error, pattern(reason))].concat())
}

/// A pattern with its places filled.
fn filled(case: &Case<'_>, error: &NetworkError, pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, (place, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        text.push_str(before);
        text.push_str(&value(case, error, place));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// What stands in a place of a pattern.
fn value(case: &Case<'_>, error: &NetworkError, place: &str) -> String {
    let evidence = error.evidence.as_ref();
    match place {
        "status" => evidence.map_or_else(String::new, |evidence| evidence.status.to_string()),
        "origin" => error.message.map_or_else(String::new, |i| brief(case.origin(i).as_bytes())),
        "header" => evidence.and_then(|evidence| evidence.header).unwrap_or_default().into(),
        "value" => {
            let response = error.message.and_then(|index| case.response(index));
            let header = evidence.and_then(|evidence| evidence.header).unwrap_or_default();
            response.and_then(|r| r.headers.get(header)).map_or_else(String::new, |value| brief(&value))
        }
        "method" => match &error.cause {
            Cause::Preflight(PreflightFailure::MethodNotAllowed(method)) => brief(method.as_bytes()),
            _ => String::new(),
        },
        "name" => header_name(case, error),
        "port" => match error.cause {
            Cause::BadPort(port) => port.to_string(),
            _ => String::new(),
        },
        "location" => match &error.cause {
            Cause::RedirectCredentials(url) => Quoted::text(url.as_str()).to_string(),
            _ => String::new(),
        },
        _ => Quoted::text(case.transcript.last.current_url().as_str()).to_string(),
    }
}

/// What precedes the reason why a redirect is not followed. WebKit leaves out user name and password.
fn redirection(case: &Case<'_>, error: &NetworkError, reason: WebkitReason) -> Option<String> {
    let told = matches!(error.cause, Cause::CorsCheck(_) | Cause::RedirectCredentials(_));
    let index = error.message.filter(|_| told && reason != WebkitReason::PreflightStatus)?;
    let response = case.response(index).filter(|response| response.is_redirect())?;
    let mut to = location_url(response, case.request(index).current_url()).ok()??;
    // These fail only for URLs without a host, which have neither.
    let _ = to.set_username("").and_then(|()| to.set_password(None));
    Some(alloc::format!("Cross-origin redirection to {to} denied by Cross-Origin Resource Sharing policy: "))
}

/// WebKit prints the name that is not allowed as the script wrote it.
fn header_name(case: &Case<'_>, error: &NetworkError) -> String {
    let name = match &error.cause {
        Cause::Preflight(PreflightFailure::HeadersNotAllowed(names)) => {
            names.first().map_or("", |name| name.as_str())
        }
        _ => "authorization",
    };
    let headers = error.message.map(|index| &case.request(index).headers);
    let written = headers.into_iter().flatten().find(|header| header.name.eq_ignore_ascii_case(name));
    written.map_or(name, |header| header.name.as_str()).into()
}
