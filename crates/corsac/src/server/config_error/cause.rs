//! Why a configuration is refused.

use crate::server::pattern::PatternErrorKind;
use core::fmt;

/// The four sorts of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConfigErrorKind {
    /// A value is needed and there is none.
    Missing,
    /// There is no such thing.
    Invalid,
    /// The Fetch Standard forbids it: no browser would do it.
    Forbidden,
    /// It is possible, but never right or not safe, and corsac refuses it.
    Prohibited,
}

impl ConfigErrorKind {
    /// The sort's name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Invalid => "invalid",
            Self::Forbidden => "forbidden",
            Self::Prohibited => "prohibited",
        }
    }
}

/// Why a value is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConfigErrorCause {
    /// `allow_origins` is empty.
    NoOrigins,
    /// The entry is no origin pattern.
    Pattern(PatternErrorKind),
    /// `*` or another pattern where only a whole origin makes sense.
    PatternNotAllowedHere,
    /// Any origin, with credentials.
    AnyOriginWithCredentials,
    /// An origin without TLS, with credentials.
    InsecureOriginWithCredentials,
    /// A wildcard for names that anybody can register, with credentials.
    PublicSuffixWithCredentials,
    /// Not a method: empty, or with spaces, commas or the like.
    MalformedMethod,
    /// `CONNECT`, `TRACE` or `TRACK`.
    ForbiddenMethod,
    /// Not a header name: empty, or with spaces, colons or the like.
    MalformedHeaderName,
    /// A request header that no script can set, such as `Cookie`.
    ForbiddenRequestHeader,
    /// A CORS response header, which no request carries.
    ResponseHeaderInRequest,
    /// `Set-Cookie` or `Set-Cookie2`, which no script can read.
    ForbiddenResponseHeader,
    /// A header of the CORS protocol that no script needs to read.
    CorsHeaderExposed,
    /// Any response header, with credentials: browsers would take `*` for a name.
    AnyHeaderExposedWithCredentials,
    /// Less than -1, or more than 86400 seconds.
    MaxAgeOutOfBounds,
    /// Neither 200 nor 204.
    PreflightStatus,
    /// None of the three values of `Cross-Origin-Resource-Policy`.
    ResourcePolicy,
}

impl ConfigErrorCause {
    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoOrigins => "no-origins",
            Self::Pattern(kind) => kind.name(),
            Self::PatternNotAllowedHere => "pattern-not-allowed-here",
            Self::AnyOriginWithCredentials => "any-origin-with-credentials",
            Self::InsecureOriginWithCredentials => "insecure-origin-with-credentials",
            Self::PublicSuffixWithCredentials => "public-suffix-with-credentials",
            Self::MalformedMethod => "malformed-method",
            Self::ForbiddenMethod => "forbidden-method",
            Self::MalformedHeaderName => "malformed-header-name",
            Self::ForbiddenRequestHeader => "forbidden-request-header",
            Self::ResponseHeaderInRequest => "response-header-in-request",
            Self::ForbiddenResponseHeader => "forbidden-response-header",
            Self::CorsHeaderExposed => "cors-header-exposed",
            Self::AnyHeaderExposedWithCredentials => "any-header-exposed-with-credentials",
            Self::MaxAgeOutOfBounds => "max-age-out-of-bounds",
            Self::PreflightStatus => "preflight-status",
            Self::ResourcePolicy => "resource-policy",
        }
    }

    /// The sort of mistake.
    #[must_use]
    pub const fn kind(self) -> ConfigErrorKind {
        match self {
            Self::NoOrigins => ConfigErrorKind::Missing,
            Self::Pattern(kind) if kind.is_prohibited() => ConfigErrorKind::Prohibited,
            Self::Pattern(_)
            | Self::MalformedMethod
            | Self::MalformedHeaderName
            | Self::MaxAgeOutOfBounds
            | Self::PreflightStatus
            | Self::ResourcePolicy => ConfigErrorKind::Invalid,
            Self::ForbiddenMethod | Self::ForbiddenRequestHeader | Self::ForbiddenResponseHeader => {
                ConfigErrorKind::Forbidden
            }
            Self::PatternNotAllowedHere
            | Self::AnyOriginWithCredentials
            | Self::InsecureOriginWithCredentials
            | Self::PublicSuffixWithCredentials
            | Self::ResponseHeaderInRequest
            | Self::CorsHeaderExposed
            | Self::AnyHeaderExposedWithCredentials => ConfigErrorKind::Prohibited,
        }
    }

    /// The switch that accepts such a value, if there is one.
    #[must_use]
    pub const fn danger_switch(self) -> Option<&'static str> {
        match self {
            Self::Pattern(kind) if kind.is_null() => Some("dangerously_allow_null_origin"),
            Self::InsecureOriginWithCredentials => Some("dangerously_allow_insecure_origins"),
            Self::PublicSuffixWithCredentials => Some("dangerously_allow_public_suffix_wildcards"),
            _ => None,
        }
    }
}

impl fmt::Display for ConfigErrorCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoOrigins => {
                "no origin is allowed: list at least one; where none may read, no policy is needed"
            }
            Self::Pattern(kind) => return kind.fmt(f),
            Self::PatternNotAllowedHere => "only whole origins can stand here, no wildcard",
            Self::AnyOriginWithCredentials => "browsers refuse * with credentials: list the origins",
            Self::InsecureOriginWithCredentials => {
                "without TLS anybody on the network can act for this origin, and credentials are allowed"
            }
            Self::PublicSuffixWithCredentials => {
                "anybody can register a name that matches, and credentials are allowed"
            }
            Self::MalformedMethod => "not an HTTP method: one method per entry, without spaces or commas",
            Self::ForbiddenMethod => "no browser lets a script send CONNECT, TRACE or TRACK",
            Self::MalformedHeaderName => "not a header name: one name per entry, without spaces or colons",
            Self::ForbiddenRequestHeader => {
                "no script can set this header, so none asks for it: leave it out"
            }
            Self::ResponseHeaderInRequest => "a response header, which no request carries: leave it out",
            Self::ForbiddenResponseHeader => "no script can read this header, exposed or not: leave it out",
            Self::CorsHeaderExposed => "part of the CORS protocol, nothing that a script reads: leave it out",
            Self::AnyHeaderExposedWithCredentials => {
                "with credentials browsers take * for a header name: list the names"
            }
            Self::MaxAgeOutOfBounds => "max_age is 0 to 86400 seconds, or -1 to forbid caching",
            Self::PreflightStatus => "an allowed preflight is answered 200 or 204",
            Self::ResourcePolicy => "same-origin, same-site or cross-origin",
        })
    }
}
