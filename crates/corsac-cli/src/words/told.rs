//! What is told around explanations: notes, and how work goes. How it is said is a language's alone, and a sentence
//! that one lacks is a `match` that does not compile.

mod english;
mod korean;
mod part;

use corsac::explain::Language;

pub(crate) use part::{Label, Told};

impl Label {
    /// It in a language.
    pub(crate) const fn say(self, language: Language) -> &'static str {
        match language {
            Language::English => english::label(self),
            Language::Korean => korean::label(self),
        }
    }
}

impl Told {
    /// It in a language.
    pub(crate) fn say(&self, language: Language) -> String {
        match language {
            Language::English => english::of(self),
            Language::Korean => korean::of(self),
        }
    }
}
