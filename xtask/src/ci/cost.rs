//! Holds the instructions of each call to the committed counts. Unlike times, they repeat.

use std::fs;

use super::install;
use super::outcome::Outcome;
use super::programs::output;
use crate::workspace::{self, cargo};

/// What the counting program printed when somebody last looked at the figures and committed them.
const COMMITTED: &str = "benches/instructions.tsv";

const COUNT: &str = "run --quiet --release --package corsac-benches --bin instructions";

/// How much a count may grow, in percent: another compiler or C library is not a change of ours.
const TOLERANCE: u64 = 5;

/// What the allocator adds to a call with a header map or leaves out, by where its blocks happen to lie: it differs
/// from one directory of the checkout to the next.
const ALLOCATOR: u64 = 250;

/// Rows of this contender allocate nothing.
const WITHOUT_ALLOCATOR: &str = "corsac decide";

/// Our own rows begin with this; the rest are peers, for comparison.
const OURS: &str = "corsac";

/// Runs the stage.
pub(crate) fn stage() -> Outcome {
    let committed = match fs::read_to_string(workspace::root().join(COMMITTED))
        .map_err(|e| e.to_string())
        .and_then(|t| rows(&t))
    {
        Ok(rows) => rows,
        Err(why) => return Outcome::Failed(format!("{COMMITTED}: {why}")),
    };
    if let Err(reason) = install::ensure(install::VALGRIND) {
        return Outcome::Skipped { count: committed.iter().filter(|row| row.is_ours()).count(), reason };
    }
    output(cargo().args(COUNT.split(' ')))
        .and_then(|printed| rows(&printed))
        .and_then(|counted| compare(&committed, &counted))
        .into()
}

/// How many instructions a call takes.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    case: String,
    origins: u64,
    contender: String,
    instructions: u64,
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut cell = || cells.next();
        Some(Self {
            case: cell()?.to_owned(),
            origins: cell()?.parse().ok()?,
            contender: cell()?.to_owned(),
            instructions: cell()?.parse().ok()?,
        })
    }

    fn is_ours(&self) -> bool {
        self.contender.starts_with(OURS)
    }

    fn has_label_of(&self, other: &Self) -> bool {
        (&self.case, self.origins, &self.contender) == (&other.case, other.origins, &other.contender)
    }
}

fn rows(text: &str) -> Result<Vec<Row>, String> {
    text.lines().map(|line| Row::of(line).ok_or_else(|| format!("not understood: {line}"))).collect()
}

fn compare(committed: &[Row], counted: &[Row]) -> Result<(), String> {
    let mut complaints = Vec::new();
    for row in counted.iter().filter(|row| row.is_ours()) {
        let Row { case, origins, contender, instructions } = row;
        let label = format!("{contender}, {case}, {origins} origins");
        match committed.iter().find(|known| known.has_label_of(row)).map(|known| known.instructions) {
            None => complaints.push(format!("{label}: not in {COMMITTED}")),
            Some(before) => {
                println!("{label}: {instructions} instructions, {before} committed");
                let allocator = if contender == WITHOUT_ALLOCATOR { 0 } else { ALLOCATOR };
                if *instructions > before + before * TOLERANCE / 100 + allocator {
                    complaints.push(format!("{label}: {instructions} instructions instead of {before}"));
                }
            }
        }
    }
    let gone = committed.iter().filter(|row| row.is_ours() && !counted.iter().any(|c| c.has_label_of(row)));
    complaints.extend(gone.map(|row| format!("{}, {}: not counted any more", row.contender, row.case)));
    if complaints.is_empty() {
        return Ok(());
    }
    let count = complaints.len();
    let list = complaints.join("\n");
    Err(format!("{count} counts; if that is meant to be: cargo {COUNT} > {COMMITTED}\n{list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(committed: &str, counted: &str) -> Result<(), String> {
        compare(&rows(committed).unwrap(), &rows(counted).unwrap())
    }

    #[test]
    fn a_count_may_grow_by_a_few_percent() {
        assert_eq!(compared("a\t1\tcorsac decide\t100", "a\t1\tcorsac decide\t105"), Ok(()));
        let why = compared("a\t1\tcorsac decide\t100", "a\t1\tcorsac decide\t106").unwrap_err();
        assert!(why.ends_with("corsac decide, a, 1 origins: 106 instructions instead of 100"), "{why}");
    }

    #[test]
    fn the_allocator_has_room_where_there_is_one() {
        assert_eq!(compared("a\t1\tcorsac-tower\t1000", "a\t1\tcorsac-tower\t1300"), Ok(()));
        assert!(compared("a\t1\tcorsac-tower\t1000", "a\t1\tcorsac-tower\t1301").is_err());
    }

    #[test]
    fn peers_may_cost_what_they_like() {
        assert_eq!(compared("a\t1\ttower-http\t100", "a\t1\ttower-http\t900"), Ok(()));
    }

    #[test]
    fn both_sides_have_the_same_rows() {
        let row = "a\t1\tcorsac decide\t100";
        assert!(compared(row, "").unwrap_err().ends_with("corsac decide, a: not counted any more"));
        assert!(compared("", row).unwrap_err().contains("not in benches/instructions.tsv"));
        assert!(rows("a\tb").is_err());
    }
}
