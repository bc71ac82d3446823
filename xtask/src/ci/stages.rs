//! The stages, cheapest first. A new one is one entry here and, where a line does not do, one function.

use super::outcome::Outcome;
use super::programs::run;
use super::{deny, features};
use crate::workspace::cargo;
use crate::{layers, spec};

/// A stage of the checks.
#[derive(Debug)]
pub(crate) struct Stage {
    pub name: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    pub run: fn() -> Outcome,
}

/// All stages, in the order in which they run.
pub(crate) const STAGES: &[Stage] = &[
    Stage { name: "fmt", about: "the code is formatted", run: || of_cargo("fmt --all --check") },
    Stage {
        name: "layers",
        about: "floors, import circles, arrows between crates, sizes",
        run: || layers::main(&[]).into(),
    },
    Stage {
        name: "spec",
        about: "each step of the algorithms in scope is in the code, once and in order",
        run: || spec::main(&[]).into(),
    },
    Stage { name: "deny", about: "licences, sources and duplicates of what we depend on", run: deny::stage },
    Stage {
        name: "clippy",
        about: "no warning in any target with all features",
        run: || of_cargo("clippy --workspace --all-targets --all-features -- -D warnings"),
    },
    Stage {
        name: "features",
        about: "each feature alone compiles without a warning; the engine needs no std",
        run: features::stage,
    },
    Stage { name: "test", about: "unit and integration tests, all features", run: test },
    Stage {
        name: "doctest",
        about: "the examples in the documentation run",
        run: || of_cargo("test --workspace --all-features --doc --quiet"),
    },
    Stage { name: "doc", about: "the documentation builds without a warning", run: doc },
];

/// A cargo command, split at its spaces.
fn of_cargo(words: &str) -> Outcome {
    run(cargo().args(words.split(' '))).into()
}

/// With nextest where it is installed: each test in a process of its own, and a clearer report.
fn test() -> Outcome {
    let has_nextest = cargo().args(["nextest", "--version"]).output().is_ok_and(|o| o.status.success());
    if has_nextest {
        return of_cargo("nextest run --workspace --all-features --no-fail-fast");
    }
    of_cargo("test --workspace --all-features --all-targets --no-fail-fast")
}

fn doc() -> Outcome {
    let mut command = cargo();
    command.env("RUSTDOCFLAGS", "-D warnings");
    run(command.args("doc --workspace --all-features --no-deps".split(' '))).into()
}
