//! Headers that concern one connection only.

use http::header::{
    CONNECTION, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE,
    TRANSFER_ENCODING, UPGRADE,
};

/// Those that are never passed on
/// ([RFC 9110 section 7.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1)). `Trailer` is: it belongs to
/// the message.
const NAMES: [HeaderName; 8] = [
    CONNECTION,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    TE,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// Removes them, and those that `Connection` names.
pub(super) fn remove(headers: &mut HeaderMap) {
    if headers.contains_key(CONNECTION) {
        let named: Vec<HeaderName> =
            options(headers).filter_map(|option| HeaderName::from_bytes(option).ok()).collect();
        for name in named {
            headers.remove(name);
        }
    }
    for name in NAMES {
        headers.remove(name);
    }
}

/// Whether `Connection` lists an option.
pub(super) fn has_option(headers: &HeaderMap, wanted: &str) -> bool {
    options(headers).any(|option| option.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Whether the sender takes trailers.
pub(super) fn takes_trailers(headers: &HeaderMap) -> bool {
    members(headers, &TE).any(|member| member.eq_ignore_ascii_case(b"trailers"))
}

fn options(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    members(headers, &CONNECTION)
}

fn members<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h [u8]> {
    let lines = headers.get_all(name).into_iter().map(HeaderValue::as_bytes);
    lines.flat_map(|line| line.split(|byte| *byte == b',')).map(<[u8]>::trim_ascii)
}
