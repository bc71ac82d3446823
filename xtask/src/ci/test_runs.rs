//! Runs the tests: those that need nothing but cargo, and apart from them those with a stage of their own.

use super::outcome::Outcome;
use super::programs::{output, run};
use crate::workspace::{self, Package, cargo};

/// A test target (a file in some crate's `tests/`) that needs more than cargo, and so has a stage of its own.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Apart {
    pub package: &'static str,
    pub target: &'static str,
}

/// Those that drive a browser.
pub(crate) const BROWSERS: &[Apart] = &[Apart { package: "corsac-cases", target: "browser" }];

/// Those that run other projects' programs.
pub(crate) const PEERS: &[Apart] = &[Apart { package: "corsac-cases", target: "fastapi" }];

fn apart() -> Vec<&'static Apart> {
    [BROWSERS, PEERS].into_iter().flatten().collect()
}

/// All tests but those with a stage of their own.
pub(crate) fn all_others() -> Outcome {
    let apart = apart();
    if has_nextest() {
        let others = apart.iter().map(|a| filter(a)).collect::<Vec<_>>().join(" or ");
        return nextest(&if others.is_empty() { "all()".to_owned() } else { format!("not ({others})") })
            .into();
    }
    workspace::packages()
        .and_then(|packages| with_cargo(packages.iter().map(|package| others(package, &apart))))
        .into()
}

/// The tests of a stage of its own; `ready` installs what they need or says why it cannot.
pub(crate) fn only(targets: &[Apart], ready: impl FnOnce() -> Result<(), String>) -> Outcome {
    if let Err(reason) = ready() {
        return match targets.iter().map(count).sum() {
            Ok(count) => Outcome::Skipped { count, reason },
            Err(why) => Outcome::Failed(why),
        };
    }
    if has_nextest() {
        return nextest(&targets.iter().map(filter).collect::<Vec<_>>().join(" or ")).into();
    }
    with_cargo(targets.iter().map(one)).into()
}

/// The tests that count allocations, once more and by themselves: by the name of the test or of its target.
pub(crate) fn allocations() -> Outcome {
    if has_nextest() {
        return nextest("test(/alloc/) or binary(/alloc/)").into();
    }
    let by_name = "test --workspace --all-features --tests alloc".to_owned();
    let by_target = "test --workspace --all-features --test *alloc*".to_owned();
    with_cargo([vec![by_name], vec![by_target]].into_iter()).into()
}

/// With it each test has a process of its own, and the report is clearer.
fn has_nextest() -> bool {
    cargo().args(["nextest", "--version"]).output().is_ok_and(|o| o.status.success())
}

/// Always over the whole workspace with all features, so that every stage finds the others' builds.
fn nextest(filter: &str) -> Result<(), String> {
    run(cargo().args(["nextest", "run", "--workspace", "--all-features", "--no-fail-fast", "-E", filter]))
}

fn filter(apart: &Apart) -> String {
    format!("(package({}) and binary({}))", apart.package, apart.target)
}

/// Without nextest: cargo's arguments for a package, all targets but those with a stage of their own.
fn others(package: &Package, apart: &[&Apart]) -> Vec<String> {
    let mut arguments = vec![format!("test --all-features --no-fail-fast --package {}", package.name)];
    for target in &package.targets {
        match target.kind.as_str() {
            "lib" | "proc-macro" => arguments.push("--lib".to_owned()),
            "bin" => arguments.push(format!("--bin {}", target.name)),
            "test" if !apart.iter().any(|a| (a.package, a.target) == (&package.name, &target.name)) => {
                arguments.push(format!("--test {}", target.name));
            }
            _ => {}
        }
    }
    arguments
}

fn one(apart: &Apart) -> Vec<String> {
    vec![format!("test --all-features --no-fail-fast --package {} --test {}", apart.package, apart.target)]
}

/// Runs every command, also after one has failed.
fn with_cargo(commands: impl Iterator<Item = Vec<String>>) -> Result<(), String> {
    let run_one = |words: Vec<String>| run(cargo().args(words.join(" ").split(' '))).err();
    let failed: Vec<String> = commands.filter_map(run_one).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}

/// How many tests a target has.
fn count(apart: &Apart) -> Result<usize, String> {
    let words = one(apart).join(" ");
    let list = output(cargo().args(words.split(' ')).args(["--quiet", "--", "--list"]))?;
    Ok(list.lines().filter(|line| line.ends_with(": test")).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Target;
    use std::path::PathBuf;

    #[test]
    fn a_target_with_a_stage_of_its_own_runs_only_there() {
        let target = |kind: &str, name: &str| Target {
            kind: kind.to_owned(),
            name: name.to_owned(),
            root: PathBuf::new(),
        };
        let browsers = Apart { package: "cases", target: "browser" };
        let package = |name: &str| Package {
            name: name.to_owned(),
            directory: PathBuf::new(),
            targets: vec![
                target("lib", "x"),
                target("bin", "y"),
                target("test", "z"),
                target("test", "browser"),
                target("bench", "b"),
            ],
            features: Vec::new(),
            dependencies: Vec::new(),
        };
        let shown = |name| others(&package(name), &[&browsers]).join(" ");
        assert_eq!(
            shown("cases"),
            "test --all-features --no-fail-fast --package cases --lib --bin y --test z"
        );
        assert!(shown("engine").ends_with("--test z --test browser"));
    }

    #[test]
    fn every_target_with_a_stage_of_its_own_is_there() {
        let packages = workspace::packages().unwrap();
        for apart in apart() {
            let package =
                packages.iter().find(|p| p.name == apart.package).unwrap_or_else(|| panic!("{apart:?}"));
            assert!(package.targets.iter().any(|t| t.kind == "test" && t.name == apart.target), "{apart:?}");
        }
    }
}
