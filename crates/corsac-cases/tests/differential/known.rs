//! The exact list of known differences.

use super::cell::Cell;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Cell → its differences.
type Differences = BTreeMap<String, Vec<String>>;

/// A list of differences, as it stands in its file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    #[serde(default, rename = "difference")]
    entries: Vec<Entry>,
}

/// Differences that have one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    because: String,
    cells: Differences,
}

impl Known {
    pub(crate) fn read(list: &str, cells: &[Cell]) -> Self {
        let known: Self = toml::from_str(list).unwrap_or_else(|error| panic!("{error}"));
        for entry in &known.entries {
            assert!(entry.because.len() > 20, "each entry says why: {entry:?}");
            for name in entry.cells.keys() {
                assert!(cells.iter().any(|cell| cell.name == *name), "there is no cell {name}");
            }
        }
        known
    }

    /// What was found and is not listed, in the form of the list and with what was played, and what is listed and was not found.
    pub(crate) fn unexpected(&self, found: &Differences, cells: &[Cell]) -> String {
        let mut text = String::new();
        for (cell, lines) in found {
            let new: Vec<_> = lines.iter().filter(|line| !self.lists(cell, line)).collect();
            if !new.is_empty() {
                let _infallible = writeln!(text, "{cell:?} = {new:#?}");
                let played = cells.iter().find(|played| played.name == *cell);
                let played =
                    played.and_then(|played| toml::to_string(&played.scenario).ok()).unwrap_or_default();
                let _infallible = writeln!(text, "# in which {}", played.trim_end().replace('\n', "\n# "));
            }
        }
        for (cell, line) in self.all() {
            if !found.get(cell).is_some_and(|lines| lines.contains(line)) {
                let _infallible = writeln!(text, "listed, but it did not happen: {cell}: {line}");
            }
        }
        text
    }

    fn all(&self) -> impl Iterator<Item = (&String, &String)> {
        let cells = self.entries.iter().flat_map(|entry| &entry.cells);
        cells.flat_map(|(cell, lines)| lines.iter().map(move |line| (cell, line)))
    }

    fn lists(&self, cell: &str, line: &str) -> bool {
        self.all().any(|(listed, known)| listed == cell && known == line)
    }
}
