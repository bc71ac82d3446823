//! Collecting mistakes, and finding their places in the text.

use super::cause::FileCause;
use std::ops::Range;

use super::mistake::{FileMistake, FileMistakeKind, Severity};

/// The mistakes found so far in a text.
#[derive(Debug)]
pub(super) struct Mistakes<'t> {
    text: &'t str,
    list: Vec<FileMistake>,
}

/// A mistake that is being described.
#[derive(Debug)]
pub(super) struct Draft {
    kind: FileMistakeKind,
    severity: Severity,
    whole: Range<usize>,
    at: Option<usize>,
    place: String,
    cause: FileCause,
    suggestion: Option<String>,
    danger_switch: Option<&'static str>,
}

impl Draft {
    /// An error about a whole key or value.
    pub(super) fn new(
        kind: FileMistakeKind,
        whole: Range<usize>,
        place: impl Into<String>,
        cause: FileCause,
    ) -> Self {
        Self {
            kind,
            severity: Severity::Error,
            whole,
            at: None,
            place: place.into(),
            cause,
            suggestion: None,
            danger_switch: None,
        }
    }

    /// Not an error after all.
    pub(super) fn warns(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The first offending byte, as an index in the text of the string that is at fault.
    pub(super) fn at(mut self, at: Option<usize>) -> Self {
        self.at = at;
        self
    }

    /// What to write in its place, as TOML.
    pub(super) fn write(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// The switch that accepts it.
    pub(super) fn unless(mut self, switch: Option<&'static str>) -> Self {
        self.danger_switch = switch;
        self
    }
}

/// A string as TOML, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// A key as TOML, with quotes where it needs them.
pub(super) fn key_text(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quoted(name) }
}

impl<'t> Mistakes<'t> {
    pub(super) const fn in_text(text: &'t str) -> Self {
        Self { text, list: Vec::new() }
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn add(&mut self, draft: Draft) {
        let whole = within(self.text, draft.whole);
        let span = draft.at.and_then(|at| exact(self.text, &whole, at)).unwrap_or_else(|| whole.clone());
        let before = self.text.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().count());
        self.list.push(FileMistake {
            severity: draft.severity,
            kind: draft.kind,
            line: 0,
            column: column + 1,
            span,
            whole,
            place: draft.place,
            cause: draft.cause,
            suggestion: draft.suggestion,
            danger_switch: draft.danger_switch,
        });
    }

    /// All of them, in the order of the text, without those that only follow from a mistake of syntax.
    pub(super) fn finish(mut self) -> Vec<FileMistake> {
        let broken: Vec<Range<usize>> = self
            .list
            .iter()
            .filter(|mistake| is_syntax(mistake))
            .map(|m| lines_of(self.text, &m.span))
            .collect();
        if !broken.is_empty() {
            let follows = |mistake: &FileMistake| {
                is_about_absence(mistake.kind)
                    || broken
                        .iter()
                        .any(|lines| lines.start <= mistake.span.end && mistake.span.start <= lines.end)
            };
            self.list.retain(|mistake| is_syntax(mistake) || !follows(mistake));
        }
        self.list.sort_by_key(|mistake| mistake.span.start);
        self.count_lines();
        self.list
    }

    /// Tells each mistake its line, in one pass: there may be as many mistakes as lines.
    fn count_lines(&mut self) {
        let (mut line, mut read) = (1, 0);
        for mistake in &mut self.list {
            let between = self.text.as_bytes().get(read..mistake.span.start).unwrap_or_default();
            line += between.iter().filter(|byte| **byte == b'\n').count();
            read = mistake.span.start;
            mistake.line = line;
        }
    }
}

const fn is_syntax(mistake: &FileMistake) -> bool {
    matches!(mistake.kind, FileMistakeKind::Syntax | FileMistakeKind::DuplicateKey)
}

/// What is missed may stand in the part that could not be read.
const fn is_about_absence(kind: FileMistakeKind) -> bool {
    use corsac::server::ConfigErrorCause::NoOrigins;
    matches!(
        kind,
        FileMistakeKind::MissingKey
            | FileMistakeKind::UndefinedPolicy
            | FileMistakeKind::UnusedPolicy
            | FileMistakeKind::GuardWithoutPolicy
            | FileMistakeKind::Config(NoOrigins)
    )
}

/// The lines that a span touches.
fn lines_of(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| span.end + at);
    start..end
}

/// The same span, within the text and between characters.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let start = boundary((0..=span.start.min(text.len())).rev(), text);
    start..boundary(span.end.clamp(start, text.len())..=text.len(), text)
}

fn boundary(mut candidates: impl Iterator<Item = usize>, text: &str) -> usize {
    candidates.find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The place of the character at index `at` of a string that stands in the text, with its quotes, at
/// `whole`. Behind the last character it is the closing quote. `None` if the string is written with
/// escapes, so that indices in it and in the text differ.
fn exact(text: &str, whole: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let literal = text.get(whole.clone())?;
    let is_triple = literal.starts_with("\"\"\"") || literal.starts_with("'''");
    if is_triple || literal.len() < 2 || (literal.starts_with('"') && literal.contains('\\')) {
        return None;
    }
    let start = whole.start.checked_add(1)?.checked_add(at)?;
    let character = text.get(start..whole.end)?.chars().next()?;
    Some(start..start + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read_as_it_was() {
        for text in ["", "a", "a\nb\r\u{7f}\u{85}", "\"\\\"", "ü 🦊", "a.b"] {
            for written in [format!("x = {}", quoted(text)), format!("{} = 1", key_text(text))] {
                let table: toml::Table = written.parse().unwrap();
                assert!(!written.contains('\n'), "{written:?}");
                let (name, value) = table.iter().next().unwrap();
                assert!(name == text || value.as_str() == Some(text), "{written}");
            }
        }
    }
}
