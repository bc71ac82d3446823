//! What a recipe says, in each language.

use corsac::explain::Language;
use serde::Deserialize;

/// A sentence in each language; a recipe that lacks one of them does not load.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentence {
    en: String,
    ko: String,
}

impl Sentence {
    pub(crate) fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Korean => &self.ko,
        }
    }
}
