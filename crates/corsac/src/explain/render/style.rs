//! How text looks: width, colours, and the characters that a terminal can show.

use super::super::quoted::{Quoted, escape};
use super::super::words::Language;
use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How [`render_text`](super::render_text) and [`render_line`](super::render_line) write.
///
/// By default 80 columns, without colour, with symbols such as `✔`, secrets masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextStyle {
    /// The number of columns; fewer than [`TextStyle::NARROWEST`] count as that many.
    pub width: usize,
    /// Whether to write ANSI escape codes for colours; without them the text has no control
    /// character but the line feed.
    pub colour: bool,
    /// Whether to keep to ASCII, for terminals that cannot show `✔`; the letters of the report's
    /// language stay.
    pub ascii: bool,
    /// Whether to show cookies, passwords and tokens instead of masking them.
    pub show_secrets: bool,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { width: 80, colour: false, ascii: false, show_secrets: false }
    }
}

impl TextStyle {
    /// The least number of columns that text is written for.
    pub const NARROWEST: usize = 40;

    pub(super) fn columns(&self) -> usize {
        self.width.max(Self::NARROWEST)
    }

    /// A text that no header can use to steer the terminal, in characters that it can show: who wants
    /// ASCII and Korean gets Korean letters, and ASCII for all else.
    pub(super) fn clean(&self, text: &str, language: Language) -> String {
        let safe = escape(text.as_bytes());
        if !self.ascii || safe.is_ascii() {
            return safe;
        }
        let mut ascii = String::with_capacity(safe.len());
        for c in safe.chars() {
            match in_ascii(c) {
                Some(text) => ascii.push_str(text),
                None if c.is_ascii() || (language == Language::Korean && is_hangul(c)) => ascii.push(c),
                None => ascii.extend(c.escape_unicode()),
            }
        }
        ascii
    }

    pub(super) fn quoted<'q>(&self, quoted: &'q Quoted) -> &'q str {
        if self.show_secrets { quoted.reveal() } else { quoted.as_str() }
    }

    /// A span of a quoted text in the form in which it is shown.
    pub(super) fn span(&self, quoted: &Quoted, span: Range<usize>) -> Range<usize> {
        if self.show_secrets { quoted.revealed_span(span) } else { span }
    }

    pub(super) fn paint(&self, ink: Ink, text: &str) -> String {
        match ink.code().filter(|_| self.colour && !text.is_empty()) {
            Some(code) => ["\x1b[", code, "m", text, "\x1b[0m"].concat(),
            None => text.into(),
        }
    }
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㆎ')
}

const fn in_ascii(c: char) -> Option<&'static str> {
    Some(match c {
        '✔' => "ok",
        '✘' => "x",
        '›' => ">",
        '‹' => "<",
        '…' => "...",
        '–' | '—' | '·' => "-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        _ => return None,
    })
}

/// What a piece of text means; its colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Good,
    Bad,
    Warning,
    Strong,
    Faint,
}

impl Ink {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Good => Some("32"),
            Self::Bad => Some("1;31"),
            Self::Warning => Some("33"),
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
        }
    }
}

/// How many columns a text takes: Korean letters take two.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// The start of a text that takes at most so many columns, and the rest.
pub(super) fn split_at_column(text: &str, columns: usize) -> (&str, &str) {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, c)| {
        taken += c.width().unwrap_or(0);
        taken > columns
    });
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}

/// A text cut to a number of columns, with an ellipsis where something is missing.
pub(super) fn cut<'t>(text: &'t str, columns: usize, ellipsis: &str) -> Cow<'t, str> {
    if self::columns(text) <= columns {
        return Cow::Borrowed(text);
    }
    let (kept, _) = split_at_column(text, columns.saturating_sub(self::columns(ellipsis)));
    let (ellipsis, _) = split_at_column(ellipsis, columns);
    Cow::Owned([kept, ellipsis].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_korean_letter_takes_two_columns() {
        assert_eq!(columns("a가…"), 4);
        assert_eq!(split_at_column("가나다", 3), ("가", "나다"));
        assert_eq!(split_at_column("ab", 9), ("ab", ""));
        assert_eq!(cut("가나다", 5, "…"), "가나…");
        assert_eq!(cut("가나다", 4, "…"), "가…");
        assert_eq!(cut("가나", 4, "…"), "가나");
    }
}
