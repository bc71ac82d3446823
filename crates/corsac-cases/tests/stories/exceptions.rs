//! What Chromium does otherwise than the corpus says, and what it cannot play: an exact list with reasons.

use super::name;
use corsac::browser::NetworkFailure;
use corsac::exchange::ScenarioStep;
use corsac_cases::corpus::Case;
use serde::Deserialize;

/// Nobody wants to wait longer for one case. In seconds.
const PATIENCE: u64 = 10;

/// The list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exceptions {
    not_played: Vec<NotPlayed>,
    sooner: Vec<Sooner>,
    difference: Vec<Difference>,
}

/// A case that Chromium cannot play here.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotPlayed {
    case: String,
    because: String,
}

/// A case that is played with a shorter max-age, and a first wait that is shorter by as much.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sooner {
    case: String,
    seconds: u32,
    because: String,
}

/// A case in which Chromium departs from what is expected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    case: String,
    found: Vec<String>,
    because: String,
}

impl Exceptions {
    pub(crate) fn read() -> Self {
        let list: Self =
            toml::from_str(include_str!("chromium.toml")).unwrap_or_else(|error| panic!("{error}"));
        let reasons = list.not_played.iter().map(|entry| &entry.because);
        let reasons = reasons.chain(list.sooner.iter().map(|entry| &entry.because));
        let mut reasons = reasons.chain(list.difference.iter().map(|entry| &entry.because));
        assert!(reasons.all(|reason| reason.len() > 20), "each entry says why");
        list
    }

    /// Entries whose case is not there.
    pub(crate) fn not_in(&self, cases: &[Case]) -> Vec<String> {
        let entries = self.not_played.iter().map(|entry| &entry.case);
        let entries = entries.chain(self.sooner.iter().map(|entry| &entry.case));
        let entries = entries.chain(self.difference.iter().map(|entry| &entry.case));
        let gone = entries.filter(|entry| !cases.iter().any(|case| name(case) == **entry));
        gone.map(|entry| format!("{entry}: listed, but there is no such case")).collect()
    }

    /// The case as it is played, or `None` if it cannot be.
    pub(crate) fn verdict_on(&self, case: &Case) -> Result<Option<Case>, String> {
        let wanted = name(case);
        let mut case = case.clone();
        if let Some(entry) = self.sooner.iter().find(|entry| entry.case == wanted) {
            entry.shorten(&mut case)?;
        }
        let listed = self.not_played.iter().any(|entry| entry.case == wanted);
        match (why_not(&case), listed) {
            (None, false) => Ok(Some(case)),
            (Some(_), true) => Ok(None),
            (Some(why), false) => Err(format!("{wanted}: cannot be played ({why}) and is not listed")),
            (None, true) => Err(format!("{wanted}: listed as not played, but it can be")),
        }
    }

    /// What was found and is not listed, or is listed and was not found.
    pub(crate) fn unexpected(&self, case: &Case, found: &[String]) -> Vec<String> {
        let wanted = name(case);
        let listed = self.difference.iter().find(|entry| entry.case == wanted);
        let listed = listed.map(|entry| entry.found.as_slice()).unwrap_or_default();
        let new = found.iter().filter(|text| !listed.contains(text));
        let gone = listed.iter().filter(|text| !found.contains(text));
        let new = new.map(|text| format!("{case}: {text}"));
        new.chain(gone.map(|text| format!("{case}: listed, but it did not happen: {text}"))).collect()
    }
}

impl Sooner {
    fn shorten(&self, case: &mut Case) -> Result<(), String> {
        let wait = case.scenario.steps.iter_mut().find_map(|step| match step {
            ScenarioStep::Wait(seconds) => Some(seconds),
            ScenarioStep::Fetch(_) => None,
        });
        let max_age = case.scenario.server.policy.as_mut().and_then(|policy| policy.max_age.as_mut());
        let (Some(wait), Some(max_age)) = (wait, max_age) else {
            return Err(format!("{}: has no wait and max-age to shorten", self.case));
        };
        *wait = wait.saturating_sub(self.seconds.into());
        *max_age -= i64::from(self.seconds);
        Ok(())
    }
}

fn why_not(case: &Case) -> Option<String> {
    let preset = case.scenario.preset.as_deref().unwrap_or("standard");
    if !matches!(preset, "standard" | "chromium") {
        return Some(format!("it is about {preset}"));
    }
    let answers = &case.scenario.server.answers;
    if answers.iter().any(|answer| answer.fails == Some(NetworkFailure::Timeout)) {
        return Some("its server is silent".to_owned());
    }
    let waits = case.scenario.steps.iter().map(|step| match step {
        ScenarioStep::Wait(seconds) => *seconds,
        ScenarioStep::Fetch(_) => 0,
    });
    let total: u64 = waits.sum();
    (total > PATIENCE).then(|| format!("it waits {total} s"))
}
