//! The reason of a decision.

/// Why a policy decided as it did: the log field of a middleware, the metric label of a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// The request has no `Origin`: not CORS.
    NotCors,
    /// The origin may read the answer.
    Allowed,
    /// The preflight asks for nothing that the policy does not allow.
    PreflightAllowed,
    /// The request comes from the service's own origin, which needs no CORS.
    SameOrigin,
    /// The policy does not list the origin.
    OriginNotAllowed,
    /// The policy does not list the origin, and the source that knows more failed.
    OriginSourceFailed,
    /// The origin is `null`, which the policy does not allow.
    NullOrigin,
    /// The `Origin` header holds no serialized origin.
    MalformedOrigin,
    /// More than one `Origin` line.
    SeveralOrigins,
    /// The policy does not list the method that the preflight asks for.
    MethodNotAllowed,
    /// `Access-Control-Request-Method` holds no method.
    MalformedMethod,
    /// More than one `Access-Control-Request-Method` line.
    SeveralMethods,
    /// The preflight asks for a header that the policy does not list.
    HeaderNotAllowed,
    /// `Access-Control-Request-Headers` has more empty elements or whitespace than any client sends.
    MalformedHeaders,
}

impl Why {
    /// Every reason, in the order of declaration.
    pub const ALL: [Self; 14] = [
        Self::NotCors,
        Self::Allowed,
        Self::PreflightAllowed,
        Self::SameOrigin,
        Self::OriginNotAllowed,
        Self::OriginSourceFailed,
        Self::NullOrigin,
        Self::MalformedOrigin,
        Self::SeveralOrigins,
        Self::MethodNotAllowed,
        Self::MalformedMethod,
        Self::SeveralMethods,
        Self::HeaderNotAllowed,
        Self::MalformedHeaders,
    ];

    /// A stable name for logs, metrics and the `corsac-diagnosis` header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotCors => "not-cors",
            Self::Allowed => "allowed",
            Self::PreflightAllowed => "preflight-allowed",
            Self::SameOrigin => "same-origin",
            Self::OriginNotAllowed => "origin-not-allowed",
            Self::OriginSourceFailed => "origin-source-failed",
            Self::NullOrigin => "null-origin",
            Self::MalformedOrigin => "malformed-origin",
            Self::SeveralOrigins => "several-origins",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::MalformedMethod => "malformed-method",
            Self::SeveralMethods => "several-methods",
            Self::HeaderNotAllowed => "header-not-allowed",
            Self::MalformedHeaders => "malformed-headers",
        }
    }

    /// Whether the policy turned something down: a log line or a counter is due.
    #[must_use]
    pub const fn is_refusal(self) -> bool {
        !matches!(self, Self::NotCors | Self::Allowed | Self::PreflightAllowed | Self::SameOrigin)
    }
}

impl core::fmt::Display for Why {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
