//! What is measured: something done as often as one likes.

use std::fmt;

/// Asks as often as it is told to.
pub struct Run(pub(crate) Box<dyn FnMut(u64)>);

impl Run {
    /// Asks `times` times.
    pub fn times(&mut self, times: u64) {
        (self.0)(times);
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Run")
    }
}
