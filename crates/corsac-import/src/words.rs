//! What is said of a text, in each language. What is said is an enum beside its user; how it is said is a
//! language's alone, and a sentence that one lacks is a `match` that does not compile.

mod english;
mod korean;

use corsac::explain::Language;
use std::fmt::Display;

/// Something said in English: it implements [`Display`] within.
pub(crate) struct English<S>(pub(crate) S);

/// Something said in Korean: it implements [`Display`] within.
pub(crate) struct Korean<S>(pub(crate) S);

/// A sentence in a language.
pub(crate) fn say<S>(language: Language, sentence: S) -> String
where
    English<S>: Display,
    Korean<S>: Display,
{
    match language {
        Language::English => English(sentence).to_string(),
        Language::Korean => Korean(sentence).to_string(),
    }
}
