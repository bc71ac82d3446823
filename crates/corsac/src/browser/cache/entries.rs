//! What one origin may do at one URL.

use super::limits::CacheLimits;
use crate::fetch::header_name::is_cors_non_wildcard_request_header_name;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub(super) enum Kind {
    Method,
    Header,
}

/// What an entry allows; `*` is kept as such, and header names in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Allows {
    kind: Kind,
    name: String,
    credentials: bool,
}

impl Allows {
    pub(super) fn new(kind: Kind, name: &str, credentials: bool) -> Self {
        let name = if kind == Kind::Header { name.to_ascii_lowercase() } else { name.into() };
        Self { kind, name, credentials }
    }

    fn compare(&self, kind: Kind, name: &str, credentials: bool) -> Ordering {
        let names = || match kind {
            Kind::Method => self.name.as_bytes().cmp(name.as_bytes()),
            Kind::Header => self.name.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase())),
        };
        self.kind.cmp(&kind).then_with(names).then_with(|| self.credentials.cmp(&credentials))
    }
}

#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct CacheEntry {
    #[cfg_attr(feature = "serde", serde(flatten))]
    allows: Allows,
    expires: Duration,
}

/// The entries of one key, in order, so that one is found without looking at all.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Entries(Vec<CacheEntry>);

impl Entries {
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.iter().map(|entry| entry.allows.name.len() + CacheLimits::ENTRY_OVERHEAD).sum()
    }

    pub(super) fn remove_expired(&mut self, now: Duration) {
        self.0.retain(|entry| entry.expires > now);
    }

    fn search(&self, kind: Kind, name: &str, credentials: bool) -> Result<usize, usize> {
        self.0.binary_search_by(|entry| entry.allows.compare(kind, name, credentials))
    }

    /// The entry that allows this by name or by `*`, alive and good enough for the credentials.
    pub(super) fn find(&self, kind: Kind, name: &str, credentialed: bool, now: Duration) -> Option<usize> {
        let wildcard = kind == Kind::Method || !is_cors_non_wildcard_request_header_name(name);
        let alive = |index: &usize| self.0.get(*index).is_some_and(|entry| entry.expires > now);
        let by_name = |name: &str| {
            let with = self.search(kind, name, true).ok().filter(&alive);
            let without = || self.search(kind, name, false).ok().filter(&alive);
            with.or_else(|| if credentialed { None } else { without() })
        };
        by_name(name).or_else(|| if wildcard { by_name("*") } else { None })
    }

    /// Whether an entry allows this by its own name and with credentials.
    pub(super) fn names(&self, kind: Kind, name: &str, now: Duration) -> bool {
        let entry = self.search(kind, name, true).ok().and_then(|index| self.0.get(index));
        entry.is_some_and(|entry| entry.expires > now)
    }

    pub(super) fn prolong(&mut self, index: usize, expires: Duration) {
        if let Some(entry) = self.0.get_mut(index) {
            entry.expires = expires;
        }
    }

    pub(super) fn insert(&mut self, allows: Allows, expires: Duration) {
        match self.search(allows.kind, &allows.name, allows.credentials) {
            Ok(index) => self.prolong(index, expires),
            Err(index) => self.0.insert(index, CacheEntry { allows, expires }),
        }
    }
}

#[cfg(feature = "serde")]
impl Entries {
    /// The same entries in order, whatever order they were read in.
    pub(super) fn in_order(self) -> Self {
        let mut entries = Self::default();
        for CacheEntry { allows, expires } in self.0 {
            entries.insert(Allows::new(allows.kind, &allows.name, allows.credentials), expires);
        }
        entries
    }
}
