//! The client: what all its pages share.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use corsac::browser::{Context, HttpRequest, PreflightCache, Quirks};
use corsac::fetch::{HeaderList, Origin};
use http::HeaderValue;

use crate::cookie::{Cookie, CookieJar, Errand, ThirdPartyCookies};
use crate::http_cache::HttpCache;
use crate::transport::Transport;
use corsac::fetch::site::PublicSuffixList;

/// A browser without windows: pages at any origin, one CORS-preflight cache, one cookie jar, one pool of
/// connections.
///
/// Cloning gives another handle to the same client.
#[derive(Debug, Clone)]
pub struct Client(pub(crate) Arc<Shared>);

/// Tells the time, counted from a moment that stays the same for one client.
pub(crate) type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// What is behind every handle of a client.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) transport: Transport,
    cache: SharedCache,
    jar: Mutex<CookieJar>,
    /// The time of the client's clock at its beginning, and that of day, counted from 1970.
    begin: (Duration, Duration),
}

/// The CORS-preflight cache of a client, or of one page alone.
pub(crate) type SharedCache = Arc<Mutex<PreflightCache>>;

/// How the client behaves, whatever carries its messages.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) quirks: Quirks,
    pub(crate) clock: Clock,
    /// The longest wait for the head of one answer, and for one piece of a body.
    pub(crate) timeout: Duration,
    /// In bytes.
    pub(crate) body_limit: usize,
    pub(crate) user_agent: HeaderValue,
    pub(crate) accept_language: HeaderValue,
    pub(crate) cookies: Vec<Cookie>,
    pub(crate) http_cache: Option<Arc<dyn HttpCache>>,
    pub(crate) keeps_cookies: bool,
    pub(crate) third_party_cookies: ThirdPartyCookies,
}

impl Default for Settings {
    fn default() -> Self {
        let begin = Instant::now();
        Self {
            quirks: Quirks::STANDARD,
            clock: Arc::new(move || begin.elapsed()),
            timeout: Duration::from_secs(30),
            body_limit: 16 * 1024 * 1024,
            user_agent: HeaderValue::from_static(concat!(
                "Mozilla/5.0 (compatible; corsac/",
                env!("CARGO_PKG_VERSION"),
                ")"
            )),
            accept_language: HeaderValue::from_static("en-US,en;q=0.9"),
            cookies: Vec::new(),
            http_cache: None,
            keeps_cookies: true,
            third_party_cookies: ThirdPartyCookies::default(),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("quirks", &self.quirks)
            .field("timeout", &self.timeout)
            .field("body_limit", &self.body_limit)
            .field("user_agent", &self.user_agent)
            .field("accept_language", &self.accept_language)
            .field("cookies", &self.cookies)
            .field("http_cache", &self.http_cache.is_some())
            .field("keeps_cookies", &self.keeps_cookies)
            .field("third_party_cookies", &self.third_party_cookies)
            .finish_non_exhaustive()
    }
}

impl Client {
    pub(crate) fn new(settings: Settings, transport: Transport) -> Self {
        let day = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let begin = ((settings.clock)(), day);
        let (cache, jar) = (SharedCache::default(), Mutex::default());
        Self(Arc::new(Shared { settings, transport, cache, jar, begin }))
    }

    /// Forgets the cookies that servers have set; those given by hand stay.
    pub fn clear_cookies(&self) {
        *self.0.jar.lock().unwrap_or_else(PoisonError::into_inner) = CookieJar::default();
    }

    /// Forgets the answers of all preflights, as a new browser profile does.
    pub fn clear_preflight_cache(&self) {
        *self.0.cache.lock().unwrap_or_else(PoisonError::into_inner) = PreflightCache::new();
    }
}

impl Shared {
    /// Lends the engine what it needs for one call, with a page's own cache if it has one. `is_stored` is called
    /// while the preflight cache is lent.
    pub(crate) fn with_context<T>(
        &self,
        own: Option<&SharedCache>,
        is_stored: &dyn Fn(&HttpRequest) -> bool,
        call: impl FnOnce(&mut Context<'_>) -> T,
    ) -> T {
        let now = (self.settings.clock)();
        let mut cache = own.unwrap_or(&self.cache).lock().unwrap_or_else(PoisonError::into_inner);
        let mut nobody = ();
        let mut context = Context::new(&mut cache, now, &mut nobody);
        context.quirks = &self.settings.quirks;
        context.domains = &PublicSuffixList;
        context.is_stored = is_stored;
        call(&mut context)
    }

    /// The pairs from the jar that go along with a request.
    pub(crate) fn kept_cookies(&self, request: &HttpRequest, from: &CookieSource) -> Vec<Vec<u8>> {
        let jar = self.jar.lock().unwrap_or_else(PoisonError::into_inner);
        jar.pairs(&self.errand(request, from), self.settings.third_party_cookies)
    }

    /// Keeps the cookies that an answer sets.
    pub(crate) fn keep_cookies(&self, request: &HttpRequest, from: &CookieSource, headers: &HeaderList) {
        if self.settings.keeps_cookies && headers.contains("set-cookie") {
            let mut jar = self.jar.lock().unwrap_or_else(PoisonError::into_inner);
            jar.keep(&self.errand(request, from), headers, self.settings.third_party_cookies);
        }
    }

    fn errand<'a>(&self, request: &'a HttpRequest, from: &'a CookieSource) -> Errand<'a> {
        let (clock, day) = self.begin;
        Errand {
            url: &request.url,
            origin: &from.origin,
            is_navigation: from.is_navigation,
            is_safe: request.method.is_safe(),
            now: day.saturating_add((self.settings.clock)().saturating_sub(clock)),
        }
    }
}

/// Who makes a request, as far as cookies depend on it.
#[derive(Debug)]
pub(crate) struct CookieSource {
    pub(crate) origin: Origin,
    pub(crate) is_navigation: bool,
}
