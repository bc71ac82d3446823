//! `data:` URLs: a resource inside its own address.

use super::mime::MimeType;
use alloc::string::ToString;
use alloc::vec::Vec;
use url::Url;

/// What a `data:` URL holds.
///
/// <https://fetch.spec.whatwg.org/#data-url-struct>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataUrl {
    /// Its type.
    pub mime_type: MimeType,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// Takes a `data:` URL apart; `None` if it is malformed.
///
/// <https://fetch.spec.whatwg.org/#data-url-processor>
#[must_use]
pub fn data_url_processor(url: &Url) -> Option<DataUrl> {
    // 1. Only data: URLs.
    if url.scheme() != "data" {
        return None;
    }
    // 2–4. The text after the scheme, without the fragment.
    let mut url = url.clone();
    url.set_fragment(None);
    let input = url.as_str().strip_prefix("data:")?;
    // 5–8. Type and data stand on either side of the first comma.
    let (mime_type, data) = input.split_once(',')?;
    let mime_type = mime_type.trim_matches([' ', '\t', '\n', '\u{c}', '\r']);
    // 9–10. The data, with its percent signs resolved.
    let body = percent_decode(data.as_bytes());
    // 11. The type may end in `;base64`.
    let (mime_type, body) = match strip_base64(mime_type) {
        Some(mime_type) => (mime_type, forgiving_base64_decode(&body)?),
        None => (mime_type, body),
    };
    // 12. A type that begins with parameters is a text's.
    let with_default;
    let mime_type = if mime_type.starts_with(';') {
        with_default = ["text/plain", mime_type].concat();
        with_default.as_str()
    } else {
        mime_type
    };
    // 13–14. What is no type is plain text.
    let fallback = "text/plain;charset=US-ASCII".to_string();
    let mime_type = MimeType::parse(mime_type.as_bytes()).or_else(|| MimeType::parse(fallback.as_bytes()))?;
    // 15. Both together.
    Some(DataUrl { mime_type, body })
}

/// What stands before `;base64` at the end, blanks between them ignored.
fn strip_base64(text: &str) -> Option<&str> {
    let end = text.len().checked_sub(6)?;
    let (rest, word) = text.split_at_checked(end)?;
    if !word.eq_ignore_ascii_case("base64") {
        return None;
    }
    rest.trim_end_matches(' ').strip_suffix(';')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn percent_decode(mut text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    while let [first, rest @ ..] = text {
        let escaped = match (first, rest) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        (text, _) = match escaped {
            Some((high, low)) => (rest.get(2..).unwrap_or_default(), bytes.push(high << 4 | low)),
            None => (rest, bytes.push(*first)),
        };
    }
    bytes
}

/// Base64 with blanks anywhere, and with or without its padding.
///
/// <https://infra.spec.whatwg.org/#forgiving-base64-decode>
fn forgiving_base64_decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut text: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if text.len().is_multiple_of(4) {
        for _ in 0..2 {
            if text.last() == Some(&b'=') {
                text.pop();
            }
        }
    }
    if text.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut buffer, mut bits) = (0_u32, 0_u8);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        buffer = (buffer << 6 | u32::from(value)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from(buffer >> bits & 0xff));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn data(url: &str) -> Option<(String, Vec<u8>)> {
        let data = data_url_processor(&Url::parse(url).unwrap())?;
        Some((data.mime_type.to_string(), data.body))
    }

    #[test]
    fn types_and_bodies() {
        for (url, mime_type, body) in [
            ("data:,a%20b#f", "text/plain;charset=US-ASCII", "a b"),
            ("data:text/html,<p>", "text/html", "<p>"),
            ("data:;charset=utf-8,x", "text/plain;charset=utf-8", "x"),
            ("data:text/plain;base64,aGk", "text/plain", "hi"),
            ("data:text/plain; BASE64,aGk%3D", "text/plain", "hi"),
            ("data:;base64,", "text/plain;charset=US-ASCII", ""),
            ("data:nonsense,x%", "text/plain;charset=US-ASCII", "x%"),
        ] {
            assert_eq!(data(url), Some((mime_type.into(), body.as_bytes().to_vec())), "{url}");
        }
    }

    #[test]
    fn what_is_malformed() {
        for url in ["data:no-comma", "data:;base64,a", "data:;base64,a*b=", "http://a.test/,x"] {
            assert_eq!(data(url), None, "{url}");
        }
    }
}
