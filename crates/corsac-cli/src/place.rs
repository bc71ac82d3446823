//! A place in a file, for those who show results beside it.

use crate::source::Source;
use std::ops::Range;
use std::path::{MAIN_SEPARATOR, Path};

/// A file, and where in it. Lines and columns are counted from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The path as it was given, or `standard input`.
    pub(crate) file: String,
    /// `None` if the file as a whole is meant.
    pub(crate) region: Option<Region>,
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) line: usize,
    /// `None` if the whole line is meant.
    pub(crate) column: Option<usize>,
    /// The line and the column after the last character, if they are known.
    pub(crate) end: Option<(usize, usize)>,
}

impl Place {
    /// Reads `FILE` or `FILE:LINE`.
    pub(crate) fn parse(text: &str) -> Self {
        let line = text.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
        match line {
            Some((file, line)) if line > 0 => Self::line(file, line),
            _ => Self::file(text),
        }
    }

    /// A file as a whole.
    pub(crate) fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), region: None }
    }

    /// The path from where the command runs, which is the root of a repository where tools of a build read it;
    /// an absolute path if the file lies outside.
    pub(crate) fn in_repository(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let path = Path::new(&self.file);
        let inside = path.strip_prefix(&here).unwrap_or(path);
        let inside = inside.strip_prefix(".").unwrap_or(inside).display().to_string();
        inside.replace(MAIN_SEPARATOR, "/")
    }

    /// A line of a file.
    pub(crate) fn line(name: impl Into<String>, line: usize) -> Self {
        Self { file: name.into(), region: Some(Region { line, column: None, end: None }) }
    }

    /// Some bytes of a text.
    pub(crate) fn span(source: &Source, span: Range<usize>) -> Self {
        let (line, column) = position(&source.text, span.start);
        let end = (span.end > span.start).then(|| position(&source.text, span.end));
        Self { file: source.name.clone(), region: Some(Region { line, column: Some(column), end }) }
    }
}

/// The line and the column of a byte.
fn position(text: &str, at: usize) -> (usize, usize) {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |feed| feed + 1);
    let column = before.get(start..).unwrap_or_default().chars().count();
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, column + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_from_the_root_of_the_repository() {
        let here = std::env::current_dir().expect("a directory").join("deploy/a.conf");
        let named = |path: &str| Place::file(path).in_repository();
        assert_eq!(named(here.to_str().expect("text")), "deploy/a.conf");
        assert_eq!(named("./a b.conf"), "a b.conf");
        assert_eq!(named("/none/a.conf"), "/none/a.conf");
    }

    #[test]
    fn lines_and_columns_are_counted_from_1() {
        let source = Source { name: "a.toml".into(), text: "ä = 1\nb = \"é\"\n".into() };
        let region = |span| Place::span(&source, span).region.map(|r| (r.line, r.column, r.end));
        assert_eq!(region(0..2), Some((1, Some(1), Some((1, 2)))));
        assert_eq!(region(11..15), Some((2, Some(5), Some((2, 8)))));
        assert_eq!(region(99..99), Some((3, Some(1), None)));
        assert_eq!(region(1..1), Some((1, Some(1), None)), "inside of a character");
    }
}
