//! The stages, cheapest first. A new one is one entry here and, where a line does not do, one function.

use std::time::Duration;

use super::outcome::Outcome;
use super::programs::run;
use super::test_runs::{Apart, BROWSERS, PEERS, TRAFFIC, only};
use super::{cost, deny, features, install, servers, test_runs};
use crate::workspace::cargo;
use crate::{fuzz, layers, spec};

/// A stage of the checks.
#[derive(Debug)]
pub(crate) struct Stage {
    pub name: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    pub run: fn() -> Outcome,
}

const fn stage(name: &'static str, about: &'static str, run: fn() -> Outcome) -> Stage {
    Stage { name, about, run }
}

/// All stages, in the order in which they run.
pub(crate) const STAGES: &[Stage] = &[
    stage("fmt", "the code is formatted", fmt),
    stage("layers", "floors, import circles, arrows between crates, sizes", || layers::main(&[]).into()),
    stage("spec", "each step of the algorithms in scope is in the code, once, in order", || {
        spec::main(&[]).into()
    }),
    stage("deny", "licences, sources and duplicates of what we depend on", deny::stage),
    stage("clippy", "no warning in any target with all features", clippy),
    stage(
        "features",
        "each feature alone compiles without a warning; the engine needs no std",
        features::stage,
    ),
    stage("test", "unit and integration tests, all features", test_runs::all_others),
    stage("alloc", "the promised counts of allocations", test_runs::allocations),
    stage("cost", "the committed counts of instructions per call", cost::stage),
    stage("doctest", "the examples in the documentation run", || of_cargo(DOCTEST)),
    stage("doc", "the documentation builds without a warning", doc),
    stage("examples", "every example has a smoke test, and it passes", test_runs::examples),
    stage("fuzz", "each fuzz target for a few seconds", fuzz),
    stage("peers", "FastAPI, bare and with its own middleware, before a real browser", peers),
    stage(
        "servers",
        "broken servers of other projects are diagnosed, and mended by their recipes",
        servers::stage,
    ),
    stage("browsers", "Chromium does what the stories and the Standard say", browsers),
    stage("traffic", "the stories through axum and actix-web, from Chromium and Firefox", traffic),
    stage("differential", "the engine does what Chromium, Firefox and WebKitGTK do", test_runs::differential),
];

const CLIPPY: &str = "clippy --workspace --all-targets --all-features -- -D warnings";
const DOCTEST: &str = "test --workspace --all-features --doc --quiet";

/// A cargo command, split at its spaces.
fn of_cargo(words: &str) -> Outcome {
    run(cargo().args(words.split(' '))).into()
}

/// `--all-targets` leaves out what says `test = false`.
fn clippy() -> Outcome {
    let apart = |of: &Apart| {
        let target = ["clippy", "--all-features", "--package", of.package, "--test", of.target];
        run(cargo().args(target).args(["--", "-D", "warnings"]))
    };
    let others = || test_runs::apart().into_iter().try_for_each(apart);
    run(cargo().args(CLIPPY.split(' '))).and_then(|()| others()).into()
}

/// The fuzz targets are a workspace of their own.
fn fmt() -> Outcome {
    let fuzz_targets = || run(cargo().args("fmt --manifest-path fuzz/Cargo.toml --check".split(' ')));
    run(cargo().args("fmt --all --check".split(' '))).and_then(|()| fuzz_targets()).into()
}

fn doc() -> Outcome {
    let mut command = cargo();
    command.env("RUSTDOCFLAGS", "-D warnings");
    run(command.args("doc --workspace --all-features --no-deps".split(' '))).into()
}

/// libFuzzer is C++, compiled with the targets.
fn fuzz() -> Outcome {
    const EACH: Duration = Duration::from_secs(3);
    match install::ensure(install::CPP) {
        Ok(()) => fuzz::run(&[], EACH).into(),
        Err(reason) => Outcome::Skipped { count: fuzz::count(), reason },
    }
}

fn peers() -> Outcome {
    only(PEERS, || install::ensure(install::PYTHON).and_then(|()| install::ensure(install::BROWSER)))
}

fn browsers() -> Outcome {
    only(BROWSERS, || install::ensure(install::BROWSER))
}

fn traffic() -> Outcome {
    only(TRAFFIC, || install::ensure(install::BROWSER).and_then(|()| install::ensure(install::FIREFOX)))
}
