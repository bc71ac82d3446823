//! Headers and header lists: order, spelling and duplicates are kept, because they matter to CORS.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// One header line: a name as it was written, and a value without the surrounding white space.
///
/// <https://fetch.spec.whatwg.org/#concept-header>
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Header {
    /// The name in the spelling of whoever wrote it; compared without regard to ASCII case.
    pub name: String,
    /// The value's bytes, which need not be UTF-8.
    pub value: Vec<u8>,
}

/// The line as it stands on the wire; a value that lets its reader in is masked.
impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SECRET: [&str; 4] = ["authorization", "cookie", "proxy-authorization", "set-cookie"];
        let secret = SECRET.iter().any(|name| self.name.eq_ignore_ascii_case(name));
        let value = if secret { b"****" } else { self.value.as_slice() };
        write!(f, "{}: {}", self.name, value.escape_ascii())
    }
}

/// An ordered list of header lines, possibly with several of one name.
///
/// <https://fetch.spec.whatwg.org/#concept-header-list>
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct HeaderList(Vec<Header>);

impl HeaderList {
    /// An empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a line exactly as given, spelling included: what a message on the wire holds.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) {
        self.0.push(Header { name: name.into(), value: value.into() });
    }

    /// Adds a line; a name that is already listed keeps its first spelling.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-header-list-append>
    pub fn append(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        let spelling = self.find(name).map_or_else(|| String::from(name), |h| h.name.clone());
        self.push(spelling, value);
    }

    /// Replaces the first line of this name and removes the others, or adds one.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-header-list-set>
    pub fn set(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        let mut value = Some(value.into());
        self.0.retain_mut(|header| {
            if !header.name.eq_ignore_ascii_case(name) {
                return true;
            }
            value.take().map(|value| header.value = value).is_some()
        });
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// Removes every line of this name.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-header-list-delete>
    pub fn delete(&mut self, name: &str) {
        self.0.retain(|header| !header.name.eq_ignore_ascii_case(name));
    }

    /// Whether a line of this name is present.
    ///
    /// <https://fetch.spec.whatwg.org/#header-list-contains>
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The value of this name; several lines are joined by a comma and a space.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-header-list-get>
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let mut lines = self.lines(name);
        let mut value = Cow::Borrowed(lines.next()?);
        for line in lines {
            let joined = value.to_mut();
            joined.extend_from_slice(b", ");
            joined.extend_from_slice(line);
        }
        Some(value)
    }

    /// The values of the lines of this name, one by one, in order.
    pub fn lines<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]> + Clone {
        self.0
            .iter()
            .filter(move |header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value.as_slice())
    }

    /// Every line in order.
    pub fn iter(&self) -> core::slice::Iter<'_, Header> {
        self.0.iter()
    }

    /// The number of lines.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no line at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps the lines that the predicate accepts.
    pub fn retain(&mut self, keep: impl FnMut(&Header) -> bool) {
        self.0.retain(keep);
    }

    fn find(&self, name: &str) -> Option<&Header> {
        self.0.iter().find(|header| header.name.eq_ignore_ascii_case(name))
    }
}

impl<'a> IntoIterator for &'a HeaderList {
    type Item = &'a Header;
    type IntoIter = core::slice::Iter<'a, Header>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<N: Into<String>, V: Into<Vec<u8>>> FromIterator<(N, V)> for HeaderList {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(lines: I) -> Self {
        Self(
            lines
                .into_iter()
                .map(|(name, value)| Header { name: name.into(), value: value.into() })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[(&str, &str)]) -> HeaderList {
        lines.iter().map(|&(n, v)| (n, v)).collect()
    }

    #[test]
    fn get_joins_lines_of_any_case() {
        let headers = list(&[("Vary", "Origin"), ("X", "1"), ("vary", "Accept")]);
        assert_eq!(headers.get("VARY").as_deref(), Some(&b"Origin, Accept"[..]));
        assert_eq!(headers.get("absent"), None);
    }

    #[test]
    fn secrets_are_masked_when_a_list_is_printed() {
        let headers = list(&[("Set-Cookie", "a=1"), ("authorization", "Bearer x"), ("X", "\u{e9}")]);
        assert_eq!(
            alloc::format!("{headers:?}"),
            r"HeaderList([Set-Cookie: ****, authorization: ****, X: \xc3\xa9])"
        );
    }

    #[test]
    fn set_replaces_the_first_and_removes_the_rest() {
        let mut headers = list(&[("A", "1"), ("B", "2"), ("a", "3")]);
        headers.set("a", "9");
        assert_eq!(headers, list(&[("A", "9"), ("B", "2")]));
        headers.set("C", "4");
        assert_eq!(headers.len(), 3);
    }

    #[test]
    fn append_keeps_the_first_spelling() {
        let mut headers = list(&[("X-Api", "1")]);
        headers.append("x-api", "2");
        assert_eq!(headers, list(&[("X-Api", "1"), ("X-Api", "2")]));
    }
}
