//! Which route a path belongs to.

use std::borrow::Cow;
use std::fmt;

use super::route_path::{RoutePath, decode};

/// Paths, each with a value; the longest that covers a request's path wins.
///
/// ```
/// use corsac_gateway::file::{PathRefused, Routes};
///
/// let routes = Routes::new(vec![("/".parse()?, "site"), ("/admin".parse()?, "admin")]);
/// assert_eq!(routes.find("/admin/users"), Ok(Some(&"admin")));
/// assert_eq!(routes.find("/administration"), Ok(Some(&"site")));
/// assert_eq!(routes.find("/x/..%2fadmin"), Err(PathRefused::DotSegments));
/// # Ok::<(), corsac_gateway::file::RoutePathError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Routes<T> {
    /// Longest first.
    entries: Vec<(RoutePath, T)>,
}

/// Why no route is chosen for a path: programs do not agree on what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathRefused {
    /// It has a segment `.` or `..`, escaped or not.
    DotSegments,
    /// Some programs take it for one of another route.
    Ambiguous,
}

impl PathRefused {
    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DotSegments => "dot-segments",
            Self::Ambiguous => "ambiguous-path",
        }
    }
}

/// One sentence, without a full stop.
impl fmt::Display for PathRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DotSegments => "the path has a segment . or ..",
            Self::Ambiguous => "the path can be read in more than one way",
        })
    }
}

impl std::error::Error for PathRefused {}

impl<T> Routes<T> {
    /// Routes with these paths, of which no two should be the same.
    #[must_use]
    pub fn new(mut entries: Vec<(RoutePath, T)>) -> Self {
        entries.sort_by_key(|(path, _)| std::cmp::Reverse(path.segments().len()));
        Self { entries }
    }

    /// The value for a request's path, without its query; `None` if no route covers it.
    ///
    /// # Errors
    /// The path may be one of another route, depending on who reads it.
    pub fn find(&self, path: &str) -> Result<Option<&T>, PathRefused> {
        let Some(rest) = path.strip_prefix('/') else { return Ok(None) };
        if is_plain(path) {
            return Ok(self
                .longest(rest.split('/').map(|part| Cow::Borrowed(part.as_bytes())))
                .map(|(_, value)| value));
        }
        let loose = loosely(path);
        if loose.iter().any(|part| matches!(part.as_slice(), b"." | b"..")) {
            return Err(PathRefused::DotSegments);
        }
        let strict = self.longest(rest.split('/').map(|part| decode(part.as_bytes())));
        let loose = self.longest(loose.into_iter().map(Cow::Owned));
        if strict.map(|(place, _)| place) == loose.map(|(place, _)| place) {
            Ok(strict.map(|(_, value)| value))
        } else {
            Err(PathRefused::Ambiguous)
        }
    }

    fn longest<'p>(&self, parts: impl Iterator<Item = Cow<'p, [u8]>> + Clone) -> Option<(usize, &T)> {
        let covers = |path: &RoutePath| {
            let mut parts = parts.clone();
            path.segments().iter().all(|segment| parts.next().is_some_and(|part| *part == **segment))
        };
        let place = self.entries.iter().position(|(path, _)| covers(path))?;
        Some((place, &self.entries.get(place)?.1))
    }
}

/// Whether every program reads the path in the same way.
fn is_plain(path: &str) -> bool {
    let mut after_slash = false;
    for byte in path.bytes().skip(1).chain([b'x']) {
        if matches!(byte, b'%' | b'\\' | b';') || (after_slash && matches!(byte, b'/' | b'.')) {
            return false;
        }
        after_slash = byte == b'/';
    }
    !path.starts_with("/.") && !path.starts_with("//")
}

/// The segments as the most lenient program might see them: escapes undone twice, `\` as a slash, no
/// parameters behind `;`, no empty segments.
fn loosely(path: &str) -> Vec<Vec<u8>> {
    let once = decode(path.as_bytes());
    let twice = decode(&once);
    let parts = twice.split(|byte| matches!(byte, b'/' | b'\\'));
    let named = parts.map(|part| part.split(|byte| *byte == b';').next().unwrap_or_default());
    named.filter(|part| !part.is_empty()).map(<[u8]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(path: &str) -> Result<Option<&'static str>, PathRefused> {
        let routes = ["/", "/api", "/api/admin", "/caf%C3%A9"];
        let routes = Routes::new(routes.map(|path| (path.parse().unwrap(), path)).to_vec());
        routes.find(path).map(Option::<&&str>::copied)
    }

    #[test]
    fn the_longest_path_wins_by_whole_segments() {
        for (path, route) in [
            ("/", "/"),
            ("/apis", "/"),
            ("/api", "/api"),
            ("/api/", "/api"),
            ("/api/administer", "/api"),
            ("/api/admin", "/api/admin"),
            ("/api/admin/x/", "/api/admin"),
            ("/API", "/"),
            ("/x/api", "/"),
            ("/%61pi", "/api"),
            ("/caf%c3%a9/x", "/caf%C3%A9"),
            ("/a.b/.c", "/"),
            ("/.well-known/x", "/"),
            ("/api/x%2Fy", "/api"),
            ("/api/x;v=1/y", "/api"),
            ("/api/x//y", "/api"),
        ] {
            assert_eq!(find(path), Ok(Some(route)), "{path}");
        }
        assert_eq!(find("*"), Ok(None));
        let only: Routes<()> = Routes::new(vec![("/api".parse().unwrap(), ())]);
        assert_eq!(only.find("/other"), Ok(None));
    }

    #[test]
    fn what_might_reach_another_route_is_refused() {
        for path in [
            "/x/../api",
            "/api/..",
            "/.",
            "/x/%2e%2E/api",
            "/x/%252e%252e/",
            "/x/..%2fapi",
            "/x/..;/api",
            "/x\\..\\api",
        ] {
            assert_eq!(find(path), Err(PathRefused::DotSegments), "{path}");
        }
        for path in [
            "//api",
            "/%2561pi",
            "/api%2Fadmin",
            "/api;x",
            "/api/;/admin",
            "/api\\admin",
            "/api//admin",
            "/api/admin;x",
        ] {
            assert_eq!(find(path), Err(PathRefused::Ambiguous), "{path}");
        }
    }
}
