//! The origins of a policy, found at the cost of an origin's length however many there are.

use super::pattern::{OriginPattern, PortPattern};
use crate::fetch::origin::OriginRef;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

mod hash;

/// A set of origin patterns: a hash table that is never changed once built, so that each bucket is
/// a range of one list.
///
/// A pattern without `*.` lies under its scheme, host and port. A pattern with `*.` lies under what
/// follows it, so that an origin is looked for under each suffix of its host, as far as the longest
/// pattern reaches.
#[derive(Clone, Default)]
pub(super) struct OriginSet {
    seed: u64,
    /// Where each bucket starts in `entries`, and at last their number.
    starts: Vec<usize>,
    entries: Vec<Entry>,
    /// The schemes and hosts of all entries.
    text: String,
    /// The most labels that a pattern has after its `*.`; 0 if none has one.
    labels_max: usize,
    any_port: bool,
}

#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    /// Where the scheme starts in the text.
    scheme: usize,
    /// Where the host starts in the text.
    host: usize,
    /// Where the host ends in the text.
    end: usize,
    key: Key,
}

/// What is told apart besides scheme and host.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    subdomains: bool,
    port: PortPattern,
}

/// More patterns than this in one bucket do not come by chance: the names were chosen to collide.
const CROWDED: usize = 16;

/// How often a crowded table is built anew with another seed.
const SEEDS: u64 = 8;

impl OriginSet {
    pub(super) fn new(patterns: &[OriginPattern<'_>]) -> Self {
        let mut set = Self::default();
        set.entries.reserve_exact(patterns.len());
        for pattern in patterns {
            set.add(pattern);
        }
        for seed in 1..=SEEDS {
            set.arrange(seed);
            if set.fullest() <= CROWDED {
                break;
            }
        }
        set
    }

    fn add(&mut self, pattern: &OriginPattern<'_>) {
        let scheme = self.text.len();
        let host = scheme + pattern.scheme.len();
        self.text.push_str(pattern.scheme);
        self.text.push_str(pattern.host);
        self.any_port |= pattern.port == PortPattern::Any;
        if pattern.subdomains {
            self.labels_max = self.labels_max.max(pattern.host.split('.').count());
        }
        let key = Key { subdomains: pattern.subdomains, port: pattern.port };
        self.entries.push(Entry { hash: 0, scheme, host, end: self.text.len(), key });
    }

    /// Puts every entry into its bucket; of equal entries one is kept.
    fn arrange(&mut self, seed: u64) {
        let text = &self.text;
        let parts = |entry: &Entry| (text.get(entry.scheme..entry.host), text.get(entry.host..entry.end));
        let buckets = (self.entries.len() * 2).next_power_of_two();
        for entry in &mut self.entries {
            let (scheme, host) = parts(entry);
            let scheme = hash::text(seed, scheme.unwrap_or_default());
            entry.hash = entry.key.hash(hash::text(scheme, host.unwrap_or_default()));
        }
        self.entries.sort_unstable_by_key(|entry| (bucket(entry.hash, buckets), entry.hash));
        self.entries.dedup_by(|a, b| a.hash == b.hash && a.key == b.key && parts(a) == parts(b));
        self.seed = seed;
        self.starts = vec![0; buckets + 1];
        for entry in &self.entries {
            if let Some(count) = self.starts.get_mut(bucket(entry.hash, buckets) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
    }

    /// The most entries of a bucket.
    fn fullest(&self) -> usize {
        let ends = self.starts.iter().skip(1);
        self.starts.iter().zip(ends).map(|(start, end)| end - start).max().unwrap_or(0)
    }

    /// Whether a pattern of the set matches the origin.
    pub(super) fn contains(&self, origin: &OriginRef<'_>) -> bool {
        let scheme = hash::text(self.seed, origin.scheme);
        let has = |host, subdomains| {
            let hash = hash::text(scheme, host);
            let has = |port| self.find(origin.scheme, host, hash, Key { subdomains, port });
            has(PortPattern::Exactly(origin.port)) || (self.any_port && has(PortPattern::Any))
        };
        let mut suffixes = origin.host.rmatch_indices('.').take(self.labels_max);
        has(origin.host, false)
            || suffixes.any(|(dot, _)| origin.host.get(dot + 1..).is_some_and(|suffix| has(suffix, true)))
    }

    fn find(&self, scheme: &str, host: &str, hash: u64, key: Key) -> bool {
        let hash = key.hash(hash);
        let bucket = bucket(hash, self.starts.len().saturating_sub(1));
        let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return false;
        };
        let entries = self.entries.get(start..end).unwrap_or_default();
        entries.iter().any(|entry| {
            entry.hash == hash
                && entry.key == key
                && self.text.get(entry.scheme..entry.host) == Some(scheme)
                && self.text.get(entry.host..entry.end) == Some(host)
        })
    }
}

/// The bucket of a hash; the number of buckets is a power of two.
const fn bucket(hash: u64, buckets: usize) -> usize {
    hash as usize & buckets.wrapping_sub(1)
}

impl Key {
    fn hash(self, text: u64) -> u64 {
        let port = match self.port {
            PortPattern::Exactly(port) => u64::from(port.unwrap_or(0)),
            PortPattern::Any => 1 << 16,
        };
        hash::word(text, port | u64::from(self.subdomains) << 17)
    }
}
