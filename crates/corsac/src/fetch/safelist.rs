//! Which request headers a cross-origin request may carry without a preflight.

use super::header::{Header, HeaderList};
use super::header_name::is_no_cors_safelisted_request_header_name;
use super::mime::parse_essence;
use super::range::parse_single_range_header_value;
use alloc::string::String;
use alloc::vec::Vec;

/// The longest value that is still safelisted, in bytes.
pub const SAFELISTED_VALUE_MAX: usize = 128;

/// The most bytes that all safelisted values of one request may have together.
pub const SAFELISTED_TOTAL_MAX: usize = 1024;

/// Why a request header needs a preflight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsafe {
    /// The name is none of the safelisted ones.
    Name,
    /// The value has more than [`SAFELISTED_VALUE_MAX`] bytes.
    TooLong,
    /// The value holds a byte that is not allowed there, at this index.
    Byte(usize),
    /// The `Content-Type` is not a MIME type, or none of the three that a form can send.
    ContentType,
    /// The `Range` is not one range with a start.
    Range,
    /// All safelisted values together exceed [`SAFELISTED_TOTAL_MAX`] bytes.
    Total,
}

/// Where a browser's safelist departs from the Standard's; the default is the Standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SafelistRules {
    /// Whether all values of one name are judged as one, joined by a comma and a space.
    pub values_combined: bool,
    /// Whether [`SAFELISTED_TOTAL_MAX`] does not count.
    pub total_unlimited: bool,
    /// Whether the client hints and a few names more are safelisted.
    pub client_hints: bool,
    /// Whether bytes from 0x80 on are unsafe in `Accept`.
    pub accept_ascii_only: bool,
    /// Whether a comma is unsafe in `Content-Type`.
    pub content_type_one: bool,
    /// Whether a `Range` beyond the numbers of a 64-bit machine is unsafe.
    pub range_64_bit: bool,
}

/// The headers that Chromium safelists besides the Standard's.
fn is_client_hint(name: &str, value: &[u8]) -> bool {
    let digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    match name.to_ascii_lowercase().as_str() {
        "save-data" => value.eq_ignore_ascii_case(b"on"),
        "device-memory" | "downlink" | "dpr" => value.splitn(2, |byte| *byte == b'.').all(digits),
        "rtt" | "viewport-width" | "width" => digits(value),
        "ect" => [&b"slow-2g"[..], b"2g", b"3g", b"4g"].contains(&value),
        "intervention" => true,
        other => other.starts_with("sec-ch-"),
    }
}

/// Whether `byte` makes a safelisted value unsafe.
///
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte>
#[must_use]
pub const fn is_cors_unsafe_request_header_byte(byte: u8) -> bool {
    matches!(byte,
        0x00..=0x08 | 0x0A..=0x1F | b'"' | b'(' | b')' | b':' | b'<' | b'>' | b'?' | b'@'
        | b'[' | b'\\' | b']' | b'{' | b'}' | 0x7F)
}

/// Whether `byte` may stand in `Accept-Language` and `Content-Language`.
const fn is_language_byte(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
}

fn no_byte(value: &[u8], is_bad: impl Fn(u8) -> bool) -> Result<(), Unsafe> {
    value.iter().position(|&byte| is_bad(byte)).map_or(Ok(()), |index| Err(Unsafe::Byte(index)))
}

fn safelisted_content_type(value: &[u8], rules: &SafelistRules) -> Result<(), Unsafe> {
    no_byte(value, |byte| {
        is_cors_unsafe_request_header_byte(byte) || rules.content_type_one && byte == b','
    })?;
    let essence = parse_essence(value).ok_or(Unsafe::ContentType)?;
    let safelisted = essence.is("application", "x-www-form-urlencoded")
        || essence.is("multipart", "form-data")
        || essence.is("text", "plain");
    if safelisted { Ok(()) } else { Err(Unsafe::ContentType) }
}

fn safelisted_range(value: &[u8], rules: &SafelistRules) -> Result<(), Unsafe> {
    let range = parse_single_range_header_value(value, false).ok_or(Unsafe::Range)?;
    let start = range.start.ok_or(Unsafe::Range)?;
    let fits = |digits: &[u8]| core::str::from_utf8(digits).is_ok_and(|digits| digits.parse::<i64>().is_ok());
    let too_large = rules.range_64_bit && !(fits(start) && range.end.is_none_or(fits));
    if too_large { Err(Unsafe::Range) } else { Ok(()) }
}

/// Decides whether a header is a CORS-safelisted request-header, and if not, why.
///
/// <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>
///
/// # Errors
/// The first rule that the header breaks; never [`Unsafe::Total`], which concerns a whole list.
pub fn cors_safelisted_request_header(name: &str, value: &[u8]) -> Result<(), Unsafe> {
    cors_safelisted_request_header_by(&SafelistRules::default(), name, value)
}

/// The same by a browser's rules.
///
/// <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>
///
/// # Errors
/// The first rule that the header breaks; never [`Unsafe::Total`], which concerns a whole list.
pub fn cors_safelisted_request_header_by(
    rules: &SafelistRules,
    name: &str,
    value: &[u8],
) -> Result<(), Unsafe> {
    // 1. Long values are never safe.
    if value.len() > SAFELISTED_VALUE_MAX {
        return Err(Unsafe::TooLong);
    }
    // 2. Each safelisted name has a rule for its value.
    if name.eq_ignore_ascii_case("accept") {
        no_byte(value, |byte| {
            is_cors_unsafe_request_header_byte(byte) || rules.accept_ascii_only && !byte.is_ascii()
        })
    } else if name.eq_ignore_ascii_case("accept-language") || name.eq_ignore_ascii_case("content-language") {
        no_byte(value, |byte| !is_language_byte(byte))
    } else if name.eq_ignore_ascii_case("content-type") {
        safelisted_content_type(value, rules)
    } else if name.eq_ignore_ascii_case("range") {
        safelisted_range(value, rules)
    } else if rules.client_hints && is_client_hint(name, value) {
        Ok(())
    } else {
        Err(Unsafe::Name)
    }
    // 3. Whatever broke no rule is safe.
}

/// Whether a `no-cors` request may carry this header.
///
/// <https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header>
#[must_use]
pub fn is_no_cors_safelisted_request_header(name: &str, value: &[u8]) -> bool {
    // 1. The name must be one of four.
    is_no_cors_safelisted_request_header_name(name)
        // 2. Its value must be safe.
        && cors_safelisted_request_header(name, value).is_ok()
}

/// The header lines that need a preflight, each with its reason, in the order of the list.
///
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
#[must_use]
pub fn cors_unsafe_request_headers(headers: &HeaderList) -> Vec<(&Header, Unsafe)> {
    cors_unsafe_request_headers_by(&SafelistRules::default(), headers)
}

/// The same by a browser's rules.
///
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
#[must_use]
pub fn cors_unsafe_request_headers_by<'a>(
    rules: &SafelistRules,
    headers: &'a HeaderList,
) -> Vec<(&'a Header, Unsafe)> {
    let judge = |header: &Header| {
        if !rules.values_combined {
            return cors_safelisted_request_header_by(rules, &header.name, &header.value);
        }
        let combined = headers.get(&header.name).unwrap_or_default();
        cors_safelisted_request_header_by(rules, &header.name, &combined)
    };
    let verdicts: Vec<_> = headers.iter().map(|header| (header, judge(header))).collect();
    let safe = verdicts.iter().filter(|(_, verdict)| verdict.is_ok());
    let total: usize = safe.map(|(header, _)| header.value.len()).sum();
    let too_many = total > SAFELISTED_TOTAL_MAX && !rules.total_unlimited;
    verdicts
        .into_iter()
        .filter_map(|(header, verdict)| match verdict {
            Err(reason) => Some((header, reason)),
            Ok(()) if too_many => Some((header, Unsafe::Total)),
            Ok(()) => None,
        })
        .collect()
}

/// The names that a preflight must ask for: lower-case, sorted, each once.
///
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
#[must_use]
pub fn cors_unsafe_request_header_names(headers: &HeaderList) -> Vec<String> {
    cors_unsafe_request_header_names_by(&SafelistRules::default(), headers)
}

/// The same by a browser's rules.
///
/// <https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names>
#[must_use]
pub fn cors_unsafe_request_header_names_by(rules: &SafelistRules, headers: &HeaderList) -> Vec<String> {
    // 1–5. The unsafe headers, and all safelisted ones when they are too many bytes together.
    let unsafe_headers = cors_unsafe_request_headers_by(rules, headers);
    let mut names: Vec<_> = unsafe_headers.iter().map(|(h, _)| h.name.to_ascii_lowercase()).collect();
    // 6. A sorted set.
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn safe(name: &str, value: &str) -> bool {
        cors_safelisted_request_header(name, value.as_bytes()).is_ok()
    }

    #[test]
    fn values_by_name() {
        assert!(safe("Accept", "application/json"));
        assert!(safe("accept", "\u{e9}"));
        assert!(!safe("accept", "a(b)"));
        assert!(safe("Accept-Language", "en-US, de;q=0.5"));
        assert!(!safe("Content-Language", "en_US"));
        assert!(safe("Content-Type", "Text/Plain; charset=utf-8"));
        assert!(!safe("Content-Type", "text/plain; charset=\"utf-8\""));
        assert!(!safe("Content-Type", "application/json"));
        assert!(safe("Range", "bytes=0-99"));
        assert!(!safe("Range", "bytes=-100"));
        assert!(!safe("X-Requested-With", "XMLHttpRequest"));
    }

    #[test]
    fn every_control_byte_but_tab_is_unsafe() {
        for byte in 0..0x20u8 {
            assert_eq!(is_cors_unsafe_request_header_byte(byte), byte != b'\t', "{byte:#04x}");
        }
    }

    #[test]
    fn limits() {
        assert!(safe("accept", &"a".repeat(128)));
        assert_eq!(cors_safelisted_request_header("accept", &[b'a'; 129]), Err(Unsafe::TooLong));
        let eight: HeaderList = (0..8).map(|_| ("Accept", vec![b'a'; 128])).collect();
        assert!(cors_unsafe_request_header_names(&eight).is_empty());
        let mut nine = eight;
        nine.push("Content-Language", "e");
        assert_eq!(cors_unsafe_request_header_names(&nine), ["accept", "content-language"]);
    }

    #[test]
    fn names_are_lower_case_sorted_and_unique() {
        let list: HeaderList =
            [("X-B", "1"), ("Authorization", "2"), ("x-b", "3"), ("Accept", "*/*")].into_iter().collect();
        assert_eq!(cors_unsafe_request_header_names(&list), ["authorization", "x-b"]);
    }
}
