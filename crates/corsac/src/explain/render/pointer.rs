//! A value with the offending bytes underlined.

use super::page::{Page, Piece};
use super::style::{Ink, columns, split_at_column};
use alloc::string::String;
use core::ops::Range;

/// Columns shown before the offending bytes of a value that is too long for its line.
const BEFORE: usize = 12;

/// A value is put below its name where fewer columns are left beside it.
const NARROW: usize = 12;

/// The part of a value that fits into a line, and where it points to.
struct Window {
    shown: String,
    /// The first column of the underline, counted from the beginning of the value.
    at: usize,
    /// How many columns it takes.
    length: usize,
}

fn window(page: &Page<'_>, value: &str, span: Range<usize>, room: usize) -> Window {
    let part = |range: Range<usize>| page.clean(value.get(range).unwrap_or_default());
    let (start, end) = (span.start.min(value.len()), span.end.min(value.len()));
    let before = part(0..start);
    let marked = part(start..end.max(start));
    let whole: String = [before.as_str(), &marked, &part(end.max(start)..value.len())].concat();
    let (at, length) = (columns(&before), columns(&marked).max(1));
    if columns(&whole) <= room {
        return Window { shown: whole, at, length };
    }
    let ellipsis = page.clean("…");
    let dots = columns(&ellipsis);
    let skipped = if at + length.min(room / 2) + dots <= room { 0 } else { at.saturating_sub(BEFORE) };
    let mut shown = String::new();
    if skipped > 0 {
        shown.push_str(&ellipsis);
    }
    let (hidden, visible) = split_at_column(&whole, skipped);
    let skipped = columns(hidden);
    let rest = columns(&whole) - skipped;
    let left = room.saturating_sub(columns(&shown));
    if rest > left {
        shown.push_str(split_at_column(visible, left.saturating_sub(dots)).0);
        shown.push_str(&ellipsis);
    } else {
        shown.push_str(visible);
    }
    let at = at - skipped + if skipped > 0 { dots } else { 0 };
    let length = length.min(columns(&shown).saturating_sub(at)).max(1);
    Window { shown, at, length }
}

impl Page<'_> {
    /// A value and, under its offending bytes, what is wrong with them.
    pub(super) fn pointed(
        &mut self,
        indent: usize,
        first: &[Piece<'_>],
        (value, span): (&str, Range<usize>),
        (ink, note): Piece<'_>,
    ) {
        let taken: usize = first.iter().map(|(_, text)| columns(&self.clean(text))).sum();
        let beside = self.width().saturating_sub(indent + taken) >= NARROW;
        let (start, first) = if beside {
            (indent + taken, first)
        } else {
            self.line(indent, first);
            (indent + 2, [].as_slice())
        };
        let window = window(self, value, span, self.width().saturating_sub(start));
        let mut pieces = first.to_vec();
        pieces.push((Ink::Plain, &window.shown));
        self.line(if beside { indent } else { start }, &pieces);
        let underline = "^".repeat(window.length);
        let at = start + window.at;
        let taken = columns(&self.clean(note)) + 1;
        if at + window.length + taken <= self.width() {
            self.line(at, &[(ink, &underline), (Ink::Plain, " "), (ink, note)]);
        } else if indent + taken <= at {
            self.line(at - taken, &[(ink, note), (Ink::Plain, " "), (ink, &underline)]);
        } else {
            self.line(at, &[(ink, &underline)]);
            self.paragraph((indent + 2).max(at.min(self.width().saturating_sub(taken))), &[], ink, note);
        }
    }
}
