//! The CORS-preflight cache: which methods and headers a server has already allowed.
//!
//! It is a value with bounds: whoever offers it more than it may hold makes it forget what was used
//! longest ago. Look-ups cost the same however full it is.

use crate::fetch::request::{CredentialsMode, Request};
use core::time::Duration;

mod entries;
mod groups;
mod key;
mod limits;
#[cfg(feature = "serde")]
mod saved;

use entries::{Allows, Entries, Kind};
use groups::Groups;
pub use key::CacheKey;
pub use limits::CacheLimits;

/// The answers of preflights, until they expire or their room is needed.
///
/// It holds as much as its [`CacheLimits`] say and forgets what was used longest ago; an answer that exceeds them
/// alone is not kept at all. A look-up takes the same time however many origins and URLs there are, and grows with the
/// logarithm of what one URL allows.
///
/// With the feature `serde` it can be saved and read again. Times are counted from the same moment
/// then, as [`Context::now`](super::Context::now) is.
///
/// <https://fetch.spec.whatwg.org/#concept-cache>
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "saved::Saved", into = "saved::Saved"))]
pub struct PreflightCache {
    limits: CacheLimits,
    groups: Groups,
}

impl PreflightCache {
    /// An empty cache with [`CacheLimits::DEFAULT`].
    #[must_use]
    pub const fn new() -> Self {
        Self::with_limits(CacheLimits::DEFAULT)
    }

    /// An empty cache that holds so much at the most.
    #[must_use]
    pub const fn with_limits(limits: CacheLimits) -> Self {
        Self { limits, groups: Groups::new() }
    }

    /// How much it holds at the most.
    #[must_use]
    pub const fn limits(&self) -> CacheLimits {
        self.limits
    }

    /// The number of entries, expired ones included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.groups.entries()
    }

    /// The bytes that the entries count, as [`CacheLimits::bytes`] says.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.groups.bytes()
    }

    /// Whether there is no entry.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops the entries whose time has passed. They serve nobody in any case; this makes room.
    pub fn remove_expired(&mut self, now: Duration) {
        self.groups.change_all(|entries| entries.remove_expired(now));
    }

    /// Drops what is known of a request's origin and present URL.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-clear>
    pub fn clear(&mut self, key: &CacheKey) {
        self.groups.remove(key);
    }

    /// Marks what is known of a key as just used, so that it is forgotten last.
    pub fn touch(&mut self, key: &CacheKey) {
        self.groups.touch(key);
    }

    /// Whether an entry of a key serves a request: it is alive, and allows credentials if the
    /// request has any.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-match>
    fn cache_entry_match(
        &self,
        key: &CacheKey,
        request: &Request,
        (kind, name): (Kind, &str),
        now: Duration,
    ) -> bool {
        let credentialed = request.credentials_mode == CredentialsMode::Include;
        self.groups.get(key).is_some_and(|entries| entries.find(kind, name, credentialed, now).is_some())
    }

    /// Whether a method is known to be allowed.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-match-method>
    #[must_use]
    pub fn method_cache_entry_match(
        &self,
        key: &CacheKey,
        request: &Request,
        method: &str,
        now: Duration,
    ) -> bool {
        self.cache_entry_match(key, request, (Kind::Method, method), now)
    }

    /// Whether a request header is known to be allowed.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-match-header>
    #[must_use]
    pub fn header_name_cache_entry_match(
        &self,
        key: &CacheKey,
        request: &Request,
        name: &str,
        now: Duration,
    ) -> bool {
        self.cache_entry_match(key, request, (Kind::Header, name), now)
    }

    /// Whether a method is allowed by its own name, with credentials.
    pub(super) fn names_method(&self, key: &CacheKey, method: &str, now: Duration) -> bool {
        self.groups.get(key).is_some_and(|entries| entries.names(Kind::Method, method, now))
    }

    /// The same for a header.
    pub(super) fn names_header(&self, key: &CacheKey, name: &str, now: Duration) -> bool {
        self.groups.get(key).is_some_and(|entries| entries.names(Kind::Header, name, now))
    }

    /// Remembers the methods and headers that a preflight allowed: an entry that matches is
    /// prolonged, otherwise one is made. Others are forgotten where the limits ask for it, those
    /// used longest ago first; an answer beyond the limits alone is not remembered.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-create-entry>
    pub fn store(
        &mut self,
        key: &CacheKey,
        request: &Request,
        (methods, header_names): (&[&str], &[&str]),
        (now, max_age): (Duration, Duration),
    ) {
        let expires = now.saturating_add(max_age);
        // 1. The entries, as this request's credentials mode has them.
        let credentials = request.credentials_mode == CredentialsMode::Include;
        let methods = methods.iter().map(|name| (Kind::Method, *name));
        let names = header_names.iter().map(|name| (Kind::Header, *name));
        let mut entries = self.groups.take(key).unwrap_or_default();
        entries.remove_expired(now);
        for (kind, name) in methods.chain(names) {
            let known = entries.find(kind, name, credentials, now);
            // 2. Into the cache.
            match known {
                Some(index) => entries.prolong(index, expires),
                None => entries.insert(Allows::new(kind, name, credentials), expires),
            }
        }
        entries.remove_expired(now);
        self.put(key.clone(), entries);
    }

    fn put(&mut self, key: CacheKey, entries: Entries) {
        let CacheLimits { entries: most, urls, bytes } = self.limits;
        let too_much = entries.len() > most || urls == 0 || Groups::bytes_of(&key, &entries) > bytes;
        if entries.is_empty() || too_much {
            return;
        }
        self.groups.insert(key, entries);
        while self.len() > most || self.groups.len() > urls || self.bytes() > bytes {
            self.groups.remove_oldest();
        }
    }
}

#[cfg(test)]
mod tests;
