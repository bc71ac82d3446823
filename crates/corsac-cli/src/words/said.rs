//! What problems say: where they are, what is in the way, and what to do about it. How it is said is a language's
//! alone, and a sentence that one lacks is a `match` that does not compile.

mod english;
mod korean;
mod part;

use corsac::explain::Language;
use corsac_fetch::BuildError;
use std::fmt::Display;
use std::io;

pub(crate) use part::{Belonging, Said};

impl Said {
    /// No sentence of ours.
    pub(crate) fn plain(text: impl Display) -> Self {
        Self::Plain(text.to_string())
    }

    /// It in a language, without a full stop.
    pub(crate) fn say(&self, language: Language) -> String {
        match language {
            Language::English => english::of(self),
            Language::Korean => korean::of(self),
        }
    }
}

impl From<BuildError> for Said {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Cookie(url) => Self::CookieFor(url),
            BuildError::CookieUrl(url) => Self::CookieUrl(url),
            other => Self::plain(other),
        }
    }
}

impl From<&io::Error> for Said {
    fn from(error: &io::Error) -> Self {
        Self::System(error.kind(), error.to_string())
    }
}

impl From<io::Error> for Said {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}
