//! `Range` values with a single range, as far as the safelist needs them.

/// A parsed `bytes=start-end`; the ends are the digits as written, because a browser's own limit on
/// their size is not the Standard's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SingleRange<'a> {
    /// The digits before the hyphen, if any.
    pub start: Option<&'a [u8]>,
    /// The digits after the hyphen, if any.
    pub end: Option<&'a [u8]>,
}

/// Splits off the leading bytes that satisfy `test`.
fn collect(data: &[u8], test: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = data.iter().position(|&byte| !test(byte)).unwrap_or(data.len());
    data.split_at_checked(end).unwrap_or((data, &[]))
}

fn skip_whitespace(data: &[u8], allowed: bool) -> &[u8] {
    if allowed { collect(data, |byte| matches!(byte, b'\t' | b' ')).1 } else { data }
}

fn non_empty(digits: &[u8]) -> Option<&[u8]> {
    (!digits.is_empty()).then_some(digits)
}

/// Compares two decimal numbers of any length.
fn is_greater(left: &[u8], right: &[u8]) -> bool {
    let left = collect(left, |byte| byte == b'0').1;
    let right = collect(right, |byte| byte == b'0').1;
    (left.len(), left) > (right.len(), right)
}

/// Parses a `Range` value that holds one range of bytes; `None` is the Standard's failure.
///
/// <https://fetch.spec.whatwg.org/#simple-range-header-value>
#[must_use]
pub fn parse_single_range_header_value(value: &[u8], allow_whitespace: bool) -> Option<SingleRange<'_>> {
    // 1–3. The unit, in lower case.
    let data = value.strip_prefix(b"bytes")?;
    // 4. White space, where allowed.
    let data = skip_whitespace(data, allow_whitespace);
    // 5–6. The equals sign.
    let data = data.strip_prefix(b"=")?;
    // 7. White space again.
    let data = skip_whitespace(data, allow_whitespace);
    // 8–9. The first number, which may be missing.
    let (start, data) = collect(data, |byte| byte.is_ascii_digit());
    let start = non_empty(start);
    // 10. White space again.
    let data = skip_whitespace(data, allow_whitespace);
    // 11–12. The hyphen.
    let data = data.strip_prefix(b"-")?;
    // 13. White space again.
    let data = skip_whitespace(data, allow_whitespace);
    // 14–15. The second number, which may be missing too.
    let (end, data) = collect(data, |byte| byte.is_ascii_digit());
    let end = non_empty(end);
    // 16. Nothing may follow.
    if !data.is_empty() {
        return None;
    }
    match (start, end) {
        // 17. At least one of the numbers is needed.
        (None, None) => None,
        // 18. A range does not run backwards.
        (Some(start), Some(end)) if is_greater(start, end) => None,
        // 19. Both ends, either of which may be missing.
        _ => Some(SingleRange { start, end }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ranges() {
        for (value, ok) in [
            ("bytes=0-99", true),
            ("bytes=5-", true),
            ("bytes=-100", true),
            ("bytes=010-9", false),
            ("bytes=009-10", true),
            ("bytes=99999999999999999999-100000000000000000000", true),
            ("bytes=100000000000000000000-99999999999999999999", false),
            ("bytes=-", false),
            ("bytes=0-1,2-3", false),
            ("BYTES=0-1", false),
            ("bytes =0-1", false),
            ("bytes=0 -1", false),
            ("", false),
        ] {
            assert_eq!(parse_single_range_header_value(value.as_bytes(), false).is_some(), ok, "{value}");
        }
        assert!(parse_single_range_header_value(b"bytes = 0 - 1", true).is_some());
    }
}
