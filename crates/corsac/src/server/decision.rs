//! What a policy decides about one request: names of headers and values, never bytes.

use super::request_head::RequestHeader;
use super::why::Why;

/// What to do with a request.
///
/// Adapters match both variants, so there will never be a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The service answers; the headers are merged into its answer.
    Pass {
        /// Headers to merge into the answer, whatever its status.
        headers: Headers,
        /// The reason.
        why: Why,
    },
    /// The request is answered with an empty body; the service never sees it.
    Answer {
        /// The status code.
        status: u16,
        /// All headers of the answer.
        headers: Headers,
        /// The reason.
        why: Why,
    },
}

impl Decision {
    /// The headers to merge or to send.
    #[must_use]
    pub const fn headers(&self) -> &Headers {
        match self {
            Self::Pass { headers, .. } | Self::Answer { headers, .. } => headers,
        }
    }

    /// The reason.
    #[must_use]
    pub const fn why(&self) -> Why {
        match self {
            Self::Pass { why, .. } | Self::Answer { why, .. } => *why,
        }
    }
}

/// The response headers of a decision: which there are, and the name of each one's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Headers {
    values: [Option<Value>; ResponseHeader::ALL.len()],
    vary: Vary,
}

impl Headers {
    pub(super) const fn with_vary(vary: Vary) -> Self {
        Self { values: [None; ResponseHeader::ALL.len()], vary }
    }

    pub(super) const fn varying(mut self, vary: Vary) -> Self {
        self.vary = vary;
        self
    }

    pub(super) fn set(&mut self, header: ResponseHeader, value: Value) {
        if let Some(slot) = self.values.get_mut(header as usize) {
            *slot = Some(value);
        }
    }

    /// The value of a header, if the header is to be sent.
    #[must_use]
    pub fn get(&self, header: ResponseHeader) -> Option<Value> {
        self.values.get(header as usize).copied().flatten()
    }

    /// The headers to send, but for `Vary`, in the order of [`ResponseHeader::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (ResponseHeader, Value)> + use<> {
        ResponseHeader::ALL.into_iter().zip(self.values).filter_map(|(header, value)| Some((header, value?)))
    }

    /// The request headers to name in `Vary`.
    #[must_use]
    pub const fn vary(&self) -> Vary {
        self.vary
    }
}

/// A response header that corsac writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseHeader {
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin>
    AccessControlAllowOrigin,
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
    AccessControlAllowCredentials,
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-methods>
    AccessControlAllowMethods,
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-headers>
    AccessControlAllowHeaders,
    /// <https://fetch.spec.whatwg.org/#http-access-control-expose-headers>
    AccessControlExposeHeaders,
    /// <https://fetch.spec.whatwg.org/#http-access-control-max-age>
    AccessControlMaxAge,
    /// The reason of a refused preflight, in debug mode only.
    CorsacDiagnosis,
}

impl ResponseHeader {
    /// Every header, in the order in which they are sent.
    pub const ALL: [Self; 7] = [
        Self::AccessControlAllowOrigin,
        Self::AccessControlAllowCredentials,
        Self::AccessControlAllowMethods,
        Self::AccessControlAllowHeaders,
        Self::AccessControlExposeHeaders,
        Self::AccessControlMaxAge,
        Self::CorsacDiagnosis,
    ];

    /// The header's name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessControlAllowOrigin => "access-control-allow-origin",
            Self::AccessControlAllowCredentials => "access-control-allow-credentials",
            Self::AccessControlAllowMethods => "access-control-allow-methods",
            Self::AccessControlAllowHeaders => "access-control-allow-headers",
            Self::AccessControlExposeHeaders => "access-control-expose-headers",
            Self::AccessControlMaxAge => "access-control-max-age",
            Self::CorsacDiagnosis => "corsac-diagnosis",
        }
    }
}

/// The value of a response header, by name. The three taken from the request are the adapter's to
/// copy; the text of all others is [`Policy::value`](super::Policy::value).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// The request's `Origin` line.
    RequestOrigin,
    /// The request's `Access-Control-Request-Method` line.
    RequestMethod,
    /// The request's `Access-Control-Request-Headers` lines: one header line each, in order.
    RequestHeaders,
    /// `*`
    Wildcard,
    /// `true`
    True,
    /// The request headers that the policy allows, such as `*,authorization`.
    AllowedHeaders,
    /// The response headers that the policy exposes.
    ExposedHeaders,
    /// How many seconds an answer to a preflight may be cached.
    MaxAge,
    /// The name of a reason.
    Diagnosis(Why),
}

/// The set of request headers that an answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Vary(u8);

impl Vary {
    /// The headers a set can hold, in the order in which they are written. `Host` is none of them:
    /// it is part of the URL, which every cache keys on. Nor is `Sec-Fetch-Site`: only the
    /// cross-site request guard reads it.
    const MEMBERS: [RequestHeader; 3] = [
        RequestHeader::Origin,
        RequestHeader::AccessControlRequestMethod,
        RequestHeader::AccessControlRequestHeaders,
    ];

    /// The empty set.
    pub const NONE: Self = Self(0);

    const fn bit(header: RequestHeader) -> u8 {
        match header {
            RequestHeader::Origin => 1,
            RequestHeader::AccessControlRequestMethod => 2,
            RequestHeader::AccessControlRequestHeaders => 4,
            RequestHeader::Host | RequestHeader::SecFetchSite => 0,
        }
    }

    pub(super) const fn and(self, header: RequestHeader) -> Self {
        Self(self.0 | Self::bit(header))
    }

    /// Whether the set holds the header.
    #[must_use]
    pub const fn contains(self, header: RequestHeader) -> bool {
        self.0 & Self::bit(header) != 0
    }

    /// Whether the answer depends on none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The headers of the set that the given `Vary` lines lack; `*` lacks nothing.
    #[must_use]
    pub fn missing_from<'a>(self, lines: impl Iterator<Item = &'a [u8]> + Clone) -> Self {
        let members = lines.flat_map(|line| line.split(|&byte| byte == b',')).map(<[u8]>::trim_ascii);
        if members.clone().any(|member| member == b"*") {
            return Self::NONE;
        }
        let lacks = |name: &str| !members.clone().any(|member| member.eq_ignore_ascii_case(name.as_bytes()));
        Self::MEMBERS
            .into_iter()
            .filter(|member| self.contains(*member) && lacks(member.name()))
            .fold(Self::NONE, Self::and)
    }

    /// The names, in lower case.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        Self::MEMBERS.into_iter().filter(move |member| self.contains(*member)).map(RequestHeader::name)
    }

    /// The whole value of a `Vary` header that names just this set; empty for the empty set.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self.0 & 7 {
            1 => "origin",
            2 => "access-control-request-method",
            3 => "origin, access-control-request-method",
            4 => "access-control-request-headers",
            5 => "origin, access-control-request-headers",
            6 => "access-control-request-method, access-control-request-headers",
            7 => "origin, access-control-request-method, access-control-request-headers",
            _ => "",
        }
    }
}
