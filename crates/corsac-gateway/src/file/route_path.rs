//! The path of a route, and which requests it covers.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A path that covers itself and everything below it, by whole segments: `/api` covers `/api`, `/api/`
/// and `/api/notes`, not `/apis`. `/` covers everything.
///
/// A slash at the end makes no difference. Escapes (`%41`) mean the character that they stand for.
#[derive(Debug, Clone)]
pub struct RoutePath {
    text: String,
    segments: Vec<Vec<u8>>,
}

/// Why a text is no path of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoutePathError {
    /// It does not begin with a slash.
    NoSlash,
    /// A query or a fragment.
    Query,
    /// `*`, or `{name}`.
    Wildcard,
    /// Two slashes in a row.
    EmptySegment,
    /// A segment `.` or `..`.
    DotSegment,
    /// A character that programs read in different ways: `\`, `;`, `%`, an escaped `/`, white space.
    Ambiguous,
}

impl RoutePath {
    /// The segments, without escapes; none for `/`.
    #[must_use]
    pub fn segments(&self) -> &[Vec<u8>] {
        &self.segments
    }

    /// The path as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Two paths are the same if they cover the same requests.
impl PartialEq for RoutePath {
    fn eq(&self, other: &Self) -> bool {
        self.segments == other.segments
    }
}

impl Eq for RoutePath {}

impl FromStr for RoutePath {
    type Err = RoutePathError;

    fn from_str(text: &str) -> Result<Self, RoutePathError> {
        let rest = text.strip_prefix('/').ok_or(RoutePathError::NoSlash)?;
        if rest.contains(['?', '#']) {
            return Err(RoutePathError::Query);
        }
        if rest.contains(['*', '{', '}']) {
            return Err(RoutePathError::Wildcard);
        }
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let segments = if rest.is_empty() {
            Vec::new()
        } else {
            rest.split('/').map(segment).collect::<Result<_, _>>()?
        };
        Ok(Self { text: text.to_owned(), segments })
    }
}

fn segment(text: &str) -> Result<Vec<u8>, RoutePathError> {
    let decoded = decode(text.as_bytes()).into_owned();
    let is_odd = |byte: &u8| {
        matches!(byte, b'/' | b'\\' | b';' | b'%') || byte.is_ascii_whitespace() || byte.is_ascii_control()
    };
    match decoded.as_slice() {
        b"" => Err(RoutePathError::EmptySegment),
        b"." | b".." => Err(RoutePathError::DotSegment),
        bytes if bytes.iter().any(is_odd) => Err(RoutePathError::Ambiguous),
        _ => Ok(decoded),
    }
}

/// Undoes escapes once; what is no escape stays.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'%') {
        return Cow::Borrowed(bytes);
    }
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'%', [high, low, behind @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                decoded.push(hex(*high) << 4 | hex(*low));
                rest = behind;
            }
            _ => decoded.push(byte),
        }
    }
    Cow::Owned(decoded)
}

const fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => 0,
    }
}

/// The path that a wrong text probably means.
pub(super) fn corrected(text: &str) -> Option<RoutePath> {
    let text = text.trim();
    let text = text
        .split_once("://")
        .map_or(text, |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"));
    let text = text.split(['?', '#', '*', '{']).next()?;
    let segments: Vec<&str> = text.split('/').filter(|segment| !segment.is_empty()).collect();
    format!("/{}", segments.join("/")).parse().ok()
}

impl fmt::Display for RoutePathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlash => "a path begins with a slash",
            Self::Query => "a route is chosen by its path alone, without a query or a fragment",
            Self::Wildcard => "a path covers everything below it, without a wildcard",
            Self::EmptySegment => "two slashes in a row",
            Self::DotSegment => "clients resolve . and .. before they send a path",
            Self::Ambiguous => {
                "white space, \\, ; and escaped slashes mean different paths to different programs"
            }
        })
    }
}

impl std::error::Error for RoutePathError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_and_corrected() {
        for (text, error, meant) in [
            ("", RoutePathError::NoSlash, Some("/")),
            ("api", RoutePathError::NoSlash, Some("/api")),
            ("https://a.test/api", RoutePathError::NoSlash, Some("/api")),
            ("/api?x", RoutePathError::Query, Some("/api")),
            ("/api/*", RoutePathError::Wildcard, Some("/api")),
            ("/users/{id}/notes", RoutePathError::Wildcard, Some("/users")),
            ("//api", RoutePathError::EmptySegment, Some("/api")),
            ("/a/../b", RoutePathError::DotSegment, None),
            ("/a/%2e%2E/b", RoutePathError::DotSegment, None),
            ("/a%2Fb", RoutePathError::Ambiguous, None),
            ("/a;b", RoutePathError::Ambiguous, None),
            ("/a%2561", RoutePathError::Ambiguous, None),
        ] {
            assert_eq!(text.parse::<RoutePath>(), Err(error), "{text}");
            assert_eq!(corrected(text).as_ref().map(RoutePath::as_str), meant, "{text}");
        }
    }

    #[test]
    fn a_slash_at_the_end_and_escapes_make_no_difference() {
        let path = |text: &str| text.parse::<RoutePath>().unwrap();
        assert_eq!(path("/api/"), path("/api"));
        assert_eq!(path("/%61p%69"), path("/api"));
        assert_eq!(path("/caf%C3%A9"), path("/café"));
        assert_ne!(path("/api"), path("/API"));
        assert!(path("/").segments().is_empty());
    }
}
