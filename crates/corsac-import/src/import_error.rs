//! Why a text cannot be read, and where.

use std::fmt;
use std::ops::Range;

/// A text that is not what it was taken for: place, cause, cure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportError {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The bytes that are wrong, inside the text.
    pub span: Range<usize>,
    /// What is wrong, in one line.
    pub cause: String,
    /// What to do about it, in one line.
    pub cure: Option<String>,
}

impl ImportError {
    /// A mistake at these bytes of a text.
    pub(crate) fn at(text: &str, span: Range<usize>, cause: impl Into<String>) -> Self {
        let start = floor(text, span.start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            span: start..floor(text, span.end).max(start),
            // Other parsers repeat what they do not know, line breaks and all.
            cause: cause.into().replace('\n', "\\n").replace('\r', "\\r"),
            cure: None,
        }
    }

    /// A mistake in a line and column, as other parsers count them: from 1, columns in bytes or characters.
    pub(crate) fn at_line(text: &str, (line, column): (usize, usize), cause: impl Into<String>) -> Self {
        let mut start = 0;
        for _ in 1..line {
            let rest = text.get(start..).unwrap_or_default();
            start += rest.find('\n').map_or(rest.len(), |at| at + 1);
        }
        let rest = text.get(start..).unwrap_or_default();
        let in_line = rest.find('\n').unwrap_or(rest.len());
        let at = floor(text, start + column.saturating_sub(1).min(in_line));
        Self::at(text, at..at, cause)
    }

    /// A mistake of the text as a whole.
    pub(crate) fn whole(text: &str, cause: impl Into<String>) -> Self {
        Self::at(text, 0..0, cause)
    }

    pub(crate) fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }
}

/// The last character boundary up to a place.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One line: place, cause, cure.
impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.cause)?;
        self.cure.as_ref().map_or(Ok(()), |cure| write!(f, "; {cure}"))
    }
}

impl std::error::Error for ImportError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_from_1() {
        let error = ImportError::at("ab\nc한d", 7..8, "no");
        assert_eq!((error.line, error.column, error.span), (2, 3, 7..8));
        let error = ImportError::at("한", 1..99, "no");
        assert_eq!((error.line, error.column, error.span), (1, 1, 0..3));
    }
}
