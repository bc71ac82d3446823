//! The languages.

use super::super::name::Name;
use crate::fetch::origin::OriginErrorKind;
use crate::server::{ConfigErrorCause, ConfigWarningCause, Why};
use alloc::string::{String, ToString};
use core::fmt::{self, Display};

/// The language that a report's sentences are in. Names, header names, what browsers print and code
/// are the same in all. A further language is a breaking change, so that nobody's `match` lacks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, `en`.
    #[default]
    English,
    /// Korean, `ko`.
    Korean,
}

/// Something said in English: a family of sentences implements [`Display`] within.
#[derive(Debug)]
pub(in super::super) struct English<S>(pub(super) S);

/// Something said in Korean: a family of sentences implements [`Display`] within.
#[derive(Debug)]
pub(in super::super) struct Korean<S>(pub(super) S);

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// Its tag as in BCP 47 and in HTML's `lang`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The language of this tag, or `None` if there is none.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == tag)
    }

    /// What a diagnosis says, in one line without a full stop.
    #[must_use]
    pub fn title(self, name: Name) -> String {
        self.say(name)
    }

    /// What a policy's reason means, in one line without a full stop.
    #[must_use]
    pub fn why(self, why: Why) -> String {
        self.say(why)
    }

    /// Why a policy's value is refused, in one line without a full stop.
    #[must_use]
    pub fn config_error(self, cause: ConfigErrorCause) -> String {
        self.say(cause)
    }

    /// What is doubtful about a policy's value, in one line without a full stop.
    #[must_use]
    pub fn config_warning(self, cause: ConfigWarningCause) -> String {
        self.say(cause)
    }

    /// Why a text is no origin, in one line without a full stop.
    #[must_use]
    pub fn origin_error(self, kind: OriginErrorKind) -> String {
        self.say(kind)
    }

    pub(in super::super) fn say<S>(self, sentence: S) -> String
    where
        English<S>: Display,
        Korean<S>: Display,
    {
        match self {
            Self::English => English(sentence).to_string(),
            Self::Korean => Korean(sentence).to_string(),
        }
    }
}

impl Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
