//! How often each reason has occurred.

use super::guard::GuardWhy;
use super::why::Why;
use alloc::sync::Arc;
use core::array;
use core::sync::atomic::{AtomicU64, Ordering};

/// Is told of every decision, for metrics. It stands in the way of every request, so it should only count.
///
/// Reasons have stable names and there are few of them, so they serve as labels. An origin does not: anybody can send
/// a new one with each request.
///
/// ```
/// use corsac::server::{Count, GuardWhy, Why};
///
/// /// Feeds the `metrics` crate, or whatever has counters with labels.
/// struct Metrics;
///
/// impl Count for Metrics {
///     fn decided(&self, why: Why) {
///         // metrics::counter!("cors_requests_total", "cause" => why.name()).increment(1);
///         let _ = why.name();
///     }
///
///     fn guarded(&self, why: GuardWhy) {
///         // metrics::counter!("cross_site_guard_total", "cause" => why.name()).increment(1);
///         let _ = why.name();
///     }
/// }
/// ```
pub trait Count {
    /// A policy decided about a request, for this reason.
    fn decided(&self, why: Why);

    /// A [`Guard`](super::Guard) decided about a request, for this reason.
    fn guarded(&self, why: GuardWhy);
}

/// Counts nothing.
impl Count for () {
    fn decided(&self, _why: Why) {}

    fn guarded(&self, _why: GuardWhy) {}
}

impl<C: Count + ?Sized> Count for Arc<C> {
    fn decided(&self, why: Why) {
        (**self).decided(why);
    }

    fn guarded(&self, why: GuardWhy) {
        (**self).guarded(why);
    }
}

/// A counter for each reason, without locks. Share it in an `Arc`: one clone counts, the other is read.
///
/// As Prometheus reads it:
///
/// ```
/// use std::fmt::Write;
///
/// use corsac::server::{Count, Counts, Why};
///
/// let counts = Counts::default();
/// counts.decided(Why::OriginNotAllowed);
///
/// let mut text = String::from("# TYPE cors_requests_total counter\n");
/// for (why, count) in counts.decisions() {
///     writeln!(text, "cors_requests_total{{cause=\"{why}\"}} {count}")?;
/// }
/// assert!(text.contains("cors_requests_total{cause=\"origin-not-allowed\"} 1\n"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
#[derive(Debug)]
pub struct Counts {
    decisions: [AtomicU64; Why::ALL.len()],
    guards: [AtomicU64; GuardWhy::ALL.len()],
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            decisions: array::from_fn(|_| AtomicU64::new(0)),
            guards: array::from_fn(|_| AtomicU64::new(0)),
        }
    }
}

impl Counts {
    /// How often a policy decided for each reason, in the order of [`Why::ALL`].
    pub fn decisions(&self) -> impl Iterator<Item = (Why, u64)> {
        let counts = self.decisions.iter().map(|count| count.load(Ordering::Relaxed));
        Why::ALL.into_iter().zip(counts)
    }

    /// How often a guard decided for each reason, in the order of [`GuardWhy::ALL`].
    pub fn guards(&self) -> impl Iterator<Item = (GuardWhy, u64)> {
        let counts = self.guards.iter().map(|count| count.load(Ordering::Relaxed));
        GuardWhy::ALL.into_iter().zip(counts)
    }
}

impl Count for Counts {
    fn decided(&self, why: Why) {
        // Both lists are in the order of declaration.
        if let Some(count) = self.decisions.get(why as usize) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn guarded(&self, why: GuardWhy) {
        if let Some(count) = self.guards.get(why as usize) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_counted_by_itself() {
        let counts = Arc::new(Counts::default());
        for (times, why) in (0..).zip(Why::ALL) {
            (0..times).for_each(|_| counts.decided(why));
        }
        for (times, why) in (0..).zip(GuardWhy::ALL) {
            (0..times).for_each(|_| counts.guarded(why));
        }
        assert!(counts.decisions().map(|(_, count)| count).eq(0..14));
        assert!(counts.guards().map(|(_, count)| count).eq(0..10));
    }
}
