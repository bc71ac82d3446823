//! The head of an actix-web request, as the engine reads it.

use std::slice;

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN,
};
use actix_web::http::{Method, Uri};
use actix_web::{HttpRequest, dev};
use corsac::server::{RequestHead, RequestHeader, host_of};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The method, target and headers of an actix-web request, borrowed.
///
/// This is what [`PreparedPolicy::rule`](crate::PreparedPolicy::rule) and
/// [`Guard::check`](corsac::server::Guard::check) look at.
///
/// ```
/// use actix_web::test::TestRequest;
/// use corsac::server::{RequestHead, RequestHeader};
/// use corsac_actix::Head;
///
/// let request = TestRequest::get().insert_header(("origin", "https://example.com")).to_http_request();
/// let head = Head::from(&request);
///
/// assert_eq!(head.method(), b"GET");
/// assert!(head.lines(RequestHeader::Origin).eq([b"https://example.com"]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    method: &'a Method,
    target: &'a Uri,
    headers: &'a HeaderMap,
}

impl<'a> Head<'a> {
    /// A head of parts that are not together in a request.
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
    pub(crate) fn values(&self, header: RequestHeader) -> slice::Iter<'a, HeaderValue> {
        self.headers.get_all(name_of(header))
    }

    #[inline]
    pub(crate) fn lines_of(&self, header: RequestHeader) -> Lines<'a> {
        let target = if header == RequestHeader::Host { self.target_host() } else { None };
        match target {
            Some(_) => Lines::One(target),
            None => Lines::Headers(self.values(header)),
        }
    }

    /// The host that the request's target names: HTTP/2's `:authority`, or the absolute form of HTTP/1.1.
    fn target_host(&self) -> Option<&'a [u8]> {
        Some(host_of(self.target.authority()?.as_str()))
    }
}

impl<'a> From<&'a ServiceRequest> for Head<'a> {
    fn from(request: &'a ServiceRequest) -> Self {
        Self::from(request.head())
    }
}

impl<'a> From<&'a HttpRequest> for Head<'a> {
    fn from(request: &'a HttpRequest) -> Self {
        Self::from(request.head())
    }
}

impl<'a> From<&'a dev::RequestHead> for Head<'a> {
    fn from(head: &'a dev::RequestHead) -> Self {
        Self::new(&head.method, &head.uri, &head.headers)
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

/// The lines of a header.
pub(crate) enum Lines<'a> {
    /// One that was found before, or none.
    One(Option<&'a [u8]>),
    Headers(slice::Iter<'a, HeaderValue>),
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

/// actix-web's name of a header that a decision may read.
#[inline]
fn name_of(header: RequestHeader) -> HeaderName {
    match header {
        RequestHeader::Origin => ORIGIN,
        RequestHeader::AccessControlRequestMethod => ACCESS_CONTROL_REQUEST_METHOD,
        RequestHeader::AccessControlRequestHeaders => ACCESS_CONTROL_REQUEST_HEADERS,
        RequestHeader::Host => HOST,
        RequestHeader::SecFetchSite => SEC_FETCH_SITE,
        other => HeaderName::from_static(other.name()),
    }
}
