//! Each feature alone, and the engine without the standard library.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::outcome::Outcome;
use super::programs::{output, run};
use crate::workspace::{self, cargo, text};

/// The engine, which promises to need no standard library.
const ENGINE: &str = "corsac";

/// A program of its own without std: a second panic handler in the dependency tree, which is
/// what std would bring, is an error (E0152). That shows it on any host, without another target.
const NO_STD_PROGRAM: &str = "\
#![no_std]
extern crate corsac as _;
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! { loop {} }
";

/// Runs the stage.
pub(crate) fn stage() -> Outcome {
    every_feature_alone().and_then(|()| engine_without_std()).into()
}

fn every_feature_alone() -> Result<(), String> {
    for package in workspace::packages()? {
        let of_its_own = package.features.iter().filter(|f| *f != "default");
        let sets: Vec<&str> = std::iter::once("").chain(of_its_own.map(String::as_str)).collect();
        if sets.len() == 1 {
            continue;
        }
        for feature in sets {
            let set = ["--no-default-features", "--features", feature];
            run(cargo()
                .args(["clippy", "--quiet", "--package", &package.name])
                .args(set)
                .args(["--", "-D", "warnings"]))?;
        }
    }
    Ok(())
}

fn engine_without_std() -> Result<(), String> {
    let packages = workspace::packages()?;
    let engine = packages.iter().find(|p| p.name == ENGINE).ok_or("the engine is gone")?;
    let features: Vec<&str> = engine.features.iter().map(String::as_str).filter(|f| *f != "std").collect();
    for set in ["", &features.join(",")] {
        let library = library_built_with(set)?;
        println!("corsac without std, features [{set}]");
        compile_without_std(&library)?;
    }
    Ok(())
}

/// Path of the engine's compiled library with the given features.
fn library_built_with(features: &str) -> Result<String, String> {
    let arguments = [
        "build",
        "--quiet",
        "--package",
        ENGINE,
        "--lib",
        "--message-format",
        "json",
        "--no-default-features",
        "--features",
        features,
    ];
    let messages = output(cargo().args(arguments))?;
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let ours = artifacts.filter(|m| m["reason"] == "compiler-artifact" && m["target"]["name"] == ENGINE);
    let mut files = ours.flat_map(|m| workspace::array(&m["filenames"]).map(text).collect::<Vec<_>>());
    files.rfind(|f| f.ends_with(".rlib")).ok_or_else(|| "cargo built no library of the engine".to_owned())
}

fn compile_without_std(library: &str) -> Result<(), String> {
    let built_in = Path::new(library).parent().map(Path::to_owned).unwrap_or_default();
    // cargo leaves the dependencies' libraries in deps/, beside the engine's or around it.
    let dependencies = [built_in.clone(), built_in.join("deps")];
    let mut command = Command::new("rustc");
    command.args(["--edition=2024", "--crate-type=lib", "--crate-name=without_std", "--emit=metadata", "-"]);
    command.arg("--out-dir").arg(&built_in);
    command.arg(format!("--extern=corsac={library}"));
    dependencies.iter().for_each(|d| {
        command.arg(format!("-Ldependency={}", d.display()));
    });
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(|e| format!("rustc: {e}"))?;
    let mut input = child.stdin.take().ok_or("rustc takes no input")?;
    input.write_all(NO_STD_PROGRAM.as_bytes()).map_err(|e| format!("rustc: {e}"))?;
    drop(input);
    let status = child.wait().map_err(|e| format!("rustc: {e}"))?;
    if status.success() { Ok(()) } else { Err("the engine or one of its dependencies needs std".to_owned()) }
}
