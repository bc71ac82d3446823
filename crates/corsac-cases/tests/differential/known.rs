//! The exact list of known differences.

use super::cell::Cell;
use super::random;
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
    /// What a list says of these cells. Of random ones it speaks of those that the stage plays: elsewhere, `stage` is
    /// false, others have their names.
    pub(crate) fn read(list: &str, cells: &[Cell], stage: bool) -> Self {
        let mut known: Self = toml::from_str(list).unwrap_or_else(|error| panic!("{error}"));
        for entry in &mut known.entries {
            entry.cells.retain(|name, _| stage || !name.starts_with(random::PREFIX));
        }
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

#[test]
fn a_random_cell_is_listed_for_the_stage_alone() {
    let list = "[[difference]]\nbecause = \"for a reason that is long enough\"\ncells = { \"random 0001\" = [\"a\"], \"other\" = [\"b\"] }";
    let cells = ["random 0001", "other"].map(|name| Cell { name: name.into(), scenario: Default::default() });
    let told = |stage| Known::read(list, &cells, stage).unexpected(&Differences::new(), &cells);
    assert!(told(true).contains("random 0001") && told(true).contains("other"));
    assert!(!told(false).contains("random 0001") && told(false).contains("other"));
}
