//! The names of all diagnoses: a closed set, stable once published.

use super::phase::Phase;
use core::fmt;

/// Declares the names, each with its text, its usual phase and one line about it.
macro_rules! names {
    ($($variant:ident = $text:literal, $phase:ident, $title:literal;)+) => {
        /// The name of a diagnosis.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Name {
            $(#[doc = $title] $variant,)+
        }

        impl Name {
            /// Every name, in the order in which causes are looked for: from the request to the
            /// response.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name itself, in kebab case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The part of a fetch in which it usually shows.
            #[must_use]
            pub const fn phase(self) -> Phase {
                match self { $(Self::$variant => Phase::$phase,)+ }
            }

            /// What it says, in one line without a full stop.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

names! {
    OkSameOrigin = "ok-same-origin", Response, "page and URL have one origin, so CORS does not apply";
    OkSimple = "ok-simple", Response, "allowed without a preflight";
    OkPreflighted = "ok-preflighted", Response, "allowed after a preflight";
    OkOpaque = "ok-opaque", Response, "sent in mode no-cors, and script can read nothing of the answer";
    OkOpaqueRedirect = "ok-opaque-redirect", Response, "a redirect that script asked not to follow";
    OkNavigation = "ok-navigation", Response, "a link or form, which CORS does not concern";

    UrlInvalid = "url-invalid", Request, "the URL is not an absolute URL";
    UrlMissingScheme = "url-missing-scheme", Request, "the URL lacks http:// or https://";
    UrlUserinfo = "url-userinfo", Request, "the URL holds a user name or password";
    SchemeUnsupported = "scheme-unsupported", Request, "CORS exists for http and https only";
    BadPort = "bad-port", Request, "browsers never connect to this port";
    PageOriginInvalid = "page-origin-invalid", Request, "the page's origin is no origin";
    PageOriginNull = "page-origin-null", Request, "the page has an opaque origin, sent as null";
    ModeSameOrigin = "mode-same-origin", Request, "the code asked for its own origin only";
    OnlyIfCachedMode = "only-if-cached-mode", Request, "cache mode only-if-cached needs mode same-origin";
    NotCached = "not-cached", Request, "the code allowed only the browser's cache, which has no answer";
    ModeNavigate = "mode-navigate", Request, "mode navigate is not for scripts";
    NoCorsRedirectMode = "no-cors-redirect-mode", Request, "mode no-cors needs redirects to be followed";
    NoCorsMethod = "no-cors-method", Request, "mode no-cors allows GET, HEAD and POST only";
    NoCorsHeader = "no-cors-header", Request, "mode no-cors drops this request header";
    MethodInvalid = "method-invalid", Request, "the method is no HTTP method";
    MethodForbidden = "method-forbidden", Request, "a method that no script may use";
    HeaderInvalid = "header-invalid", Request, "a header that HTTP does not allow";
    BodyNotAllowed = "body-not-allowed", Request, "GET and HEAD have no body";
    MixedContent = "mixed-content", Request, "an https page may not fetch from http";
    LocalNetworkDenied = "local-network-denied", Request, "Chrome asks the user before a page reaches this device or the local network";
    ForbiddenRequestHeader = "forbidden-request-header", Request, "a request header that only the browser sets";
    ResponseHeaderOnRequest = "response-header-on-request", Request, "a response header set on the request";
    UnneededPreflight = "unneeded-preflight", Request, "one header that could go causes the preflight";

    DnsFailure = "dns-failure", Network, "the host's name has no address";
    ServerUnreachable = "server-unreachable", Network, "nothing answers at this host and port";
    TlsFailure = "tls-failure", Network, "the certificate or the TLS handshake failed";
    Timeout = "timeout", Network, "no answer came in time";
    NotHttp = "not-http", Network, "what answers does not speak HTTP";
    NoResponse = "no-response", Network, "the connection ended before an answer came";
    PreflightNoResponse = "preflight-no-response", Preflight, "the connection ended before an answer to the preflight came";
    NotSent = "not-sent", Network, "the request was held back, so its outcome is open";
    IntermediaryAnswered = "intermediary-answered", Network, "a proxy or CDN seems to have answered in the server's place";

    PreflightRedirected = "preflight-redirected", Preflight, "the preflight was answered with a redirect";
    PreflightRedirectedToHttps = "preflight-redirected-to-https", Preflight, "the preflight was redirected from http to https";
    PreflightRedirectedTrailingSlash = "preflight-redirected-trailing-slash", Preflight, "the preflight was redirected to add or drop a slash";
    PreflightRedirectedToLogin = "preflight-redirected-to-login", Preflight, "the preflight was redirected to a login page";
    PreflightRedirectedCanonicalHost = "preflight-redirected-canonical-host", Preflight, "the preflight was redirected to another host name";
    PreflightRequiresAuth = "preflight-requires-auth", Preflight, "the server wants a login from a preflight, which never has one";
    PreflightNotRouted = "preflight-not-routed", Preflight, "the server has no answer to OPTIONS for this path";
    PreflightRejectedByCorsLayer = "preflight-rejected-by-cors-layer", Preflight, "the server's CORS layer refused the preflight";
    PreflightServerError = "preflight-server-error", Preflight, "the preflight made the server fail";
    PreflightRateLimited = "preflight-rate-limited", Preflight, "the preflight ran into a rate limit";
    PreflightStatusNotOk = "preflight-status-not-ok", Preflight, "the preflight's status is not 200 to 299";
    PreflightCredentialed = "preflight-credentialed", Preflight, "a preflight that no browser makes";
    PreflightCacheStale = "preflight-cache-stale", Cache, "an old answer to a preflight may be in use";

    HeaderMisspelt = "header-misspelt", Response, "a CORS header's name is misspelt";
    AllowOriginMissing = "allow-origin-missing", Response, "the answer has no Access-Control-Allow-Origin";
    AllowOriginMissingOnError = "allow-origin-missing-on-error", Response, "an error answer without CORS headers";
    AllowOriginMissingOnRedirect = "allow-origin-missing-on-redirect", Redirect, "a redirect without Access-Control-Allow-Origin";
    AllowOriginMissingCached = "allow-origin-missing-cached", Cache, "a cache served an answer without Access-Control-Allow-Origin";
    PreflightOkResponseNot = "preflight-ok-response-not", Response, "only the preflight has the CORS headers";
    AllowOriginMismatch = "allow-origin-mismatch", Response, "Access-Control-Allow-Origin names another origin";
    AllowOriginTrailingSlash = "allow-origin-trailing-slash", Response, "Access-Control-Allow-Origin ends with a slash";
    AllowOriginHasPath = "allow-origin-has-path", Response, "Access-Control-Allow-Origin has a path";
    AllowOriginMissingScheme = "allow-origin-missing-scheme", Response, "Access-Control-Allow-Origin lacks http:// or https://";
    AllowOriginSchemeDiffers = "allow-origin-scheme-differs", Response, "Access-Control-Allow-Origin has another scheme";
    AllowOriginPortDiffers = "allow-origin-port-differs", Response, "Access-Control-Allow-Origin has another port";
    AllowOriginDefaultPort = "allow-origin-default-port", Response, "Access-Control-Allow-Origin writes out the default port";
    AllowOriginCase = "allow-origin-case", Response, "Access-Control-Allow-Origin has upper-case letters";
    AllowOriginWww = "allow-origin-www", Response, "Access-Control-Allow-Origin differs by www.";
    AllowOriginUnicodeHost = "allow-origin-unicode-host", Response, "Access-Control-Allow-Origin has letters outside ASCII";
    AllowOriginLoopbackAlias = "allow-origin-loopback-alias", Response, "localhost and 127.0.0.1 are two origins";
    AllowOriginWildcardPattern = "allow-origin-wildcard-pattern", Response, "Access-Control-Allow-Origin holds a pattern";
    AllowOriginOtherClient = "allow-origin-other-client", Cache, "a cache served an answer made for another origin";
    AllowOriginTainted = "allow-origin-tainted", Redirect, "after a redirect to another origin the browser sends Origin: null";
    AllowOriginNull = "allow-origin-null", Response, "Access-Control-Allow-Origin is null";
    AllowOriginDuplicate = "allow-origin-duplicate", Response, "Access-Control-Allow-Origin is there more than once";
    AllowOriginList = "allow-origin-list", Response, "Access-Control-Allow-Origin lists several origins";
    AllowOriginEmpty = "allow-origin-empty", Response, "Access-Control-Allow-Origin is empty";
    AllowOriginQuoted = "allow-origin-quoted", Response, "Access-Control-Allow-Origin is in quotation marks";
    AllowOriginUnsetVariable = "allow-origin-unset-variable", Response, "Access-Control-Allow-Origin looks like a variable without a value";
    AllowOriginInvalid = "allow-origin-invalid", Response, "Access-Control-Allow-Origin is no origin";
    AllowOriginWildcardWithCredentials = "allow-origin-wildcard-with-credentials", Response, "Access-Control-Allow-Origin is * but the request has credentials";
    AllowCredentialsMissing = "allow-credentials-missing", Response, "Access-Control-Allow-Credentials is missing";
    AllowCredentialsNotTrue = "allow-credentials-not-true", Response, "Access-Control-Allow-Credentials is not exactly true";

    AllowMethodsMalformed = "allow-methods-malformed", Preflight, "Access-Control-Allow-Methods is no list of methods";
    MethodCase = "method-case", Preflight, "the method in the code is not in upper case";
    MethodCaseOnServer = "method-case-on-server", Preflight, "Access-Control-Allow-Methods has the method in another case";
    MethodWildcardWithCredentials = "method-wildcard-with-credentials", Preflight, "Access-Control-Allow-Methods is * but the request has credentials";
    MethodNotAllowed = "method-not-allowed", Preflight, "Access-Control-Allow-Methods does not list the method";
    AllowHeadersMalformed = "allow-headers-malformed", Preflight, "Access-Control-Allow-Headers is no list of header names";
    HeaderWildcardWithCredentials = "header-wildcard-with-credentials", Preflight, "Access-Control-Allow-Headers is * but the request has credentials";
    AuthorizationWildcard = "authorization-wildcard", Preflight, "* in Access-Control-Allow-Headers does not cover Authorization";
    ContentTypeNotSafelisted = "content-type-not-safelisted", Preflight, "this Content-Type needs a permission that the preflight did not get";
    SafelistedValueUnsafe = "safelisted-value-unsafe", Preflight, "a safelisted header's value is too long or has an unsafe byte";
    HeaderAddedByTooling = "header-added-by-tooling", Preflight, "a tool added a header that needs permission";
    HeaderNotAllowed = "header-not-allowed", Preflight, "Access-Control-Allow-Headers does not list a header";
    MaxAgeMissing = "max-age-missing", Preflight, "without Access-Control-Max-Age a preflight's answer lasts five seconds";
    MaxAgeCapped = "max-age-capped", Preflight, "browsers keep a preflight's answer for less time than the server says";

    RedirectToLogin = "redirect-to-login", Redirect, "the request was redirected to a login page";
    RedirectUserinfo = "redirect-userinfo", Redirect, "a redirect to a URL with a user name or password";
    RedirectLocationInvalid = "redirect-location-invalid", Redirect, "a redirect to nowhere";
    RedirectSchemeUnsupported = "redirect-scheme-unsupported", Redirect, "a redirect to something that is not http or https";
    RedirectLimit = "redirect-limit", Redirect, "more than twenty redirects";
    RedirectModeError = "redirect-mode-error", Redirect, "a redirect, and the code asked for none";
    RedirectBodyStream = "redirect-body-stream", Redirect, "a redirect would need a streamed body again";
    RedirectMethodChanged = "redirect-method-changed", Redirect, "a redirect turned the method into GET";
    RedirectDropsAuthorization = "redirect-drops-authorization", Redirect, "a redirect to another origin drops Authorization";

    CorpBlocked = "corp-blocked", Response, "Cross-Origin-Resource-Policy keeps the answer from this page";
    TypeUnfit = "type-unfit", Response, "the answer's type does not fit what the page wants it for";
    ResponseHeaderNotExposed = "response-header-not-exposed", Response, "script cannot read this response header";
    ExposeHeadersMalformed = "expose-headers-malformed", Response, "Access-Control-Expose-Headers is no list of header names";
    ExposeWildcardWithCredentials = "expose-wildcard-with-credentials", Response, "Access-Control-Expose-Headers is * but the request has credentials";
    CookieRefused = "cookie-refused", Response, "the browser does not keep a cookie of the answer";
    CredentialsOmitted = "credentials-omitted", Request, "the request went without cookies";
    VaryOriginMissing = "vary-origin-missing", Cache, "the answer names an origin but Vary does not";
}

impl Name {
    /// The name of this text, or `None` if there is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.as_str() == text)
    }

    /// Whether it says that nothing was blocked.
    #[must_use]
    pub fn is_ok(self) -> bool {
        self.as_str().starts_with("ok-")
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Name {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_parse_back() {
        for name in Name::ALL {
            let text = name.as_str();
            assert!(text.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()), "{text}");
            assert_eq!(Name::parse(text), Some(*name));
        }
        assert_eq!(Name::parse("ok"), None);
    }
}
