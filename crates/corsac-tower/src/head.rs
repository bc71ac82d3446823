//! The head of an `http` request, as the engine reads it.

use corsac::server::{RequestHead, RequestHeader, host_of};
use http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderName, ORIGIN, UPGRADE,
    ValueIter,
};
use http::{HeaderMap, HeaderValue, Method, Request, Uri, request};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The method, target and headers of an `http` request, borrowed.
///
/// This is what [`PreparedPolicy::rule`](crate::PreparedPolicy::rule) and
/// [`Guard::check`](corsac::server::Guard::check) look at.
///
/// ```
/// use corsac::server::{RequestHead, RequestHeader};
/// use corsac_tower::Head;
///
/// let request = http::Request::get("/").header("origin", "https://example.com").body(())?;
/// let head = Head::from(&request);
///
/// assert_eq!(head.method(), b"GET");
/// assert!(head.lines(RequestHeader::Origin).eq([b"https://example.com"]));
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    method: &'a Method,
    target: &'a Uri,
    headers: &'a HeaderMap,
}

impl<'a> Head<'a> {
    /// A head of parts that are not (or no longer) together in a request.
    #[inline]
    #[must_use]
    pub fn new(method: &'a Method, target: &'a Uri, headers: &'a HeaderMap) -> Self {
        Self { method, target, headers }
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// All lines of a header, as values that are cheap to clone.
    #[inline]
    pub(crate) fn values(&self, header: RequestHeader) -> impl Iterator<Item = &'a HeaderValue> + use<'a> {
        self.headers.get_all(name_of(header)).into_iter()
    }

    #[inline]
    pub(crate) fn lines_of(&self, header: RequestHeader) -> Lines<'a> {
        let target = if header == RequestHeader::Host { self.target_host() } else { None };
        match target {
            Some(_) => Lines::One(target),
            None => Lines::Headers(self.headers.get_all(name_of(header)).into_iter()),
        }
    }

    /// The host that the request's target names: HTTP/2's `:authority`, or the absolute form of HTTP/1.1.
    fn target_host(&self) -> Option<&'a [u8]> {
        Some(host_of(self.target.authority()?.as_str()))
    }
}

impl<'a, B> From<&'a Request<B>> for Head<'a> {
    #[inline]
    fn from(request: &'a Request<B>) -> Self {
        Self::new(request.method(), request.uri(), request.headers())
    }
}

impl<'a> From<&'a request::Parts> for Head<'a> {
    fn from(parts: &'a request::Parts) -> Self {
        Self::new(&parts.method, &parts.uri, &parts.headers)
    }
}

impl RequestHead for Head<'_> {
    #[inline]
    fn method(&self) -> &[u8] {
        self.method.as_str().as_bytes()
    }

    #[inline]
    fn lines(&self, header: RequestHeader) -> impl Iterator<Item = &[u8]> {
        self.lines_of(header)
    }
}

/// The lines of a header. (A chain of the two makes a decision cost a third more.)
pub(crate) enum Lines<'a> {
    /// One that was found before, or none.
    One(Option<&'a [u8]>),
    Headers(ValueIter<'a, HeaderValue>),
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        match self {
            Self::One(line) => line.take(),
            Self::Headers(lines) => lines.next().map(HeaderValue::as_bytes),
        }
    }
}

/// The `http` crate's name of a header that a decision may read.
#[inline]
pub(crate) fn name_of(header: RequestHeader) -> HeaderName {
    match header {
        RequestHeader::Origin => ORIGIN,
        RequestHeader::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestHeader::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestHeader::Host => HOST,
        RequestHeader::SecFetchSite => SEC_FETCH_SITE,
        RequestHeader::Upgrade => UPGRADE,
        other => HeaderName::from_static(other.name()),
    }
}
