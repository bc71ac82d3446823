//! Who makes a request: a script or an element, each with its own mode and credentials.

use super::quirks::Quirks;
use crate::fetch::origin::Origin;
use crate::fetch::request::{CacheMode, CredentialsMode, Destination, InitiatorType, Request, RequestMode};
use url::Url;

/// Who makes the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Initiator {
    /// A script's `fetch()`.
    #[default]
    Fetch,
    /// A script's XMLHttpRequest.
    Xhr,
    /// A script's `navigator.sendBeacon()`.
    Beacon,
    /// A script's `EventSource`.
    #[cfg_attr(feature = "serde", serde(alias = "eventsource"))]
    EventSource,
    /// An `<img>`.
    #[cfg_attr(feature = "serde", serde(alias = "img"))]
    Image,
    /// An `<audio>`.
    Audio,
    /// A `<video>`.
    Video,
    /// A `<script>` that is no module.
    Script,
    /// A `<script type="module">`, or what it imports.
    Module,
    /// A style sheet.
    #[cfg_attr(feature = "serde", serde(alias = "css"))]
    Style,
    /// A font of a style sheet's `@font-face`.
    Font,
    /// A link that is followed or a form that is sent.
    Navigation,
}

/// An element's `crossorigin` attribute.
///
/// <https://html.spec.whatwg.org/multipage/urls-and-fetching.html#cors-settings-attribute>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CrossOrigin {
    /// Mode `cors` without credentials for other origins.
    Anonymous,
    /// Mode `cors` with credentials.
    UseCredentials,
}

impl Initiator {
    /// Every initiator with its name.
    pub const ALL: &[(&str, Self)] = &[
        ("fetch", Self::Fetch),
        ("xhr", Self::Xhr),
        ("beacon", Self::Beacon),
        ("event-source", Self::EventSource),
        ("image", Self::Image),
        ("audio", Self::Audio),
        ("video", Self::Video),
        ("script", Self::Script),
        ("module", Self::Module),
        ("style", Self::Style),
        ("font", Self::Font),
        ("navigation", Self::Navigation),
    ];

    /// The initiator of a name in [`Self::ALL`], or of `img`, `css` and `eventsource`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "img" => Some(Self::Image),
            "css" => Some(Self::Style),
            "eventsource" => Some(Self::EventSource),
            _ => Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, initiator)| *initiator),
        }
    }

    /// Whether it is an element that can have a `crossorigin` attribute.
    #[must_use]
    pub const fn is_element(self) -> bool {
        matches!(self, Self::Image | Self::Audio | Self::Video | Self::Script | Self::Module | Self::Style)
    }

    const fn destination(self) -> Destination {
        match self {
            Self::Fetch | Self::Xhr | Self::Beacon | Self::EventSource => Destination::Empty,
            Self::Image => Destination::Image,
            Self::Audio => Destination::Audio,
            Self::Video => Destination::Video,
            Self::Script | Self::Module => Destination::Script,
            Self::Style => Destination::Style,
            Self::Font => Destination::Font,
            Self::Navigation => Destination::Document,
        }
    }

    /// The request that the initiator makes when nothing is said besides.
    pub(super) fn request(
        self,
        origin: Origin,
        url: Url,
        crossorigin: Option<CrossOrigin>,
        quirks: &Quirks,
    ) -> Request {
        let mut request = Request::new(origin, url);
        request.destination = self.destination();
        (request.mode, request.credentials_mode) = match (self, crossorigin) {
            (Self::Font, _) if quirks.font_no_cors => (RequestMode::NoCors, CredentialsMode::Include),
            (Self::Fetch | Self::Xhr | Self::EventSource | Self::Font, _) => {
                (RequestMode::Cors, CredentialsMode::SameOrigin)
            }
            (Self::Navigation, _) => (RequestMode::Navigate, CredentialsMode::Include),
            (Self::Beacon, _) => (RequestMode::NoCors, CredentialsMode::Include),
            (_, Some(CrossOrigin::UseCredentials)) => (RequestMode::Cors, CredentialsMode::Include),
            (Self::Module, _) | (_, Some(CrossOrigin::Anonymous)) => {
                (RequestMode::Cors, CredentialsMode::SameOrigin)
            }
            _ => (RequestMode::NoCors, CredentialsMode::Include),
        };
        request.initiator_type = (self == Self::Xhr).then_some(InitiatorType::XmlHttpRequest);
        request.unsafe_request = matches!(self, Self::Fetch | Self::Xhr);
        request.user_activation = self == Self::Navigation;
        request.keepalive = self == Self::Beacon;
        if self == Self::EventSource {
            request.headers.append("Accept", "text/event-stream");
            request.cache_mode = CacheMode::NoStore;
        }
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modes(
        initiator: &str,
        crossorigin: Option<CrossOrigin>,
    ) -> (&'static str, &'static str, &'static str) {
        let url = Url::parse("https://b.example/").unwrap();
        let initiator = Initiator::parse(initiator).unwrap();
        let request = initiator.request(Origin::unique(), url, crossorigin, &Quirks::STANDARD);
        (request.mode.as_str(), request.credentials_mode.as_str(), request.destination.as_str())
    }

    #[test]
    fn modes_by_initiator() {
        assert_eq!(modes("fetch", None), ("cors", "same-origin", "empty"));
        assert_eq!(modes("img", None), ("no-cors", "include", "image"));
        assert_eq!(modes("img", Some(CrossOrigin::Anonymous)), ("cors", "same-origin", "image"));
        assert_eq!(modes("script", Some(CrossOrigin::UseCredentials)), ("cors", "include", "script"));
        assert_eq!(modes("module", None), ("cors", "same-origin", "script"));
        assert_eq!(modes("module", Some(CrossOrigin::UseCredentials)), ("cors", "include", "script"));
        assert_eq!(modes("css", None), ("no-cors", "include", "style"));
        assert_eq!(modes("font", None), ("cors", "same-origin", "font"));
        assert_eq!(modes("eventsource", None), ("cors", "same-origin", "empty"));
        assert_eq!(modes("beacon", None), ("no-cors", "include", "empty"));
    }
}
