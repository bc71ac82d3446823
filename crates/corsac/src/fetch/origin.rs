//! Origins: scheme, host and port; or opaque, which serializes as `null`.

use super::site::RegistrableDomain;
use alloc::string::String;
use core::fmt;
use core::num::NonZeroU64;

mod difference;
mod parse;

#[cfg(feature = "explain")]
pub(crate) use difference::HostDifference;
pub use difference::is_loopback_host;
pub(crate) use parse::OriginLine;
pub use parse::{OriginError, OriginErrorKind, OriginRef};

/// An origin.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#concept-origin>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// An origin that equals only itself: a sandboxed frame, a `data:` document, a `file:` page.
    Opaque(OpaqueOrigin),
    /// Scheme, host and port.
    Tuple(TupleOrigin),
}

/// The identity of an opaque origin.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpaqueOrigin(Option<NonZeroU64>);

/// Scheme, host and port, as a browser writes them.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-tuple>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TupleOrigin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

/// The port that a scheme uses when none is written.
///
/// <https://url.spec.whatwg.org/#default-port>
#[must_use]
pub fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}

impl Origin {
    /// A new opaque origin; equal to another only if both were made with the same number.
    #[must_use]
    pub const fn opaque(id: NonZeroU64) -> Self {
        Self::Opaque(OpaqueOrigin(Some(id)))
    }

    /// An opaque origin that equals none, not even itself.
    #[must_use]
    pub const fn unique() -> Self {
        Self::Opaque(OpaqueOrigin(None))
    }

    /// Parses a serialized origin; `null` becomes a unique opaque origin.
    ///
    /// # Errors
    /// As [`OriginRef::parse`], but for `null`.
    pub fn parse(text: &[u8]) -> Result<Self, OriginError> {
        match OriginRef::parse(text) {
            Ok(origin) => Ok(Self::Tuple(origin.into())),
            Err(error) if error.kind == OriginErrorKind::Null => Ok(Self::unique()),
            Err(error) => Err(error),
        }
    }

    /// The origin of a URL: a tuple for http, https, ws, wss and ftp, that of the creator for
    /// `blob:`, opaque for everything else.
    ///
    /// <https://url.spec.whatwg.org/#concept-url-origin>
    #[cfg(feature = "browser")]
    #[must_use]
    pub fn of_url(url: &url::Url) -> Self {
        match url.origin() {
            url::Origin::Tuple(scheme, host, port) => {
                let port = Some(port).filter(|_| default_port(&scheme) != Some(port));
                Self::Tuple(TupleOrigin { host: alloc::string::ToString::to_string(&host), scheme, port })
            }
            url::Origin::Opaque(_) => Self::unique(),
        }
    }

    /// The tuple, unless the origin is opaque.
    #[must_use]
    pub const fn as_tuple(&self) -> Option<&TupleOrigin> {
        match self {
            Self::Opaque(_) => None,
            Self::Tuple(tuple) => Some(tuple),
        }
    }

    /// Whether both are one opaque origin, or tuples with equal scheme, host and port.
    ///
    /// <https://html.spec.whatwg.org/multipage/browsers.html#same-origin>
    #[must_use]
    pub fn same_origin(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Opaque(OpaqueOrigin(Some(a))), Self::Opaque(OpaqueOrigin(Some(b)))) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) => a == b,
            _ => false,
        }
    }

    /// Whether the origins belong to one site, whatever their schemes.
    ///
    /// <https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site>
    #[must_use]
    pub fn schemelessly_same_site(&self, other: &Self, domains: &dyn RegistrableDomain) -> bool {
        match (self, other) {
            (Self::Tuple(a), Self::Tuple(b)) => {
                match (domains.registrable_domain(&a.host), domains.registrable_domain(&b.host)) {
                    (None, None) => a.host == b.host,
                    (a, b) => a == b,
                }
            }
            _ => self.same_origin(other),
        }
    }

    /// Whether the origins belong to one site: equal schemes and registrable domains.
    ///
    /// <https://html.spec.whatwg.org/multipage/browsers.html#same-site>
    #[must_use]
    pub fn same_site(&self, other: &Self, domains: &dyn RegistrableDomain) -> bool {
        self.schemelessly_same_site(other, domains)
            && self.as_tuple().map(TupleOrigin::scheme) == other.as_tuple().map(TupleOrigin::scheme)
    }

    /// The site as text: scheme and registrable domain, or the host where there is none; `null` for an
    /// opaque origin.
    ///
    /// <https://html.spec.whatwg.org/multipage/browsers.html#obtain-a-site>
    #[must_use]
    pub fn site(&self, domains: &dyn RegistrableDomain) -> String {
        self.as_tuple().map_or_else(
            || "null".into(),
            |tuple| {
                let domain = domains.registrable_domain(tuple.host()).unwrap_or_else(|| tuple.host());
                alloc::format!("{}://{domain}", tuple.scheme())
            },
        )
    }
}

impl TupleOrigin {
    /// The scheme, lower-case, without the colon.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host as serialized: lower-case, punycode, IPv6 in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, unless it is the scheme's default.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.port
    }
}

impl From<OriginRef<'_>> for TupleOrigin {
    fn from(origin: OriginRef<'_>) -> Self {
        Self { scheme: origin.scheme.into(), host: origin.host.into(), port: origin.port }
    }
}

/// The serialization of an origin: `null`, or scheme, host and any port that is not the default.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opaque(_) => f.write_str("null"),
            Self::Tuple(tuple) => tuple.fmt(f),
        }
    }
}

impl fmt::Display for TupleOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::site::LastTwoLabels;
    use alloc::string::ToString;

    fn origin(text: &str) -> Origin {
        Origin::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn opaque_origins_equal_only_themselves() {
        let one = Origin::opaque(NonZeroU64::MIN);
        assert!(one.same_origin(&one));
        assert!(!one.same_origin(&Origin::unique()));
        assert!(!Origin::unique().same_origin(&Origin::unique()));
        assert_eq!(origin("null").to_string(), "null");
    }

    #[test]
    fn same_origin_needs_all_three_parts() {
        let page = origin("https://a.example");
        assert!(page.same_origin(&origin("https://a.example")));
        for other in
            ["http://a.example", "https://b.example", "https://x.a.example", "https://a.example:8443"]
        {
            assert!(!page.same_origin(&origin(other)), "{other}");
        }
    }

    #[test]
    fn same_site_ignores_port_and_subdomain_but_not_scheme() {
        let page = origin("https://app.shop.example");
        assert!(page.same_site(&origin("https://api.shop.example:8443"), &LastTwoLabels));
        assert!(!page.same_site(&origin("http://app.shop.example"), &LastTwoLabels));
        assert!(page.schemelessly_same_site(&origin("http://app.shop.example"), &LastTwoLabels));
        assert!(!page.same_site(&origin("https://other.example"), &LastTwoLabels));
        assert!(!origin("http://127.0.0.1").same_site(&origin("http://127.0.1.1"), &LastTwoLabels));
        assert!(origin("http://localhost:1").same_site(&origin("http://localhost:2"), &LastTwoLabels));
    }

    #[test]
    fn a_site_is_scheme_and_registrable_domain() {
        for (text, site) in [
            ("https://a.b.example.com:8443", "https://example.com"),
            ("http://localhost:3000", "http://localhost"),
            ("http://127.0.0.1", "http://127.0.0.1"),
            ("null", "null"),
        ] {
            assert_eq!(origin(text).site(&LastTwoLabels), site);
        }
    }

    #[cfg(feature = "browser")]
    #[test]
    fn origin_of_a_url_drops_the_default_port() {
        let of = |text: &str| Origin::of_url(&url::Url::parse(text).unwrap()).to_string();
        assert_eq!(of("https://User:pw@B\u{fc}cher.example:443/path?q"), "https://xn--bcher-kva.example");
        assert_eq!(of("http://[::1]:8080/"), "http://[::1]:8080");
        assert_eq!(of("data:text/plain,x"), "null");
        assert_eq!(of("blob:https://a.example/5f"), "https://a.example");
    }
}
