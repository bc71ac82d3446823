//! What the caller lends to the browser half at each call.

use super::cache::PreflightCache;
use super::quirks::Quirks;
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
    /// Who hears of the deciding steps.
    pub listen: &'a mut L,
}

impl<'a, L: Listen> Context<'a, L> {
    /// A user agent that keeps to the Standard and takes the last two labels of a host for its
    /// registrable domain.
    pub fn new(cache: &'a mut PreflightCache, now: Duration, listen: &'a mut L) -> Self {
        Self { cache, now, quirks: &Quirks::STANDARD, domains: &LastTwoLabels, listen }
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
