//! A request, with the parts of it that CORS reads or writes.

use super::address_space::AddressSpace;
use super::header::HeaderList;
use super::method::Method;
use super::origin::Origin;
use alloc::string::String;
use alloc::vec::Vec;
use url::Url;

mod client;
mod mode;

pub use client::{BlobUrlEntry, EmbedderPolicy, Referrer};
pub use mode::{
    CacheMode, CredentialsMode, Destination, EmbedderPolicyValue, InitiatorType, RedirectMode,
    ReferrerPolicy, RequestMode,
};

/// A request as main fetch sees it.
///
/// <https://fetch.spec.whatwg.org/#concept-request>
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The URLs of the hops before the present one.
    left: Vec<Url>,
    current_url: Url,
    /// The headers that the initiator set.
    pub headers: HeaderList,
    /// Whether there is a body, and whether it can be sent again.
    pub body: Body,
    /// The origin of the page that makes the request.
    pub origin: Origin,
    /// How responses from other origins are treated.
    pub mode: RequestMode,
    /// When cookies and other credentials go along.
    pub credentials_mode: CredentialsMode,
    /// What happens on a redirect.
    pub redirect_mode: RedirectMode,
    /// How the HTTP cache is used.
    pub cache_mode: CacheMode,
    /// How much of the page's address goes along.
    pub referrer_policy: ReferrerPolicy,
    /// The address that goes along; main fetch cuts it to what the policy allows.
    pub referrer: Referrer,
    /// The address of the page that makes the request, if it is known.
    pub client_url: Option<Url>,
    /// What the page admits from other origins.
    pub embedder_policy: EmbedderPolicy,
    /// How private the network is that the page came from; `None` where nobody looks at it.
    pub client_address_space: Option<AddressSpace>,
    /// Whether the page came securely, so that it may ask for permissions.
    pub client_is_secure: bool,
    /// The address space that the page expects of the server, as `targetAddressSpace` says it.
    pub target_address_space: Option<AddressSpace>,
    /// What a `blob:` URL stands for, if the request has one and the blob still exists.
    pub blob_url_entry: Option<BlobUrlEntry>,
    /// What the response is for.
    pub destination: Destination,
    /// What makes it, as far as browsers treat it apart.
    pub initiator_type: Option<InitiatorType>,
    /// Whether the initiator allows methods and headers that need a preflight: true for `fetch()`
    /// and XMLHttpRequest.
    pub unsafe_request: bool,
    /// Whether a preflight is made whatever the method and headers.
    pub use_cors_preflight: bool,
    /// Whether the request outlives its page.
    pub keepalive: bool,
    /// The bytes of the bodies of the page's other requests that outlive it and are under way.
    pub inflight_keepalive_bytes: u64,
    /// Whether a person's click or typing started a navigation.
    pub user_activation: bool,
    /// Whether a person started a navigation in the browser itself, such as in its address bar, so that no page
    /// asked for it.
    pub user_initiated: bool,
    /// What the response may show to script; only main fetch changes it.
    pub response_tainting: ResponseTainting,
    /// Whether some hop kept its timings to itself; only HTTP fetch changes it.
    pub timing_allow_failed: bool,
    /// The number of redirects followed.
    pub redirect_count: u8,
    /// The site of the top-level page, which keeps caches of different sites apart.
    pub network_partition_key: Option<String>,
}

/// A request's body, as far as fetching depends on it; the bytes stay with the caller.
///
/// <https://fetch.spec.whatwg.org/#concept-body>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    #[default]
    None,
    /// A body that can be sent again after a redirect; its length in bytes.
    Bytes(u64),
    /// A stream, which can be sent only once.
    Stream,
}

/// What a response may show to script.
///
/// <https://fetch.spec.whatwg.org/#concept-request-response-tainting>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ResponseTainting {
    /// Everything: the response is of the page's own origin.
    #[default]
    Basic,
    /// What the server shares by CORS.
    Cors,
    /// Nothing.
    Opaque,
}

impl Request {
    /// A request of `origin` for `url` with the Standard's defaults: `GET`, mode `no-cors`,
    /// credentials `same-origin`, redirects followed.
    #[must_use]
    pub fn new(origin: Origin, url: Url) -> Self {
        Self {
            method: Method::get(),
            left: Vec::new(),
            current_url: url,
            headers: HeaderList::new(),
            body: Body::None,
            origin,
            mode: RequestMode::NoCors,
            credentials_mode: CredentialsMode::SameOrigin,
            redirect_mode: RedirectMode::Follow,
            cache_mode: CacheMode::Default,
            referrer_policy: ReferrerPolicy::StrictOriginWhenCrossOrigin,
            referrer: Referrer::Client,
            client_url: None,
            embedder_policy: EmbedderPolicy::default(),
            client_address_space: None,
            client_is_secure: true,
            target_address_space: None,
            blob_url_entry: None,
            destination: Destination::Empty,
            initiator_type: None,
            unsafe_request: false,
            use_cors_preflight: false,
            keepalive: false,
            inflight_keepalive_bytes: 0,
            user_activation: false,
            user_initiated: false,
            timing_allow_failed: false,
            response_tainting: ResponseTainting::Basic,
            redirect_count: 0,
            network_partition_key: None,
        }
    }

    /// A request as `fetch(url)` makes it: mode `cors`, and any method or header may be set.
    #[must_use]
    pub fn fetch(origin: Origin, url: Url) -> Self {
        Self { mode: RequestMode::Cors, unsafe_request: true, ..Self::new(origin, url) }
    }

    /// A request as an `<img>` without `crossorigin` makes it.
    #[must_use]
    pub fn image(origin: Origin, url: Url) -> Self {
        Self {
            credentials_mode: CredentialsMode::Include,
            destination: Destination::Image,
            ..Self::new(origin, url)
        }
    }

    /// A request as a click on a link or on a form's button makes it.
    #[must_use]
    pub fn navigation(origin: Origin, url: Url) -> Self {
        Self {
            mode: RequestMode::Navigate,
            credentials_mode: CredentialsMode::Include,
            destination: Destination::Document,
            user_activation: true,
            ..Self::new(origin, url)
        }
    }

    /// The URL that was asked for first.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-url>
    #[must_use]
    pub fn url(&self) -> &Url {
        self.left.first().unwrap_or(&self.current_url)
    }

    /// The URL of the present hop.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-current-url>
    #[must_use]
    pub const fn current_url(&self) -> &Url {
        &self.current_url
    }

    /// All URLs visited, the first one first.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-request-url-list>
    pub fn url_list(&self) -> impl Iterator<Item = &Url> {
        self.left.iter().chain([&self.current_url])
    }

    /// Whether the credentials mode sends cookies and the like to the present hop.
    pub(crate) fn wants_credentials(&self) -> bool {
        match self.credentials_mode {
            CredentialsMode::Include => true,
            CredentialsMode::SameOrigin => self.response_tainting == ResponseTainting::Basic,
            CredentialsMode::Omit => false,
        }
    }

    /// Moves on to the URL of a redirect.
    pub(crate) fn push_url(&mut self, url: Url) {
        self.left.push(core::mem::replace(&mut self.current_url, url));
    }

    /// The same as if it had been made for the present URL.
    #[cfg(feature = "explain")]
    pub(crate) fn forget_redirects(&mut self) {
        self.left.clear();
        self.redirect_count = 0;
    }

    /// The OPTIONS request that asks a server about this one; its headers are still to be added.
    ///
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
    pub(crate) fn preflight(&self) -> Self {
        Self {
            method: Method::options(),
            headers: HeaderList::new(),
            body: Body::None,
            mode: RequestMode::Cors,
            credentials_mode: CredentialsMode::SameOrigin,
            cache_mode: CacheMode::Default,
            response_tainting: ResponseTainting::Cors,
            use_cors_preflight: false,
            keepalive: false,
            ..self.clone()
        }
    }
}
