//! Sets of header names that the Fetch Standard defines.

use super::method::is_forbidden_method;

fn is_one_of(name: &str, set: &[&str]) -> bool {
    set.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn starts_with_ignoring_case(name: &str, prefix: &str) -> bool {
    name.as_bytes().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Whether a script's attempt to set this request header is silently dropped by the browser.
///
/// <https://fetch.spec.whatwg.org/#forbidden-request-header>
#[must_use]
pub fn is_forbidden_request_header(name: &str, value: &[u8]) -> bool {
    // 1. Names that only the browser may set.
    if is_one_of(
        name,
        &[
            "accept-charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
        ],
    ) {
        return true;
    }
    // 2. Names reserved by prefix.
    if starts_with_ignoring_case(name, "proxy-") || starts_with_ignoring_case(name, "sec-") {
        return true;
    }
    // 3. The method-override headers, when they smuggle a forbidden method.
    if is_one_of(name, &["x-http-method", "x-http-method-override", "x-method-override"]) {
        return value.split(|&byte| byte == b',').any(|part| is_forbidden_method(part.trim_ascii()));
    }
    // 4. Everything else is the script's to set.
    false
}

/// Whether no response header of this name is ever shown to script.
///
/// <https://fetch.spec.whatwg.org/#forbidden-response-header-name>
#[must_use]
pub fn is_forbidden_response_header_name(name: &str) -> bool {
    is_one_of(name, &["set-cookie", "set-cookie2"])
}

/// Whether script may read this response header of a CORS response, given the names that the
/// server exposed.
///
/// <https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>
#[must_use]
pub fn is_cors_safelisted_response_header_name<S: AsRef<str>>(name: &str, exposed: &[S]) -> bool {
    is_one_of(
        name,
        &[
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "expires",
            "last-modified",
            "pragma",
        ],
    ) || (!is_forbidden_response_header_name(name)
        && exposed.iter().any(|item| item.as_ref().eq_ignore_ascii_case(name)))
}

/// Whether `*` in `Access-Control-Allow-Headers` does not cover this name: `Authorization`.
///
/// <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
#[must_use]
pub const fn is_cors_non_wildcard_request_header_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// Whether only privileged code may set this name on a `no-cors` request: `Range`.
///
/// <https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name>
#[must_use]
pub const fn is_privileged_no_cors_request_header_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("range")
}

/// Whether a `no-cors` request may carry this name at all.
///
/// <https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name>
#[must_use]
pub fn is_no_cors_safelisted_request_header_name(name: &str) -> bool {
    is_one_of(name, &["accept", "accept-language", "content-language", "content-type"])
}

/// The names that describe a request's body, which go when a redirect drops the body.
///
/// <https://fetch.spec.whatwg.org/#request-body-header-name>
pub const REQUEST_BODY_HEADER_NAMES: [&str; 4] =
    ["content-encoding", "content-language", "content-location", "content-type"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_request_headers() {
        assert!(is_forbidden_request_header("Cookie", b""));
        assert!(is_forbidden_request_header("SEC-anything", b""));
        assert!(is_forbidden_request_header("proxy-x", b""));
        assert!(is_forbidden_request_header("X-HTTP-Method-Override", b"PUT, track"));
        assert!(!is_forbidden_request_header("X-HTTP-Method-Override", b"PUT"));
        assert!(!is_forbidden_request_header("User-Agent", b""));
        assert!(!is_forbidden_request_header("secret", b""));
    }

    #[test]
    fn readable_response_headers() {
        assert!(is_cors_safelisted_response_header_name("Content-Type", &[] as &[&str]));
        assert!(!is_cors_safelisted_response_header_name("ETag", &[] as &[&str]));
        assert!(is_cors_safelisted_response_header_name("ETag", &["etag"]));
        assert!(!is_cors_safelisted_response_header_name("Set-Cookie", &["set-cookie"]));
    }
}
