//! CORS-preflight fetch: asking a server whether a request may be sent at all.

use super::context::Context;
use super::cors_check::{CorsCheckFailure, cors_check_for};
use super::quirks::Quirks;
use super::request_origin::{preflight_origin, redirect_taint};
use crate::fetch::header::HeaderList;
use crate::fetch::header_name::is_cors_non_wildcard_request_header_name;
use crate::fetch::list_values::{ListValues, MalformedList, extract_header_list_values};
use crate::fetch::origin::Origin;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::response::Response;
use crate::fetch::safelist::{
    Unsafe, cors_unsafe_request_header_names_by, cors_unsafe_request_headers, cors_unsafe_request_headers_by,
};
use crate::trace::{Algorithm, Failure, Listen, Steps};
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

/// How long an answer without a usable `Access-Control-Max-Age` is kept.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(5);

/// Why a request needs a preflight.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreflightReason {
    /// The method is not `GET`, `HEAD` or `POST`.
    Method(String),
    /// A header is not safelisted.
    Header {
        /// The name as the script wrote it.
        name: String,
        /// What is unsafe about it.
        reason: Unsafe,
    },
    /// The use-CORS-preflight flag is set: an upload listener, a streamed body, or the
    /// `preflight-credentialed` switch.
    UseCorsPreflight,
}

/// Why a preflight's answer does not allow the request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreflightFailure {
    /// The answer is not shared with the requester.
    CorsCheck(CorsCheckFailure),
    /// The status is not 200 to 299.
    StatusNotOk(u16),
    /// `Access-Control-Allow-Methods` is not a list of methods.
    AllowMethodsMalformed(MalformedList),
    /// `Access-Control-Allow-Headers` is not a list of header names.
    AllowHeadersMalformed(MalformedList),
    /// The method is not listed.
    MethodNotAllowed(String),
    /// `Authorization` is not listed, and `*` does not cover it.
    AuthorizationNotAllowed,
    /// These header names are not listed; lower-case, sorted.
    HeadersNotAllowed(Vec<String>),
}

impl PreflightFailure {
    /// Whether the answer is well-formed and shared, and merely does not cover the request.
    const fn is_of_request(&self) -> bool {
        matches!(self, Self::MethodNotAllowed(_) | Self::AuthorizationNotAllowed | Self::HeadersNotAllowed(_))
    }
}

/// Everything about a request that calls for a preflight; empty for a simple request.
#[must_use]
pub fn preflight_reasons(request: &Request) -> Vec<PreflightReason> {
    let mut reasons = Vec::new();
    if !request.method.is_cors_safelisted() {
        reasons.push(PreflightReason::Method(request.method.as_str().into()));
    }
    reasons.extend(
        cors_unsafe_request_headers(&request.headers)
            .into_iter()
            .map(|(header, reason)| PreflightReason::Header { name: header.name.clone(), reason }),
    );
    if request.use_cors_preflight {
        reasons.push(PreflightReason::UseCorsPreflight);
    }
    reasons
}

/// Whether a request of mode `cors` to another origin makes a preflight, unless the cache knows its answer.
pub(super) fn needs_preflight(request: &Request, quirks: &Quirks) -> bool {
    let needs_asking = || !request.method.is_cors_safelisted() || !unsafe_names(request, quirks).is_empty();
    request.use_cors_preflight || (request.unsafe_request && needs_asking())
}

/// The names of the request's headers that a browser does not take for safe: lower-case, sorted, each once.
pub(super) fn unsafe_names(request: &Request, quirks: &Quirks) -> Vec<String> {
    cors_unsafe_request_header_names_by(&quirks.safelist_rules(), &request.headers)
}

/// The header names that a preflight asks for, in lower case and sorted: `asked`, or those of the request.
pub(super) fn asked_names(request: &Request, asked: Option<&[String]>, quirks: &Quirks) -> Vec<String> {
    if let Some(asked) = asked {
        return asked.to_vec();
    }
    if quirks.request_headers_repeated {
        let headers = cors_unsafe_request_headers_by(&quirks.safelist_rules(), &request.headers);
        let mut names: Vec<_> = headers.iter().map(|(header, _)| header.name.to_ascii_lowercase()).collect();
        names.sort_unstable();
        return names;
    }
    unsafe_names(request, quirks)
}

/// The request that asks: `OPTIONS` without credentials and without a body. `asked` are the names that
/// it asks for in place of the request's own.
///
/// <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
pub(super) fn cors_preflight_request(
    request: &Request,
    asked: Option<&[String]>,
    quirks: &Quirks,
) -> Request {
    // 1. The same URLs, so that a redirect's taint carries over.
    let mut preflight = request.preflight();
    // 2. Any type will do.
    preflight.headers.append("Accept", "*/*");
    // 3. The method to come.
    preflight.headers.append("Access-Control-Request-Method", request.method.as_str());
    // 4. The headers to come, as far as they need asking.
    let names = asked_names(request, asked, quirks);
    // 5. Joined by a comma alone, and left out when there are none.
    if !names.is_empty() {
        preflight.headers.append("Access-Control-Request-Headers", names.join(","));
    }
    // 6. The caller sends it.
    preflight
}

/// Reads the answer to a preflight, and remembers what it allows.
///
/// <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
pub(super) fn cors_preflight_response<L: Listen>(
    request: &Request,
    asked: Option<&[String]>,
    response: &Response,
    context: &mut Context<'_, L>,
) -> Result<(), Failure<PreflightFailure>> {
    // 7. The answer must be shared and ok, and allow the method and each header.
    let allowed = allowed_by_preflight(request, asked, response, context);
    let refused = allowed.as_ref().is_err_and(|failure| failure.why.is_of_request());
    if refused && context.quirks.refusals_cached {
        let names = |name| extract_header_list_values(name, &response.headers).values().to_vec();
        let lists = (names("access-control-allow-methods"), names("access-control-allow-headers"));
        remember(request, response, lists, context);
    }
    remember(request, response, allowed?, context);
    Ok(())
    // 8. Every failure above is a network error.
}

/// Puts what a preflight's answer allows into the cache.
fn remember<L: Listen>(
    request: &Request,
    response: &Response,
    (mut methods, mut header_names): (Vec<&str>, Vec<&str>),
    context: &mut Context<'_, L>,
) {
    let max_age = max_age(&response.headers, context.quirks);
    if context.quirks.wildcard_not_cached {
        methods.retain(|name| *name != "*");
        header_names.retain(|name| *name != "*");
    }
    if context.quirks.safelisted_methods_cached {
        if context.quirks.head_cached_by_name && !response.headers.contains("access-control-allow-methods") {
            methods.clear();
        }
        methods.extend(["GET", "POST"]);
        methods.extend((!context.quirks.head_cached_by_name).then_some("HEAD"));
    }
    // What stands beside `*` is kept by its own name, too.
    [&mut methods, &mut header_names].into_iter().for_each(|names| names.sort_by_key(|name| *name == "*"));
    let key = context.cache_key(request);
    if context.quirks.cache_entries_replaced {
        context.cache.clear(&key);
    }
    let is_opaque = matches!(request.origin, Origin::Opaque(_));
    let opaque = context.quirks.cache_not_for_opaque && is_opaque;
    let tainted = context.quirks.cache_not_for_tainted
        && !is_opaque
        && redirect_taint(request, context.domains).is_tainted();
    if !opaque && !tainted {
        context.cache.store(&key, request, (&methods, &header_names), (context.now, max_age));
    }
}

/// The first reason for which a preflight's answer does not allow the request, or the methods and
/// header names that it does allow. The steps are those of step 7 of CORS-preflight fetch.
///
/// # Errors
/// The reason.
pub fn preflight_failure<'a, L: Listen>(
    request: &'a Request,
    response: &'a Response,
    context: &mut Context<'_, L>,
) -> Result<(Vec<&'a str>, Vec<&'a str>), PreflightFailure> {
    allowed_by_preflight(request, None, response, context).map_err(|failure| failure.why)
}

/// The same, with the step that decided it. What was asked for beyond the request's headers must be allowed as well.
fn allowed_by_preflight<'a, L: Listen>(
    request: &'a Request,
    asked: Option<&[String]>,
    response: &'a Response,
    context: &mut Context<'_, L>,
) -> Result<(Vec<&'a str>, Vec<&'a str>), Failure<PreflightFailure>> {
    let origin = preflight_origin(request, context.quirks, context.domains);
    let own = context.quirks.own_preflight_unchecked
        && request.origin.same_origin(&Origin::of_url(request.current_url()));
    let shared = if own { Ok(()) } else { cors_check_for(origin, request, response, context) };
    let mut steps = Steps::of(Algorithm::CorsPreflightFetch, context.listen);
    steps.step("7", shared.is_ok() && response.is_ok());
    shared.map_err(|failure| failure.map(PreflightFailure::CorsCheck))?;
    if !response.is_ok() {
        return Err(steps.failure(PreflightFailure::StatusNotOk(response.status)));
    }
    // 7.1–7.2.
    let mut methods = extract_header_list_values("access-control-allow-methods", &response.headers);
    let header_names = extract_header_list_values("access-control-allow-headers", &response.headers);
    // 7.3. One malformed list voids the answer, needed or not.
    steps.step("7.3", [&methods, &header_names].iter().any(|list| matches!(list, ListValues::Failure(_))));
    if let ListValues::Failure(place) = methods {
        return Err(steps.failure(PreflightFailure::AllowMethodsMalformed(place)));
    }
    if let ListValues::Failure(place) = header_names {
        return Err(steps.failure(PreflightFailure::AllowHeadersMalformed(place)));
    }
    // 7.4. Asked for its own sake, so that the answer can be remembered.
    let own_sake = request.use_cors_preflight
        && (!context.quirks.preflight_method_listed || request.method.is_cors_safelisted());
    if steps.step("7.4", methods == ListValues::Absent && own_sake) {
        methods = ListValues::Values(alloc::vec![request.method.as_str()]);
    }
    let wildcards_count = request.credentials_mode != CredentialsMode::Include;
    // 7.5. The method.
    let method = request.method.as_str();
    let method_allowed = methods.contains(method)
        || request.method.is_cors_safelisted()
        || (wildcards_count && methods.contains("*"));
    if steps.step("7.5", !method_allowed) {
        return Err(steps.failure(PreflightFailure::MethodNotAllowed(method.into())));
    }
    // 7.6. Authorization must be listed by name.
    let wildcard = wildcards_count && header_names.contains("*");
    let listed = |name: &str| header_names.contains_ignoring_case(name);
    let authorization = request.headers.iter().find(|h| is_cors_non_wildcard_request_header_name(&h.name));
    let excused = wildcard && context.quirks.authorization_wildcard;
    if steps.step("7.6", authorization.is_some_and(|header| !listed(&header.name)) && !excused) {
        return Err(steps.failure(PreflightFailure::AuthorizationNotAllowed));
    }
    // 7.7. So must every other unsafe header, or be covered by `*`.
    let mut missing = unsafe_names(request, context.quirks);
    if let Some(asked) = asked {
        missing.extend_from_slice(asked);
        missing.sort_unstable();
        missing.dedup();
    }
    missing.retain(|name| !listed(name) && !wildcard);
    if steps.step("7.7", !missing.is_empty()) {
        return Err(steps.failure(PreflightFailure::HeadersNotAllowed(missing)));
    }
    Ok((methods.values().to_vec(), header_names.values().to_vec()))
}

/// The time for which an answer is kept (steps 7.8 to 7.10).
fn max_age(headers: &HeaderList, quirks: &Quirks) -> Duration {
    let malformed = if quirks.malformed_max_age_is_zero { Duration::ZERO } else { DEFAULT_MAX_AGE };
    let mut lines = headers.lines("access-control-max-age");
    let max_age = match (lines.next().map(<[u8]>::trim_ascii), lines.next()) {
        (None | Some(b""), None) => DEFAULT_MAX_AGE,
        (Some([b'-', digits @ ..]), None)
            if quirks.negative_max_age_is_zero && delta_seconds(digits).is_some() =>
        {
            Duration::ZERO
        }
        (Some(value), None) => delta_seconds(value).unwrap_or(malformed),
        _ => malformed,
    };
    quirks.max_age_limit.map_or(max_age, |limit| max_age.min(limit))
}

/// A number of seconds in digits only; a number beyond all bounds is the greatest there is.
fn delta_seconds(value: &[u8]) -> Option<Duration> {
    let digits = core::str::from_utf8(value).ok()?;
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| Duration::from_secs(digits.parse().unwrap_or(u64::MAX)))
}
