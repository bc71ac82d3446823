//! A hash table that is never changed once built, so that each bucket is a range of one list.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A set of texts, each with a key.
#[derive(Clone)]
pub(super) struct Table<K> {
    hash: fn(seed: u64, text: &str, key: K) -> u64,
    seed: u64,
    /// Where each bucket starts in `entries`, and at last their number.
    starts: Vec<usize>,
    entries: Vec<Entry<K>>,
    /// The texts of all entries, one after another.
    text: String,
}

#[derive(Clone, Copy)]
struct Entry<K> {
    hash: u64,
    /// Where its text starts.
    start: usize,
    /// Where its text ends.
    end: usize,
    key: K,
}

/// More entries than this in one bucket do not come by chance: the texts were chosen to collide.
const CROWDED: usize = 16;

/// How often a crowded table is built anew with another seed.
const SEEDS: u64 = 8;

impl<K: Copy + Eq> Table<K> {
    /// An empty table. The hash starts from a seed, of which the table tries several.
    pub(super) const fn new(hash: fn(seed: u64, text: &str, key: K) -> u64) -> Self {
        Self { hash, seed: 0, starts: Vec::new(), entries: Vec::new(), text: String::new() }
    }

    /// Adds a text, given in pieces, and tells its length. It is found once the table is arranged.
    pub(super) fn add(&mut self, key: K, pieces: &[&str]) -> usize {
        let start = self.text.len();
        self.text.extend(pieces.iter().copied());
        let end = self.text.len();
        self.entries.push(Entry { hash: 0, start, end, key });
        end - start
    }

    /// Puts every entry into its bucket.
    pub(super) fn arrange(&mut self) {
        self.entries.shrink_to_fit();
        self.text.shrink_to_fit();
        for seed in 1..=SEEDS {
            self.arrange_by(seed);
            if self.fullest() <= CROWDED {
                break;
            }
        }
    }

    /// Of equal entries one is kept.
    fn arrange_by(&mut self, seed: u64) {
        let text = |entry: &Entry<K>| self.text.get(entry.start..entry.end).unwrap_or_default();
        let buckets = (self.entries.len() * 2).next_power_of_two();
        for entry in &mut self.entries {
            entry.hash = (self.hash)(seed, text(entry), entry.key);
        }
        self.entries.sort_unstable_by_key(|entry| (bucket(entry.hash, buckets), entry.hash));
        self.entries.dedup_by(|a, b| a.hash == b.hash && a.key == b.key && text(a) == text(b));
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

    #[inline]
    pub(super) const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What to start the hash of a wanted text from.
    pub(super) const fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether there is an entry with this hash that is the wanted one.
    pub(super) fn has(&self, hash: u64, is_wanted: impl Fn(&[u8], K) -> bool) -> bool {
        let bucket = bucket(hash, self.starts.len().saturating_sub(1));
        let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return false;
        };
        let entries = self.entries.get(start..end).unwrap_or_default();
        let text = |entry: &Entry<K>| self.text.as_bytes().get(entry.start..entry.end).unwrap_or_default();
        entries.iter().any(|entry| entry.hash == hash && is_wanted(text(entry), entry.key))
    }
}

/// The bucket of a hash; the number of buckets is a power of two.
const fn bucket(hash: u64, buckets: usize) -> usize {
    hash as usize & buckets.wrapping_sub(1)
}
