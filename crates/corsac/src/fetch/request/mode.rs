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
    /// What makes a request: those of the Standard's that some browser treats apart.
    ///
    /// <https://fetch.spec.whatwg.org/#request-initiator-type>
    InitiatorType {
        /// A script's XMLHttpRequest.
        XmlHttpRequest = "xmlhttprequest",
    }
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
        /// A WebTransport session.
        Webtransport = "webtransport",
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
        /// A sound.
        Audio = "audio",
        /// The script of an audio worklet.
        AudioWorklet = "audioworklet",
        /// A document in a tab.
        Document = "document",
        /// What an `<embed>` shows.
        Embed = "embed",
        /// A font.
        Font = "font",
        /// A document in a `<frame>`.
        Frame = "frame",
        /// A document in a frame.
        Iframe = "iframe",
        /// An image.
        Image = "image",
        /// A JSON module.
        Json = "json",
        /// The manifest of a web application.
        Manifest = "manifest",
        /// What an `<object>` shows.
        Object = "object",
        /// The script of a paint worklet.
        PaintWorklet = "paintworklet",
        /// A report of the browser's own.
        Report = "report",
        /// A script, classic or module.
        Script = "script",
        /// A service worker's script.
        ServiceWorker = "serviceworker",
        /// A shared worker's script.
        SharedWorker = "sharedworker",
        /// A style sheet.
        Style = "style",
        /// Subtitles.
        Track = "track",
        /// A film.
        Video = "video",
        /// A question to an identity provider.
        WebIdentity = "webidentity",
        /// A worker's script.
        Worker = "worker",
        /// An XSLT style sheet.
        Xslt = "xslt",
    }
}

impl Destination {
    /// Whether the response will be run as a script.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-destination>
    #[must_use]
    pub const fn is_script_like(self) -> bool {
        matches!(
            self,
            Self::AudioWorklet
                | Self::PaintWorklet
                | Self::Script
                | Self::ServiceWorker
                | Self::SharedWorker
                | Self::Worker
        )
    }
}

keywords! {
    /// Which resources of other origins a page admits that have not agreed to be embedded.
    ///
    /// <https://html.spec.whatwg.org/multipage/browsers.html#embedder-policy-value>
    EmbedderPolicyValue {
        /// All of them.
        UnsafeNone = "unsafe-none",
        /// Only what agrees by `Cross-Origin-Resource-Policy` or CORS.
        RequireCorp = "require-corp",
        /// All of them, but without the person's credentials.
        Credentialless = "credentialless",
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
