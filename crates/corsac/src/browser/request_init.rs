//! What a script passes to `fetch()`, and the request that the browser makes of it.

use super::initiator::{CrossOrigin, Initiator};
use super::quirks::Quirks;
use crate::fetch::address_space::AddressSpace;
use crate::fetch::guard::{HeadersGuard, byte_string};
use crate::fetch::header::HeaderList;
use crate::fetch::method::Method;
use crate::fetch::mime::MimeType;
use crate::fetch::origin::Origin;
use crate::fetch::request::{
    BlobUrlEntry, Body, CacheMode, CredentialsMode, EmbedderPolicyValue, RedirectMode, Referrer,
    ReferrerPolicy, Request, RequestMode,
};
use crate::fetch::safelist::cors_safelisted_request_header;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use url::Url;

mod body_kind;
mod error;

pub use body_kind::BodyKind;
pub use error::RequestInitError;

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
    /// Whether a preflight is made in any case.
    #[cfg_attr(feature = "serde", serde(default))]
    pub use_cors_preflight: bool,
    /// Whether an XMLHttpRequest has a listener for its upload, which makes a preflight.
    #[cfg_attr(feature = "serde", serde(default))]
    pub upload_listener: bool,
    /// The kind of the body.
    #[cfg_attr(feature = "serde", serde(default))]
    pub body_kind: BodyKind,
    /// Whether a person started a navigation in the browser itself, such as in its address bar: no page asked for
    /// it, so it has no `Referer`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub user_initiated: bool,
    /// Whether the request outlives the page.
    #[cfg_attr(feature = "serde", serde(default))]
    pub keepalive: bool,
    /// The element's `crossorigin` attribute.
    #[cfg_attr(feature = "serde", serde(default))]
    pub crossorigin: Option<CrossOrigin>,
    /// The page's URL, from which `Referer` is made; by default the origin with the path `/`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub client: Option<String>,
    /// `referrer`, absolute; an empty text for none, and the page's URL by default.
    #[cfg_attr(feature = "serde", serde(default))]
    pub referrer: Option<String>,
    /// The page's `Cross-Origin-Embedder-Policy`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub embedder_policy: Option<EmbedderPolicyValue>,
    /// The address space that the page came from; by default nobody looks at it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub client_address_space: Option<AddressSpace>,
    /// `targetAddressSpace`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub target_address_space: Option<AddressSpace>,
    /// The blob behind a `blob:` URL.
    #[cfg_attr(feature = "serde", serde(default))]
    pub blob: Option<BlobUrlEntry>,
}

#[cfg(feature = "serde")]
fn get() -> String {
    "GET".into()
}

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
            upload_listener: false,
            body_kind: BodyKind::Text,
            user_initiated: false,
            keepalive: false,
            crossorigin: None,
            client: None,
            referrer: None,
            embedder_policy: None,
            client_address_space: None,
            target_address_space: None,
            blob: None,
        }
    }

    /// Makes the request as the Standard has it.
    ///
    /// # Errors
    /// The first reason for which a browser would refuse.
    pub fn make(&self) -> Result<MadeRequest, RequestInitError> {
        self.make_by(&Quirks::STANDARD)
    }

    /// Makes the request as a browser does.
    ///
    /// <https://fetch.spec.whatwg.org/#dom-request>
    ///
    /// # Errors
    /// The first reason for which the browser would refuse.
    pub fn make_by(&self, quirks: &Quirks) -> Result<MadeRequest, RequestInitError> {
        let origin = Origin::parse(self.origin.as_bytes()).map_err(RequestInitError::Origin)?;
        let url = parse_url(&self.url)?;
        if self.initiator == Initiator::Fetch && (!url.username().is_empty() || url.password().is_some()) {
            return Err(RequestInitError::UrlUserinfo);
        }
        let mut request = self.initiator.request(origin, url, self.crossorigin, quirks);
        self.set_modes(&mut request)?;
        self.set_client(&mut request)?;
        request.method = self.checked_method(request.mode)?;
        let dropped_headers = self.set_headers(&mut request, quirks)?;
        self.set_body(&mut request, quirks)?;
        self.set_preflight(&mut request, quirks);
        if quirks.beacon_origin_of_url
            && self.initiator == Initiator::Beacon
            && request.mode == RequestMode::NoCors
            && let Some(url) = &request.client_url
        {
            request.origin = Origin::of_url(url);
        }
        Ok(MadeRequest { request, dropped_headers })
    }

    fn set_modes(&self, request: &mut Request) -> Result<(), RequestInitError> {
        if self.initiator != Initiator::Navigation && self.mode == Some(RequestMode::Navigate) {
            return Err(RequestInitError::ModeNavigate);
        }
        request.mode = self.mode.unwrap_or(request.mode);
        request.credentials_mode = self.credentials.unwrap_or(request.credentials_mode);
        request.redirect_mode = self.redirect.unwrap_or(request.redirect_mode);
        request.cache_mode = self.cache.unwrap_or(request.cache_mode);
        request.referrer_policy = self.referrer_policy.unwrap_or(request.referrer_policy);
        request.keepalive |= self.keepalive;
        if request.cache_mode == CacheMode::OnlyIfCached && request.mode != RequestMode::SameOrigin {
            return Err(RequestInitError::OnlyIfCached);
        }
        Ok(())
    }

    fn set_client(&self, request: &mut Request) -> Result<(), RequestInitError> {
        let parse = |text: &str| Url::parse(text).map_err(|_| RequestInitError::Client(text.into()));
        request.client_url = match &self.client {
            Some(client) => Some(parse(client)?),
            None => Url::parse(&self.origin).ok(),
        };
        request.user_initiated = self.user_initiated;
        request.referrer = match self.referrer.as_deref() {
            None if self.user_initiated => Referrer::NoReferrer,
            None | Some("about:client") => Referrer::Client,
            Some("") => Referrer::NoReferrer,
            // Somebody else's address counts as the page's own.
            Some(referrer) => {
                let url = parse(referrer)?;
                let own = request.origin.same_origin(&Origin::of_url(&url));
                if own { Referrer::Url(url) } else { Referrer::Client }
            }
        };
        request.embedder_policy.value = self.embedder_policy.unwrap_or(request.embedder_policy.value);
        request.client_address_space = self.client_address_space;
        request.target_address_space = self.target_address_space;
        request.client_is_secure = super::fetch_metadata::is_secure_context(request);
        request.blob_url_entry.clone_from(&self.blob);
        Ok(())
    }

    fn checked_method(&self, mode: RequestMode) -> Result<Method, RequestInitError> {
        let wanted = if self.initiator == Initiator::Beacon { "POST" } else { &self.method };
        let method =
            Method::new(wanted).map_err(|error| RequestInitError::Method(self.method.clone(), error))?;
        if mode == RequestMode::NoCors && !method.is_cors_safelisted() {
            return Err(RequestInitError::NoCorsMethod(method.to_string()));
        }
        Ok(method)
    }

    /// Sets the headers that the browser lets through and returns the names of the others.
    fn set_headers(&self, request: &mut Request, quirks: &Quirks) -> Result<Vec<String>, RequestInitError> {
        let guard = guard_for(request.mode);
        let mut headers = HeaderList::new();
        let mut dropped = Vec::new();
        for (name, value) in &self.headers {
            let invalid = || RequestInitError::Header(name.clone());
            let value = byte_string(value).ok_or_else(invalid)?;
            let ignored = quirks.user_agent_forbidden && name.eq_ignore_ascii_case("user-agent");
            if ignored || !guard.append(&mut headers, name, &value).map_err(|_| invalid())? {
                dropped.push(name.clone());
            }
        }
        if self.initiator == Initiator::Xhr {
            // setRequestHeader() makes one value of them.
            let all = headers.clone();
            all.iter().for_each(|h| headers.set(&h.name, all.get(&h.name).unwrap_or_default().into_owned()));
        }
        // What the initiator itself has set gives way to what the script sets.
        request.headers.retain(|header| !headers.contains(&header.name));
        for header in &headers {
            request.headers.append(&header.name, header.value.as_slice());
        }
        Ok(dropped)
    }

    fn set_body(&self, request: &mut Request, quirks: &Quirks) -> Result<(), RequestInitError> {
        let Some(body) = &self.body else { return Ok(()) };
        if let Err(error) = allow_body(request) {
            // XMLHttpRequest forgets the body, fetch() refuses it.
            return if self.initiator == Initiator::Xhr { Ok(()) } else { Err(error) };
        }
        if self.body_stream {
            if !matches!(request.mode, RequestMode::Cors | RequestMode::SameOrigin) {
                return Err(RequestInitError::StreamMode);
            }
            if request.keepalive {
                return Err(RequestInitError::StreamKeepalive);
            }
            request.body = Body::Stream;
            return Ok(());
        }
        request.body = Body::Bytes(u64::try_from(body.len()).unwrap_or(u64::MAX));
        self.set_content_type(request, quirks)
    }

    fn set_content_type(&self, request: &mut Request, quirks: &Quirks) -> Result<(), RequestInitError> {
        let Some(own) = self.body_kind.content_type(self.initiator) else { return Ok(()) };
        match request.headers.get("content-type") {
            None => {
                // fetch() guards it as if script had set it.
                let free = self.initiator != Initiator::Fetch || quirks.no_cors_body_type_kept;
                let guard = if free { HeadersGuard::Request } else { guard_for(request.mode) };
                guard
                    .append(&mut request.headers, "Content-Type", own.as_bytes())
                    .map_err(|_| RequestInitError::Header("Content-Type".into()))?;
            }
            // XMLHttpRequest sends text as UTF-8, and says so.
            Some(set)
                if self.initiator == Initiator::Xhr
                    && matches!(self.body_kind, BodyKind::Text | BodyKind::Document) =>
            {
                let corrected = MimeType::parse(&set).filter(|mime| {
                    mime.parameter("charset").is_some_and(|charset| !charset.eq_ignore_ascii_case("utf-8"))
                });
                if let Some(mut mime) = corrected {
                    mime.set_parameter("charset", "UTF-8");
                    request.headers.set("content-type", mime.to_string());
                }
            }
            Some(_) => {}
        }
        Ok(())
    }

    fn set_preflight(&self, request: &mut Request, quirks: &Quirks) {
        let has_body = request.body != Body::None;
        let listener = self.upload_listener && (has_body || !quirks.upload_listener_needs_body);
        request.use_cors_preflight = self.use_cors_preflight || listener || request.body == Body::Stream;
        if self.initiator == Initiator::Beacon {
            let kind = request.headers.get("content-type");
            let simple =
                kind.is_none_or(|kind| cors_safelisted_request_header("content-type", &kind).is_ok());
            if !simple {
                request.mode = RequestMode::Cors;
                request.unsafe_request = true;
            }
        }
    }
}

/// What guards the headers that script sets.
fn guard_for(mode: RequestMode) -> HeadersGuard {
    if mode == RequestMode::NoCors { HeadersGuard::RequestNoCors } else { HeadersGuard::Request }
}

fn allow_body(request: &Request) -> Result<(), RequestInitError> {
    match request.method.as_str() {
        "GET" | "HEAD" => Err(RequestInitError::BodyNotAllowed),
        _ => Ok(()),
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
    fn the_type_of_a_body_is_guarded_as_if_script_had_set_it() {
        let type_of = |kind: &str, mode| {
            let (method, body_kind) = ("POST".into(), BodyKind::Blob(kind.into()));
            let init = RequestInit { method, body: Some("x".into()), body_kind, mode, ..init() };
            let made = init.make().map_err(|error| error.to_string())?;
            let kind = made.request.headers.get("content-type").map(|kind| kind.to_vec());
            Ok::<_, String>(kind.map(|kind| String::from_utf8(kind).unwrap()))
        };
        let no_cors = Some(RequestMode::NoCors);
        assert_eq!(type_of("text/plain", no_cors), Ok(Some("text/plain".into())));
        assert_eq!(type_of("application/json", no_cors), Ok(None));
        assert_eq!(type_of("application/json", None), Ok(Some("application/json".into())));
        let error = type_of("a/b\r\nX-A: 1", None).unwrap_err();
        assert_eq!(error, "header Content-Type: not a name and value that HTTP allows");
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
        let no_cors = RequestInit { mode: Some(RequestMode::NoCors), ..init.clone() };
        assert_eq!(no_cors.make().unwrap_err(), RequestInitError::StreamMode);
        let keepalive = RequestInit { keepalive: true, ..init };
        assert_eq!(keepalive.make().unwrap_err(), RequestInitError::StreamKeepalive);
    }

    #[test]
    fn a_beacon_asks_when_its_type_is_not_simple() {
        let beacon = RequestInit {
            initiator: Initiator::Beacon,
            body: Some("{}".into()),
            body_kind: BodyKind::Blob("application/json".into()),
            ..init()
        };
        let request = beacon.make().unwrap().request;
        assert_eq!((request.method.as_str(), request.mode), ("POST", RequestMode::Cors));
        assert!(request.unsafe_request && request.keepalive);
        let text = RequestInit { body_kind: BodyKind::Text, ..beacon };
        assert_eq!(text.make().unwrap().request.mode, RequestMode::NoCors);
    }

    #[test]
    fn values_are_bytes() {
        let value = |value: &str| RequestInit { headers: vec![("X".into(), value.into())], ..init() }.make();
        assert_eq!(value("\u{e9}").unwrap().request.headers.get("x").as_deref(), Some(&[0xe9][..]));
        assert_eq!(value("\u{20ac}").unwrap_err(), RequestInitError::Header("X".into()));
    }

    use alloc::vec;
}
