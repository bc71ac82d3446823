//! The origins of a policy, found in one pass over an origin however many there are.

use super::pattern::{OriginPattern, PortPattern};
use crate::fetch::origin::OriginRef;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A set of origin patterns.
///
/// Patterns lie in a hash table. The hash of a pattern is that of its host, taken from the last
/// byte to the first, then its scheme and port: so one pass over the host of an origin meets the
/// hash of every suffix that a `*.` pattern may end in. The table is never changed once built, so
/// each bucket is just a range of one list.
#[derive(Clone, Default)]
pub(super) struct OriginSet {
    /// Where each bucket starts in `entries`; one more than there are buckets, a power of two.
    starts: Vec<usize>,
    entries: Vec<Entry>,
    /// The schemes and hosts of all entries.
    text: String,
    /// The most labels that a `*.` pattern has after the `*.`; 0 if there is none.
    labels_max: usize,
    any_port: bool,
}

#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    /// Where the scheme starts in the text; the host follows it.
    at: usize,
    scheme_len: u16,
    host_len: u16,
    key: Key,
}

/// What is told apart besides scheme and host.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    subdomains: bool,
    port: PortPattern,
}

impl OriginSet {
    pub(super) fn new<'a>(patterns: impl Iterator<Item = OriginPattern<'a>> + Clone) -> Self {
        let mut set = Self::default();
        let mut entries = Vec::new();
        for pattern in patterns {
            entries.push(set.entry(&pattern));
        }
        let buckets = (entries.len() * 2).next_power_of_two();
        let mut starts = vec![0; buckets + 1];
        entries.sort_unstable_by_key(|entry: &Entry| bucket(entry.hash, buckets));
        for entry in &entries {
            if let Some(count) = starts.get_mut(bucket(entry.hash, buckets) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        set.starts = starts;
        set.entries = entries;
        set
    }

    fn entry(&mut self, pattern: &OriginPattern<'_>) -> Entry {
        let at = self.text.len();
        self.text.push_str(pattern.scheme);
        self.text.push_str(pattern.host);
        self.any_port |= pattern.port == PortPattern::Any;
        if pattern.subdomains {
            self.labels_max = self.labels_max.max(pattern.host.split('.').count());
        }
        let key = Key { subdomains: pattern.subdomains, port: pattern.port };
        Entry {
            hash: key.hash(pattern.scheme, pattern.host.bytes().rev().fold(SEED, mix)),
            at,
            // A pattern is no longer than an origin: some hundred bytes.
            scheme_len: pattern.scheme.len() as u16,
            host_len: pattern.host.len() as u16,
            key,
        }
    }

    /// Whether a pattern of the set matches the origin.
    pub(super) fn contains(&self, origin: &OriginRef<'_>) -> bool {
        let mut hash = SEED;
        let mut labels = 0;
        for (at, byte) in origin.host.bytes().enumerate().rev() {
            if byte == b'.' && labels < self.labels_max {
                labels += 1;
                let suffix = origin.host.get(at + 1..).unwrap_or_default();
                if self.has(origin, suffix, hash, true) {
                    return true;
                }
            }
            hash = mix(hash, byte);
        }
        self.has(origin, origin.host, hash, false)
    }

    fn has(&self, origin: &OriginRef<'_>, host: &str, hash: u64, subdomains: bool) -> bool {
        let has = |port| self.find(origin.scheme, host, hash, Key { subdomains, port });
        has(PortPattern::Exactly(origin.port)) || (self.any_port && has(PortPattern::Any))
    }

    fn find(&self, scheme: &str, host: &str, hash: u64, key: Key) -> bool {
        let hash = key.hash(scheme, hash);
        let bucket = bucket(hash, self.starts.len().saturating_sub(1));
        let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return false;
        };
        let entries = self.entries.get(start..end).unwrap_or_default();
        entries.iter().any(|entry| entry.hash == hash && entry.key == key && self.is(entry, scheme, host))
    }

    fn is(&self, entry: &Entry, scheme: &str, host: &str) -> bool {
        let host_at = entry.at + usize::from(entry.scheme_len);
        self.text.get(entry.at..host_at) == Some(scheme)
            && self.text.get(host_at..host_at + usize::from(entry.host_len)) == Some(host)
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// One step of FNV-1a.
const fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

/// The bucket of a hash; `buckets` is a power of two.
const fn bucket(hash: u64, buckets: usize) -> usize {
    // The low bits of FNV are the poorer ones.
    ((hash >> 32) as usize ^ hash as usize) & buckets.wrapping_sub(1)
}

impl Key {
    fn hash(self, scheme: &str, host_hash: u64) -> u64 {
        let port = match self.port {
            PortPattern::Exactly(port) => u32::from(port.unwrap_or(0)),
            PortPattern::Any => 1 << 16,
        };
        let hash = scheme.bytes().fold(host_hash, mix);
        (hash ^ u64::from(port) ^ u64::from(self.subdomains) << 20).wrapping_mul(PRIME)
    }
}
