//! A hook for an HTTP cache; there is none by default.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use corsac::browser::HttpRequest;
use corsac::fetch::HeaderList;
use corsac::fetch::Response;
use corsac::fetch::request::CacheMode;

/// An HTTP cache that the client asks before a request is sent and tells of the answer.
///
/// Preflights are never asked for here: they have a cache of their own. CORS is decided after the cache, so that
/// what one page has stored is judged anew for the next. The rules of HTTP caching (RFC 9111) are the cache's.
pub trait HttpCache: Send + Sync {
    /// What is there for a request that is about to be sent.
    ///
    /// A request of mode [`CacheMode::OnlyIfCached`] is never sent: it fails unless this gives
    /// [`Found::Fresh`], be the response as old as it may. With [`CacheMode::ForceCache`] age does not matter either,
    /// and [`CacheMode::Reload`] and [`CacheMode::NoStore`] want [`Found::Nothing`].
    fn find(&self, ask: &CacheAsk<'_>) -> Found;

    /// Takes note of an answer from the network, and says whether to keep it.
    fn heard(&self, ask: &CacheAsk<'_>, response: &Response) -> Heard;
}

/// A request, as a cache sees it.
#[derive(Debug)]
#[non_exhaustive]
pub struct CacheAsk<'a> {
    /// What keeps the caches of different sites apart: the page's site, or its origin where it has none.
    ///
    /// <https://fetch.spec.whatwg.org/#http-cache-partitions>
    pub network_partition_key: &'a str,
    /// How the request uses the cache.
    pub mode: CacheMode,
    /// The request as it would be sent.
    pub request: &'a HttpRequest,
    /// The time, by the client's clock.
    pub now: Duration,
}

/// A whole response that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResponse {
    /// Its head.
    pub response: Response,
    /// Its body.
    pub body: Bytes,
}

/// What a cache has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Found {
    /// Nothing that may be used.
    #[default]
    Nothing,
    /// A response that takes the server's place: by its age, or since the mode does not ask for it.
    Fresh(StoredResponse),
    /// A response that the server has to be asked about; these lines, such as `If-None-Match`, go along.
    Stale(HeaderList),
}

/// What becomes of an answer from the network.
#[derive(Default)]
#[non_exhaustive]
pub enum Heard {
    /// It is not kept.
    #[default]
    Passed,
    /// It was a 304, and this stands in its place.
    Revalidated(StoredResponse),
    /// It is to be kept: this is called with the body once all of it has come, and never if it breaks off.
    Kept(Box<dyn FnOnce(Bytes) + Send>),
}

impl fmt::Debug for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passed => "Passed",
            Self::Revalidated(_) => "Revalidated",
            Self::Kept(_) => "Kept",
        })
    }
}
