//! The keys of the cache: found by hash, and in the order of their last use.

use super::entries::Entries;
use super::key::CacheKey;
use super::limits::CacheLimits;
use alloc::vec;
use alloc::vec::Vec;

/// A place in the list of groups.
type Slot = usize;

#[derive(Debug, Clone)]
struct Group {
    key: CacheKey,
    hash: u64,
    entries: Entries,
    bytes: usize,
    /// The next group in the same bucket.
    chained: Option<Slot>,
    newer: Option<Slot>,
    older: Option<Slot>,
}

/// Groups of entries, each under its key.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    slots: Vec<Option<Group>>,
    free: Vec<Slot>,
    /// A power of two of them, or none.
    buckets: Vec<Option<Slot>>,
    newest: Option<Slot>,
    oldest: Option<Slot>,
    entries: usize,
    bytes: usize,
}

impl Groups {
    pub(super) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
            buckets: Vec::new(),
            newest: None,
            oldest: None,
            entries: 0,
            bytes: 0,
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub(super) const fn entries(&self) -> usize {
        self.entries
    }

    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn bytes_of(key: &CacheKey, entries: &Entries) -> usize {
        key.bytes().saturating_add(entries.bytes()).saturating_add(CacheLimits::URL_OVERHEAD)
    }

    pub(super) fn get(&self, key: &CacheKey) -> Option<&Entries> {
        self.group(self.find(key)?).map(|group| &group.entries)
    }

    pub(super) fn touch(&mut self, key: &CacheKey) {
        if let Some(slot) = self.find(key) {
            self.unlink(slot);
            self.link_as_newest(slot);
        }
    }

    pub(super) fn remove(&mut self, key: &CacheKey) {
        self.take(key);
    }

    pub(super) fn take(&mut self, key: &CacheKey) -> Option<Entries> {
        let slot = self.find(key)?;
        self.take_slot(slot).map(|group| group.entries)
    }

    pub(super) fn remove_oldest(&mut self) {
        match self.oldest {
            Some(slot) => drop(self.take_slot(slot)),
            // Nothing is left, whatever the sums say.
            None => *self = Self::new(),
        }
    }

    /// Adds a group under a key that has none.
    pub(super) fn insert(&mut self, key: CacheKey, entries: Entries) {
        let bytes = Self::bytes_of(&key, &entries);
        self.entries += entries.len();
        self.bytes += bytes;
        let hash = hash(&key);
        let group = Group { key, hash, entries, bytes, chained: None, newer: None, older: None };
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() - 1
        });
        if let Some(place) = self.slots.get_mut(slot) {
            *place = Some(group);
        }
        if self.len() > self.buckets.len() {
            self.grow();
        } else {
            self.chain(slot, hash);
        }
        self.link_as_newest(slot);
    }

    /// Changes the entries of every group, and drops the groups that are empty then.
    pub(super) fn change_all(&mut self, mut change: impl FnMut(&mut Entries)) {
        for slot in 0..self.slots.len() {
            let Some(Some(group)) = self.slots.get_mut(slot) else { continue };
            let before = (group.entries.len(), group.bytes);
            change(&mut group.entries);
            group.bytes = Self::bytes_of(&group.key, &group.entries);
            let (after, empty) = ((group.entries.len(), group.bytes), group.entries.is_empty());
            self.entries = self.entries - before.0 + after.0;
            self.bytes = self.bytes - before.1 + after.1;
            if empty {
                self.take_slot(slot);
            }
        }
    }

    /// The keys and entries, those used longest ago first.
    #[cfg(feature = "serde")]
    pub(super) fn oldest_first(&self) -> impl Iterator<Item = (&CacheKey, &Entries)> {
        let mut next = self.oldest;
        core::iter::from_fn(move || {
            let group = self.group(next?)?;
            next = group.newer;
            Some((&group.key, &group.entries))
        })
    }

    /// The groups that there was ever room for.
    #[cfg(test)]
    pub(super) const fn slots_used(&self) -> usize {
        self.slots.len()
    }

    fn group(&self, slot: Slot) -> Option<&Group> {
        self.slots.get(slot)?.as_ref()
    }

    fn group_mut(&mut self, slot: Option<Slot>) -> Option<&mut Group> {
        self.slots.get_mut(slot?)?.as_mut()
    }

    fn bucket(&self, hash: u64) -> usize {
        usize::try_from(hash & (self.buckets.len() as u64).wrapping_sub(1)).unwrap_or(0)
    }

    fn find(&self, key: &CacheKey) -> Option<Slot> {
        let hash = hash(key);
        let mut next = *self.buckets.get(self.bucket(hash))?;
        while let Some(slot) = next {
            let group = self.group(slot)?;
            if group.hash == hash && group.key == *key {
                return Some(slot);
            }
            next = group.chained;
        }
        None
    }

    fn chain(&mut self, slot: Slot, hash: u64) {
        let bucket = self.bucket(hash);
        let Some(first) = self.buckets.get_mut(bucket) else { return };
        let chained = first.replace(slot);
        if let Some(group) = self.group_mut(Some(slot)) {
            group.chained = chained;
        }
    }

    fn unchain(&mut self, slot: Slot, group: &Group) {
        let bucket = self.bucket(group.hash);
        let Some(first) = self.buckets.get_mut(bucket) else { return };
        if *first == Some(slot) {
            *first = group.chained;
            return;
        }
        let mut next = *first;
        while let Some(before) = self.group_mut(next) {
            if before.chained == Some(slot) {
                before.chained = group.chained;
                return;
            }
            next = before.chained;
        }
    }

    fn grow(&mut self) {
        self.buckets = vec![None; (self.buckets.len() * 2).max(16)];
        for slot in 0..self.slots.len() {
            if let Some(hash) = self.group(slot).map(|group| group.hash) {
                self.chain(slot, hash);
            }
        }
    }

    fn take_slot(&mut self, slot: Slot) -> Option<Group> {
        self.unlink(slot);
        let group = self.slots.get_mut(slot)?.take()?;
        self.unchain(slot, &group);
        self.free.push(slot);
        self.entries -= group.entries.len();
        self.bytes -= group.bytes;
        Some(group)
    }

    fn unlink(&mut self, slot: Slot) {
        let Some(group) = self.group(slot) else { return };
        let (newer, older) = (group.newer, group.older);
        match self.group_mut(newer) {
            Some(group) => group.older = older,
            None => self.newest = older,
        }
        match self.group_mut(older) {
            Some(group) => group.newer = newer,
            None => self.oldest = newer,
        }
    }

    fn link_as_newest(&mut self, slot: Slot) {
        let before = self.newest.replace(slot);
        if let Some(group) = self.group_mut(Some(slot)) {
            (group.newer, group.older) = (None, before);
        }
        match self.group_mut(before) {
            Some(group) => group.newer = Some(slot),
            None => self.oldest = Some(slot),
        }
    }
}

/// FNV-1a over the texts of a key, with a mark after each.
fn hash(key: &CacheKey) -> u64 {
    let CacheKey { network_partition_key, origin, url, credentials } = key;
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    for text in [network_partition_key.as_deref().unwrap_or_default(), origin, url] {
        for &byte in text.as_bytes() {
            add(byte);
        }
        add(0xff);
    }
    add(credentials.map_or(2, u8::from));
    hash ^ hash >> 32
}
