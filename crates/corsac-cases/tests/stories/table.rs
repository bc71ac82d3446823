//! `docs/chromium.md`: what Chromium did in each case of the corpus, and what explain says of it.

use corsac::exchange::{Scenario, ScenarioStep};
use corsac::explain::{Report, Verdict};
use corsac_cases::corpus::Case;
use corsac_cases::judge;
use corsac_cases::lab::Observation;
use std::fmt::Write as _;

/// Where it is kept.
pub(crate) const FILE: &str = "docs/chromium.md";

/// The page, as it grows.
pub(crate) struct Table {
    text: String,
    /// The file whose cases come now.
    story: String,
}

impl Table {
    pub(crate) fn new() -> Self {
        Self { text: include_str!("above.md").to_owned(), story: String::new() }
    }

    /// Adds what came of a case; tells where explain expects something else of Chromium.
    pub(crate) fn add(&mut self, case: &Case, observed: &[Observation]) -> Vec<String> {
        self.begin(case);
        let reports = explained(case);
        let mut wrong = Vec::new();
        for (number, (seen, report)) in observed.iter().zip(&reports).enumerate() {
            let fetch = if reports.len() == 1 { String::new() } else { format!(" ({})", number + 1) };
            let reason = seen.reason().map(|reason| format!("`{reason}`")).unwrap_or_default();
            let _infallible = writeln!(
                self.text,
                "| {}{fetch} | {} | {} | {reason} | `{}` |",
                case.title,
                seen.methods().join(", "),
                seen.response().map_or_else(|| "blocked".to_owned(), |response| response.status.to_string()),
                report.primary.name
            );
            let expected = report.verdict.browsers.chromium;
            let found = if seen.response().is_some() { Verdict::Allowed } else { Verdict::Blocked };
            if expected != found {
                wrong.push(format!("{case}{fetch}: explain says {expected:?}, Chromium {found:?}"));
            }
        }
        wrong
    }

    fn begin(&mut self, case: &Case) {
        let story = case.file.file_stem().unwrap_or_default().to_string_lossy().replace('-', " ");
        if story == self.story {
            return;
        }
        let title = match story.split_once(' ') {
            Some((number, title)) if number.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("Story {}: {title}", number.trim_start_matches('0'))
            }
            _ => format!("What goes wrong: {story}"),
        };
        let head = "| case | sent | Chromium | its reason | explain |\n| --- | --- | --- | --- | --- |";
        let _infallible = writeln!(self.text, "\n## {title}\n\n{head}");
        self.story = story;
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// What explain says of each fetch of a case, played in memory with Chromium's own ways.
fn explained(case: &Case) -> Vec<Report> {
    let preset = Some("chromium".to_owned());
    let scenario = Scenario { preset, preflight_credentialed: false, ..case.scenario.clone() };
    let transcripts = scenario.play().unwrap_or_else(|error| panic!("{case}: {error}"));
    let fetches = case.scenario.steps.iter().filter_map(|step| match step {
        ScenarioStep::Fetch(init) => Some(init),
        ScenarioStep::Wait(_) => None,
    });
    let each = fetches.zip(&case.expect.fetch).zip(&transcripts);
    each.map(|((init, expected), transcript)| judge::explain(init, expected, transcript)).collect()
}
