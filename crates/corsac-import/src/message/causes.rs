//! What makes browsers print a message: every cause that shows as a symptom, the most frequent first.
//!
//! A test plays every example of the diagnosis pages and finds its cause here, by each browser's sentence.

use super::symptom::{Browser, Symptom};
use corsac::explain::Name::{self, *};

/// A preflight that was answered by something that knows nothing of CORS, or that refuses.
const PREFLIGHT_REFUSED: &[Name] = &[
    PreflightNotRouted,
    PreflightRequiresAuth,
    PreflightRejectedByCorsLayer,
    PreflightServerError,
    PreflightRateLimited,
    PreflightStatusNotOk,
    IntermediaryAnswered,
];

const PREFLIGHT_REDIRECTED: &[Name] = &[
    PreflightRedirected,
    PreflightRedirectedToHttps,
    PreflightRedirectedTrailingSlash,
    PreflightRedirectedToLogin,
    PreflightRedirectedCanonicalHost,
];

/// Why the header may be missing from the answer to the request itself.
const MISSING: &[Name] = &[
    AllowOriginMissing,
    AllowOriginMissingOnError,
    PreflightOkResponseNot,
    RedirectToLogin,
    AllowOriginMissingOnRedirect,
    AllowOriginMissingCached,
    IntermediaryAnswered,
    HeaderMisspelt,
];

const MISMATCH: &[Name] = &[
    AllowOriginMismatch,
    AllowOriginTrailingSlash,
    AllowOriginPortDiffers,
    AllowOriginSchemeDiffers,
    AllowOriginLoopbackAlias,
    AllowOriginWww,
    AllowOriginCase,
    AllowOriginDefaultPort,
    AllowOriginHasPath,
    AllowOriginWildcardPattern,
    AllowOriginUnicodeHost,
    AllowOriginMissingScheme,
    AllowOriginNull,
    AllowOriginTainted,
    AllowOriginOtherClient,
    AllowOriginUnsetVariable,
    RedirectToLogin,
    AllowOriginInvalid,
    AllowOriginList,
    PageOriginNull,
    // Chromium takes some texts for origins that are none, such as those with a semicolon.
    AllowOriginInvalid,
    AllowOriginList,
];

const INVALID: &[Name] = &[
    AllowOriginInvalid,
    AllowOriginMissingScheme,
    AllowOriginQuoted,
    AllowOriginUnsetVariable,
    AllowOriginEmpty,
    AllowOriginWildcardPattern,
    AllowOriginUnicodeHost,
    AllowOriginMismatch,
];

const MULTIPLE: &[Name] =
    &[AllowOriginDuplicate, AllowOriginList, AllowOriginInvalid, AllowOriginQuoted, AllowOriginUnsetVariable];

const HEADERS: &[Name] = &[
    HeaderNotAllowed,
    ContentTypeNotSafelisted,
    HeaderAddedByTooling,
    HeaderWildcardWithCredentials,
    AuthorizationWildcard,
    ResponseHeaderOnRequest,
    SafelistedValueUnsafe,
    HeaderMisspelt,
];

const METHODS: &[Name] =
    &[MethodNotAllowed, MethodCase, MethodCaseOnServer, MethodWildcardWithCredentials, HeaderMisspelt];

const NETWORK: &[Name] = &[
    ServerUnreachable,
    TlsFailure,
    DnsFailure,
    Timeout,
    NoResponse,
    PreflightNoResponse,
    NotHttp,
    MixedContent,
    LocalNetworkDenied,
    RedirectUserinfo,
    RedirectSchemeUnsupported,
    RedirectLocationInvalid,
    RedirectLimit,
    RedirectModeError,
    RedirectBodyStream,
];

/// The causes of a message.
pub(super) fn of(
    symptom: &Symptom,
    browser: Option<Browser>,
    is_preflight: bool,
    status: Option<u16>,
) -> Vec<Name> {
    let parts: Vec<&[Name]> = match symptom {
        Symptom::AllowOriginMissing if is_preflight && browser == Some(Browser::Chromium) => {
            vec![PREFLIGHT_REFUSED, &[AllowOriginMissing, HeaderMisspelt]]
        }
        // Firefox does not say whether it means the preflight, but says the status.
        Symptom::AllowOriginMissing if browser == Some(Browser::Firefox) => match status {
            Some(200..=299) => vec![MISSING],
            Some(300..=399) => vec![PREFLIGHT_REDIRECTED, MISSING],
            Some(_) => vec![PREFLIGHT_REFUSED, MISSING],
            None => vec![MISSING, PREFLIGHT_REFUSED, PREFLIGHT_REDIRECTED],
        },
        Symptom::AllowOriginMissing => vec![MISSING],
        Symptom::AllowOriginWildcard => vec![&[AllowOriginWildcardWithCredentials]],
        // Firefox was seen to print it when the connection ended after a good preflight.
        Symptom::AllowOriginMultiple(None) if browser == Some(Browser::Firefox) => {
            vec![MULTIPLE, &[NoResponse]]
        }
        Symptom::AllowOriginMultiple(_) => vec![MULTIPLE],
        Symptom::AllowOriginInvalid(_) => vec![INVALID],
        Symptom::AllowOriginMismatch(_) if browser == Some(Browser::Chromium) => vec![MISMATCH],
        Symptom::AllowOriginMismatch(_) => vec![MISMATCH, INVALID, MULTIPLE],
        Symptom::OriginNotAllowed => vec![MISSING, MISMATCH, INVALID, MULTIPLE],
        Symptom::AllowCredentials(_) => {
            vec![&[AllowCredentialsMissing, AllowCredentialsNotTrue, HeaderMisspelt]]
        }
        Symptom::PreflightStatus => vec![PREFLIGHT_REFUSED, PREFLIGHT_REDIRECTED],
        Symptom::PreflightRedirect => vec![PREFLIGHT_REDIRECTED],
        Symptom::AllowMethodsMalformed => vec![&[AllowMethodsMalformed]],
        Symptom::AllowHeadersMalformed => vec![&[AllowHeadersMalformed]],
        Symptom::MethodNotAllowed(_) => vec![METHODS],
        Symptom::HeaderNotAllowed(_) => vec![HEADERS],
        Symptom::ModeSameOrigin => vec![&[ModeSameOrigin]],
        Symptom::NoCorsRedirectMode => vec![&[NoCorsRedirectMode]],
        Symptom::Scheme => vec![&[SchemeUnsupported, UrlMissingScheme, RedirectSchemeUnsupported]],
        Symptom::RedirectUserinfo => vec![&[RedirectUserinfo]],
        Symptom::RedirectModeError => vec![&[RedirectModeError]],
        Symptom::RedirectLimit => vec![&[RedirectLimit]],
        Symptom::MixedContent => vec![&[MixedContent]],
        Symptom::LocalNetwork => vec![&[LocalNetworkDenied]],
        Symptom::ResourcePolicy => vec![&[CorpBlocked]],
        Symptom::BadPort => vec![&[BadPort]],
        Symptom::UrlUserinfo => vec![&[UrlUserinfo]],
        Symptom::NoCorsMethod => vec![&[NoCorsMethod, MethodForbidden]],
        Symptom::NotCached => vec![&[NotCached]],
        Symptom::Dns => vec![&[DnsFailure]],
        Symptom::Connect => vec![&[ServerUnreachable]],
        Symptom::Tls => vec![&[TlsFailure]],
        Symptom::Timeout => vec![&[Timeout]],
        Symptom::NoResponse => vec![&[NoResponse, PreflightNoResponse, NotHttp]],
        // No server can tell; the page's own policy or another browser profile can.
        Symptom::ContentSecurityPolicy | Symptom::BlockedByClient => Vec::new(),
        // CORS let these pass, or was not asked.
        Symptom::OpaqueBlocked | Symptom::BodyBroken => Vec::new(),
        Symptom::Failed => vec![NETWORK, MISSING, PREFLIGHT_REFUSED],
    };
    let mut causes: Vec<Name> = Vec::new();
    for name in parts.concat() {
        if !causes.contains(&name) {
            causes.push(name);
        }
    }
    causes
}
