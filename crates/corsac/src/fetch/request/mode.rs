//! The modes of a request: small closed sets with the Standard's names.

use core::fmt;

/// Declares a closed set of keywords with its texts.
macro_rules! keywords {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            $($(#[$variant_doc])* #[cfg_attr(feature = "serde", serde(rename = $text))] $variant,)+
        }

        impl $name {
            /// Every value, in the Standard's order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The Standard's keyword.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value of a keyword, or `None` if there is no such keyword.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

keywords! {
    /// How a request treats other origins.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-mode>
    RequestMode {
        /// Other origins are refused.
        SameOrigin = "same-origin",
        /// Other origins must share their response by CORS.
        Cors = "cors",
        /// Other origins are asked with a simple request, and script sees nothing of the answer.
        NoCors = "no-cors",
        /// A click, a form, the address bar: CORS does not apply.
        Navigate = "navigate",
        /// The handshake of a WebSocket.
        Websocket = "websocket",
    }
}

keywords! {
    /// When a request carries cookies, HTTP authentication and client certificates.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-credentials-mode>
    CredentialsMode {
        /// Never.
        Omit = "omit",
        /// Only to the page's own origin.
        SameOrigin = "same-origin",
        /// Always.
        Include = "include",
    }
}

keywords! {
    /// What happens on a redirect.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-redirect-mode>
    RedirectMode {
        /// It is followed.
        Follow = "follow",
        /// It fails the request.
        Error = "error",
        /// Script sees only that there was one.
        Manual = "manual",
    }
}

keywords! {
    /// How the HTTP cache is used.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-cache-mode>
    CacheMode {
        /// As the response's headers say.
        Default = "default",
        /// Neither read nor written.
        NoStore = "no-store",
        /// Written, not read.
        Reload = "reload",
        /// Always revalidated.
        NoCache = "no-cache",
        /// Read even if stale.
        ForceCache = "force-cache",
        /// Only read, and only for the page's own origin.
        OnlyIfCached = "only-if-cached",
    }
}

keywords! {
    /// How much of the page's address a request shows.
    ///
    /// <https://w3c.github.io/webappsec-referrer-policy/#referrer-policy>
    ReferrerPolicy {
        /// Nothing.
        NoReferrer = "no-referrer",
        /// All of it, but nothing from https to http.
        NoReferrerWhenDowngrade = "no-referrer-when-downgrade",
        /// All of it, and only to the page's own origin.
        SameOrigin = "same-origin",
        /// The origin.
        Origin = "origin",
        /// The origin, but nothing from https to http.
        StrictOrigin = "strict-origin",
        /// All of it to the page's own origin, the origin to others.
        OriginWhenCrossOrigin = "origin-when-cross-origin",
        /// As before, but nothing from https to http; the default.
        StrictOriginWhenCrossOrigin = "strict-origin-when-cross-origin",
        /// All of it, always.
        UnsafeUrl = "unsafe-url",
    }
}

keywords! {
    /// What a response is for.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-destination>
    Destination {
        /// Script reads it: `fetch()`, XMLHttpRequest, EventSource, a beacon.
        Empty = "empty",
        /// A document in a tab.
        Document = "document",
        /// A document in a frame.
        Iframe = "iframe",
        /// A font.
        Font = "font",
        /// An image.
        Image = "image",
        /// A script.
        Script = "script",
        /// A style sheet.
        Style = "style",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_the_standards() {
        assert_eq!(RequestMode::parse("no-cors"), Some(RequestMode::NoCors));
        assert_eq!(RequestMode::parse("No-Cors"), None);
        assert_eq!(CredentialsMode::Include.as_str(), "include");
    }
}
