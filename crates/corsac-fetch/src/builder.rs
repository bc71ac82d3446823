//! How a client is set up.

use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use corsac::browser::Quirks;
use http::HeaderValue;
use tower_service::Service;
use url::Url;

use crate::client::{Client, Settings};
use crate::cookie::{Cookie, ThirdPartyCookies};
use crate::http_cache::HttpCache;
use crate::payload::RequestBody;
use crate::transport::{BoxError, NetworkSettings, RootsError, Transport};

/// Sets up a [`Client`]. Mistakes are reported by [`build`](Self::build).
#[derive(Debug, Default)]
#[must_use]
pub struct ClientBuilder {
    settings: Settings,
    network: NetworkSettings,
    mistake: Option<BuildError>,
}

/// Why a client cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The additional root certificates cannot be used.
    Roots(RootsError),
    /// The user agent's name cannot stand in a header line.
    UserAgent(String),
    /// The URL of a cookie cannot be read.
    CookieUrl(String),
    /// A cookie for this URL is not of the form `name=value`. The cookie itself is not repeated.
    Cookie(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Roots(error) => write!(f, "root certificates: {error}"),
            Self::UserAgent(name) => {
                write!(f, "user agent {name:?}: a header value is one line of visible characters")
            }
            Self::CookieUrl(url) => {
                write!(f, "cookie for {url:?}: not a URL; write it like https://bank.example")
            }
            Self::Cookie(url) => write!(f, "cookie for {url}: write it as name=value, on one line"),
        }
    }
}

impl Error for BuildError {}

impl Client {
    /// Sets up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    /// Where the client departs from the Standard: [`Quirks::STANDARD`] by default, or a browser's.
    pub fn quirks(mut self, quirks: Quirks) -> Self {
        self.settings.quirks = quirks;
        self
    }

    /// The longest wait for the head of one answer, connecting included, and for one piece of a body.
    /// 30 seconds by default.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// The longest body that [`Fetched::bytes`](crate::Fetched::bytes) reads, in bytes; 16 MiB by default.
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = bytes;
        self
    }

    /// Connects to `address` wherever a URL's host is `name`, whatever its port; certificates are still
    /// checked for the name. `name:port` is for that port only, `*` for every host that is not named. The
    /// address's port 0 stands for the URL's own.
    pub fn resolve(mut self, name: &str, address: SocketAddr) -> Self {
        self.network.addresses.insert(name.to_ascii_lowercase(), address);
        self
    }

    /// Trusts these root certificates (PEM) besides the system's.
    pub fn root_certificates_pem(mut self, pem: &[u8]) -> Self {
        if let Err(error) = self.network.add_roots(pem) {
            self.note(BuildError::Roots(error));
        }
        self
    }

    /// Accepts every certificate, from anybody. Only for servers under test.
    pub const fn danger_accept_invalid_certs(mut self, accept: bool) -> Self {
        self.network.accept_invalid_certificates = accept;
        self
    }

    /// The value of `User-Agent`, unless a request sets its own.
    pub fn user_agent(mut self, name: &str) -> Self {
        match HeaderValue::from_str(name) {
            Ok(name) => self.settings.user_agent = name,
            Err(_) => self.note(BuildError::UserAgent(name.into())),
        }
        self
    }

    /// Keeps a cookie (`name=value`) for a URL's host, as if somebody had logged in there. It goes along
    /// where a request includes credentials; one given for an https URL goes to https only.
    pub fn cookie(mut self, url: &str, pair: &str) -> Self {
        let made = Url::parse(url)
            .map_err(|_| BuildError::CookieUrl(url.into()))
            .and_then(|url| Cookie::new(&url, pair).ok_or_else(|| BuildError::Cookie(url.into())));
        match made {
            Ok(cookie) => self.settings.cookies.push(cookie),
            Err(mistake) => self.note(mistake),
        }
        self
    }

    /// Whether the cookies that servers set are kept for later requests; true by default. They are kept, and
    /// go along, only where a request includes credentials.
    pub const fn keep_cookies(mut self, keep: bool) -> Self {
        self.settings.keeps_cookies = keep;
        self
    }

    /// What becomes of the cookies that servers set when a page asks another site.
    pub const fn third_party_cookies(mut self, rule: ThirdPartyCookies) -> Self {
        self.settings.third_party_cookies = rule;
        self
    }

    /// Asks this HTTP cache before a request is sent; there is none by default.
    pub fn http_cache(mut self, cache: impl HttpCache + 'static) -> Self {
        self.settings.http_cache = Some(Arc::new(cache));
        self
    }

    /// Tells the time by this function, counted from a moment that stays the same, in place of the
    /// system's steady clock. Preflight answers and cookies expire by it, and messages are timed by it;
    /// time-outs are not.
    pub fn clock(mut self, clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }

    /// The first mistake is the one reported.
    fn note(&mut self, mistake: BuildError) {
        self.mistake.get_or_insert(mistake);
    }

    /// A client that talks to the network.
    ///
    /// # Errors
    /// The first mistake made on the way.
    pub fn build(self) -> Result<Client, BuildError> {
        let Self { settings, network, mistake } = self;
        mistake.map_or(Ok(()), Err)?;
        let transport = Transport::network(network).map_err(BuildError::Roots)?;
        Ok(Client::new(settings, transport))
    }

    /// A client that hands every request to `service` and never opens a socket, for tests: the service
    /// stands behind every host. It is called as a server would be, with `Host` and the path as its URI.
    ///
    /// ```
    /// use axum::{Router, routing::get};
    /// use corsac::server::{Config, Policy};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let config = Config { allow_origins: vec!["https://app.example.com".into()], ..Config::default() };
    /// let app = Router::new()
    ///     .route("/items", get(async || "three"))
    ///     .layer(corsac_tower::CorsLayer::new(Policy::new(config)?));
    ///
    /// let client = corsac_fetch::Client::builder().over(app)?;
    /// let page = client.page("https://app.example.com")?;
    /// let mut fetched = page.fetch("https://api.example.com/items").send().await?;
    /// assert_eq!(fetched.text().await?, "three");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The first mistake made on the way.
    pub fn over<S, B>(self, service: S) -> Result<Client, BuildError>
    where
        S: Service<http::Request<RequestBody>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send,
        S::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.mistake.map_or(Ok(()), Err)?;
        Ok(Client::new(self.settings, Transport::service(service)))
    }
}
