//! The cells that the corpus gives.

use super::cell::{Cell, HOST_OF_FRAMES};
use corsac::browser::{Initiator, NetworkFailure};
use corsac::exchange::{ScenarioServer, ScenarioStep};
use corsac_cases::corpus::{self, Case};
use std::collections::BTreeMap;

/// The corpus as cells, and the cases that are none, each with its reason.
pub(crate) struct Corpus {
    pub cells: Vec<Cell>,
    pub left_out: Vec<&'static str>,
}

impl Corpus {
    /// How often each reason holds.
    pub(crate) fn reasons(&self) -> String {
        let mut counts = BTreeMap::new();
        for reason in &self.left_out {
            *counts.entry(*reason).or_insert(0) += 1;
        }
        let counts: Vec<_> = counts.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        counts.join(", ")
    }
}

pub(crate) fn cells() -> Corpus {
    let mut found = Corpus { cells: Vec::new(), left_out: Vec::new() };
    for case in corpus::read(&corpus::directory()).unwrap_or_else(|error| panic!("{error}")) {
        let file = case.file.file_name().unwrap_or_default().to_string_lossy();
        let cell = Cell { name: format!("{file}: {}", case.title), scenario: case.scenario.clone() };
        match why_not(&case, &cell) {
            None => found.cells.push(cell),
            Some(reason) => found.left_out.push(reason),
        }
    }
    found
}

/// Why a case cannot be played in a batch, in one page, by every browser alike.
fn why_not(case: &Case, cell: &Cell) -> Option<&'static str> {
    let server: Option<ScenarioServer> = case.scenario.server.build().ok();
    let fails = |failure| case.scenario.server.answers.iter().any(|answer| answer.fails == Some(failure));
    let leaves = |initiator| initiator == Initiator::Navigation;
    let reasons = [
        (cell.fetches() == 0 || server.is_none(), "without a fetch or a server"),
        (case.expect.refused.is_some(), "with a request that no page makes"),
        (case.scenario.steps.iter().any(|step| matches!(step, ScenarioStep::Wait(_))), "with a wait"),
        (fails(NetworkFailure::Timeout), "with a silent server"),
        (cell.inits().any(|init| leaves(init.initiator)), "leaving the page"),
        (cell.inits().any(|init| init.origin != cell.origin()), "with several pages"),
        (mixes_content(cell), "with mixed content"),
        (cell.urls().any(|url| url.host_str() == Some("127.0.0.1")), "at 127.0.0.1"),
    ];
    reasons.into_iter().find_map(|(holds, reason)| holds.then_some(reason))
}

/// The engine leaves mixed content to its embedder.
fn mixes_content(cell: &Cell) -> bool {
    let page = if cell.origin() == "null" { HOST_OF_FRAMES } else { cell.origin() };
    page.starts_with("https:") && cell.urls().any(|url| url.scheme() == "http")
}
