//! The servers that a scenario names.

use std::collections::BTreeSet;

use corsac::exchange::{Scenario, ScenarioStep};
use url::Url;

/// Every origin that a request of the scenario may go to over HTTP.
#[must_use]
pub fn origins(scenario: &Scenario) -> BTreeSet<String> {
    let asked = scenario.steps.iter().filter_map(|step| match step {
        ScenarioStep::Fetch(init) => Some(init.url.as_str()),
        ScenarioStep::Wait(_) => None,
    });
    let headers = scenario.server.answers.iter().flat_map(|answer| &answer.headers);
    let locations = headers.filter(|(name, _)| name.eq_ignore_ascii_case("location"));
    let urls = asked.chain(locations.map(|(_, location)| location.as_str()));
    urls.filter_map(origin_of).filter(|origin| origin.starts_with("http")).collect()
}

/// The serialized origin of an absolute URL.
#[must_use]
pub fn origin_of(url: &str) -> Option<String> {
    Some(Url::parse(url).ok()?.origin().ascii_serialization())
}
