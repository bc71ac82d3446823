//! Runs the tests: those that need nothing but cargo, and apart from them those with a stage of their own.
//!
//! A test target that needs more than cargo says `test = false` in its manifest, so that it runs only where
//! it is named: here, by its stage.

use super::install::{self, Package as Debian};
use super::outcome::Outcome;
use super::programs::{output, run};
use crate::workspace::{self, Package, cargo};
use std::process::Command;

/// A test target with a stage of its own.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Apart {
    pub package: &'static str,
    pub target: &'static str,
}

/// Those that drive a browser.
pub(crate) const BROWSERS: &[Apart] = &[
    Apart { package: "corsac-cases", target: "browser" },
    Apart { package: "corsac-cli", target: "demo_in_chromium" },
    Apart { package: "corsac-cases", target: "stories" },
];

/// What drives two browsers, before servers with corsac in them.
pub(crate) const TRAFFIC: &[Apart] = &[Apart { package: "corsac-cases", target: "traffic" }];

/// Those that run other projects' programs.
pub(crate) const PEERS: &[Apart] = &[Apart { package: "corsac-cases", target: "fastapi" }];

/// What runs other projects' servers, broken and mended.
pub(crate) const SERVERS: Apart = Apart { package: "corsac-recipes", target: "trial" };

/// What compares the engine with three browsers, a test for each.
const DIFFERENTIAL: Apart = Apart { package: "corsac-cases", target: "differential" };

/// The tests of [`DIFFERENTIAL`], and what each needs.
const COMPARED: [(&str, &[Debian]); 3] = [
    ("the_engine_is_as_chromium", install::BROWSER),
    ("the_engine_is_as_firefox", install::FIREFOX),
    ("the_engine_is_as_webkit", install::WEBKIT),
];

/// All tests but those with a stage of their own.
pub(crate) fn all_others() -> Outcome {
    let forgotten = workspace::packages().and_then(|packages| forgotten(&packages, &apart()));
    if let Err(why) = forgotten {
        return Outcome::Failed(why);
    }
    if has_nextest() { nextest(&[]).into() } else { with_cargo(&["--tests"]).into() }
}

/// The tests of a stage of its own; `ready` installs what they need or says why it cannot.
pub(crate) fn only(targets: &[Apart], ready: impl FnOnce() -> Result<(), String>) -> Outcome {
    if let Err(reason) = ready() {
        return match targets.iter().map(count).sum() {
            Ok(count) => Outcome::Skipped { count, reason },
            Err(why) => Outcome::Failed(why),
        };
    }
    let failed: Vec<String> = targets.iter().filter_map(|apart| one(apart).err()).collect();
    if failed.is_empty() { Outcome::Passed } else { Outcome::Failed(failed.join("; ")) }
}

/// The engine against each browser that is there or can be installed; the others are told.
pub(crate) fn differential() -> Outcome {
    let (mut skipped, mut failed) = (Vec::new(), Vec::new());
    for (test, packages) in COMPARED {
        match install::ensure(packages) {
            Err(reason) => skipped.push(format!("{test}: {reason}")),
            Ok(()) => failed.extend(shown(&DIFFERENTIAL, test).err()),
        }
    }
    if !failed.is_empty() {
        return Outcome::Failed(failed.join("; "));
    }
    if skipped.is_empty() {
        return Outcome::Passed;
    }
    Outcome::Skipped { count: skipped.len(), reason: skipped.join("; ") }
}

/// One test, with what it prints.
fn shown(apart: &Apart, test: &str) -> Result<(), String> {
    let Apart { package, target } = apart;
    let target = ["test", "--quiet", "--all-features", "--package", package, "--test", target];
    run(cargo().args(target).args(["--", "--exact", "--nocapture", test]))
}

fn one(apart: &Apart) -> Result<(), String> {
    run(&mut command(apart))
}

/// What runs a test target with a stage of its own.
pub(crate) fn command(apart: &Apart) -> Command {
    let Apart { package, target } = apart;
    if has_nextest() {
        return nextest_command(&["--test", target, "--filter-expr", &format!("package({package})")]);
    }
    let mut command = cargo();
    command.args(["test", "--all-features", "--package", package, "--test", target]);
    command
}

/// The tests that count allocations, once more and by themselves.
pub(crate) fn allocations() -> Outcome {
    if has_nextest() {
        return nextest(&["--filter-expr", "test(/alloc/) or binary(allocations)"]).into();
    }
    with_cargo(&["--tests", "alloc"]).and_then(|()| with_cargo(&["--test", "allocations"])).into()
}

/// Starts every program in `examples/` as its reader would: each has a test target `smoke`, which does that.
pub(crate) fn examples() -> Outcome {
    match workspace::packages().and_then(|packages| without_smoke(&packages)) {
        Err(why) => Outcome::Failed(why),
        Ok(()) if has_nextest() => nextest(&["--filter-expr", "binary(smoke)"]).into(),
        Ok(()) => with_cargo(&["--test", "smoke"]).into(),
    }
}

fn without_smoke(packages: &[Package]) -> Result<(), String> {
    let examples = packages.iter().filter(|p| p.directory.parent().is_some_and(|d| d.ends_with("examples")));
    let tested = |p: &Package| p.targets.iter().any(|t| t.kind == "test" && t.name == "smoke");
    let names: Vec<&str> = examples.filter(|p| !tested(p)).map(|p| p.name.as_str()).collect();
    if names.is_empty() { Ok(()) } else { Err(format!("without tests/smoke.rs: {}", names.join(", "))) }
}

/// With it each test has a process of its own, and the report is clearer.
fn has_nextest() -> bool {
    cargo().args(["nextest", "--version"]).output().is_ok_and(|o| o.status.success())
}

/// Always over the whole workspace with all features, so that every stage finds the others' builds.
fn nextest_command(choice: &[&str]) -> Command {
    let mut command = cargo();
    command.args(["nextest", "run", "--workspace", "--all-features", "--no-fail-fast"]).args(choice);
    command
}

fn nextest(choice: &[&str]) -> Result<(), String> {
    run(&mut nextest_command(choice))
}

fn with_cargo(choice: &[&str]) -> Result<(), String> {
    run(cargo().args(["test", "--workspace", "--all-features", "--no-fail-fast"]).args(choice))
}

/// How many tests a target has.
fn count(apart: &Apart) -> Result<usize, String> {
    let target = ["test", "--quiet", "--all-features", "--package", apart.package, "--test", apart.target];
    let list = output(cargo().args(target).args(["--", "--list"]))?;
    Ok(list.lines().filter(|line| line.ends_with(": test")).count())
}

/// Every test target with a stage of its own.
pub(crate) fn apart() -> Vec<&'static Apart> {
    BROWSERS.iter().chain(TRAFFIC).chain(PEERS).chain([&SERVERS, &DIFFERENTIAL]).collect()
}

/// Without this a target could say `test = false` and never run.
fn forgotten(packages: &[Package], apart: &[&Apart]) -> Result<(), String> {
    let targets = packages.iter().flat_map(|p| p.targets.iter().map(move |t| (p.name.as_str(), t)));
    let not_run = targets.filter(|(package, target)| {
        let named = apart.iter().any(|a| (a.package, a.target) == (package, &target.name));
        target.kind == "test" && target.runs_unnamed == named
    });
    let names: Vec<String> = not_run.map(|(package, target)| format!("{package}/{}", target.name)).collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(format!(
        "`test = false` and xtask's list of tests with a stage of their own disagree on {}",
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Target;
    use std::path::PathBuf;

    #[test]
    fn an_example_without_a_smoke_test_is_found() {
        let package = |directory: &str| Package {
            name: directory.to_owned(),
            directory: PathBuf::from(directory),
            targets: Vec::new(),
            features: Vec::new(),
            dependencies: Vec::new(),
        };
        assert_eq!(without_smoke(&[package("crates/a")]), Ok(()));
        assert_eq!(
            without_smoke(&[package("examples/b")]),
            Err("without tests/smoke.rs: examples/b".to_owned())
        );
    }

    #[test]
    fn a_target_that_runs_only_where_it_is_named_is_named() {
        let target = |name: &str, runs_unnamed| Target {
            kind: "test".to_owned(),
            name: name.to_owned(),
            root: PathBuf::new(),
            runs_unnamed,
        };
        let package = |targets| Package {
            name: "cases".to_owned(),
            directory: PathBuf::new(),
            targets,
            features: Vec::new(),
            dependencies: Vec::new(),
        };
        let named = Apart { package: "cases", target: "browser" };
        let found = |targets| forgotten(&[package(targets)], &[&named]);
        assert_eq!(found(vec![target("browser", false), target("engine", true)]), Ok(()));
        assert!(found(vec![target("engine", false)]).unwrap_err().ends_with("cases/engine"));
        assert!(found(vec![target("browser", true)]).unwrap_err().ends_with("cases/browser"));
    }
}
