//! Words, each with its place in the text.

use crate::note::Note;
use std::ops::Range;

/// A word of a command line, with quotes and escapes undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

/// A command: its words in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) words: Vec<Word>,
    /// What the shell would have put in its place, such as `$TOKEN`.
    pub(crate) unknown: Vec<String>,
    /// What has no meaning for a page, such as `> file`.
    pub(crate) dropped: Vec<String>,
    /// What the shell would have understood otherwise.
    pub(crate) notes: Vec<Note>,
}

impl Command {
    /// The place of the command in the text.
    pub(crate) fn span(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.span.start);
        start..self.words.last().map_or(start, |word| word.span.end)
    }
}
