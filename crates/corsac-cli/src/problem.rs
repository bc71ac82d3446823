//! What keeps the command from doing its work.

use crate::exit::Exit;
use crate::harmless::escaped;
use crate::terminal::{Ink, Terminal};
use std::fmt::{self, Display};

/// A problem in the way: place, cause, cure.
#[derive(Debug)]
pub(crate) struct Problem {
    place: String,
    cause: String,
    cure: Option<String>,
    exit: Exit,
}

impl Problem {
    /// A problem of the command line, of a file or of the machine.
    pub(crate) fn new(place: impl Display, cause: impl Display) -> Self {
        Self { place: place.to_string(), cause: cause.to_string(), cure: None, exit: Exit::Usage }
    }

    /// Nothing is wrong with what was asked for, but it is not done because it is not safe.
    pub(crate) const fn refused(mut self) -> Self {
        self.exit = Exit::Refused;
        self
    }

    /// How the command ends with it.
    pub(crate) const fn exit(&self) -> Exit {
        self.exit
    }

    /// What to do about it.
    pub(crate) fn cure(mut self, cure: impl Display) -> Self {
        self.cure = Some(cure.to_string());
        self
    }

    /// The problem for a terminal, in two lines.
    pub(crate) fn text(&self, terminal: &Terminal) -> String {
        let Self { place, cause, cure, .. } = self;
        let (place, cause) = (escaped(place), escaped(cause));
        let mut text = format!("{} {place}: {cause}\n", terminal.paint(Ink::Bad, "error:"));
        if let Some(cure) = cure {
            text.push_str(&format!("  {} {}\n", terminal.paint(Ink::Strong, "help:"), escaped(cure)));
        }
        text
    }
}

/// One line: place, cause, cure.
impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.cause)?;
        self.cure.as_ref().map_or(Ok(()), |cure| write!(f, "; {cure}"))
    }
}
