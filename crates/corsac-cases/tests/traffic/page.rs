//! `docs/traffic.md`: what both browsers did in each case.

use corsac_cases::corpus::Case;
use corsac_cases::lab::{Exceptions, Observation};
use std::fmt::Write as _;

/// Where it is kept.
pub(crate) const FILE: &str = "docs/traffic.md";

/// What one browser did, case by case.
pub(crate) struct Column {
    cells: Vec<Cell>,
    departures: Vec<(String, String)>,
}

/// One case.
struct Cell {
    /// As a list names it.
    name: String,
    file: String,
    title: String,
    /// What became of each fetch; none if the case is not played.
    fetches: Option<Vec<String>>,
}

impl Column {
    pub(crate) const fn new() -> Self {
        Self { cells: Vec::new(), departures: Vec::new() }
    }

    pub(crate) fn add(&mut self, case: &Case, observed: &[Observation]) {
        self.push(case, Some(observed.iter().map(became).collect()));
    }

    pub(crate) fn leave_out(&mut self, case: &Case) {
        self.push(case, None);
    }

    fn push(&mut self, case: &Case, fetches: Option<Vec<String>>) {
        let file = case.file.file_stem().unwrap_or_default().to_string_lossy().replace('-', " ");
        self.cells.push(Cell { name: Exceptions::name(case), file, title: case.title.clone(), fetches });
    }

    /// Notes the listed departures of the cases that were played.
    pub(crate) fn depart(&mut self, exceptions: &Exceptions) {
        for (case, because) in exceptions.departures() {
            if self.cells.iter().any(|cell| cell.name == case && cell.fetches.is_some()) {
                self.departures.push((case.to_owned(), because.to_owned()));
            }
        }
    }

    pub(crate) fn played(&self) -> usize {
        self.cells.iter().filter(|cell| cell.fetches.is_some()).count()
    }
}

fn became(observed: &Observation) -> String {
    let status =
        observed.response().map_or_else(|| "blocked".to_owned(), |response| response.status.to_string());
    let sent = observed.methods().join(", ");
    if sent.is_empty() { format!("nothing: {status}") } else { format!("{sent}: {status}") }
}

/// The page.
pub(crate) fn write(one: &Column, other: &Column) -> String {
    let mut text = include_str!("above.md").to_owned();
    let mut file = "";
    for (cell, beside) in one.cells.iter().zip(&other.cells) {
        if cell.file != file {
            let head = "| case | Chromium | Firefox |\n| --- | --- | --- |";
            let _infallible = writeln!(text, "\n## {}\n\n{head}", heading(&cell.file));
            file = &cell.file;
        }
        let rows = cell.fetches.as_ref().or(beside.fetches.as_ref()).map_or(1, Vec::len);
        for row in 0..rows {
            let number = if rows == 1 { String::new() } else { format!(" ({})", row + 1) };
            let _infallible =
                writeln!(text, "| {}{number} | {} | {} |", cell.title, fetch(cell, row), fetch(beside, row));
        }
    }
    for (browser, column) in [("Chromium", one), ("Firefox", other)] {
        let _infallible = writeln!(text, "\n## What {browser} does otherwise than the corpus says\n");
        for (case, because) in &column.departures {
            let _infallible = writeln!(text, "- {case}: {because}");
        }
    }
    text
}

fn fetch(cell: &Cell, row: usize) -> &str {
    cell.fetches.as_ref().map_or("not played", |fetches| fetches.get(row).map_or("", String::as_str))
}

fn heading(file: &str) -> String {
    match file.split_once(' ') {
        Some((number, title)) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("Story {}: {title}", number.trim_start_matches('0'))
        }
        _ => format!("Cases: {file}"),
    }
}
