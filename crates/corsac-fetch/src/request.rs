//! A request that is being put together, and its sending.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use corsac::browser::{Initiator, MadeRequest, RequestInit, RequestInitError};
use corsac::fetch::request::{CacheMode, CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
use http::HeaderValue;

use crate::client::{Client, SharedCache};
use crate::cookie::Cookie;
use crate::drive::{Load, drive};
use crate::fetched::Fetched;
use crate::payload::{Payload, Progress, StreamBody};

/// A request as script describes it. Nothing is sent before [`send`](Self::send).
#[derive(Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct FetchRequest {
    client: Client,
    cache: Option<SharedCache>,
    init: RequestInit,
    payload: Option<Payload>,
    progress: Option<Progress>,
    cookies: Vec<String>,
    only_safe: bool,
}

/// The body of a request.
///
/// <https://fetch.spec.whatwg.org/#bodyinit>
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BodyInit {
    /// A text; its `Content-Type` is `text/plain;charset=UTF-8` unless the request sets another.
    Text(String),
    /// Bytes, as of an `ArrayBuffer`; they have no `Content-Type` unless the request sets one.
    Bytes(Bytes),
    /// A body that is made while it is sent. It can be sent once, makes a preflight, and has no `Content-Type`
    /// of its own.
    Stream(StreamBody),
}

macro_rules! body_init_from {
    ($($kind:ident: $($from:ty),+;)+) => {$($(
        impl From<$from> for BodyInit {
            fn from(body: $from) -> Self {
                Self::$kind(body.into())
            }
        }
    )+)+};
}
body_init_from! {
    Text: String, &str;
    Bytes: Bytes, Vec<u8>;
    Stream: StreamBody;
}

/// Why a request is not sent at all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchError {
    /// A browser would refuse to make it.
    Request(RequestInitError),
    /// The value of this header is allowed by Fetch but cannot be sent: it holds a control character.
    HeaderValue(String),
    /// A cookie is not of the form `name=value`. The cookie itself is not repeated.
    Cookie,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(f),
            Self::HeaderValue(name) => {
                write!(f, "header {name}: its value holds a control character, which cannot be sent")
            }
            Self::Cookie => f.write_str("a cookie of the request: write it as name=value, on one line"),
        }
    }
}

impl Error for FetchError {}

impl From<RequestInitError> for FetchError {
    fn from(error: RequestInitError) -> Self {
        Self::Request(error)
    }
}

impl fmt::Debug for FetchRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.init.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("FetchRequest")
            .field("origin", &self.init.origin)
            .field("method", &self.init.method)
            .field("url", &self.init.url)
            .field("header_names", &headers)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A request that is described as data, its page's origin included.
    pub fn request(&self, init: RequestInit) -> FetchRequest {
        FetchRequest::new(self.clone(), None, init)
    }
}

impl FetchRequest {
    pub(crate) const fn new(client: Client, cache: Option<SharedCache>, init: RequestInit) -> Self {
        Self { client, cache, init, payload: None, progress: None, cookies: Vec::new(), only_safe: false }
    }

    /// The method; `GET` by default. `PATCH` must be written in capitals, as in a browser.
    pub fn method(mut self, method: &str) -> Self {
        self.init.method = method.into();
        self
    }

    /// Adds a header. Those that a browser does not let script set are left out, and listed in
    /// [`Fetched::dropped_headers`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.init.headers.push((name.into(), value.into()));
        self
    }

    /// The body.
    pub fn body(mut self, body: impl Into<BodyInit>) -> Self {
        // What the engine is told of a stream is only that there is one.
        (self.init.body, self.payload) = match body.into() {
            BodyInit::Text(text) => (Some(text), None),
            BodyInit::Bytes(bytes) if self.init.body_stream => {
                (Some(String::new()), Some(Payload::Bytes(bytes)))
            }
            BodyInit::Bytes(bytes) => (None, Some(Payload::Bytes(bytes))),
            BodyInit::Stream(body) => {
                self.init.body_stream = true;
                (Some(String::new()), Some(Payload::Stream(body)))
            }
        };
        self
    }

    /// Calls this whenever a piece of the body has been handed to the connection, with the number of bytes so far;
    /// it begins anew for each hop that gets the body. As in a browser, watching an upload makes a preflight.
    pub fn on_upload(mut self, progress: impl Fn(u64) + Send + Sync + 'static) -> Self {
        self.init.upload_listener = true;
        self.progress = Some(Arc::new(progress));
        self
    }

    /// The mode; `cors` by default.
    pub const fn mode(mut self, mode: RequestMode) -> Self {
        self.init.mode = Some(mode);
        self
    }

    /// The credentials mode; `same-origin` by default.
    pub const fn credentials(mut self, mode: CredentialsMode) -> Self {
        self.init.credentials = Some(mode);
        self
    }

    /// The redirect mode; `follow` by default.
    pub const fn redirect(mut self, mode: RedirectMode) -> Self {
        self.init.redirect = Some(mode);
        self
    }

    /// The cache mode. Without an [HTTP cache](crate::HttpCache) it decides only about request headers, but for
    /// [`CacheMode::OnlyIfCached`]: such a request is never sent, and fails with
    /// [`Cause::NotCached`](corsac::browser::Cause::NotCached) unless a cache has an answer.
    pub const fn cache(mut self, mode: CacheMode) -> Self {
        self.init.cache = Some(mode);
        self
    }

    /// The referrer policy.
    pub const fn referrer_policy(mut self, policy: ReferrerPolicy) -> Self {
        self.init.referrer_policy = Some(policy);
        self
    }

    /// Who makes the request in script's place: an image, or a link or form.
    pub const fn initiator(mut self, initiator: Initiator) -> Self {
        self.init.initiator = initiator;
        self
    }

    /// Whether a preflight is made in any case, as for a request with an upload listener.
    pub const fn use_cors_preflight(mut self, always: bool) -> Self {
        self.init.use_cors_preflight = always;
        self
    }

    /// Whether to hold the request back if its method may change something at the server, as `POST` and
    /// `DELETE` may: its preflight is sent and judged, and then the fetch ends with
    /// [`NetworkFailure::HeldBack`](corsac::browser::NetworkFailure::HeldBack).
    pub const fn only_safe(mut self, only_safe: bool) -> Self {
        self.only_safe = only_safe;
        self
    }

    /// A cookie (`name=value`) of the URL's host, for this request and its redirects to the same host. It
    /// goes along only where the request includes credentials.
    pub fn cookie(mut self, pair: &str) -> Self {
        self.cookies.push(pair.into());
        self
    }

    /// Sends the request, with whatever preflights and redirects it takes, and returns once it is decided
    /// what script sees. The body is still to be read.
    ///
    /// Must be called within a Tokio runtime with I/O and time, and always within the same one: connections
    /// are kept for later requests.
    ///
    /// # Errors
    /// A browser would refuse to make the request. A fetch that is blocked or fails on the way is no error
    /// here: see [`Fetched::response`].
    pub async fn send(self) -> Result<Fetched, FetchError> {
        let MadeRequest { request, dropped_headers } = self.made()?;
        if let Some(header) = request.headers.iter().find(|h| HeaderValue::from_bytes(&h.value).is_err()) {
            return Err(FetchError::HeaderValue(header.name.clone()));
        }
        let cookie = |pair: &String| Cookie::new(request.url(), pair).ok_or(FetchError::Cookie);
        let cookies = self.cookies.iter().map(cookie).collect::<Result<Vec<_>, _>>()?;
        let text = || Payload::Bytes(self.init.body.map(Bytes::from).unwrap_or_default());
        let load = Load { payload: self.payload.unwrap_or_else(text), progress: self.progress };
        let mut fetched =
            drive(&self.client.0, self.cache.as_ref(), request, &load, &cookies, self.only_safe).await;
        fetched.dropped_headers = dropped_headers;
        Ok(fetched)
    }

    fn made(&self) -> Result<MadeRequest, RequestInitError> {
        let made = self.init.make_by(&self.client.0.settings.quirks)?;
        match &self.payload {
            Some(Payload::Bytes(bytes)) if !self.init.body_stream => {
                made.with_body_bytes(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            }
            _ => Ok(made),
        }
    }
}
