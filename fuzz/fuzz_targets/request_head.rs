//! Bytes as a server gets them: a head of HTTP/1.1, through the parser and the types that servers use, to the
//! layer's ruling and into a service's answer.
#![no_main]

use corsac::server::{Policy, RequestHead as _, RequestHeader, Vary};
use corsac_fuzz::{blocks, config};
use corsac_tower::{Head, PreparedPolicy, Ruling};
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use libfuzzer_sys::fuzz_target;

// A configuration, an empty line, a request's head, and what comes behind that is the head of the service's answer.
fuzz_target!(|data: &[u8]| {
    let Some(at) = data.windows(2).position(|pair| pair == b"\n\n") else { return };
    let Ok(policy) = Policy::new(config(&blocks(&data[..at])[0])) else { return };
    let Some((request, rest)) = Request::read(&data[at + 2..]) else { return };
    let head = Head::new(&request.method, &request.target, &request.headers);
    lines_are_those_of_the_wire(&head, &request);
    let vary = policy.decide(&head).headers().vary();
    let mut answer = answer_headers(rest);
    match PreparedPolicy::from(policy).rule(&head) {
        Ruling::Pass(pass) => pass.write_to(&mut answer),
        Ruling::Answer { response, .. } => {
            assert!(matches!(
                response.status(),
                StatusCode::OK | StatusCode::NO_CONTENT | StatusCode::FORBIDDEN
            ));
            answer = response.into_parts().0.headers;
        }
    }
    can_be_sent(&answer, vary);
});

struct Request {
    method: Method,
    target: Uri,
    headers: HeaderMap,
}

impl Request {
    fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut lines = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut lines);
        let Ok(httparse::Status::Complete(length)) = parsed.parse(bytes) else { return None };
        let method = parsed.method?.parse().ok()?;
        let target = parsed.path?.parse().ok()?;
        Some((Self { method, target, headers: header_map(parsed.headers) }, &bytes[length..]))
    }
}

fn header_map(lines: &[httparse::Header<'_>]) -> HeaderMap {
    let pair = |line: &httparse::Header<'_>| {
        Some((line.name.parse::<HeaderName>().ok()?, HeaderValue::from_bytes(line.value).ok()?))
    };
    let mut map = HeaderMap::new();
    for (name, value) in lines.iter().filter_map(pair) {
        map.append(name, value);
    }
    map
}

fn answer_headers(bytes: &[u8]) -> HeaderMap {
    let mut lines = [httparse::EMPTY_HEADER; 64];
    match httparse::parse_headers(bytes, &mut lines) {
        Ok(httparse::Status::Complete((_, lines))) => header_map(lines),
        _ => HeaderMap::new(),
    }
}

/// The head gives the lines as they came, in order.
fn lines_are_those_of_the_wire(head: &Head<'_>, request: &Request) {
    for name in [
        RequestHeader::Origin,
        RequestHeader::AccessControlRequestMethod,
        RequestHeader::AccessControlRequestHeaders,
    ] {
        let sent = request.headers.get_all(name.name()).iter().map(HeaderValue::as_bytes);
        assert!(head.lines(name).eq(sent));
    }
}

/// What holds of every answer, whatever the service wrote: one origin at most, no `*` with credentials, bytes that may
/// stand in a header, and `Vary` complete.
fn can_be_sent(headers: &HeaderMap, vary: Vary) {
    let origins: Vec<_> = headers.get_all(ACCESS_CONTROL_ALLOW_ORIGIN).iter().collect();
    assert!(origins.len() <= 1, "{headers:?}");
    let has_credentials = headers.contains_key("access-control-allow-credentials");
    assert!(!(has_credentials && origins.iter().any(|origin| *origin == "*")), "{headers:?}");
    assert!(!has_credentials || !origins.is_empty(), "{headers:?}");
    let grants = |(name, _): &(&HeaderName, &HeaderValue)| name.as_str().starts_with("access-control-");
    for (name, value) in headers.iter().filter(grants) {
        let is_sendable =
            value.as_bytes().iter().all(|byte| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f));
        assert!(is_sendable, "{name}: {value:?}");
    }
    let lines = headers.get_all(VARY).iter().map(HeaderValue::as_bytes);
    assert!(vary.missing_from(lines).is_empty(), "{headers:?}");
}
