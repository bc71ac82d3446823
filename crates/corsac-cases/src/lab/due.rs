//! The fetches of a case, and when each is due.

use std::time::Duration;

use corsac::browser::RequestInit;
use corsac::exchange::{Scenario, ScenarioStep};

/// A fetch, and when it is due after the first.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// The fetch.
    pub init: &'a RequestInit,
    /// The waits before it, added up.
    pub after: Duration,
}

/// The fetches of a scenario in order.
#[must_use]
pub fn due(scenario: &Scenario) -> Vec<Due<'_>> {
    let mut after = Duration::ZERO;
    let mut fetches = Vec::new();
    for step in &scenario.steps {
        match step {
            ScenarioStep::Wait(seconds) => after += Duration::from_secs(*seconds),
            ScenarioStep::Fetch(init) => fetches.push(Due { init, after }),
        }
    }
    fetches
}
