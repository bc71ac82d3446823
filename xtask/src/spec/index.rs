//! `spec/fetch.toml`: the algorithms in scope, and what they looked like when they were last read.

use std::fmt::Write as _;

use toml::{Table, Value};

/// The index.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Index {
    /// The Standard's commit that the digests are of.
    pub commit: String,
    pub algorithms: Vec<Algorithm>,
}

/// An algorithm or definition in scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Algorithm {
    pub anchor: String,
    pub name: String,
    /// Number of its top-level steps; 0 for a definition without numbered steps.
    pub steps: usize,
    /// One per step; a definition has one.
    pub digests: Vec<String>,
    /// Why it is not in the code.
    pub not_done: Option<String>,
}

const HEAD: &str = "\
# The algorithms and definitions of the Fetch Standard that the engine follows, one table each, in the
# Standard's own terms. `steps` counts the top-level steps (0: a definition without numbered steps) and
# `digests` has one digest per step's text, so that a newer Standard names the functions to revisit.
# No text of the Standard stands here.
#
# `cargo xtask spec --import fetch.bs --commit HASH` fills in all but `anchor` and `not_done`; to take an
# algorithm into scope, add a table with its anchor and run that. CONTRIBUTING.md says how the code is
# written for it; `cargo xtask spec` checks it.
";

impl Index {
    /// # Errors
    /// Not TOML, or an entry without an anchor, or with a count that its digests contradict.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let commit = table.get("standard").and_then(|s| s.get("commit")).and_then(Value::as_str);
        let algorithms = table.get("algorithm").and_then(Value::as_array);
        let algorithms = algorithms.into_iter().flatten().map(Algorithm::of);
        let index = Self {
            commit: commit.unwrap_or_default().to_owned(),
            algorithms: algorithms.collect::<Result<_, _>>()?,
        };
        for (i, algorithm) in index.algorithms.iter().enumerate() {
            if index.algorithms[..i].iter().any(|a| a.anchor == algorithm.anchor) {
                return Err(format!("{} stands twice", algorithm.anchor));
            }
        }
        Ok(index)
    }

    /// The file's text.
    pub(crate) fn render(&self) -> String {
        let mut text = format!("{HEAD}\n[standard]\ncommit = \"{}\"\n", self.commit);
        self.algorithms.iter().for_each(|a| a.render(&mut text));
        text
    }

    pub(crate) fn find(&self, anchor: &str) -> Option<&Algorithm> {
        self.algorithms.iter().find(|a| a.anchor == anchor)
    }
}

impl Algorithm {
    fn of(value: &Value) -> Result<Self, String> {
        let word = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let digests = value.get("digests").and_then(Value::as_array);
        let algorithm = Self {
            anchor: word("anchor").ok_or("an [[algorithm]] has no anchor")?,
            name: word("name").unwrap_or_default(),
            steps: value
                .get("steps")
                .and_then(Value::as_integer)
                .and_then(|s| usize::try_from(s).ok())
                .unwrap_or(0),
            digests: digests.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
            not_done: word("not_done"),
        };
        if !algorithm.digests.is_empty() && algorithm.digests.len() != algorithm.steps.max(1) {
            return Err(format!(
                "{}: {} steps but {} digests",
                algorithm.anchor,
                algorithm.steps,
                algorithm.digests.len()
            ));
        }
        Ok(algorithm)
    }

    fn render(&self, text: &mut String) {
        let _infallible =
            write!(text, "\n[[algorithm]]\nanchor = {:?}\nname = {:?}\n", self.anchor, self.name);
        if let Some(reason) = &self.not_done {
            let _infallible = writeln!(text, "not_done = {reason:?}");
        }
        let _infallible = writeln!(text, "steps = {}\ndigests = [", self.steps);
        for line in self.digests.chunks(4) {
            let quoted: Vec<String> = line.iter().map(|d| format!("\"{d}\"")).collect();
            let _infallible = writeln!(text, "    {},", quoted.join(", "));
        }
        text.push_str("]\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let definition =
            Algorithm { anchor: "b".to_owned(), digests: vec!["00".to_owned()], ..Algorithm::default() };
        let steps = Algorithm {
            anchor: "a".to_owned(),
            name: "a `b`".to_owned(),
            steps: 5,
            digests: vec!["f".to_owned(); 5],
            not_done: Some("later".to_owned()),
        };
        let index = Index { commit: "c0".to_owned(), algorithms: vec![definition, steps] };
        assert_eq!(Index::parse(&index.render()), Ok(index));
    }

    #[test]
    fn a_wrong_index_is_refused() {
        for (text, why) in [
            ("[[algorithm]]\nname = \"x\"", "an [[algorithm]] has no anchor"),
            ("[[algorithm]]\nanchor = \"x\"\nsteps = 2\ndigests = [\"0\"]", "x: 2 steps but 1 digests"),
            ("[[algorithm]]\nanchor = \"x\"\n[[algorithm]]\nanchor = \"x\"", "x stands twice"),
        ] {
            assert_eq!(Index::parse(text), Err(why.to_owned()));
        }
    }
}
