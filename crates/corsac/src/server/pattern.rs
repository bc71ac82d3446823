//! Origin patterns: `https://example.com`, `https://*.example.com`, `http://localhost:*`.

use crate::fetch::origin::{OriginErrorKind, OriginRef, default_port};
use alloc::format;
use core::net::Ipv4Addr;

mod correct;
mod error;
mod host;
mod punycode;

pub use correct::corrected;
pub use error::{PatternError, PatternErrorKind};

/// A pattern for origins, with any `*.` and `:*` taken off and remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OriginPattern<'a> {
    /// The scheme.
    pub scheme: &'a str,
    /// Whether one or more labels must stand before the host.
    pub subdomains: bool,
    /// The host, without `*.`; an IPv6 address with its brackets.
    pub host: &'a str,
    /// The port.
    pub port: PortPattern,
}

/// The port of an [`OriginPattern`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PortPattern {
    /// Exactly what an origin has: this number, or none written.
    Exactly(Option<u16>),
    /// Any port, or none.
    Any,
}

/// Schemes whose pages have an opaque origin, so that `Origin: null` is all they send.
const OPAQUE_SCHEMES: [&str; 4] = ["file", "data", "about", "javascript"];

const SCHEME_END: &str = "://";

const MISSING_SCHEME: PatternError =
    PatternError { kind: PatternErrorKind::Origin(OriginErrorKind::MissingScheme), at: 0 };

impl<'a> OriginPattern<'a> {
    /// Parses a pattern.
    ///
    /// # Errors
    /// What is wrong, and at which byte. `*` alone is no pattern for an origin, nor is `null`.
    pub fn parse(text: &'a str) -> Result<Self, PatternError> {
        let error = |kind, at| Err(PatternError { kind, at });
        if text.trim() != text {
            let start = text.len() - text.trim_start().len();
            return error(PatternErrorKind::Whitespace, if start > 0 { 0 } else { text.trim_end().len() });
        }
        if text.split_once(':').is_some_and(|(scheme, _)| OPAQUE_SCHEMES.contains(&scheme)) {
            return error(PatternErrorKind::OpaqueScheme, 0);
        }
        let Some((scheme, after)) = text.split_once(SCHEME_END) else {
            return Err(OriginRef::parse(text.as_bytes()).err().map_or(MISSING_SCHEME, PatternError::from));
        };
        let (subdomains, rest) = after.strip_prefix("*.").map_or((false, after), |rest| (true, rest));
        let (any_port, rest) = rest.strip_suffix(":*").map_or((false, rest), |rest| (true, rest));
        let host_at = scheme.len() + SCHEME_END.len() + if subdomains { 2 } else { 0 };
        if let Some(at) = scheme.find('*').or_else(|| Some(host_at + rest.find('*')?)) {
            return error(PatternErrorKind::MisplacedWildcard, at);
        }
        let (host_len, port) = if subdomains {
            host_and_port(&format!("{scheme}{SCHEME_END}{rest}"))
                .map_err(|error| error.moved(host_at - 2, 2))?
        } else {
            host_and_port(text.get(..host_at + rest.len()).unwrap_or(text))?
        };
        let (host, port_text) = rest.split_at_checked(host_len).unwrap_or((rest, ""));
        if any_port && !port_text.is_empty() {
            return error(PatternErrorKind::Origin(OriginErrorKind::InvalidPort), host_at + host_len);
        }
        host::check(host, subdomains).map_err(|(kind, at)| PatternError { kind, at: host_at + at })?;
        if port.is_some() && port == default_port(scheme) {
            return error(PatternErrorKind::DefaultPort, host_at + host_len);
        }
        let port = if any_port { PortPattern::Any } else { PortPattern::Exactly(port) };
        Ok(Self { scheme, subdomains, host, port })
    }

    /// Whether nobody but the origin itself can speak for it: TLS, or a host that never leaves the
    /// machine.
    ///
    /// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
    #[must_use]
    pub fn is_trustworthy(&self) -> bool {
        let name = self.host.strip_suffix('.').unwrap_or(self.host);
        self.scheme == "https"
            || name == "localhost"
            || name.ends_with(".localhost")
            || name == "[::1]"
            || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether an origin matches, found by comparing.
    #[cfg(test)]
    pub(super) fn matches(&self, origin: &OriginRef<'_>) -> bool {
        let host = if self.subdomains {
            origin
                .host
                .strip_suffix(self.host)
                .is_some_and(|labels| labels.ends_with('.') && labels.len() > 1)
        } else {
            origin.host == self.host
        };
        let port = match self.port {
            PortPattern::Exactly(port) => port == origin.port,
            PortPattern::Any => true,
        };
        host && port && self.scheme == origin.scheme
    }
}

/// Takes a pattern without its wildcards apart, by the rules for an origin: the length of the host,
/// and the port.
fn host_and_port(text: &str) -> Result<(usize, Option<u16>), PatternError> {
    match OriginRef::parse(text.as_bytes()) {
        Ok(origin) => Ok((origin.host.len(), origin.port)),
        Err(error) => Err(host::classify(error.into(), text)),
    }
}
