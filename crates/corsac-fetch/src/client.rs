//! The client: what all its pages share.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use corsac::browser::{Context, PreflightCache, Quirks};
use http::HeaderValue;

use crate::cookie::Cookie;
use crate::transport::Transport;
use corsac::fetch::site::PublicSuffixList;

/// A browser without windows: pages at any origin, one CORS-preflight cache, one pool of connections.
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
    cache: Mutex<PreflightCache>,
}

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
            .finish_non_exhaustive()
    }
}

impl Client {
    pub(crate) fn new(settings: Settings, transport: Transport) -> Self {
        Self(Arc::new(Shared { settings, transport, cache: Mutex::default() }))
    }

    /// Forgets the answers of all preflights, as a new browser profile does.
    pub fn clear_preflight_cache(&self) {
        *self.0.cache.lock().unwrap_or_else(PoisonError::into_inner) = PreflightCache::new();
    }
}

impl Shared {
    /// Lends the engine what it needs for one call.
    pub(crate) fn with_context<T>(&self, call: impl FnOnce(&mut Context<'_>) -> T) -> T {
        let now = (self.settings.clock)();
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let mut nobody = ();
        let mut context = Context::new(&mut cache, now, &mut nobody);
        context.quirks = &self.settings.quirks;
        context.domains = &PublicSuffixList;
        call(&mut context)
    }
}
