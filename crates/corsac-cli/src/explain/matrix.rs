//! Many requests by many pages: a table of verdicts, and what does not fit the rest.

use crate::asking::Answer;
use crate::harmless::escaped;
use crate::place::Place;
use crate::terminal::{Ink, Terminal};
use crate::words::told::Told;
use crate::wrap::wrapped;
use corsac::explain::{Language, Name};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr as _;

/// One request by one page.
#[derive(Debug)]
pub(super) struct Cell {
    /// What was asked for, as in `PUT /items/{id}`.
    pub(super) row: String,
    /// By whom, and whether with cookies.
    pub(super) column: String,
    /// Whether the command ends by it: it does not where a page asks in vain on purpose.
    pub(super) counts: bool,
    pub(super) answer: Answer,
}

/// The table's rows and columns in the order in which they first came.
#[derive(Debug)]
pub(super) struct Matrix {
    cells: Vec<Cell>,
    rows: Vec<String>,
    columns: Vec<String>,
}

impl Matrix {
    pub(super) fn new(mut cells: Vec<Cell>) -> Self {
        for cell in &mut cells {
            (cell.row, cell.column) = (escaped(&cell.row), escaped(&cell.column));
        }
        let (mut rows, mut columns): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for cell in &cells {
            if !rows.contains(&cell.row) {
                rows.push(cell.row.clone());
            }
            if !columns.contains(&cell.column) {
                columns.push(cell.column.clone());
            }
        }
        Self { cells, rows, columns }
    }

    /// Whether nothing was asked.
    pub(super) const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn at(&self, row: &str, column: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.row == row && cell.column == column)
    }

    /// The table, with the pages above it and the names of the causes below.
    pub(super) fn text(&self, terminal: &Terminal) -> String {
        let mut text = String::new();
        for (index, column) in self.columns.iter().enumerate() {
            text.push_str(&wrapped(terminal, &format!("  {}  ", index + 1), column));
        }
        let widest = self.rows.iter().map(|row| row.width()).max().unwrap_or(0);
        let numbers: Vec<String> = (1..=self.columns.len()).map(|number| format!("{number:<4}")).collect();
        text.push_str(&format!("\n  {}  {}\n", " ".repeat(widest), numbers.concat().trim_end()));
        let mut causes: Vec<Name> = Vec::new();
        for row in &self.rows {
            let pad = " ".repeat(widest - row.width());
            let mut line = format!("  {row}{pad}  ");
            for column in &self.columns {
                let (sign, ink) = self
                    .at(row, column)
                    .map_or_else(|| (" ".into(), Ink::Faint), |cell| sign(cell, &mut causes));
                let gap = " ".repeat(4_usize.saturating_sub(sign.chars().count()));
                line.push_str(&terminal.paint(ink, &terminal.text(&sign)));
                line.push_str(&gap);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&wrapped(terminal, "  ", &Told::Signs.say(terminal.language)));
        for (index, name) in causes.iter().enumerate() {
            let title = terminal.language.title(*name);
            text.push_str(&wrapped(terminal, &format!("  {} ", letter(index)), &format!("{name}: {title}")));
        }
        text
    }

    /// The rows that end otherwise than most in their column.
    pub(super) fn oddities(&self) -> Vec<Told> {
        let mut notes = Vec::new();
        for column in &self.columns {
            let of = |blocked: bool| {
                let rows = self
                    .rows
                    .iter()
                    .filter(|row| self.at(row, column).is_some_and(|cell| is_blocked(cell) == blocked));
                rows.map(String::as_str).collect::<Vec<_>>()
            };
            let (blocked, open) = (of(true), of(false));
            let (few, others, is_blocked) = if blocked.len() <= open.len() {
                (blocked, open.len(), true)
            } else {
                (open, blocked.len(), false)
            };
            if few.is_empty() || others == 0 {
                continue;
            }
            const SHOWN: usize = 5;
            let more = few.len().saturating_sub(SHOWN);
            let few = few.into_iter().take(SHOWN).map(str::to_owned).collect();
            let column = column.clone();
            notes.push(Told::Inconsistent { column, few, more, is_blocked, others });
        }
        notes
    }

    /// The answers that count.
    pub(super) fn counting_answers(&self) -> impl Iterator<Item = &Answer> {
        self.cells.iter().filter(|cell| cell.counts).map(|cell| &cell.answer)
    }

    /// The cells that count.
    pub(super) fn counting(mut self) -> Self {
        self.cells.retain(|cell| cell.counts);
        self
    }

    /// An answer for each cause and page; unless `all` are wanted, of what is blocked only.
    pub(super) fn answers(self, all: bool, file: &str, language: Language) -> Vec<Answer> {
        let mut seen = BTreeSet::new();
        let mut answers = Vec::new();
        for cell in self.cells {
            let key = (cell.answer.report.primary.name, cell.column.clone());
            let wanted = if all { true } else { is_blocked(&cell) && seen.insert(key) };
            if wanted {
                let told = Told::Cell { file: file.to_owned(), row: cell.row, column: cell.column };
                let heading = Some(told.say(language));
                let place = cell.answer.place.clone().or_else(|| Some(Place::file(file)));
                answers.push(Answer { heading, place, ..cell.answer });
            }
        }
        answers
    }
}

fn is_blocked(cell: &Cell) -> bool {
    let report = &cell.answer.report;
    !report.is_allowed() && !report.is_undecided()
}

fn sign(cell: &Cell, causes: &mut Vec<Name>) -> (String, Ink) {
    let report = &cell.answer.report;
    if report.is_allowed() {
        return ("✔".into(), Ink::Good);
    }
    if report.is_undecided() {
        return ("·".into(), Ink::Faint);
    }
    let name = report.primary.name;
    let index = causes.iter().position(|known| *known == name).unwrap_or_else(|| {
        causes.push(name);
        causes.len() - 1
    });
    let sign = if report.is_unanswered() { '?' } else { '✘' };
    (format!("{sign}{}", letter(index)), Ink::Bad)
}

/// a, b, … z, and then by numbers.
fn letter(index: usize) -> String {
    let letter = u8::try_from(index).ok().filter(|index| *index < 26).map(|index| char::from(b'a' + index));
    letter.map_or_else(|| index.to_string(), String::from)
}
