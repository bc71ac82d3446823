//! What the server half reads of a request: its method and the lines of six headers.

/// The head of a request, as a web framework holds it.
///
/// [`lines`](Self::lines) yields the value of each header line with that name, in order, without
/// the whitespace around it. A name that does not occur yields nothing; an empty line yields an
/// empty value.
pub trait RequestHead {
    /// The method, as sent.
    fn method(&self) -> &[u8];

    /// The values of the lines with this name.
    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]>;
}

impl<T: RequestHead + ?Sized> RequestHead for &T {
    fn method(&self) -> &[u8] {
        (**self).method()
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        (**self).lines(name)
    }
}

/// The host and port of a request target's authority: without the user that may stand before it.
///
/// Where the target has one (HTTP/2's `:authority`, or the absolute form of HTTP/1.1), it takes precedence
/// over `Host` ([RFC 9112 section 3.2.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2)), and
/// [`RequestHead::lines`] must give it as [`RequestHeader::Host`].
#[must_use]
pub fn host_of(authority: &str) -> &[u8] {
    authority.rsplit_once('@').map_or(authority, |(_user, host)| host).as_bytes()
}

/// The request headers that a decision may read. There are no others, so that `Vary` can be complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RequestHeader {
    /// `Origin`: <https://fetch.spec.whatwg.org/#http-origin>
    Origin,
    /// `Access-Control-Request-Method`: <https://fetch.spec.whatwg.org/#http-access-control-request-method>
    AccessControlRequestMethod,
    /// `Access-Control-Request-Headers`: <https://fetch.spec.whatwg.org/#http-access-control-request-headers>
    AccessControlRequestHeaders,
    /// `Host`, which names the service's own origin. An HTTP/2 request has it as `:authority`.
    Host,
    /// `Upgrade`, which makes a request the handshake of a WebSocket:
    /// <https://www.rfc-editor.org/rfc/rfc6455#section-4.1>
    Upgrade,
    /// `Sec-Fetch-Site`: <https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>
    SecFetchSite,
}

impl RequestHeader {
    /// The header's name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::AccessControlRequestMethod => "access-control-request-method",
            Self::AccessControlRequestHeaders => "access-control-request-headers",
            Self::Host => "host",
            Self::SecFetchSite => "sec-fetch-site",
            Self::Upgrade => "upgrade",
        }
    }
}

/// The lines of a header that should stand once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines<'a> {
    One(&'a [u8]),
    Several,
}

impl<'a> Lines<'a> {
    /// `None` if there is no such line.
    #[inline]
    pub(super) fn of(request: &'a impl RequestHead, name: RequestHeader) -> Option<Self> {
        let mut lines = request.lines(name);
        let first = lines.next()?;
        Some(if lines.next().is_none() { Self::One(first) } else { Self::Several })
    }
}
