//! What a script passes to `fetch()`, and the request that the browser makes of it.

use crate::fetch::header_name::{is_forbidden_request_header, is_privileged_no_cors_request_header_name};
use crate::fetch::method::{Method, MethodError, is_token};
use crate::fetch::origin::{Origin, OriginError};
use crate::fetch::request::{
    Body, CacheMode, CredentialsMode, RedirectMode, ReferrerPolicy, Request, RequestMode,
};
use crate::fetch::safelist::is_no_cors_safelisted_request_header;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use url::Url;

/// Who makes the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Initiator {
    /// A script's `fetch()` or XMLHttpRequest.
    #[default]
    Fetch,
    /// An `<img>` without `crossorigin`.
    Image,
    /// A link that is followed or a form that is sent.
    Navigation,
}

/// A request as a script or a page describes it; everything but page and URL has a default.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct RequestInit {
    /// The origin of the page: `https://app.example.com`, or `null`.
    pub origin: String,
    /// Where to, absolute.
    pub url: String,
    /// Who makes it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub initiator: Initiator,
    /// The method; `GET` by default.
    #[cfg_attr(feature = "serde", serde(default = "get"))]
    pub method: String,
    /// The headers that the script sets, in order.
    #[cfg_attr(feature = "serde", serde(default))]
    pub headers: Vec<(String, String)>,
    /// The body; a text, as scripts mostly send.
    #[cfg_attr(feature = "serde", serde(default))]
    pub body: Option<String>,
    /// Whether the body is sent as a stream, which can be sent only once and makes a preflight.
    #[cfg_attr(feature = "serde", serde(default))]
    pub body_stream: bool,
    /// The mode; by default that of the initiator.
    #[cfg_attr(feature = "serde", serde(default))]
    pub mode: Option<RequestMode>,
    /// The credentials mode; by default that of the initiator.
    #[cfg_attr(feature = "serde", serde(default))]
    pub credentials: Option<CredentialsMode>,
    /// The redirect mode.
    #[cfg_attr(feature = "serde", serde(default))]
    pub redirect: Option<RedirectMode>,
    /// The cache mode.
    #[cfg_attr(feature = "serde", serde(default))]
    pub cache: Option<CacheMode>,
    /// The referrer policy.
    #[cfg_attr(feature = "serde", serde(default))]
    pub referrer_policy: Option<ReferrerPolicy>,
    /// Whether a preflight is made in any case, as an upload listener does.
    #[cfg_attr(feature = "serde", serde(default))]
    pub use_cors_preflight: bool,
}

#[cfg(feature = "serde")]
fn get() -> String {
    "GET".into()
}

/// Why a browser refuses to make a request at all: script gets a `TypeError`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestInitError {
    /// The page's origin cannot be read.
    Origin(OriginError),
    /// The URL cannot be parsed, or is not absolute.
    Url(String),
    /// The URL's scheme is really a host name: `localhost:3000/x` lacks `http://`.
    UrlMissingScheme(String),
    /// The URL holds a user name or password.
    UrlUserinfo,
    /// The method cannot be used.
    Method(String, MethodError),
    /// Mode `no-cors` allows only `GET`, `HEAD` and `POST`.
    NoCorsMethod(String),
    /// A header name or value that HTTP does not allow.
    Header(String),
    /// `GET` and `HEAD` have no body.
    BodyNotAllowed,
    /// Mode `navigate` is not for scripts.
    ModeNavigate,
}

impl fmt::Display for RequestInitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Origin(error) => write!(f, "the page's origin: {error}"),
            Self::Url(url) => write!(f, "not a URL: {url}"),
            Self::UrlMissingScheme(url) => write!(f, "the URL lacks its scheme: write http://{url}"),
            Self::UrlUserinfo => f.write_str("the URL holds a user name or password, which fetch() refuses"),
            Self::Method(method, error) => write!(f, "method {method}: {error}"),
            Self::NoCorsMethod(method) => {
                write!(f, "mode no-cors allows GET, HEAD and POST, not {method}: use mode cors")
            }
            Self::Header(name) => write!(f, "header {name}: not a name and value that HTTP allows"),
            Self::BodyNotAllowed => f.write_str("GET and HEAD have no body: use POST, or leave the body out"),
            Self::ModeNavigate => f.write_str("mode navigate is not for scripts: use cors"),
        }
    }
}

impl core::error::Error for RequestInitError {}

/// A request, and what the browser left out of it.
#[derive(Debug, Clone)]
pub struct MadeRequest {
    /// The request.
    pub request: Request,
    /// The names of the headers that the script set in vain, as it wrote them.
    pub dropped_headers: Vec<String>,
}

impl MadeRequest {
    /// Gives the request a body of so many bytes in place of a text: it has no `Content-Type` of its own.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-bodyinit-extract>
    ///
    /// # Errors
    /// [`RequestInitError::BodyNotAllowed`].
    pub fn with_body_bytes(mut self, length: u64) -> Result<Self, RequestInitError> {
        allow_body(&self.request)?;
        self.request.body = Body::Bytes(length);
        Ok(self)
    }
}

impl RequestInit {
    /// A `fetch(url)` of a page at `origin`.
    pub fn new(origin: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            url: url.into(),
            initiator: Initiator::Fetch,
            method: "GET".into(),
            headers: Vec::new(),
            body: None,
            body_stream: false,
            mode: None,
            credentials: None,
            redirect: None,
            cache: None,
            referrer_policy: None,
            use_cors_preflight: false,
        }
    }

    /// Makes the request as a browser does.
    ///
    /// <https://fetch.spec.whatwg.org/#dom-request>
    ///
    /// # Errors
    /// The first reason for which a browser would refuse.
    pub fn make(&self) -> Result<MadeRequest, RequestInitError> {
        let origin = Origin::parse(self.origin.as_bytes()).map_err(RequestInitError::Origin)?;
        let url = parse_url(&self.url)?;
        let mut request = match self.initiator {
            Initiator::Fetch => Request::fetch(origin, url),
            Initiator::Image => Request::image(origin, url),
            Initiator::Navigation => Request::navigation(origin, url),
        };
        self.set_modes(&mut request)?;
        request.method = self.checked_method(request.mode)?;
        let dropped_headers = self.set_headers(&mut request)?;
        self.set_body(&mut request)?;
        Ok(MadeRequest { request, dropped_headers })
    }

    fn set_modes(&self, request: &mut Request) -> Result<(), RequestInitError> {
        if self.initiator == Initiator::Fetch && self.mode == Some(RequestMode::Navigate) {
            return Err(RequestInitError::ModeNavigate);
        }
        request.mode = self.mode.unwrap_or(request.mode);
        request.credentials_mode = self.credentials.unwrap_or(request.credentials_mode);
        request.redirect_mode = self.redirect.unwrap_or(request.redirect_mode);
        request.cache_mode = self.cache.unwrap_or(request.cache_mode);
        request.referrer_policy = self.referrer_policy.unwrap_or(request.referrer_policy);
        request.use_cors_preflight = self.use_cors_preflight;
        Ok(())
    }

    fn checked_method(&self, mode: RequestMode) -> Result<Method, RequestInitError> {
        let method = Method::new(&self.method)
            .map_err(|error| RequestInitError::Method(self.method.clone(), error))?;
        if mode == RequestMode::NoCors && !method.is_cors_safelisted() {
            return Err(RequestInitError::NoCorsMethod(method.to_string()));
        }
        Ok(method)
    }

    /// Sets the headers that the browser lets through and returns the names of the others.
    ///
    /// <https://fetch.spec.whatwg.org/#headers-validate>
    fn set_headers(&self, request: &mut Request) -> Result<Vec<String>, RequestInitError> {
        let mut dropped = Vec::new();
        for (name, value) in &self.headers {
            let value = value.trim_matches([' ', '\t', '\r', '\n']);
            if !is_token(name.as_bytes()) || value.contains(['\0', '\r', '\n']) {
                return Err(RequestInitError::Header(name.clone()));
            }
            let forbidden = is_forbidden_request_header(name, value.as_bytes());
            let restricted = request.mode == RequestMode::NoCors
                && (!is_no_cors_safelisted_request_header(name, value.as_bytes())
                    || is_privileged_no_cors_request_header_name(name));
            if forbidden || restricted {
                dropped.push(name.clone());
            } else {
                request.headers.append(name, value);
            }
        }
        Ok(dropped)
    }

    fn set_body(&self, request: &mut Request) -> Result<(), RequestInitError> {
        let Some(body) = &self.body else { return Ok(()) };
        allow_body(request)?;
        if self.body_stream {
            request.body = Body::Stream;
            request.use_cors_preflight = true;
            return Ok(());
        }
        request.body = Body::Bytes(u64::try_from(body.len()).unwrap_or(u64::MAX));
        if !request.headers.contains("content-type") {
            request.headers.append("Content-Type", default_content_type(self.initiator));
        }
        Ok(())
    }
}

fn allow_body(request: &Request) -> Result<(), RequestInitError> {
    match request.method.as_str() {
        "GET" | "HEAD" => Err(RequestInitError::BodyNotAllowed),
        _ => Ok(()),
    }
}

/// The type that a browser gives to a body whose type nobody states.
const fn default_content_type(initiator: Initiator) -> &'static str {
    match initiator {
        Initiator::Navigation => "application/x-www-form-urlencoded",
        Initiator::Fetch | Initiator::Image => "text/plain;charset=UTF-8",
    }
}

fn parse_url(text: &str) -> Result<Url, RequestInitError> {
    let url = Url::parse(text).map_err(|_| {
        let looks_like_host = text.contains('.') && !text.contains("://");
        let error = if looks_like_host { RequestInitError::UrlMissingScheme } else { RequestInitError::Url };
        error(text.into())
    })?;
    let port_like =
        url.path().split('/').next().is_some_and(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()));
    if url.cannot_be_a_base() && (url.scheme().contains('.') || url.scheme() == "localhost" || port_like) {
        return Err(RequestInitError::UrlMissingScheme(text.into()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RequestInitError::UrlUserinfo);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn init() -> RequestInit {
        RequestInit::new("https://app.example", "https://api.example/x")
    }

    #[test]
    fn forbidden_headers_are_dropped_silently() {
        let mut init = init();
        init.headers = vec![("Cookie".into(), "a=b".into()), ("X-Api".into(), "1".into())];
        let made = init.make().unwrap();
        assert_eq!(made.dropped_headers, ["Cookie"]);
        assert!(made.request.headers.contains("x-api"));
    }

    #[test]
    fn what_browsers_refuse() {
        let url = |url: &str| RequestInit { url: url.into(), ..init() }.make().unwrap_err();
        assert_eq!(url("localhost:3000/x"), RequestInitError::UrlMissingScheme("localhost:3000/x".into()));
        assert_eq!(url("api.example.com/x"), RequestInitError::UrlMissingScheme("api.example.com/x".into()));
        assert_eq!(url("https://u:p@a.example/"), RequestInitError::UrlUserinfo);
        assert_eq!(url("/x"), RequestInitError::Url("/x".into()));
        let no_cors = RequestInit { mode: Some(RequestMode::NoCors), method: "PUT".into(), ..init() };
        assert_eq!(no_cors.make().unwrap_err(), RequestInitError::NoCorsMethod("PUT".into()));
        let body = RequestInit { body: Some("x".into()), ..init() };
        assert_eq!(body.make().unwrap_err(), RequestInitError::BodyNotAllowed);
    }

    #[test]
    fn a_text_body_gets_its_type() {
        let made = RequestInit { method: "post".into(), body: Some("a=1".into()), ..init() }.make().unwrap();
        assert_eq!(made.request.method.as_str(), "POST");
        assert_eq!(
            made.request.headers.get("content-type").as_deref(),
            Some(&b"text/plain;charset=UTF-8"[..])
        );
    }

    #[test]
    fn a_body_of_bytes_has_no_type_of_its_own() {
        let made = RequestInit { method: "PUT".into(), ..init() }.make().unwrap();
        let request = made.with_body_bytes(3).unwrap().request;
        assert_eq!((request.body, request.headers.contains("content-type")), (Body::Bytes(3), false));
        let get = init().make().unwrap();
        assert_eq!(get.with_body_bytes(3).unwrap_err(), RequestInitError::BodyNotAllowed);
    }

    #[test]
    fn a_streamed_body_has_no_type_and_asks_first() {
        let init = RequestInit { method: "POST".into(), body: Some("a".into()), body_stream: true, ..init() };
        let request = init.make().unwrap().request;
        assert_eq!(request.body, Body::Stream);
        assert!(request.use_cors_preflight && !request.headers.contains("content-type"));
    }

    use alloc::vec;
}
