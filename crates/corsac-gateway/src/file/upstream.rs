//! What stands behind the gateway.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::uri::{Authority, Scheme, Uri};

/// A service behind the gateway: `http` or `https`, a host, and a port where it is not the usual one.
///
/// ```
/// use corsac_gateway::file::Upstream;
///
/// let upstream: Upstream = "http://127.0.0.1:8000".parse()?;
/// assert_eq!(upstream.to_string(), "http://127.0.0.1:8000");
/// # Ok::<(), corsac_gateway::file::UpstreamError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    scheme: Scheme,
    authority: Authority,
}

/// Why a text is no upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpstreamError {
    /// No URL at all.
    Malformed,
    /// Neither `http` nor `https`.
    Scheme,
    /// A user name or a password.
    Userinfo,
    /// A path, a query or a fragment.
    Path,
    /// Port 0, or none after a colon.
    Port,
}

impl Upstream {
    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Host and port.
    #[must_use]
    pub const fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Whether it is `address`, as an IP address and a port or as `localhost`.
    pub(super) fn is(&self, address: SocketAddr) -> bool {
        let default = if self.scheme == Scheme::HTTPS { 443 } else { 80 };
        let port = self.authority.port_u16().unwrap_or(default);
        let host = self.authority.host().trim_matches(['[', ']']);
        // Who listens on every address listens on loopback too.
        let is_same = host.parse::<IpAddr>().map_or_else(
            |_| host == "localhost" && (address.ip().is_loopback() || address.ip().is_unspecified()),
            |ip| address.ip() == ip || (address.ip().is_unspecified() && ip.is_loopback()),
        );
        is_same && port == address.port() && port != 0
    }
}

impl FromStr for Upstream {
    type Err = UpstreamError;

    fn from_str(text: &str) -> Result<Self, UpstreamError> {
        if text.contains('#') {
            return Err(UpstreamError::Path);
        }
        let parts = text.parse::<Uri>().map_err(|_| UpstreamError::Malformed)?.into_parts();
        let scheme = parts.scheme.ok_or(UpstreamError::Malformed)?;
        let authority = parts.authority.ok_or(UpstreamError::Malformed)?;
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(UpstreamError::Scheme);
        }
        if authority.as_str().contains('@') {
            return Err(UpstreamError::Userinfo);
        }
        if authority.host().is_empty() {
            return Err(UpstreamError::Malformed);
        }
        let port = authority.as_str().get(authority.host().len()..).unwrap_or_default();
        if !port.is_empty() && authority.port_u16().is_none_or(|port| port == 0) {
            return Err(UpstreamError::Port);
        }
        if parts.path_and_query.is_some_and(|path| path != "/") {
            return Err(UpstreamError::Path);
        }
        Ok(Self { scheme, authority })
    }
}

/// As in a policy file.
impl fmt::Display for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

impl fmt::Display for UpstreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "a URL belongs here, such as http://127.0.0.1:8000",
            Self::Scheme => "an upstream is reached by http or https (WebSocket goes over http)",
            Self::Userinfo => "a user name or a password has no place here",
            Self::Path => "an upstream has no path of its own: the request's path is appended as it is",
            Self::Port => "a port is a number from 1 to 65535",
        })
    }
}

impl std::error::Error for UpstreamError {}

/// The upstream that a wrong text probably means.
pub(super) fn corrected(text: &str) -> Option<Upstream> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "https" | "wss" => "https",
        "http" | "ws" => "http",
        _ => return None,
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit_once('@').map_or(authority, |(_user, host)| host);
    let authority = authority.strip_suffix(':').unwrap_or(authority);
    let host = if authority.starts_with(':') { "127.0.0.1" } else { "" };
    format!("{scheme}://{host}{authority}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_and_corrected() {
        for (text, error, meant) in [
            ("127.0.0.1:8000", UpstreamError::Malformed, Some("http://127.0.0.1:8000")),
            (":8000", UpstreamError::Malformed, Some("http://127.0.0.1:8000")),
            ("http://a.test/api", UpstreamError::Path, Some("http://a.test")),
            ("http://a.test#x", UpstreamError::Path, Some("http://a.test")),
            ("ws://a.test", UpstreamError::Scheme, Some("http://a.test")),
            ("ftp://a.test", UpstreamError::Scheme, None),
            ("http://u:p@a.test", UpstreamError::Userinfo, Some("http://a.test")),
            ("http://a.test:0", UpstreamError::Port, None),
            ("", UpstreamError::Malformed, None),
        ] {
            assert_eq!(text.parse::<Upstream>(), Err(error), "{text}");
            assert_eq!(corrected(text).map(|upstream| upstream.to_string()).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn an_upstream_knows_its_own_address() {
        let is = |upstream: &str, address: &str| {
            upstream.parse::<Upstream>().unwrap().is(address.parse().unwrap())
        };
        assert!(is("http://127.0.0.1:80", "127.0.0.1:80") && is("http://127.0.0.1", "127.0.0.1:80"));
        assert!(is("http://localhost:81", "127.0.0.1:81") && is("http://[::1]:81", "[::1]:81"));
        assert!(is("http://127.0.0.1:81", "0.0.0.0:81"));
        assert!(!is("http://127.0.0.1:81", "127.0.0.1:82") && !is("http://10.0.0.1:81", "127.0.0.1:81"));
    }
}
