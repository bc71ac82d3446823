//! Lines on a page of a given width.

use super::super::words::{Label, Language};
use super::style::{Ink, TextStyle, columns, cut, split_at_column};
use alloc::string::String;
use alloc::vec::Vec;

/// A text that grows line by line.
#[derive(Debug)]
pub(super) struct Page<'s> {
    pub(super) style: &'s TextStyle,
    language: Language,
    text: String,
}

/// A piece of a line.
pub(super) type Piece<'t> = (Ink, &'t str);

impl<'s> Page<'s> {
    pub(super) const fn new(style: &'s TextStyle, language: Language) -> Self {
        Self { style, language, text: String::new() }
    }

    /// A text in characters that the terminal can show.
    pub(super) fn clean(&self, text: &str) -> String {
        self.style.clean(text, self.language)
    }

    pub(super) fn say(&self, label: Label<'_>) -> String {
        self.language.say(label)
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn width(&self) -> usize {
        self.style.columns()
    }

    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A line that is cut where the page ends.
    pub(super) fn line(&mut self, indent: usize, pieces: &[Piece<'_>]) {
        let mut column = indent;
        let mut line = " ".repeat(indent);
        let ellipsis = self.clean("…");
        for (ink, text) in pieces {
            let text = self.clean(text);
            let shown = cut(&text, self.width().saturating_sub(column), &ellipsis);
            column += columns(&shown);
            line.push_str(&self.style.paint(*ink, &shown));
            if *shown != *text {
                break;
            }
        }
        self.push(&line);
    }

    /// Text that goes on in further lines, indented below its own beginning.
    pub(super) fn paragraph(&mut self, indent: usize, first: &[Piece<'_>], ink: Ink, text: &str) {
        let mut line = " ".repeat(indent);
        let mut hanging = indent;
        for (ink, text) in first {
            let text = self.clean(text);
            hanging += columns(&text);
            line.push_str(&self.style.paint(*ink, &text));
        }
        let text = self.clean(text);
        let rows = wrap(&text, self.width().saturating_sub(hanging).max(16));
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                line = " ".repeat(hanging);
            }
            line.push_str(&self.style.paint(ink, row));
            self.push(&line);
        }
    }

    /// A line with a remark at its right, or in the next line where there is no room for both.
    pub(super) fn remarked(&mut self, indent: usize, left: &[Piece<'_>], at: usize, remark: Piece<'_>) {
        let taken: usize = left.iter().map(|(_, text)| columns(&self.clean(text))).sum();
        let room = self.width().saturating_sub(columns(&self.clean(remark.1)));
        let column = (indent + taken + 2).max(at.min(room));
        if column > room {
            self.line(indent, left);
            self.paragraph(indent + 4, &[], remark.0, remark.1);
            return;
        }
        let gap = " ".repeat(column - indent - taken);
        let pieces: Vec<Piece<'_>> =
            left.iter().copied().chain([(Ink::Plain, gap.as_str()), remark]).collect();
        self.line(indent, &pieces);
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end_matches(' '));
        self.text.push('\n');
    }
}

/// Breaks a text at blanks, and a word that is longer than a row anywhere.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in text.split(' ') {
        let mut word = word;
        let wanted = columns(&row) + usize::from(!row.is_empty()) + columns(word);
        if wanted > width && !row.is_empty() {
            rows.push(core::mem::take(&mut row));
        }
        while columns(word) > width {
            let (start, rest) = split_at_column(word, width);
            if start.is_empty() {
                break;
            }
            rows.push(start.into());
            word = rest;
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows.push(row);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(wrap("aa bb cc", 5), ["aa bb", "cc"]);
        assert_eq!(wrap("aaaaaaa b", 3), ["aaa", "aaa", "a b"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("가나 다라마", 5), ["가나", "다라", "마"]);
    }
}
