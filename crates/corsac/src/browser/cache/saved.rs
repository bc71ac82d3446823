//! A cache as it is saved: plain data, those used longest ago first.

use super::PreflightCache;
use super::entries::Entries;
use super::key::CacheKey;
use super::limits::CacheLimits;
use alloc::vec::Vec;

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Saved {
    limits: CacheLimits,
    urls: Vec<SavedGroup>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedGroup {
    key: CacheKey,
    entries: Entries,
}

impl From<PreflightCache> for Saved {
    fn from(cache: PreflightCache) -> Self {
        let urls = cache.groups.oldest_first();
        let urls = urls.map(|(key, entries)| SavedGroup { key: key.clone(), entries: entries.clone() });
        Self { limits: cache.limits, urls: urls.collect() }
    }
}

/// Whatever was saved, the limits hold.
impl From<Saved> for PreflightCache {
    fn from(saved: Saved) -> Self {
        let mut cache = Self::with_limits(saved.limits);
        for SavedGroup { key, entries } in saved.urls {
            cache.clear(&key);
            cache.put(key, entries.in_order());
        }
        cache
    }
}
