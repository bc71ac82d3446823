//! The CORS-preflight cache: which methods and headers a server has already allowed.

use super::request_origin::byte_serialize_request_origin;
use crate::fetch::header_name::is_cors_non_wildcard_request_header_name;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::site::RegistrableDomain;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

/// What a cache entry belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CacheKey {
    network_partition_key: Option<String>,
    origin: String,
    url: String,
}

impl CacheKey {
    /// The key of a request's present hop.
    #[must_use]
    pub fn of(request: &Request, domains: &dyn RegistrableDomain) -> Self {
        Self {
            network_partition_key: request.network_partition_key.clone(),
            origin: byte_serialize_request_origin(request, domains),
            url: request.current_url().to_string(),
        }
    }
}

/// What an entry allows; `*` is kept as such.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Allows {
    Method(String),
    Header(String),
}

impl Allows {
    fn covers_method(&self, method: &str) -> bool {
        matches!(self, Self::Method(allowed) if allowed == method || allowed == "*")
    }

    fn covers_header(&self, name: &str) -> bool {
        match self {
            Self::Header(allowed) if allowed == "*" => !is_cors_non_wildcard_request_header_name(name),
            Self::Header(allowed) => allowed.eq_ignore_ascii_case(name),
            Self::Method(_) => false,
        }
    }

    /// Whether this makes an entry for `other` unnecessary.
    fn covers(&self, other: &Self) -> bool {
        match other {
            Self::Method(method) => self.covers_method(method),
            Self::Header(name) => self.covers_header(name),
        }
    }
}

#[derive(Debug, Clone)]
struct CacheEntry {
    allows: Allows,
    credentials: bool,
    expires: Duration,
}

/// The answers of preflights, until they expire.
///
/// <https://fetch.spec.whatwg.org/#concept-cache>
#[derive(Debug, Clone, Default)]
pub struct PreflightCache {
    entries: BTreeMap<CacheKey, Vec<CacheEntry>>,
}

impl PreflightCache {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: BTreeMap::new() }
    }

    /// The number of entries, expired ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Drops the entries whose time has passed.
    pub fn remove_expired(&mut self, now: Duration) {
        self.entries.retain(|_, entries| {
            entries.retain(|entry| entry.expires > now);
            !entries.is_empty()
        });
    }

    /// Drops what is known of a request's origin and present URL.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-clear>
    pub fn clear(&mut self, key: &CacheKey) {
        self.entries.remove(key);
    }

    /// The entries of a key that are still alive and serve this credentials mode.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-match>
    fn matches<'a>(
        &'a self,
        key: &CacheKey,
        request: &Request,
        now: Duration,
    ) -> impl Iterator<Item = &'a Allows> {
        let credentialed = request.credentials_mode == CredentialsMode::Include;
        self.entries
            .get(key)
            .into_iter()
            .flatten()
            .filter(move |entry| entry.expires > now && (entry.credentials || !credentialed))
            .map(|entry| &entry.allows)
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
        self.matches(key, request, now).any(|allows| allows.covers_method(method))
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
        self.matches(key, request, now).any(|allows| allows.covers_header(name))
    }

    /// Remembers the methods and headers that a preflight allowed: an entry that matches is
    /// prolonged, otherwise one is made.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-cache-create-entry>
    pub fn store(
        &mut self,
        key: &CacheKey,
        request: &Request,
        (methods, header_names): (&[&str], &[&str]),
        (now, max_age): (Duration, Duration),
    ) {
        self.remove_expired(now);
        let expires = now.saturating_add(max_age);
        // 1. The entry, as this request's credentials mode has it.
        let credentials = request.credentials_mode == CredentialsMode::Include;
        let methods = methods.iter().map(|method| Allows::Method((*method).into()));
        let headers = header_names.iter().map(|name| Allows::Header(name.to_ascii_lowercase()));
        let entries = self.entries.entry(key.clone()).or_default();
        for allows in methods.chain(headers) {
            let known =
                entries.iter_mut().find(|e| e.allows.covers(&allows) && (e.credentials || !credentials));
            match known {
                Some(entry) => entry.expires = expires,
                // 2. Into the cache.
                None => entries.push(CacheEntry { allows, credentials, expires }),
            }
        }
        self.remove_expired(now);
    }
}
