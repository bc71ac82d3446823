//! What a page does, as data: one value per way in which a page can send a request.

use serde::{Deserialize, Serialize};

/// Something a page does that sends requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Calls `fetch()`.
    Fetch(Fetch),
    /// Sends an `XMLHttpRequest`.
    Xhr(Xhr),
    /// Submits a form into a hidden frame; script never sees the answer.
    Form(Form),
    /// Inserts an element that loads a resource.
    Element(Element),
    /// Calls `navigator.sendBeacon()`; script never sees the answer.
    Beacon(Beacon),
    /// Loads a font.
    Font(Font),
    /// Opens an `EventSource`, and closes it as soon as it is open or has failed.
    EventSource(EventSource),
}

/// The arguments of `fetch()`. What is `None` is left to the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fetch {
    /// The URL.
    pub url: String,
    /// `method`, passed as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `headers`: names and values in their order; a value holds characters up to U+00FF, one for each byte.
    pub headers: Vec<(String, String)>,
    /// `body`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// `mode`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// `credentials`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    /// `redirect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<String>,
    /// `cache`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<String>,
    /// `referrerPolicy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer_policy: Option<String>,
    /// `keepalive`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keepalive: Option<bool>,
}

impl Fetch {
    /// `fetch(url)`.
    pub fn get(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// `fetch(url, {method})`.
    pub fn method(method: &str, url: impl Into<String>) -> Self {
        Self { method: Some(method.to_owned()), ..Self::get(url) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }

    /// Sets the credentials mode.
    #[must_use]
    pub fn credentials(mut self, mode: &str) -> Self {
        self.credentials = Some(mode.to_owned());
        self
    }

    /// Sets the request mode.
    #[must_use]
    pub fn mode(mut self, mode: &str) -> Self {
        self.mode = Some(mode.to_owned());
        self
    }
}

/// The calls made on an `XMLHttpRequest`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Xhr {
    /// The URL given to `open()`.
    pub url: String,
    /// The method given to `open()`; empty means `GET`.
    pub method: String,
    /// What is given to `setRequestHeader()`, in this order.
    pub headers: Vec<(String, String)>,
    /// What is given to `send()`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// `withCredentials`.
    pub with_credentials: bool,
    /// Whether a listener is registered on `upload`, which asks for a preflight.
    pub upload_listener: bool,
}

/// A form that submits itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    /// `action`.
    pub url: String,
    /// `method`; empty means `post`.
    pub method: String,
    /// `enctype`; empty leaves it to the browser.
    pub enctype: String,
    /// Names and values of the hidden fields.
    pub fields: Vec<(String, String)>,
}

/// An element that loads something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Element {
    /// The element's name: `img`, `script`, `iframe`, `link`, `audio`, `video`.
    pub tag: String,
    /// Its attributes, among them the one that carries the URL.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// An `<img>` that loads `url`; `crossorigin` is that attribute's value, if it is there.
    pub fn image(url: impl Into<String>, crossorigin: Option<&str>) -> Self {
        let crossorigin = crossorigin.map(|value| ("crossorigin".to_owned(), value.to_owned()));
        let source = ("src".to_owned(), url.into());
        Self { tag: "img".to_owned(), attributes: crossorigin.into_iter().chain([source]).collect() }
    }

    /// The same for any element and its attributes.
    pub(super) fn with(tag: &str, crossorigin: Option<&str>, attributes: &[(&str, &str)]) -> Self {
        let crossorigin = crossorigin.map(|value| ("crossorigin", value));
        let attributes = crossorigin.iter().chain(attributes);
        let attributes = attributes.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { tag: tag.to_owned(), attributes: attributes.collect() }
    }
}

/// The arguments of `navigator.sendBeacon()`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Beacon {
    /// The URL.
    pub url: String,
    /// The data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
}

/// A body, in the form in which script hands it over; the form decides about the `Content-Type` the browser
/// adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// A string.
    Text(String),
    /// An `ArrayBuffer` of these bytes.
    Bytes(Vec<u8>),
    /// A `Blob`: its text and its type, which may be empty.
    Blob(String, String),
    /// `URLSearchParams`.
    UrlEncoded(Vec<(String, String)>),
    /// `FormData`.
    Multipart(Vec<(String, String)>),
}

/// What is given to a `FontFace`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Font {
    /// The URL.
    pub url: String,
}

/// The arguments of `new EventSource()`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventSource {
    /// The URL.
    pub url: String,
    /// `withCredentials`.
    pub with_credentials: bool,
}

macro_rules! action_from {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Action {
            fn from(action: $kind) -> Self {
                Self::$kind(action)
            }
        }
    )*};
}
action_from!(Fetch, Xhr, Form, Element, Beacon, Font, EventSource);
