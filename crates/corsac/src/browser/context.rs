//! What the caller lends to the browser half at each call.

use super::cache::{CacheKey, PreflightCache};
use super::http_request::HttpRequest;
use super::local_network::LocalNetwork;
use super::quirks::Quirks;
use crate::fetch::request::Request;
use crate::fetch::site::{LastTwoLabels, RegistrableDomain};
use crate::trace::Listen;
use core::fmt;
use core::time::Duration;

/// The surroundings of a fetch, all owned by the caller.
pub struct Context<'a, L: Listen = ()> {
    /// The cache of preflight answers.
    pub cache: &'a mut PreflightCache,
    /// The time, counted from any moment that stays the same for one cache.
    pub now: Duration,
    /// The user agent's departures from the Standard.
    pub quirks: &'a Quirks,
    /// Who finds registrable domains.
    pub domains: &'a dyn RegistrableDomain,
    /// What is known of local networks, for pages whose own address space is known.
    pub local_network: LocalNetwork<'a>,
    /// Whether the caller's HTTP cache has an answer to a request of cache mode `only-if-cached`, which is not
    /// sent otherwise. Nobody asks for other requests: those are given to the caller, who may answer them from
    /// its cache or not.
    pub is_stored: &'a dyn Fn(&HttpRequest) -> bool,
    /// Who hears of the deciding steps.
    pub listen: &'a mut L,
}

impl<'a, L: Listen> Context<'a, L> {
    /// A user agent that keeps to the Standard, takes the last two labels of a host for its registrable
    /// domain, and has no HTTP cache.
    pub fn new(cache: &'a mut PreflightCache, now: Duration, listen: &'a mut L) -> Self {
        let local_network = LocalNetwork::default();
        Self {
            cache,
            now,
            quirks: &Quirks::STANDARD,
            domains: &LastTwoLabels,
            local_network,
            is_stored: &|_| false,
            listen,
        }
    }
}

impl<L: Listen> Context<'_, L> {
    /// The same surroundings, with somebody else to hear of the steps.
    pub(crate) fn with_listener<'c, M: Listen>(&'c mut self, listen: &'c mut M) -> Context<'c, M> {
        Context {
            cache: self.cache,
            now: self.now,
            quirks: self.quirks,
            domains: self.domains,
            local_network: self.local_network,
            is_stored: self.is_stored,
            listen,
        }
    }

    /// The key under which the cache knows a request's present hop.
    #[must_use]
    pub fn cache_key(&self, request: &Request) -> CacheKey {
        let key = CacheKey::of(request, self.domains);
        let untainted = self.quirks.preflight_origin_untainted;
        let key = if untainted { key.with_origin(&request.origin) } else { key };
        if self.quirks.cache_split_by_credentials { key.split_by_credentials(request) } else { key }
    }
}

impl<L: Listen> fmt::Debug for Context<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("now", &self.now)
            .field("quirks", &self.quirks)
            .finish_non_exhaustive()
    }
}
