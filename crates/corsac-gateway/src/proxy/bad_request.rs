//! Requests that are not passed on, because programs would not agree on what they mean.

use std::fmt;

use http::header::{HOST, HeaderValue};
use http::uri::Authority;
use http::{Method, Request, Version};

use crate::file::PathRefused;

/// Why a request is answered `400`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BadRequest {
    /// It names no host.
    NoHost,
    /// It names more than one host.
    SeveralHosts,
    /// The host is not one.
    MalformedHost,
    /// A path with `.` or `..` in it, escaped or not.
    DotSegments,
    /// A path that some programs take for one of another route.
    AmbiguousPath,
    /// `CONNECT`, which is for another kind of proxy.
    Connect,
    /// The body broke off.
    BodyBroken,
    /// The body stopped coming. Answered `408`.
    BodyStalled,
}

impl BadRequest {
    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoHost => "no-host",
            Self::SeveralHosts => "several-hosts",
            Self::MalformedHost => "malformed-host",
            Self::DotSegments => PathRefused::DotSegments.name(),
            Self::AmbiguousPath => PathRefused::Ambiguous.name(),
            Self::Connect => "connect",
            Self::BodyBroken => "body-broken",
            Self::BodyStalled => "body-stalled",
        }
    }
}

/// One sentence, without a full stop.
impl fmt::Display for BadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoHost => "the request has no Host header",
            Self::SeveralHosts => "the request names more than one host",
            Self::MalformedHost => "the Host header names no host",
            Self::DotSegments => return PathRefused::DotSegments.fmt(f),
            Self::AmbiguousPath => return PathRefused::Ambiguous.fmt(f),
            Self::Connect => "CONNECT is not for this server",
            Self::BodyBroken => "the request's body broke off",
            Self::BodyStalled => "the request's body stopped coming",
        })
    }
}

impl From<PathRefused> for BadRequest {
    fn from(refused: PathRefused) -> Self {
        match refused {
            PathRefused::DotSegments => Self::DotSegments,
            PathRefused::Ambiguous => Self::AmbiguousPath,
        }
    }
}

/// The one host that a request names: in its target (HTTP/2, and the absolute form of HTTP/1.1), or
/// else in its `Host` header. hyper checks neither.
pub(super) fn host<B>(request: &Request<B>) -> Result<HeaderValue, BadRequest> {
    if request.method() == Method::CONNECT {
        return Err(BadRequest::Connect);
    }
    let mut lines = request.headers().get_all(HOST).into_iter();
    let (line, target) = (lines.next(), request.uri().authority());
    if lines.next().is_some() {
        return Err(BadRequest::SeveralHosts);
    }
    match (line, target) {
        (None, None) => Err(BadRequest::NoHost),
        // RFC 9112 section 3.2: the header is needed even where the target is absolute.
        (None, Some(_)) if request.version() <= Version::HTTP_11 => Err(BadRequest::NoHost),
        (Some(line), None) => check(line.as_bytes()).map(|()| line.clone()),
        (line, Some(target)) => {
            let differs =
                |line: &HeaderValue| !line.as_bytes().eq_ignore_ascii_case(target.as_str().as_bytes());
            if request.version() > Version::HTTP_11 && line.is_some_and(differs) {
                return Err(BadRequest::SeveralHosts);
            }
            check(target.as_str().as_bytes())?;
            HeaderValue::from_str(target.as_str()).map_err(|_| BadRequest::MalformedHost)
        }
    }
}

fn check(host: &[u8]) -> Result<(), BadRequest> {
    let authority = Authority::try_from(host).map_err(|_| BadRequest::MalformedHost)?;
    // A comma would be the sign of two lines that somebody joined.
    let is_host = !authority.host().is_empty() && !host.iter().any(|byte| matches!(byte, b'@' | b','));
    if is_host { Ok(()) } else { Err(BadRequest::MalformedHost) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(version: Version, target: &str, hosts: &[&str]) -> Result<String, BadRequest> {
        let mut request = Request::builder().version(version).uri(target);
        for line in hosts {
            request = request.header(HOST, *line);
        }
        host(&request.body(()).unwrap()).map(|host| host.to_str().unwrap().to_owned())
    }

    #[test]
    fn just_one_host_is_named() {
        let one = |target, hosts: &[&str]| of(Version::HTTP_11, target, hosts);
        assert_eq!(one("/", &["a.test:81"]), Ok("a.test:81".into()));
        assert_eq!(one("/", &["[::1]:81"]), Ok("[::1]:81".into()));
        assert_eq!(one("http://b.test/", &["a.test"]), Ok("b.test".into()));
        assert_eq!(one("/", &[]), Err(BadRequest::NoHost));
        assert_eq!(one("http://b.test/", &[]), Err(BadRequest::NoHost));
        assert_eq!(one("/", &["a.test", "a.test"]), Err(BadRequest::SeveralHosts));
        for odd in ["", "a b", "u@a.test", "a.test/x", "a.test,b.test", ":80"] {
            assert_eq!(one("/", &[odd]), Err(BadRequest::MalformedHost), "{odd}");
        }
        let two = |target, hosts: &[&str]| of(Version::HTTP_2, target, hosts);
        assert_eq!(two("http://b.test/", &[]), Ok("b.test".into()));
        assert_eq!(two("http://b.test/", &["B.test"]), Ok("b.test".into()));
        assert_eq!(two("http://b.test/", &["a.test"]), Err(BadRequest::SeveralHosts));
    }
}
