//! `cargo xtask fuzz`: coverage-guided fuzzing with libFuzzer, on the stable toolchain.
//!
//! `cargo fuzz` asks for nightly to instrument with an address sanitizer. Our code has no `unsafe`, so
//! coverage alone does, and the flags for that are stable. It also works with `cargo fuzz`, which reads
//! the same manifest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::workspace::{self, array, cargo, text};

/// What makes the compiler count edges and report comparisons.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// An input that takes longer is a finding.
const SECONDS_PER_INPUT: u32 = 5;

/// Runs the command.
///
/// # Errors
/// A wrong argument, a target that does not build, or findings.
pub(crate) fn main(arguments: &[String]) -> Result<(), String> {
    let (wanted, time) = choose(arguments)?;
    run(&wanted, time)
}

fn choose(arguments: &[String]) -> Result<(Vec<&str>, Duration), String> {
    const USAGE: &str = "usage: cargo xtask fuzz [TARGET]… [--seconds N]";
    let mut wanted = Vec::new();
    let mut seconds = 60;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            seconds = rest.next().and_then(|n| n.parse().ok()).ok_or(USAGE)?;
        } else if argument.starts_with('-') {
            return Err(format!("{argument}: {USAGE}"));
        } else {
            wanted.push(argument.as_str());
        }
    }
    Ok((wanted, Duration::from_secs(seconds)))
}

/// Builds all targets and runs those wanted (all, when none is named) for `time` each.
///
/// # Errors
/// A name that no target has, a target that does not build, or findings.
pub(crate) fn run(wanted: &[&str], time: Duration) -> Result<(), String> {
    let targets = build()?;
    if let Some(unknown) = wanted.iter().find(|w| !targets.iter().any(|t| t.name == **w)) {
        let names: Vec<&str> = targets.iter().map(|t| t.name.as_str()).collect();
        return Err(format!("no fuzz target is named {unknown}: there are {}", names.join(", ")));
    }
    let chosen = targets.iter().filter(|t| wanted.is_empty() || wanted.contains(&t.name.as_str()));
    let failed: Vec<String> = chosen.filter_map(|target| fuzz(target, time).err()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// A fuzz target that is built.
struct Target {
    name: String,
    program: PathBuf,
}

/// How many targets there are.
pub(crate) fn count() -> usize {
    fs::read_dir(directory().join("fuzz_targets")).map_or(0, Iterator::count)
}

fn directory() -> PathBuf {
    workspace::root().join("fuzz")
}

fn build() -> Result<Vec<Target>, String> {
    let mut command = cargo();
    command.args(["build", "--release", "--message-format", "json-render-diagnostics", "--target", &host()?]);
    command.current_dir(directory()).env("RUSTFLAGS", FLAGS).stderr(std::process::Stdio::inherit());
    let output = command.output().map_err(|e| format!("cargo build: {e}"))?;
    if !output.status.success() {
        return Err("the fuzz targets do not build".to_owned());
    }
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let programs =
        messages.filter(|m| array(&m["target"]["kind"]).any(|k| k == "bin") && m["executable"].is_string());
    Ok(programs
        .map(|m| Target { name: text(&m["target"]["name"]), program: PathBuf::from(text(&m["executable"])) })
        .collect())
}

/// Named to cargo, the flags reach no build script.
fn host() -> Result<String, String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|e| format!("rustc: {e}"))?;
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc names no host".to_owned())
}

fn fuzz(target: &Target, time: Duration) -> Result<(), String> {
    let name = &target.name;
    let [corpus, findings] = ["corpus", "artifacts"].map(|kind| directory().join(kind).join(name));
    for made in [&corpus, &findings] {
        fs::create_dir_all(made).map_err(|e| format!("{}: {e}", made.display()))?;
    }
    let mut command = Command::new(&target.program);
    command.current_dir(directory()).arg(&corpus).arg(Path::new("seeds").join(name));
    command
        .arg(format!("-dict=dictionaries/{name}"))
        .arg(format!("-artifact_prefix={}/", findings.display()));
    command.arg(format!("-max_total_time={}", time.as_secs())).arg(format!("-timeout={SECONDS_PER_INPUT}"));
    command.arg("-print_final_stats=1");
    let output = command.output().map_err(|e| format!("{}: {e}", target.program.display()))?;
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    println!("fuzz {name}: {} inputs in {} s, coverage {}", inputs(&log), time.as_secs(), coverage(&log));
    if output.status.success() {
        return Ok(());
    }
    println!("{log}");
    Err(format!("fuzz {name}: {}", finding(&log)))
}

fn inputs(log: &str) -> &str {
    log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")).map_or("?", str::trim)
}

/// The last count of covered edges.
fn coverage(log: &str) -> &str {
    let counts = log.lines().rev().filter_map(|line| line.split_once("cov: "));
    counts.filter_map(|(_, rest)| rest.split(' ').next()).next().unwrap_or("?")
}

/// What was found, in a line.
fn finding(log: &str) -> String {
    let file = log.lines().find_map(|line| line.split_once("Test unit written to ").map(|(_, file)| file));
    let why = log.lines().skip_while(|line| !line.contains("panicked at")).nth(1);
    format!("{}; the input is in {}", why.unwrap_or("it failed"), file.unwrap_or("no file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_name_targets_and_time() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(choose(&words("decide --seconds 5")), Ok((vec!["decide"], Duration::from_secs(5))));
        assert!(choose(&words("--seconds x")).is_err() && choose(&words("--other")).is_err());
    }

    #[test]
    fn a_log_tells_counts_and_findings() {
        let log = "#2 INITED cov: 8 ft: 8\n#9 NEW    cov: 12 ft: 9\nthread panicked at a.rs:1:2:\nboom\nTest unit written to artifacts/decide/crash-1\nstat::number_of_executed_units: 345\n";
        assert_eq!((inputs(log), coverage(log)), ("345", "12"));
        assert_eq!(finding(log), "boom; the input is in artifacts/decide/crash-1");
        assert_eq!((inputs(""), coverage("")), ("?", "?"));
    }

    #[test]
    fn every_target_has_seeds_and_a_dictionary() {
        for entry in fs::read_dir(directory().join("fuzz_targets")).unwrap() {
            let name = entry.unwrap().path().file_stem().unwrap().to_owned();
            assert!(
                fs::read_dir(directory().join("seeds").join(&name)).unwrap().next().is_some(),
                "{name:?}"
            );
            assert!(directory().join("dictionaries").join(&name).is_file(), "{name:?}");
        }
    }
}
