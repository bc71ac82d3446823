//! Comma-separated header values: the lists that CORS headers carry.

use super::header::HeaderList;
use super::method::is_token;
use alloc::vec::Vec;
use core::ops::Range;

/// The outcome of extracting a header's list values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListValues<'a> {
    /// The header is absent.
    Absent,
    /// Some element is not what the header's grammar allows, which voids the whole header.
    Failure(MalformedList),
    /// Every element of every line, in order; empty elements are left out.
    Values(Vec<&'a str>),
}

/// Where a list could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedList {
    /// The index of the line among the lines of this header name.
    pub line: usize,
    /// The offending element's bytes within the line.
    pub span: Range<usize>,
}

impl<'a> ListValues<'a> {
    /// Whether an element equals `name` to the byte.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.values().contains(&name)
    }

    /// Whether an element equals `name` without regard to ASCII case.
    #[must_use]
    pub fn contains_ignoring_case(&self, name: &str) -> bool {
        self.values().iter().any(|value| value.eq_ignore_ascii_case(name))
    }

    /// The elements; none when the header is absent or malformed.
    #[must_use]
    pub fn values(&self) -> &[&'a str] {
        match self {
            Self::Values(values) => values,
            Self::Absent | Self::Failure(_) => &[],
        }
    }
}

/// Splits one line at its commas into elements without their surrounding blanks, with their places.
fn elements(line: &[u8]) -> impl Iterator<Item = (Range<usize>, &[u8])> {
    let mut start = 0;
    line.split(|&byte| byte == b',').map(move |raw| {
        let lead = raw.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let element = raw.trim_ascii();
        let from = start + lead.min(raw.len() - element.len());
        start += raw.len() + 1;
        (from..from + element.len(), element)
    })
}

/// Parses one line of a list of tokens: methods or header names.
///
/// <https://fetch.spec.whatwg.org/#extract-header-values>
fn extract_header_values(line: &[u8]) -> Result<Vec<&str>, Range<usize>> {
    let mut values = Vec::new();
    for (span, element) in elements(line) {
        if element.is_empty() {
            continue;
        }
        // 1. An element that is not a token is a failure.
        match core::str::from_utf8(element) {
            Ok(text) if is_token(element) => values.push(text),
            _ => return Err(span),
        }
    }
    // 2. The elements.
    Ok(values)
}

/// Parses all lines of a header whose grammar is a list of tokens: `Access-Control-Allow-Methods`,
/// `-Allow-Headers` and `-Expose-Headers`.
///
/// <https://fetch.spec.whatwg.org/#extract-header-list-values>
#[must_use]
pub fn extract_header_list_values<'a>(name: &str, list: &'a HeaderList) -> ListValues<'a> {
    // 1. No such header.
    if !list.contains(name) {
        return ListValues::Absent;
    }
    // 2. These headers may come in several lines, so more than one is no failure.
    // 3–4. One bad element anywhere voids the whole.
    let mut values = Vec::new();
    for (line, value) in list.lines(name).enumerate() {
        match extract_header_values(value) {
            Ok(extract) => values.extend(extract),
            Err(span) => return ListValues::Failure(MalformedList { line, span }),
        }
    }
    // 5. All of them.
    ListValues::Values(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extract<'a>(list: &'a HeaderList) -> ListValues<'a> {
        extract_header_list_values("x", list)
    }

    #[test]
    fn lines_blanks_and_empty_elements() {
        let list: HeaderList = [("X", ",PUT, \tGET,,"), ("x", "*")].into_iter().collect();
        assert_eq!(extract(&list).values(), ["PUT", "GET", "*"]);
        assert_eq!(extract(&HeaderList::new()), ListValues::Absent);
    }

    #[test]
    fn one_bad_element_voids_all_and_is_located() {
        let list: HeaderList = [("X", "PUT"), ("X", "GET, PUT; a")].into_iter().collect();
        assert_eq!(extract(&list), ListValues::Failure(MalformedList { line: 1, span: 5..11 }));
    }
}
