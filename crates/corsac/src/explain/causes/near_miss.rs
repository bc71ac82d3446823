//! How a value of `Access-Control-Allow-Origin` misses the origin that it should be.

use super::super::name::Name;
use super::super::words::Miss;
use super::no_origin;
use crate::fetch::origin::{HostDifference, OriginError, OriginErrorKind, OriginRef, default_port};
use alloc::format;
use alloc::string::String;
use core::ops::Range;
use url::Url;

/// The name of the miss, where it is, and what differs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NearMiss {
    pub(super) name: Name,
    pub(super) span: Range<usize>,
    pub(super) note: Miss,
}

const fn miss(name: Name, span: Range<usize>, note: Miss) -> NearMiss {
    NearMiss { name, span, note }
}

/// Compares a value, which is one line, with the origin that the request showed. They differ.
pub(super) fn near_miss(value: &[u8], origin: &str) -> NearMiss {
    let all = 0..value.len();
    let Ok(text) = core::str::from_utf8(value) else {
        return miss(Name::AllowOriginInvalid, all, Miss::NotText);
    };
    if text.is_empty() {
        return miss(Name::AllowOriginEmpty, all, Miss::Empty);
    }
    if text == "null" {
        return miss(Name::AllowOriginNull, all, Miss::MatchesNoPage);
    }
    if is_unset_variable(text) {
        return miss(Name::AllowOriginUnsetVariable, all, Miss::Variable);
    }
    if is_truth_value(text) {
        return miss(Name::AllowOriginInvalid, all, Miss::TruthValue);
    }
    if let Some((name, span, note)) = no_origin::by_form(text) {
        return miss(name, span, note);
    }
    if let Some(at) = text.find(['"', '\'']) {
        return miss(Name::AllowOriginQuoted, at..at + 1, Miss::QuotationMarks);
    }
    match OriginRef::parse(value) {
        Ok(allowed) => OriginRef::parse(origin.as_bytes()).map_or_else(
            |_| miss(Name::AllowOriginMismatch, all.clone(), Miss::AnotherOrigin),
            |wanted| components(text, allowed, wanted),
        ),
        Err(OriginError { kind: OriginErrorKind::List, at }) if no_origin::parted(text).is_none() => {
            miss(Name::AllowOriginList, at..at + 1, Miss::OnlyOne)
        }
        Err(error) => match no_origin::parted(text) {
            Some((name, span, note)) => miss(name, span, note),
            None => text.find('*').map_or_else(
                || unparsed(text, error, origin),
                |at| miss(Name::AllowOriginWildcardPattern, at..at + 1, Miss::Pattern),
            ),
        },
    }
}

/// A text that is no origin but may be meant to be one.
fn unparsed(text: &str, error: OriginError, origin: &str) -> NearMiss {
    let (rest, all) = (error.at..text.len(), 0..text.len());
    let before = text.get(..error.at).unwrap_or(text);
    match error.kind {
        OriginErrorKind::TrailingSlash if before == origin => {
            miss(Name::AllowOriginTrailingSlash, rest, Miss::Slash)
        }
        OriginErrorKind::Path | OriginErrorKind::Query | OriginErrorKind::Fragment if before == origin => {
            miss(Name::AllowOriginHasPath, rest, Miss::EndsBefore)
        }
        // Wrong beyond its end: the part before it differs too, and that is the cause.
        OriginErrorKind::TrailingSlash | OriginErrorKind::Path | OriginErrorKind::Query => {
            near_miss(before.as_bytes(), origin)
        }
        OriginErrorKind::MissingScheme if looks_like_host(text) => {
            let scheme = origin.split("://").next().unwrap_or("https");
            let whole = format!("{scheme}://{}", text.trim_start_matches('/'));
            if whole.trim_end_matches('/') == origin {
                return miss(Name::AllowOriginMissingScheme, all, Miss::SchemeMissing(scheme.into()));
            }
            // With its scheme it would still be another origin, and that is the cause.
            let other = near_miss(whole.as_bytes(), origin);
            let note = match (other.name, other.note) {
                (Name::AllowOriginMismatch, Miss::Others { host, port, .. }) => {
                    Miss::OthersWithoutScheme { host, port }
                }
                (_, note) => note,
            };
            miss(other.name, all, note)
        }
        OriginErrorKind::UpperCase if text.to_ascii_lowercase() == origin => {
            let end = text.bytes().skip(error.at).take_while(u8::is_ascii_uppercase).count();
            miss(Name::AllowOriginCase, error.at..error.at + end, Miss::UpperCase)
        }
        OriginErrorKind::UpperCase => {
            let lower = near_miss(text.to_ascii_lowercase().as_bytes(), origin);
            if lower.name == Name::AllowOriginMismatch {
                miss(lower.name, 0..text.len(), lower.note)
            } else {
                lower
            }
        }
        OriginErrorKind::NotAscii if in_punycode(text).as_deref() == Some(origin) => {
            miss(Name::AllowOriginUnicodeHost, host_span(text), Miss::Punycode)
        }
        _ => miss(Name::AllowOriginInvalid, rest, Miss::Malformed(error.kind)),
    }
}

/// Names the component that differs between two origins.
fn components(text: &str, allowed: OriginRef<'_>, wanted: OriginRef<'_>) -> NearMiss {
    let difference = allowed.difference(&wanted);
    let (scheme, host, port) = (difference.scheme, difference.host != HostDifference::Same, difference.port);
    let scheme_end = allowed.scheme.len();
    let host_at = scheme_end + "://".len();
    let host_end = host_at + allowed.host.len();
    match (scheme, host, port) {
        (true, false, false) => miss(
            Name::AllowOriginSchemeDiffers,
            0..scheme_end,
            Miss::Schemes { allowed: allowed.scheme.into(), page: wanted.scheme.into() },
        ),
        (false, false, true) if is_default(allowed) && wanted.port.is_none() => {
            miss(Name::AllowOriginDefaultPort, host_end..text.len(), Miss::DefaultPort)
        }
        (false, false, true) => miss(
            Name::AllowOriginPortDiffers,
            if allowed.port.is_some() { host_end..text.len() } else { 0..text.len() },
            Miss::Ports { allowed: allowed.port, page: wanted.port },
        ),
        (false, true, false) if difference.host == HostDifference::Www => {
            miss(Name::AllowOriginWww, host_at..host_end, Miss::Www)
        }
        (false, true, false) if allowed.host.strip_suffix('.') == Some(wanted.host) => {
            miss(Name::AllowOriginMismatch, host_end - 1..host_end, Miss::Dot)
        }
        (false, true, false) if difference.host == HostDifference::Loopback => {
            miss(Name::AllowOriginLoopbackAlias, host_at..host_end, Miss::PageSays(wanted.host.into()))
        }
        _ => {
            let span = if host && !scheme && !port { host_at..host_end } else { 0..text.len() };
            miss(Name::AllowOriginMismatch, span, Miss::Others { scheme, host, port })
        }
    }
}

fn is_default(origin: OriginRef<'_>) -> bool {
    origin.port.is_some() && default_port(origin.scheme) == origin.port
}

/// What a template or an unset variable leaves behind.
fn is_unset_variable(text: &str) -> bool {
    let words = ["undefined", "none", "nil", "nan", "$origin", "origin"];
    let lower = text.to_ascii_lowercase();
    words.contains(&lower.as_str())
        || text.starts_with('$')
        || text.starts_with('%')
        || ["${", "{{", "<%", "#{", "%("].iter().any(|mark| text.contains(mark))
}

/// `true` belongs to another header, or to the option of a library: nobody forgot to fill it in.
pub(super) fn is_truth_value(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

fn looks_like_host(text: &str) -> bool {
    let host = text.trim_start_matches('/').split([':', '/']).next().unwrap_or(text);
    host == "localhost"
        || (host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')))
}

fn in_punycode(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    Some(url.origin().ascii_serialization())
}

fn host_span(text: &str) -> Range<usize> {
    let start = text.find("://").map_or(0, |at| at + 3);
    let end = text.get(start..).and_then(|rest| rest.find(':')).map_or(text.len(), |at| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_near_miss_is_named_and_placed() {
        let page = "https://app.example.com";
        for (value, name, span) in [
            ("https://app.example.com/", Name::AllowOriginTrailingSlash, 23..24),
            ("https://app.example.com/x", Name::AllowOriginHasPath, 23..25),
            ("https://other.example.com/", Name::AllowOriginMismatch, 8..25),
            ("app.example.com", Name::AllowOriginMissingScheme, 0..15),
            ("//app.example.com", Name::AllowOriginMissingScheme, 0..17),
            ("other.example.com", Name::AllowOriginMismatch, 0..17),
            ("www.app.example.com", Name::AllowOriginWww, 0..19),
            ("http://app.example.com", Name::AllowOriginSchemeDiffers, 0..4),
            ("https://app.example.com:443", Name::AllowOriginDefaultPort, 23..27),
            ("https://app.example.com:8443", Name::AllowOriginPortDiffers, 23..28),
            ("https://APP.example.com", Name::AllowOriginCase, 8..11),
            ("HTTPS://App.example.com", Name::AllowOriginCase, 0..5),
            ("https://OTHER.example.com", Name::AllowOriginMismatch, 0..25),
            ("https://www.app.example.com", Name::AllowOriginWww, 8..27),
            ("https://*.example.com", Name::AllowOriginWildcardPattern, 8..9),
            ("https://a.example, https://b.example", Name::AllowOriginList, 17..18),
            ("https://a.example https://b.example", Name::AllowOriginList, 17..18),
            ("'https://app.example.com'", Name::AllowOriginQuoted, 0..1),
            ("null", Name::AllowOriginNull, 0..4),
            ("", Name::AllowOriginEmpty, 0..0),
            ("true", Name::AllowOriginInvalid, 0..4),
            ("undefined", Name::AllowOriginUnsetVariable, 0..9),
            ("other.example", Name::AllowOriginMismatch, 0..13),
            ("${ORIGIN}", Name::AllowOriginUnsetVariable, 0..9),
            ("https://app.example.com:", Name::AllowOriginInvalid, 24..24),
            ("http://other.example:81", Name::AllowOriginMismatch, 0..23),
        ] {
            let found = near_miss(value.as_bytes(), page);
            assert_eq!((found.name, found.span), (name, span), "{value}");
        }
    }

    #[test]
    fn hosts_by_other_names() {
        let found = |value: &str, page: &str| near_miss(value.as_bytes(), page).name;
        assert_eq!(found("http://127.0.0.1:3000", "http://localhost:3000"), Name::AllowOriginLoopbackAlias);
        assert_eq!(
            found("https://bücher.example", "https://xn--bcher-kva.example"),
            Name::AllowOriginUnicodeHost
        );
        assert_eq!(found("https://bücher.example", "https://a.example"), Name::AllowOriginInvalid);
        assert_eq!(found("localhost:3000", "http://localhost:3000"), Name::AllowOriginMissingScheme);
        assert_eq!(near_miss(b"\xff", "https://a.example").name, Name::AllowOriginInvalid);
    }
}
