//! What a browser does otherwise than the corpus says, and what it cannot play: an exact list with reasons.

use corsac::browser::NetworkFailure;
use corsac::exchange::ScenarioStep;
use serde::Deserialize;

use crate::corpus::Case;

/// Nobody wants to wait longer for one case. In seconds.
const PATIENCE: u64 = 10;

/// The list of one browser.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    #[serde(skip)]
    preset: &'static str,
    #[serde(default)]
    not_played: Vec<NotPlayed>,
    #[serde(default)]
    sooner: Vec<Sooner>,
    #[serde(default)]
    difference: Vec<Difference>,
}

/// A case that the browser cannot play here.
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

/// A case in which the browser departs from what is expected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    case: String,
    found: Vec<String>,
    because: String,
}

impl Exceptions {
    /// Reads the list of the browser whose ways are those of `preset`.
    ///
    /// # Errors
    /// The text is no such list, or an entry does not say why.
    pub fn read(preset: &'static str, text: &str) -> Result<Self, String> {
        let list: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let list = Self { preset, ..list };
        let reasons = list.not_played.iter().map(|entry| &entry.because);
        let reasons = reasons.chain(list.sooner.iter().map(|entry| &entry.because));
        let mut reasons = reasons.chain(list.difference.iter().map(|entry| &entry.because));
        match reasons.find(|reason| reason.len() <= 20) {
            Some(reason) => Err(format!("each entry says why, not only {reason:?}")),
            None => Ok(list),
        }
    }

    /// What a case's name is in the list: its file and its heading.
    #[must_use]
    pub fn name(case: &Case) -> String {
        let file = case.file.file_name().unwrap_or_default().to_string_lossy();
        format!("{file}: {}", case.title)
    }

    /// The departures, a case's name and the reason each.
    pub fn departures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.difference.iter().map(|entry| (entry.case.as_str(), entry.because.as_str()))
    }

    /// Entries whose case is not there.
    #[must_use]
    pub fn not_in(&self, cases: &[Case]) -> Vec<String> {
        let entries = self.not_played.iter().map(|entry| &entry.case);
        let entries = entries.chain(self.sooner.iter().map(|entry| &entry.case));
        let entries = entries.chain(self.difference.iter().map(|entry| &entry.case));
        let gone = entries.filter(|entry| !cases.iter().any(|case| Self::name(case) == **entry));
        gone.map(|entry| format!("{entry}: listed, but there is no such case")).collect()
    }

    /// The case as it is played, or `None` if it cannot be.
    ///
    /// # Errors
    /// The case can be played and is listed as not played, or the other way round.
    pub fn verdict_on(&self, case: &Case) -> Result<Option<Case>, String> {
        let wanted = Self::name(case);
        let mut case = case.clone();
        if let Some(entry) = self.sooner.iter().find(|entry| entry.case == wanted) {
            entry.shorten(&mut case)?;
        }
        let listed = self.not_played.iter().any(|entry| entry.case == wanted);
        match (self.why_not(&case), listed) {
            (None, false) => Ok(Some(case)),
            (Some(_), true) => Ok(None),
            (Some(why), false) => Err(format!("{wanted}: cannot be played ({why}) and is not listed")),
            (None, true) => Err(format!("{wanted}: listed as not played, but it can be")),
        }
    }

    /// What was found and is not listed, or is listed and was not found.
    #[must_use]
    pub fn unexpected(&self, case: &Case, found: &[String]) -> Vec<String> {
        let wanted = Self::name(case);
        let listed = self.difference.iter().find(|entry| entry.case == wanted);
        let listed = listed.map(|entry| entry.found.as_slice()).unwrap_or_default();
        let new = found.iter().filter(|text| !listed.contains(text));
        let gone = listed.iter().filter(|text| !found.contains(text));
        let new = new.map(|text| format!("{case}: {text}"));
        new.chain(gone.map(|text| format!("{case}: listed, but it did not happen: {text}"))).collect()
    }

    fn why_not(&self, case: &Case) -> Option<String> {
        let preset = case.scenario.preset.as_deref().unwrap_or("standard");
        if preset != "standard" && preset != self.preset {
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
