//! A judge whose decisions are counted.

use corsac::server::Count;

use crate::head::Head;
use crate::judge::Judge;
use crate::ruling::Ruling;

/// A judge that tells a counter the reason of every decision: for metrics.
///
/// ```
/// use std::sync::Arc;
///
/// use corsac::server::{Counts, Policy};
/// use corsac_actix::{Cors, Counted, PreparedPolicy};
///
/// let counts = Arc::new(Counts::default());
/// let policy = PreparedPolicy::from(Policy::builder().allow_origin("https://example.com").build()?);
/// let cors = Cors::judged_by(Counted::new(policy, Arc::clone(&counts)));
/// // Elsewhere: what a scrape reads.
/// for (why, count) in counts.decisions() {
///     assert_eq!(count, 0, "{why}");
/// }
/// # let _ = cors;
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Counted<J, C> {
    judge: J,
    counter: C,
}

impl<J: Judge, C: Count> Counted<J, C> {
    /// `judge` decides, and `counter` is told why.
    #[must_use]
    pub const fn new(judge: J, counter: C) -> Self {
        Self { judge, counter }
    }
}

impl<J: Judge, C: Count> Judge for Counted<J, C> {
    fn rule(&self, head: &Head<'_>) -> Ruling {
        let ruling = self.judge.rule(head);
        self.counter.decided(ruling.why());
        ruling
    }

    fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        self.judge.nearest_origin(line)
    }
}
