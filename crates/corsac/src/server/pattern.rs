//! Origin patterns: `https://example.com`, `https://*.example.com`, `http://localhost:*`.

use crate::fetch::origin::{OriginErrorKind, OriginRef, default_port, is_loopback_host};
use alloc::format;
use core::fmt;

mod correct;
mod host;
mod mistake;
mod punycode;
mod regex;

pub use correct::corrected;
pub use mistake::{PatternError, PatternErrorKind};

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

/// Longer than any scheme in use.
const SCHEME_MAX: usize = 64;

const MISSING_SCHEME: PatternError =
    PatternError { kind: PatternErrorKind::Origin(OriginErrorKind::MissingScheme), at: 0 };

impl<'a> OriginPattern<'a> {
    /// Parses a pattern.
    ///
    /// # Errors
    /// What is wrong, and at which byte. `*` alone is no pattern for an origin, nor is `null`.
    pub fn parse(text: &'a str) -> Result<Self, PatternError> {
        Self::parse_written_out(text).map_err(|error| regex::tell(error, text))
    }

    fn parse_written_out(text: &'a str) -> Result<Self, PatternError> {
        check_ends(text)?;
        let Some(parts) = Parts::of(text) else {
            return Err(OriginRef::parse(text.as_bytes()).err().map_or(MISSING_SCHEME, PatternError::from));
        };
        let error = |kind, at| Err(PatternError { kind, at: parts.host_at + at });
        if parts.subdomains
            && !parts.rest.starts_with(|char: char| host::is_name_char(char) || !char.is_ascii())
        {
            return error(PatternErrorKind::WildcardWithoutName, 0);
        }
        if let Some(at) = text.rmatch_indices('*').map(|(at, _)| at).find(|at| parts.is_misplaced(*at)) {
            return Err(PatternError { kind: PatternErrorKind::MisplacedWildcard, at });
        }
        if parts.scheme.len() > SCHEME_MAX {
            return Err(PatternError {
                kind: PatternErrorKind::Origin(OriginErrorKind::InvalidScheme),
                at: SCHEME_MAX,
            });
        }
        let (host_len, port) = parts.parse_plain(text)?;
        let (host, port_text) = parts.rest.split_at_checked(host_len).unwrap_or((parts.rest, ""));
        if parts.any_port && !port_text.is_empty() {
            return error(PatternErrorKind::Origin(OriginErrorKind::InvalidPort), host_len);
        }
        if let Err((kind, at)) = host::check(host, parts.subdomains) {
            return error(kind, at);
        }
        if port.is_some() && port == default_port(parts.scheme) {
            return error(PatternErrorKind::DefaultPort, host_len);
        }
        let port = if parts.any_port { PortPattern::Any } else { PortPattern::Exactly(port) };
        Ok(Self { scheme: parts.scheme, subdomains: parts.subdomains, host, port })
    }

    /// Whether nobody but the origin itself can speak for it: TLS, or a host that never leaves the
    /// machine.
    ///
    /// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
    #[must_use]
    pub fn is_trustworthy(&self) -> bool {
        self.scheme == "https" || is_loopback_host(self.host)
    }
}

/// The pattern as it is written; to parse this again gives the same.
impl fmt::Display for OriginPattern<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wildcard = if self.subdomains { "*." } else { "" };
        write!(f, "{}{SCHEME_END}{wildcard}{}", self.scheme, self.host)?;
        match self.port {
            PortPattern::Exactly(None) => Ok(()),
            PortPattern::Exactly(Some(port)) => write!(f, ":{port}"),
            PortPattern::Any => f.write_str(":*"),
        }
    }
}

/// White space around the text, and schemes that no origin has.
fn check_ends(text: &str) -> Result<(), PatternError> {
    if text.trim() != text {
        let at = if text.trim_start() == text { text.trim_end().len() } else { 0 };
        return Err(PatternError { kind: PatternErrorKind::Whitespace, at });
    }
    if text.split_once(':').is_some_and(|(scheme, _)| OPAQUE_SCHEMES.contains(&scheme)) {
        return Err(PatternError { kind: PatternErrorKind::OpaqueScheme, at: 0 });
    }
    Ok(())
}

/// A pattern cut at its wildcards.
struct Parts<'a> {
    scheme: &'a str,
    subdomains: bool,
    /// Where `rest` starts in the text.
    host_at: usize,
    /// Host and port, without wildcards.
    rest: &'a str,
    any_port: bool,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (scheme, after) = text.split_once(SCHEME_END)?;
        let (subdomains, rest) = after.strip_prefix("*.").map_or((false, after), |rest| (true, rest));
        let (any_port, rest) = rest.strip_suffix(":*").map_or((false, rest), |rest| (true, rest));
        let host_at = scheme.len() + SCHEME_END.len() + if subdomains { "*.".len() } else { 0 };
        Some(Self { scheme, subdomains, host_at, rest, any_port })
    }

    /// Whether a `*` at this index is neither that of `*.` nor that of `:*`.
    const fn is_misplaced(&self, at: usize) -> bool {
        let in_front = self.subdomains && at + "*.".len() == self.host_at;
        let at_end = self.any_port && at == self.host_at + self.rest.len() + 1;
        !in_front && !at_end
    }

    /// Parses what is left without the wildcards as an origin: the length of the host, and the port.
    fn parse_plain(&self, text: &str) -> Result<(usize, Option<u16>), PatternError> {
        let parse = |plain: &str| match OriginRef::parse(plain.as_bytes()) {
            Ok(origin) => Ok((origin.host.len(), origin.port)),
            Err(error) => Err(host::refine(error.into(), plain)),
        };
        if !self.subdomains {
            return parse(text.get(..self.host_at + self.rest.len()).unwrap_or(text));
        }
        parse(&format!("{}{SCHEME_END}{}", self.scheme, self.rest))
            .map_err(|error| error.moved(self.host_at - "*.".len(), "*.".len()))
    }
}
