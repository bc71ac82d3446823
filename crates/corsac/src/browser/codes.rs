//! How each browser names a failure: Chromium's codes, Firefox's message keys, WebKit's reasons.

use super::cause::{Cause, NetworkFailure, Phase};
use super::cors_check::CorsCheckFailure;
use super::evidence::Evidence;
use super::local_network::LocalNetworkFailure;
use super::preflight::PreflightFailure;
use crate::fetch::list_values::extract_header_list_values;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::response::Response;
use alloc::string::String;
use core::fmt;
use url::Url;

/// Declares a closed set of names with their texts.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[non_exhaustive]
        #[expect(missing_docs, reason = "the names are the browser's own")]
        pub enum $name {
            $(#[cfg_attr(feature = "serde", serde(rename = $text))] $variant,)+
        }

        impl $name {
            /// The name as the browser writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

names! {
    /// A `corsError` of Chromium's devtools protocol; or its `blockedReason`, or its network error,
    /// where CORS is not the reason.
    ChromiumCode {
        DisallowedByMode = "DisallowedByMode",
        InvalidResponse = "InvalidResponse",
        WildcardOriginNotAllowed = "WildcardOriginNotAllowed",
        MissingAllowOriginHeader = "MissingAllowOriginHeader",
        MultipleAllowOriginValues = "MultipleAllowOriginValues",
        InvalidAllowOriginValue = "InvalidAllowOriginValue",
        AllowOriginMismatch = "AllowOriginMismatch",
        InvalidAllowCredentials = "InvalidAllowCredentials",
        CorsDisabledScheme = "CorsDisabledScheme",
        PreflightInvalidStatus = "PreflightInvalidStatus",
        PreflightDisallowedRedirect = "PreflightDisallowedRedirect",
        PreflightWildcardOriginNotAllowed = "PreflightWildcardOriginNotAllowed",
        PreflightMissingAllowOriginHeader = "PreflightMissingAllowOriginHeader",
        PreflightMultipleAllowOriginValues = "PreflightMultipleAllowOriginValues",
        PreflightInvalidAllowOriginValue = "PreflightInvalidAllowOriginValue",
        PreflightAllowOriginMismatch = "PreflightAllowOriginMismatch",
        PreflightInvalidAllowCredentials = "PreflightInvalidAllowCredentials",
        InvalidAllowMethodsPreflightResponse = "InvalidAllowMethodsPreflightResponse",
        InvalidAllowHeadersPreflightResponse = "InvalidAllowHeadersPreflightResponse",
        MethodDisallowedByPreflightResponse = "MethodDisallowedByPreflightResponse",
        HeaderDisallowedByPreflightResponse = "HeaderDisallowedByPreflightResponse",
        RedirectContainsCredentials = "RedirectContainsCredentials",
        InsecureLocalNetwork = "InsecureLocalNetwork",
        InvalidLocalNetworkAccess = "InvalidLocalNetworkAccess",
        LocalNetworkAccessPermissionDenied = "LocalNetworkAccessPermissionDenied",
        CorpNotSameOrigin = "corp-not-same-origin",
        CorpNotSameSite = "corp-not-same-site",
        CorpNotSameOriginAfterDefaultedByCoep = "corp-not-same-origin-after-defaulted-to-same-origin-by-coep",
        CacheMiss = "ERR_CACHE_MISS",
        UnsafePort = "ERR_UNSAFE_PORT",
        UnsafeRedirect = "ERR_UNSAFE_REDIRECT",
        TooManyRedirects = "ERR_TOO_MANY_REDIRECTS",
        NameNotResolved = "ERR_NAME_NOT_RESOLVED",
        ConnectionRefused = "ERR_CONNECTION_REFUSED",
        EmptyResponse = "ERR_EMPTY_RESPONSE",
        TimedOut = "ERR_TIMED_OUT",
        Failed = "ERR_FAILED",
    }
}

names! {
    /// A key of Firefox's messages, which is also the name of the page that explains it on MDN.
    FirefoxKey {
        RequestNotHttp = "CORSRequestNotHttp",
        DidNotSucceed = "CORSDidNotSucceed2",
        ExternalRedirectNotAllowed = "CORSExternalRedirectNotAllowed",
        MultipleAllowOriginNotAllowed = "CORSMultipleAllowOriginNotAllowed",
        MissingAllowOrigin = "CORSMissingAllowOrigin2",
        NotSupportingCredentials = "CORSNotSupportingCredentials",
        AllowOriginNotMatchingOrigin = "CORSAllowOriginNotMatchingOrigin",
        MissingAllowCredentials = "CORSMissingAllowCredentials",
        PreflightDidNotSucceed = "CORSPreflightDidNotSucceed3",
        InvalidAllowMethod = "CORSInvalidAllowMethod",
        MethodNotFound = "CORSMethodNotFound",
        InvalidAllowHeader = "CORSInvalidAllowHeader",
        AllowHeaderFromPreflightDeprecation = "CORSAllowHeaderFromPreflightDeprecation",
        MissingAllowHeaderFromPreflight = "CORSMissingAllowHeaderFromPreflight2",
        Coep = "COEP",
    }
}

names! {
    /// Which of its sentences WebKit prints; `explain` holds the sentences.
    WebkitReason {
        PreflightStatus = "preflight-status",
        OriginNotAllowed = "origin-not-allowed",
        SeveralOrigins = "several-origins",
        WildcardWithCredentials = "wildcard-with-credentials",
        CredentialsNotTrue = "credentials-not-true",
        InvalidHeader = "invalid-header",
        MethodNotAllowed = "method-not-allowed",
        HeaderNotAllowed = "header-not-allowed",
        SchemeNotHttp = "scheme-not-http",
        RestrictedPort = "restricted-port",
        RedirectNotFollowed = "redirect-not-followed",
        RedirectCredentials = "redirect-credentials",
        ResourcePolicy = "resource-policy",
        SameOriginMode = "same-origin-mode",
        CannotConnect = "cannot-connect",
        ConnectionTerminated = "connection-terminated",
    }
}

/// How each browser names a failure; `None` and empty where it does not say why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Codes {
    /// Chromium's code.
    pub chromium: Option<ChromiumCode>,
    /// What Chromium's code comes with: a value, a method, a header name.
    pub chromium_parameter: Option<String>,
    /// The keys of the messages that Firefox prints, in alphabetical order.
    pub firefox: &'static [FirefoxKey],
    /// Which sentence WebKit prints.
    pub webkit: Option<WebkitReason>,
}

/// A failure, with what the browsers' names for it depend on.
pub(super) struct Circumstances<'a> {
    /// Why.
    pub(super) cause: &'a Cause,
    /// In which part of the fetch.
    pub(super) phase: Phase,
    /// The request as it stands.
    pub(super) request: &'a Request,
    /// The answer that gave rise to it, if any did.
    pub(super) response: Option<&'a Response>,
    /// What in the answer decided it.
    pub(super) evidence: Option<&'a Evidence>,
    /// Whether a preflight was sent for the present hop, and allowed it.
    pub(super) preflighted: bool,
    /// Whether redirects have turned the page's origin into `null`.
    pub(super) tainted: bool,
}

impl Circumstances<'_> {
    /// Whether browsers let the answer pass, for they take `*` to cover `Authorization`, and only warn.
    fn is_tolerated(&self) -> bool {
        let wildcard = |response: &Response| {
            let names = extract_header_list_values("access-control-allow-headers", &response.headers);
            names.contains("*")
        };
        matches!(self.cause, Cause::Preflight(PreflightFailure::AuthorizationNotAllowed))
            && self.request.credentials_mode != CredentialsMode::Include
            && self.response.is_some_and(wildcard)
    }
}

impl Codes {
    /// The names of a failure.
    pub(super) fn of(failed: &Circumstances<'_>) -> Self {
        let chromium = chromium(failed);
        Self {
            chromium,
            chromium_parameter: chromium.and_then(|_| chromium_parameter(failed.cause)),
            firefox: firefox(failed),
            webkit: webkit(failed),
        }
    }
}

fn chromium(failed: &Circumstances<'_>) -> Option<ChromiumCode> {
    let response = failed.response;
    Some(match failed.cause {
        _ if failed.is_tolerated() => return None,
        Cause::CorsCheck(failure) => chromium_cors_check(failure, false),
        Cause::Preflight(failure) => chromium_preflight(failure, response),
        // At once it is the page's own affair, and only the console tells.
        Cause::ModeSameOrigin if failed.phase == Phase::Redirect => ChromiumCode::DisallowedByMode,
        Cause::RedirectCredentials(_) => ChromiumCode::RedirectContainsCredentials,
        Cause::LocalNetworkAccess(failure) => match failure {
            LocalNetworkFailure::InsecureContext(_) => ChromiumCode::InsecureLocalNetwork,
            LocalNetworkFailure::TargetAddressSpace(_) => ChromiumCode::InvalidLocalNetworkAccess,
            LocalNetworkFailure::PermissionDenied(_) => ChromiumCode::LocalNetworkAccessPermissionDenied,
        },
        Cause::ResourcePolicy => {
            let policy = response.and_then(|r| r.headers.get("cross-origin-resource-policy"));
            match policy.as_deref() {
                Some(b"same-site") => ChromiumCode::CorpNotSameSite,
                _ => ChromiumCode::CorpNotSameOrigin,
            }
        }
        Cause::EmbedderPolicy => ChromiumCode::CorpNotSameOriginAfterDefaultedByCoep,
        Cause::BadPort(_) => ChromiumCode::UnsafePort,
        Cause::NotCached => ChromiumCode::CacheMiss,
        Cause::RedirectSchemeNotHttp(_) => ChromiumCode::UnsafeRedirect,
        Cause::RedirectLimit => ChromiumCode::TooManyRedirects,
        Cause::RedirectModeError => ChromiumCode::Failed,
        Cause::Network(NetworkFailure::Dns) => ChromiumCode::NameNotResolved,
        Cause::Network(NetworkFailure::Connect) => ChromiumCode::ConnectionRefused,
        Cause::Network(NetworkFailure::NoResponse) => ChromiumCode::EmptyResponse,
        Cause::Network(NetworkFailure::Timeout) => ChromiumCode::TimedOut,
        _ => return None,
    })
}

fn chromium_cors_check(failure: &CorsCheckFailure, preflight: bool) -> ChromiumCode {
    let (actual, before) = match failure {
        CorsCheckFailure::AllowOriginMissing => {
            (ChromiumCode::MissingAllowOriginHeader, ChromiumCode::PreflightMissingAllowOriginHeader)
        }
        CorsCheckFailure::AllowOriginWildcard => {
            (ChromiumCode::WildcardOriginNotAllowed, ChromiumCode::PreflightWildcardOriginNotAllowed)
        }
        CorsCheckFailure::AllowOriginMismatch { value, .. }
            if value.iter().any(|byte| matches!(byte, b',' | b' ')) =>
        {
            (ChromiumCode::MultipleAllowOriginValues, ChromiumCode::PreflightMultipleAllowOriginValues)
        }
        CorsCheckFailure::AllowOriginMismatch { value, .. } if !is_origin_like(value) => {
            (ChromiumCode::InvalidAllowOriginValue, ChromiumCode::PreflightInvalidAllowOriginValue)
        }
        CorsCheckFailure::AllowOriginMismatch { .. } => {
            (ChromiumCode::AllowOriginMismatch, ChromiumCode::PreflightAllowOriginMismatch)
        }
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
            (ChromiumCode::InvalidAllowCredentials, ChromiumCode::PreflightInvalidAllowCredentials)
        }
    };
    if preflight { before } else { actual }
}

/// Whether a value is an origin or some other URL.
fn is_origin_like(value: &[u8]) -> bool {
    value == b"null" || core::str::from_utf8(value).is_ok_and(|text| Url::parse(text).is_ok())
}

fn chromium_preflight(failure: &PreflightFailure, response: Option<&Response>) -> ChromiumCode {
    match failure {
        PreflightFailure::CorsCheck(_) | PreflightFailure::StatusNotOk(_)
            if response.is_some_and(Response::is_redirect) =>
        {
            ChromiumCode::PreflightDisallowedRedirect
        }
        PreflightFailure::CorsCheck(failure) => chromium_cors_check(failure, true),
        PreflightFailure::StatusNotOk(_) => ChromiumCode::PreflightInvalidStatus,
        PreflightFailure::AllowMethodsMalformed(_) => ChromiumCode::InvalidAllowMethodsPreflightResponse,
        PreflightFailure::AllowHeadersMalformed(_) => ChromiumCode::InvalidAllowHeadersPreflightResponse,
        PreflightFailure::MethodNotAllowed(_) => ChromiumCode::MethodDisallowedByPreflightResponse,
        PreflightFailure::AuthorizationNotAllowed | PreflightFailure::HeadersNotAllowed(_) => {
            ChromiumCode::HeaderDisallowedByPreflightResponse
        }
    }
}

fn chromium_parameter(cause: &Cause) -> Option<String> {
    let text = |bytes: &[u8]| {
        (!bytes.is_empty()).then(|| bytes.iter().map(|&byte| char::from(byte)).collect::<String>())
    };
    match cause {
        Cause::CorsCheck(failure) | Cause::Preflight(PreflightFailure::CorsCheck(failure)) => match failure {
            CorsCheckFailure::AllowOriginMismatch { value, .. }
            | CorsCheckFailure::AllowCredentialsNotTrue { value } => text(value),
            _ => None,
        },
        Cause::Preflight(PreflightFailure::MethodNotAllowed(method)) => Some(method.clone()),
        Cause::Preflight(PreflightFailure::HeadersNotAllowed(names)) => names.first().cloned(),
        Cause::Preflight(PreflightFailure::AuthorizationNotAllowed) => Some("authorization".into()),
        _ => None,
    }
}

fn firefox(failed: &Circumstances<'_>) -> &'static [FirefoxKey] {
    use FirefoxKey as Key;
    let evidence = failed.evidence;
    match failed.cause {
        _ if failed.is_tolerated() => &[Key::AllowHeaderFromPreflightDeprecation],
        // It was seen to say nothing of an answer that names an origin where `null` was shown.
        Cause::CorsCheck(CorsCheckFailure::AllowOriginMismatch { .. })
        | Cause::Preflight(PreflightFailure::CorsCheck(CorsCheckFailure::AllowOriginMismatch { .. }))
            if failed.tainted =>
        {
            &[]
        }
        // What fails at a redirect or at a preflight is told twice.
        Cause::CorsCheck(failure) if failed.phase == Phase::Redirect => firefox_twice(failure, evidence),
        Cause::CorsCheck(failure) => match firefox_cors_check(failure, evidence) {
            Key::MultipleAllowOriginNotAllowed => &[Key::MultipleAllowOriginNotAllowed],
            Key::MissingAllowOrigin => &[Key::MissingAllowOrigin],
            Key::NotSupportingCredentials => &[Key::NotSupportingCredentials],
            Key::MissingAllowCredentials => &[Key::MissingAllowCredentials],
            _ => &[Key::AllowOriginNotMatchingOrigin],
        },
        Cause::Preflight(failure) => firefox_preflight(failure, failed.response, evidence),
        Cause::SchemeNotHttp(scheme) if !matches!(scheme.as_str(), "file" | "blob") => &[Key::RequestNotHttp],
        Cause::ResourcePolicy | Cause::EmbedderPolicy => &[Key::Coep],
        // Nobody asked, so nobody says anything.
        Cause::Network(NetworkFailure::HeldBack) => &[],
        // Seen where the socket closes after a good preflight.
        Cause::Network(NetworkFailure::NoResponse) if failed.preflighted => {
            &[Key::MultipleAllowOriginNotAllowed]
        }
        Cause::RedirectCredentials(_) | Cause::Location(_) | Cause::Network(_) => &[Key::DidNotSucceed],
        _ => &[],
    }
}

fn firefox_cors_check(failure: &CorsCheckFailure, evidence: Option<&Evidence>) -> FirefoxKey {
    match failure {
        CorsCheckFailure::AllowOriginMissing => FirefoxKey::MissingAllowOrigin,
        CorsCheckFailure::AllowOriginWildcard => FirefoxKey::NotSupportingCredentials,
        CorsCheckFailure::AllowOriginMismatch { .. } if evidence.is_some_and(|e| e.lines > 1) => {
            FirefoxKey::MultipleAllowOriginNotAllowed
        }
        CorsCheckFailure::AllowOriginMismatch { .. } => FirefoxKey::AllowOriginNotMatchingOrigin,
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
            FirefoxKey::MissingAllowCredentials
        }
    }
}

fn firefox_twice(failure: &CorsCheckFailure, evidence: Option<&Evidence>) -> &'static [FirefoxKey] {
    use FirefoxKey as Key;
    match firefox_cors_check(failure, evidence) {
        Key::MultipleAllowOriginNotAllowed => &[Key::DidNotSucceed, Key::MultipleAllowOriginNotAllowed],
        Key::MissingAllowOrigin => &[Key::DidNotSucceed, Key::MissingAllowOrigin],
        Key::NotSupportingCredentials => &[Key::DidNotSucceed, Key::NotSupportingCredentials],
        Key::MissingAllowCredentials => &[Key::DidNotSucceed, Key::MissingAllowCredentials],
        _ => &[Key::AllowOriginNotMatchingOrigin, Key::DidNotSucceed],
    }
}

fn firefox_preflight(
    failure: &PreflightFailure,
    response: Option<&Response>,
    evidence: Option<&Evidence>,
) -> &'static [FirefoxKey] {
    use FirefoxKey as Key;
    match failure {
        // Firefox looks at the origin before it looks at where a redirect leads.
        PreflightFailure::CorsCheck(failure) => firefox_twice(failure, evidence),
        PreflightFailure::StatusNotOk(_) if response.is_some_and(Response::is_redirect) => {
            &[Key::DidNotSucceed, Key::ExternalRedirectNotAllowed, Key::PreflightDidNotSucceed]
        }
        PreflightFailure::StatusNotOk(_) => &[Key::DidNotSucceed, Key::PreflightDidNotSucceed],
        PreflightFailure::AllowMethodsMalformed(_) => &[Key::DidNotSucceed, Key::InvalidAllowMethod],
        PreflightFailure::AllowHeadersMalformed(_) => &[Key::DidNotSucceed, Key::InvalidAllowHeader],
        PreflightFailure::MethodNotAllowed(_) => &[Key::DidNotSucceed, Key::MethodNotFound],
        PreflightFailure::AuthorizationNotAllowed | PreflightFailure::HeadersNotAllowed(_) => {
            &[Key::DidNotSucceed, Key::MissingAllowHeaderFromPreflight]
        }
    }
}

fn webkit(failed: &Circumstances<'_>) -> Option<WebkitReason> {
    Some(match failed.cause {
        _ if failed.is_tolerated() => return None,
        // WebKit looks at a preflight's status first.
        Cause::Preflight(_) if failed.response.is_some_and(|r| !r.is_ok()) => WebkitReason::PreflightStatus,
        Cause::CorsCheck(failure) | Cause::Preflight(PreflightFailure::CorsCheck(failure)) => match failure {
            CorsCheckFailure::AllowOriginWildcard => WebkitReason::WildcardWithCredentials,
            CorsCheckFailure::AllowOriginMismatch { value, .. }
                if value.contains(&b',') || failed.evidence.is_some_and(|e| e.lines > 1) =>
            {
                WebkitReason::SeveralOrigins
            }
            CorsCheckFailure::AllowOriginMissing | CorsCheckFailure::AllowOriginMismatch { .. } => {
                WebkitReason::OriginNotAllowed
            }
            CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
                WebkitReason::CredentialsNotTrue
            }
        },
        Cause::Preflight(failure) => match failure {
            PreflightFailure::AllowMethodsMalformed(_) | PreflightFailure::AllowHeadersMalformed(_) => {
                WebkitReason::InvalidHeader
            }
            PreflightFailure::MethodNotAllowed(_) => WebkitReason::MethodNotAllowed,
            _ => WebkitReason::HeaderNotAllowed,
        },
        Cause::ModeSameOrigin => WebkitReason::SameOriginMode,
        Cause::SchemeNotHttp(_) => WebkitReason::SchemeNotHttp,
        Cause::BadPort(_) => WebkitReason::RestrictedPort,
        Cause::RedirectModeError => WebkitReason::RedirectNotFollowed,
        Cause::RedirectCredentials(_) => WebkitReason::RedirectCredentials,
        Cause::ResourcePolicy | Cause::EmbedderPolicy => WebkitReason::ResourcePolicy,
        Cause::Network(NetworkFailure::Connect) => WebkitReason::CannotConnect,
        Cause::Network(NetworkFailure::NoResponse) => WebkitReason::ConnectionTerminated,
        _ => return None,
    })
}
