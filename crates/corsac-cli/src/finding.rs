//! What the tools of a build are told: each finding by itself.

use crate::place::Place;
use corsac::explain::{Language, Report};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    /// In the words of SARIF.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that was found.
#[derive(Debug)]
pub(crate) struct Finding<'a> {
    /// The stable name of what it is, in kebab case.
    pub(crate) rule: &'static str,
    pub(crate) level: Level,
    /// What happened, and to which request or setting.
    pub(crate) message: String,
    /// The same with the way out, as Markdown.
    pub(crate) markdown: String,
    /// Where it stands in a file.
    pub(crate) place: Option<&'a Place>,
    /// What stays the same from run to run.
    pub(crate) fingerprint: String,
    /// Whether the baseline has it; `None` without a baseline.
    pub(crate) known: Option<bool>,
    /// The language of the message.
    pub(crate) language: Language,
    /// The messages that show it.
    pub(crate) report: Option<&'a Report>,
}
