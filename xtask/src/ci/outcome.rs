//! What came of a stage.

/// What came of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    /// Why, in a line.
    Failed(String),
    /// What was not run, how many of it, and why.
    Skipped {
        count: usize,
        reason: String,
    },
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        result.map_or_else(Self::Failed, |()| Self::Passed)
    }
}

impl Outcome {
    /// For the table.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Passed => "passed".to_owned(),
            Self::Failed(why) => format!("FAILED: {why}"),
            Self::Skipped { count, reason } => format!("SKIPPED, {count} not run: {reason}"),
        }
    }
}
