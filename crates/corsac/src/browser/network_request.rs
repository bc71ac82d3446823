//! HTTP-network-or-cache fetch: what a browser adds to a request before it goes out.

use super::cause::Cause;
use super::context::Context;
use super::fetch_metadata::append_fetch_metadata_headers;
use super::header_lines::{keep_singletons, leave_empty_lines_out};
use super::http_request::HttpRequest;
use super::request_origin::{preflight_origin, request_origin_header};
use super::resource_policy::includes_credentials;
use crate::fetch::header::HeaderList;
use crate::fetch::range::parse_single_range_header_value;
use crate::fetch::request::{Body, CacheMode, Referrer, Request};
use crate::trace::{Algorithm, Failure, Listen, Steps};
use alloc::string::{String, ToString};

/// The most bytes that requests may carry together that outlive their page.
const KEEPALIVE_LIMIT: u64 = 64 << 10;

/// Prepares a request for the wire. Two are not sent: one that outlives its page and carries too much, and one
/// that only the HTTP cache may answer, when it cannot.
///
/// <https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch>
pub(super) fn http_network_or_cache_fetch<L: Listen>(
    request: &Request,
    context: &mut Context<'_, L>,
) -> Result<HttpRequest, Failure<Cause>> {
    let (quirks, domains) = (context.quirks, context.domains);
    let mut steps = Steps::of(Algorithm::HttpNetworkOrCacheFetch, context.listen);
    // 1–7. Not done: caching and copies are the caller's.
    // 8. The headers that the browser adds.
    let include_credentials = includes_credentials(request, domains);
    let mut headers = request.headers.clone();
    if quirks.singleton_headers {
        keep_singletons(request, &mut headers);
    }
    if quirks.empty_lines_unjoined {
        leave_empty_lines_out(&mut headers, None);
    }
    append_content_length(request, &mut headers);
    let length = if let Body::Bytes(length) = request.body { length } else { 0 };
    let sum = length.saturating_add(request.inflight_keepalive_bytes);
    if steps.step("8.9", request.keepalive && length > 0 && sum > KEEPALIVE_LIMIT) {
        return Err(steps.failure(Cause::KeepaliveBody(sum)));
    }
    if let Referrer::Url(referrer) = &request.referrer {
        headers.append("Referer", referrer.as_str());
    }
    let is_preflight = headers.contains("access-control-request-method");
    let origin = if is_preflight {
        Some(preflight_origin(request, quirks, domains))
    } else {
        request_origin_header(request, quirks, domains)
    };
    if let Some(origin) = origin {
        headers.append("Origin", origin);
    }
    append_fetch_metadata_headers(request, &mut headers, quirks, domains);
    append_cache_headers(request, &mut headers);
    if headers.contains("range") {
        if quirks.range_normalized {
            normalize_range(&mut headers);
        }
        headers.append("Accept-Encoding", "identity");
    }
    let http_request = HttpRequest {
        method: request.method.clone(),
        url: request.current_url().clone(),
        headers,
        include_credentials,
        sends_body: request.body != Body::None,
    };
    // 9–10. Not done: the caller cancels by letting go, and may tell a driver of the browser.
    // 11. What only the cache may answer is not sent.
    let only_if_cached = request.cache_mode == CacheMode::OnlyIfCached;
    if steps.step("11.1", only_if_cached && !(context.is_stored)(&http_request)) {
        return Err(steps.failure(Cause::NotCached));
    }
    Ok(http_request)
    // 12–19. Not done: the exchange itself, authentication prompts and retries are the caller's.
}

/// Writes a single range in its plainest form: no blanks, no leading zeros, the unit in lower case.
fn normalize_range(headers: &mut HeaderList) {
    let value = headers.get("range").unwrap_or_default().to_ascii_lowercase();
    let plain = parse_single_range_header_value(&value, true).map(|range| {
        let number = |digits: Option<&[u8]>| {
            let Some(digits) = digits else { return String::new() };
            let digits = digits.iter().map(|&digit| char::from(digit)).skip_while(|digit| *digit == '0');
            Some(digits.collect::<String>()).filter(|digits| !digits.is_empty()).unwrap_or_else(|| "0".into())
        };
        alloc::format!("bytes={}-{}", number(range.start), number(range.end))
    });
    if let Some(plain) = plain {
        headers.set("range", plain);
    }
}

fn append_content_length(request: &Request, headers: &mut HeaderList) {
    match request.body {
        Body::Bytes(length) => headers.append("Content-Length", length.to_string()),
        Body::None if matches!(request.method.as_str(), "POST" | "PUT") => {
            headers.append("Content-Length", "0")
        }
        Body::None | Body::Stream => {}
    }
}

/// Whether script revalidates what it has: then it gets the answer, whatever it is.
pub(super) fn revalidates_by_hand(request: &Request) -> bool {
    const CONDITIONS: [&str; 5] =
        ["if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range"];
    request.cache_mode == CacheMode::Default && CONDITIONS.iter().any(|name| request.headers.contains(name))
}

fn append_cache_headers(request: &Request, headers: &mut HeaderList) {
    let mode = if revalidates_by_hand(request) { CacheMode::NoStore } else { request.cache_mode };
    let mut append_unless_present = |name: &str, value: &str| {
        if !headers.contains(name) {
            headers.append(name, value);
        }
    };
    match mode {
        CacheMode::NoCache => append_unless_present("Cache-Control", "max-age=0"),
        CacheMode::NoStore | CacheMode::Reload => {
            append_unless_present("Pragma", "no-cache");
            append_unless_present("Cache-Control", "no-cache");
        }
        CacheMode::Default | CacheMode::ForceCache | CacheMode::OnlyIfCached => {}
    }
}
