//! Everything that is wrong with one answer, found by mending one failure after the other and
//! judging again.

use crate::browser::{
    Context, CorsCheckFailure, PreflightCache, PreflightFailure, Quirks, byte_serialize_request_origin,
    cors_check, preflight_failure,
};
use crate::exchange::MessageKind;
use crate::fetch::header::HeaderList;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::response::Response;
use crate::fetch::safelist::cors_unsafe_request_header_names;
use crate::fetch::site::RegistrableDomain;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

/// More failures than one answer can have.
const FAILURES_MAX: usize = 16;

/// What is wrong with an answer, and the answer with all of it mended.
#[derive(Debug)]
pub(super) struct Judgement {
    /// In the order in which a browser meets them.
    pub(super) failures: Vec<PreflightFailure>,
    /// The answer as it would have to be.
    pub(super) mended: Response,
}

/// Judges an answer by the Standard.
pub(super) fn judge(
    kind: MessageKind,
    request: &Request,
    response: &Response,
    domains: &dyn RegistrableDomain,
) -> Judgement {
    let mut mended = response.clone();
    let mut failures = Vec::new();
    while let Some(failure) = first_failure(kind, request, &mended, domains) {
        mend(&mut mended, &failure, request, domains);
        failures.push(failure);
        if failures.len() == FAILURES_MAX {
            break;
        }
    }
    if failures.iter().any(|failure| matches!(failure, PreflightFailure::CorsCheck(_))) {
        vary_by_origin(&mut mended.headers);
    }
    Judgement { failures, mended }
}

fn first_failure(
    kind: MessageKind,
    request: &Request,
    response: &Response,
    domains: &dyn RegistrableDomain,
) -> Option<PreflightFailure> {
    let (mut cache, mut nobody) = (PreflightCache::new(), ());
    let mut context = Context {
        quirks: &Quirks::STANDARD,
        domains,
        ..Context::new(&mut cache, Duration::ZERO, &mut nobody)
    };
    match kind {
        MessageKind::Preflight => preflight_failure(request, response, &mut context).err(),
        MessageKind::Actual => {
            cors_check(request, response, &mut context).err().map(PreflightFailure::CorsCheck)
        }
    }
}

/// Changes as little as possible, and never to anything unsafe: the exact origin, the exact names.
fn mend(
    response: &mut Response,
    failure: &PreflightFailure,
    request: &Request,
    domains: &dyn RegistrableDomain,
) {
    let headers = &mut response.headers;
    match failure {
        PreflightFailure::CorsCheck(
            CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. },
        ) => headers.set("Access-Control-Allow-Credentials", "true"),
        PreflightFailure::CorsCheck(_) => {
            headers.set("Access-Control-Allow-Origin", byte_serialize_request_origin(request, domains));
        }
        PreflightFailure::StatusNotOk(_) => response.status = 204,
        PreflightFailure::AllowMethodsMalformed(_) => {
            salvage(headers, "Access-Control-Allow-Methods", &[request.method.to_string()]);
        }
        PreflightFailure::AllowHeadersMalformed(_) => {
            let names = cors_unsafe_request_header_names(&request.headers);
            salvage(headers, "Access-Control-Allow-Headers", &names);
        }
        PreflightFailure::MethodNotAllowed(method) => {
            add(headers, "Access-Control-Allow-Methods", core::slice::from_ref(method), request);
        }
        PreflightFailure::AuthorizationNotAllowed => {
            add(headers, "Access-Control-Allow-Headers", &["authorization".to_string()], request);
        }
        PreflightFailure::HeadersNotAllowed(names) => {
            add(headers, "Access-Control-Allow-Headers", names, request);
        }
    }
}

/// Makes a list of what was meant to be one, or of what is needed if nothing can be read.
fn salvage(headers: &mut HeaderList, name: &str, needed: &[String]) {
    let meant = meant_elements(headers, name);
    let value = if meant.is_empty() { needed.join(", ") } else { meant.join(", ") };
    headers.set(name, value);
}

/// The names in a header that was meant to be a list of them, whatever stands between or around them.
pub(super) fn meant_elements(headers: &HeaderList, name: &str) -> Vec<String> {
    let text =
        headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned()).unwrap_or_default();
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.split(|c| !is_of_name(c)).filter(|part| !part.is_empty()).map(String::from).collect()
}

/// Adds elements to a list. With credentials a `*` is a plain name, so it goes.
fn add(headers: &mut HeaderList, name: &str, elements: &[String], request: &Request) {
    let credentialed = request.credentials_mode == CredentialsMode::Include;
    let old = headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
    let mut list: Vec<&str> = old.iter().flat_map(|old| old.split(',')).map(str::trim).collect();
    let again = |element: &str| elements.iter().any(|name| name.eq_ignore_ascii_case(element));
    list.retain(|element| !(element.is_empty() || again(element) || (credentialed && *element == "*")));
    list.extend(elements.iter().map(String::as_str));
    headers.set(name, list.join(", "));
}

/// An answer that names an origin depends on it.
fn vary_by_origin(headers: &mut HeaderList) {
    let has_origin = headers.lines("vary").any(|line| {
        line.split(|&byte| byte == b',').any(|name| {
            let name = name.trim_ascii();
            name.eq_ignore_ascii_case(b"origin") || name == b"*"
        })
    });
    if !has_origin {
        headers.push("Vary", "Origin");
    }
}
