//! Why a text cannot be read, and where.

use crate::words;
use corsac::explain::Language;
use std::fmt;
use std::ops::Range;

/// What is wrong with a text. A further cause is a breaking change, so that no language lacks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportCause {
    /// No browser's message.
    NoMessage,
    /// No curl command with a URL.
    NoCurl,
    /// A command without a URL.
    NoUrl,
    /// PowerShell's command without `-Uri`.
    NoUri,
    /// An option at the end of a command, without its value.
    NoValue(String),
    /// A quote that is never closed.
    OpenQuote,
    /// No call of `fetch()` or axios.
    NoCall,
    /// Not JavaScript, with the parser's reason.
    NoJavaScript(String),
    /// A URL that is made while the page runs.
    UnknownUrl(String),
    /// An answer before any request.
    NoRequest,
    /// A line of a head that is no header.
    NoHeader,
    /// Not a recording, with the parser's reason.
    NoHar(String),
    /// A file that cannot be read to its end, with the system's or the unpacker's reason.
    Unreadable(String),
    /// Not JavaScript, without a reason.
    NoScript,
    /// Headers of no URL.
    NoHeadUrl,
    /// A recording that ends too early.
    HarEnds,
    /// Not JSON, with the parser's reason.
    NoJson(String),
    /// Not YAML, with the parser's reason.
    NoYaml(String),
    /// A description of an API without operations.
    NoOperation,
}

/// What to do about it. A further cure is a breaking change, so that no language lacks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportCure {
    /// Copy a console's message.
    CopyMessage,
    /// Copy as cURL.
    CopyAsCurl,
    /// Copy as PowerShell.
    CopyAsPowerShell,
    /// Copy as fetch.
    CopyAsFetch,
    /// Copy a command once more.
    CopyAgain,
    /// Paste a call as a whole.
    PasteWholeCall,
    /// Write a URL in the place of code.
    WriteUrl,
    /// Copy the URL, too.
    CopyUrlToo,
    /// Say what was asked.
    GiveRequest,
    /// Write a header as such.
    WriteHeader,
}

impl ImportCause {
    /// Other parsers repeat what they do not know, line breaks and all.
    fn in_one_line(self) -> Self {
        let line = |why: String| why.replace('\n', "\\n").replace('\r', "\\r");
        match self {
            Self::NoJavaScript(why) => Self::NoJavaScript(line(why)),
            Self::NoHar(why) => Self::NoHar(line(why)),
            Self::NoJson(why) => Self::NoJson(line(why)),
            Self::NoYaml(why) => Self::NoYaml(line(why)),
            Self::Unreadable(why) => Self::Unreadable(line(why)),
            other => other,
        }
    }

    /// The cause in a language: one line without a full stop.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        words::say(language, self)
    }
}

impl ImportCure {
    /// The cure in a language: one line without a full stop.
    #[must_use]
    pub fn say(self, language: Language) -> String {
        words::say(language, self)
    }
}

/// In English.
impl fmt::Display for ImportCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        words::English(self).fmt(f)
    }
}

/// In English.
impl fmt::Display for ImportCure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        words::English(*self).fmt(f)
    }
}

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
    pub cause: ImportCause,
    /// What to do about it, in one line.
    pub cure: Option<ImportCure>,
}

impl ImportError {
    /// A mistake at these bytes of a text.
    pub(crate) fn at(text: &str, span: Range<usize>, cause: ImportCause) -> Self {
        let start = floor(text, span.start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            span: start..floor(text, span.end).max(start),
            cause: cause.in_one_line(),
            cure: None,
        }
    }

    /// A mistake in a line and column, as other parsers count them: from 1, columns in bytes or characters.
    pub(crate) fn at_line(text: &str, (line, column): (usize, usize), cause: ImportCause) -> Self {
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
    pub(crate) fn whole(text: &str, cause: ImportCause) -> Self {
        Self::at(text, 0..0, cause)
    }

    pub(crate) const fn cure(mut self, cure: ImportCure) -> Self {
        self.cure = Some(cure);
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

/// One line in English: place, cause, cure.
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
        let error = ImportError::at("ab\nc한d", 7..8, ImportCause::NoUrl);
        assert_eq!((error.line, error.column, error.span), (2, 3, 7..8));
        let error = ImportError::at("한", 1..99, ImportCause::NoUrl);
        assert_eq!((error.line, error.column, error.span), (1, 1, 0..3));
    }
}
