//! What can be wrong with an origin pattern.

use crate::fetch::origin::{OriginError, OriginErrorKind};
use core::fmt;

/// Why a text is not an [`OriginPattern`](super::OriginPattern).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub kind: PatternErrorKind,
    /// The index of the first offending byte.
    pub at: usize,
}

/// What can be wrong with an origin pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PatternErrorKind {
    /// Without its wildcards, the text is no origin.
    Origin(OriginErrorKind),
    /// White space before or after the origin.
    Whitespace,
    /// `*` elsewhere than in `*.` before the host and `:*` at the end.
    MisplacedWildcard,
    /// `*.` before an IP address.
    WildcardBeforeAddress,
    /// `*.` without a host name after it, as in `https://*.*`, which would be every host there is.
    WildcardWithoutName,
    /// A scheme such as `file`, whose pages have the origin `null`.
    OpaqueScheme,
    /// The scheme's default port, which browsers leave out.
    DefaultPort,
    /// A regular expression.
    RegularExpression,
    /// Several ports in brackets.
    PortList,
    /// An IPv6 address without square brackets.
    UnbracketedIpv6,
    /// An IPv6 address longer than the form that browsers send.
    UncompressedIpv6,
    /// An IPv4 address dressed as an IPv6 address.
    MappedIpv6,
    /// Two dots in a row, or one at the start.
    EmptyLabel,
    /// Several dots at the end.
    TrailingDots,
    /// A label, the text between two dots, that starts or ends with a hyphen.
    HyphenatedLabel,
    /// A label of more than 63 bytes.
    LongLabel,
    /// A host name of more than 253 bytes.
    LongHost,
    /// A label that starts with `xn--` but is no punycode.
    Punycode,
}

impl PatternErrorKind {
    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Origin(kind) => origin_error_name(kind),
            Self::Whitespace => "whitespace",
            Self::MisplacedWildcard => "misplaced-wildcard",
            Self::WildcardBeforeAddress => "wildcard-before-address",
            Self::WildcardWithoutName => "wildcard-without-name",
            Self::OpaqueScheme => "opaque-scheme",
            Self::DefaultPort => "default-port",
            Self::RegularExpression => "regular-expression",
            Self::PortList => "port-list",
            Self::UnbracketedIpv6 => "unbracketed-ipv6",
            Self::UncompressedIpv6 => "uncompressed-ipv6",
            Self::MappedIpv6 => "mapped-ipv6",
            Self::EmptyLabel => "empty-label",
            Self::TrailingDots => "trailing-dots",
            Self::HyphenatedLabel => "hyphenated-label",
            Self::LongLabel => "long-label",
            Self::LongHost => "long-host",
            Self::Punycode => "punycode",
        }
    }

    /// Whether the text could be written so, but no browser sends such an origin or it is not safe.
    #[must_use]
    pub const fn is_prohibited(self) -> bool {
        !matches!(
            self,
            Self::Origin(_)
                | Self::Whitespace
                | Self::MisplacedWildcard
                | Self::WildcardBeforeAddress
                | Self::RegularExpression
                | Self::PortList
                | Self::TrailingDots
                | Self::UnbracketedIpv6
                | Self::LongHost
        ) || self.is_null()
    }

    /// Whether the text is `null`.
    pub(crate) const fn is_null(self) -> bool {
        matches!(self, Self::Origin(OriginErrorKind::Null))
    }
}

const fn origin_error_name(kind: OriginErrorKind) -> &'static str {
    match kind {
        OriginErrorKind::Empty => "empty",
        OriginErrorKind::Null => "null-origin",
        OriginErrorKind::TooLong => "too-long",
        OriginErrorKind::MissingScheme => "missing-scheme",
        OriginErrorKind::InvalidScheme => "invalid-scheme",
        OriginErrorKind::MissingHost => "missing-host",
        OriginErrorKind::InvalidHost => "invalid-host",
        OriginErrorKind::UpperCase => "upper-case",
        OriginErrorKind::NotAscii => "not-ascii",
        OriginErrorKind::InvalidIpv6 => "invalid-ipv6",
        OriginErrorKind::InvalidIpv4 => "invalid-ipv4",
        OriginErrorKind::InvalidPort => "invalid-port",
        OriginErrorKind::Userinfo => "userinfo",
        OriginErrorKind::TrailingSlash => "trailing-slash",
        OriginErrorKind::Path => "path",
        OriginErrorKind::Query => "query",
        OriginErrorKind::Fragment => "fragment",
        OriginErrorKind::List => "list",
    }
}

impl fmt::Display for PatternErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Origin(OriginErrorKind::Null) => "every sandboxed frame, on any site, has the origin null",
            Self::Origin(kind) => return OriginError { kind: *kind, at: 0 }.fmt(f),
            Self::Whitespace => "white space around the origin",
            Self::MisplacedWildcard => "* can stand for whole labels, as in https://*.example.com, or a port, as in http://localhost:*",
            Self::WildcardBeforeAddress => "an IP address has no subdomains",
            Self::WildcardWithoutName => "no host name follows the *. and nothing else can",
            Self::OpaqueScheme => "pages of this scheme have the origin null",
            Self::DefaultPort => "browsers leave out the scheme's default port",
            Self::RegularExpression => {
                "no regular expression: an origin written out, with *. before its host for subdomains, \
                 or :* after it for any port"
            }
            Self::PortList => "one port for each entry, or :* for any port",
            Self::UnbracketedIpv6 => "an IPv6 address stands in square brackets",
            Self::UncompressedIpv6 => "browsers send IPv6 addresses in their shortest form",
            Self::MappedIpv6 => "an IPv4 address dressed as IPv6: write the IPv4 address",
            Self::EmptyLabel => "two dots in a row, or one at the start",
            Self::TrailingDots => "no more than one dot at the end",
            Self::HyphenatedLabel => "a label that starts or ends with a hyphen",
            Self::LongLabel => "a label of more than 63 bytes",
            Self::LongHost => "a host name of more than 253 bytes",
            Self::Punycode => "a label that starts with xn-- but is no punycode",
        })
    }
}

impl PatternError {
    /// The error in a text that has `bytes` more bytes at index `from`.
    pub(super) const fn moved(mut self, from: usize, bytes: usize) -> Self {
        if self.at >= from {
            self.at += bytes;
        }
        self
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl core::error::Error for PatternError {}

impl From<OriginError> for PatternError {
    fn from(error: OriginError) -> Self {
        Self { kind: PatternErrorKind::Origin(error.kind), at: error.at }
    }
}
