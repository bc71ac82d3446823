//! What keeps the command from doing its work.

use crate::exit::Exit;
use crate::harmless::escaped;
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::Label;
use std::fmt::Display;

/// A problem in the way: place, cause, cure.
#[derive(Debug)]
pub(crate) struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    place: Said,
    cause: Said,
    cure: Option<Said>,
    exit: Exit,
}

impl Problem {
    /// A problem of the command line, of a file or of the machine.
    pub(crate) fn new(place: Said, cause: impl Into<Said>) -> Self {
        Self(Box::new(Parts { place, cause: cause.into(), cure: None, exit: Exit::Usage }))
    }

    /// A problem at a place that is the same in every language: a path, an option, a name.
    pub(crate) fn at(place: impl Display, cause: impl Into<Said>) -> Self {
        Self::new(Said::plain(place), cause)
    }

    /// Nothing is wrong with what was asked for, but it is not done because it is not safe.
    pub(crate) fn refused(mut self) -> Self {
        self.0.exit = Exit::Refused;
        self
    }

    /// How the command ends with it.
    pub(crate) fn exit(&self) -> Exit {
        self.0.exit
    }

    /// What to do about it.
    pub(crate) fn cure(mut self, cure: Said) -> Self {
        self.0.cure = Some(cure);
        self
    }

    /// The problem for a terminal, in two lines.
    pub(crate) fn text(&self, terminal: &Terminal) -> String {
        let language = terminal.language;
        let (place, cause) = (escaped(&self.0.place.say(language)), escaped(&self.0.cause.say(language)));
        let mut text = format!("{} {place}: {cause}\n", terminal.paint(Ink::Bad, Label::Error.say(language)));
        if let Some(cure) = &self.0.cure {
            let help = terminal.paint(Ink::Strong, Label::Help.say(language));
            text.push_str(&format!("  {help} {}\n", escaped(&cure.say(language))));
        }
        text
    }
}

/// One line in English: place, cause, cure.
impl Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use corsac::explain::Language::English;
        write!(f, "{}: {}", self.0.place.say(English), self.0.cause.say(English))?;
        self.0.cure.as_ref().map_or(Ok(()), |cure| write!(f, "; {}", cure.say(English)))
    }
}
