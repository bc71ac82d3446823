//! An answer, and how it fares by what was expected.

use crate::asking::Answer;
use crate::exit::Exit;
use crate::finding::Level;
use corsac::explain::{Certainty, Diagnosis, Effect, Name};

/// An answer, and how it fares.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    pub(crate) answer: &'a Answer,
    pub(crate) exit: Exit,
    /// What was expected and did not come, in a sentence.
    pub(crate) unmet: Option<String>,
    /// The diagnoses of the answer that the baseline has; `None` without a baseline.
    pub(crate) known: Option<Vec<Name>>,
}

impl Judged<'_> {
    /// Whether the baseline has everything for which it would be a failure.
    pub(crate) fn is_known(&self) -> bool {
        self.exit == Exit::Expected && self.knows(self.answer.report.primary.name) == Some(true)
    }

    /// Whether the baseline has a diagnosis; `None` without a baseline.
    pub(crate) fn knows(&self, name: Name) -> Option<bool> {
        self.known.as_ref().map(|known| known.contains(&name))
    }
}

/// How bad a diagnosis is for a build. What would only perhaps block once the rest is mended, does not yet.
pub(crate) fn level(diagnosis: &Diagnosis) -> Option<Level> {
    match diagnosis.effect {
        Effect::Allows => None,
        Effect::Blocks if diagnosis.name == Name::NotSent => Some(Level::Note),
        Effect::Blocks if diagnosis.certainty == Certainty::Possible => Some(Level::Warning),
        Effect::Blocks => Some(Level::Error),
        Effect::Warns => Some(Level::Warning),
        Effect::Informs => Some(Level::Note),
    }
}
