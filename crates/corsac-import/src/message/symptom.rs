//! What a browser complains of.

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Browser {
    /// Chrome, Edge, Opera and others.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari.
    Webkit,
}

impl Browser {
    /// The name that people know.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "Safari",
        }
    }
}

/// What a browser complains of, with the value that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Symptom {
    /// There is no `Access-Control-Allow-Origin`.
    AllowOriginMissing,
    /// It is `*` although credentials are included.
    AllowOriginWildcard,
    /// It has several values.
    AllowOriginMultiple(Option<String>),
    /// It is no origin.
    AllowOriginInvalid(String),
    /// It is another origin.
    AllowOriginMismatch(Option<String>),
    /// The origin is not allowed, for whatever reason: WebKit says no more.
    OriginNotAllowed,
    /// `Access-Control-Allow-Credentials` is not `true`.
    AllowCredentials(Option<String>),
    /// The preflight's status is not 200 to 299.
    PreflightStatus,
    /// The preflight was redirected.
    PreflightRedirect,
    /// `Access-Control-Allow-Methods` cannot be read.
    AllowMethodsMalformed,
    /// `Access-Control-Allow-Headers` cannot be read.
    AllowHeadersMalformed,
    /// The method is not listed.
    MethodNotAllowed(Option<String>),
    /// A request header is not listed.
    HeaderNotAllowed(String),
    /// The mode is `same-origin`.
    ModeSameOrigin,
    /// The mode is `no-cors`, and redirects are not to be followed.
    NoCorsRedirectMode,
    /// The scheme is neither http nor https.
    Scheme,
    /// A redirect's URL has a user name or a password.
    RedirectUserinfo,
    /// A redirect although the code asked for none.
    RedirectModeError,
    /// More redirects than browsers follow.
    RedirectLimit,
    /// The page is https, the URL http.
    MixedContent,
    /// The user's device or network may not be reached.
    LocalNetwork,
    /// `Cross-Origin-Resource-Policy` forbids it.
    ResourcePolicy,
    /// A port that browsers never connect to.
    BadPort,
    /// The URL has a user name or a password.
    UrlUserinfo,
    /// A method that mode `no-cors` does not have.
    NoCorsMethod,
    /// The host's name has no address.
    Dns,
    /// Nothing listens there.
    Connect,
    /// TLS failed.
    Tls,
    /// No answer came in time.
    Timeout,
    /// The connection ended without an answer.
    NoResponse,
    /// Only a stored answer would do, and there was none.
    NotCached,
    /// The page's own `Content-Security-Policy` forbids the connection.
    ContentSecurityPolicy,
    /// An element wanted an image, a script or the like without CORS, and something else came: browsers drop it unread.
    OpaqueBlocked,
    /// The head came, and the body broke off or cannot be decoded.
    BodyBroken,
    /// Something inside the browser blocked it: an extension, perhaps.
    BlockedByClient,
    /// It failed, and the browser does not say why.
    Failed,
}

impl Symptom {
    /// Whether the browser blocked it by itself, before anything was sent: no server's answer shows it.
    #[must_use]
    pub const fn is_of_browser(&self) -> bool {
        matches!(self, Self::LocalNetwork | Self::ContentSecurityPolicy | Self::BlockedByClient)
    }

    /// Whether it is about the headers of CORS, which are looked at in mode `cors` only.
    #[must_use]
    pub const fn is_of_cors(&self) -> bool {
        matches!(
            self,
            Self::AllowOriginMissing
                | Self::AllowOriginWildcard
                | Self::AllowOriginMultiple(_)
                | Self::AllowOriginInvalid(_)
                | Self::AllowOriginMismatch(_)
                | Self::OriginNotAllowed
                | Self::AllowCredentials(_)
        )
    }
}
