//! The part of MIME type parsing that decides whether a `Content-Type` is safelisted.

use super::method::is_token;

/// A MIME type's type and subtype as written, without parameters; compare ignoring ASCII case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Essence<'a> {
    kind: &'a [u8],
    subtype: &'a [u8],
}

impl Essence<'_> {
    /// Whether this is the given `type/subtype`.
    #[must_use]
    pub fn is(&self, kind: &str, subtype: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind.as_bytes())
            && self.subtype.eq_ignore_ascii_case(subtype.as_bytes())
    }
}

/// HTTP whitespace: tab, line feed, carriage return, space.
const fn is_http_whitespace(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' ')
}

fn trim(mut value: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = value
        && is_http_whitespace(*first)
    {
        value = rest;
    }
    trim_end(value)
}

fn trim_end(mut value: &[u8]) -> &[u8] {
    while let [rest @ .., last] = value
        && is_http_whitespace(*last)
    {
        value = rest;
    }
    value
}

/// The essence of a MIME type, or `None` if the value is not one. Parameters may be anything: the
/// parser skips what it does not understand.
///
/// <https://mimesniff.spec.whatwg.org/#parse-a-mime-type>
#[must_use]
pub fn parse_essence(value: &[u8]) -> Option<Essence<'_>> {
    let value = trim(value);
    let slash = value.iter().position(|&byte| byte == b'/')?;
    let (kind, rest) = value.split_at_checked(slash)?;
    let rest = rest.get(1..)?;
    let end = rest.iter().position(|&byte| byte == b';').unwrap_or(rest.len());
    let subtype = trim_end(rest.get(..end)?);
    (is_token(kind) && is_token(subtype)).then_some(Essence { kind, subtype })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn essence_ignores_parameters_and_case() {
        assert!(parse_essence(b" Text/Plain ;charset=x").is_some_and(|e| e.is("text", "plain")));
        assert!(parse_essence(b"text/plain;garbage").is_some_and(|e| e.is("text", "plain")));
    }

    #[test]
    fn what_is_no_mime_type() {
        for value in ["", "text", "text/", "/plain", "text /plain", "text/plain, application/json"] {
            assert_eq!(parse_essence(value.as_bytes()), None, "{value}");
        }
    }
}
