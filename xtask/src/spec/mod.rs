//! `cargo xtask spec`: each step of the Standard's algorithms in scope is in the code, once and in order.

mod check;
mod code;
mod import;
mod index;
mod standard;

use std::fs;
use std::path::{Path, PathBuf};

use crate::source_files;
use crate::workspace;
use index::Index;

const USAGE: &str = "usage: cargo xtask spec [--import FETCH.BS --commit HASH]";

/// Runs the command.
///
/// # Errors
/// Every finding, one a line.
pub(crate) fn main(arguments: &[String]) -> Result<(), String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let file = workspace::root().join("spec/fetch.toml");
    let text = fs::read_to_string(&file).map_err(|e| format!("spec/fetch.toml: {e}"))?;
    let index = Index::parse(&text).map_err(|e| format!("spec/fetch.toml: {e}"))?;
    let functions = code::functions(&source_files::list(&workspace::root().join("crates/corsac/src"))?)?;
    match words.as_slice() {
        [] => report(&index, &functions),
        ["--import", source, "--commit", commit] => {
            reimport(&index, &functions, Path::new(source), commit, &file)
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn report(index: &Index, functions: &[code::Function]) -> Result<(), String> {
    let findings = check::check(index, functions);
    if findings.is_empty() {
        let not_done = index.algorithms.iter().filter(|a| a.not_done.is_some()).count();
        let steps: usize = index.algorithms.iter().filter(|a| a.not_done.is_none()).map(|a| a.steps).sum();
        println!(
            "spec: {} algorithms and definitions, {steps} steps, {not_done} not done, nothing found",
            index.algorithms.len()
        );
        return Ok(());
    }
    Err(format!("{}\n{} findings", findings.join("\n"), findings.len()))
}

fn reimport(
    old: &Index,
    functions: &[code::Function],
    source: &Path,
    commit: &str,
    file: &PathBuf,
) -> Result<(), String> {
    let source = fs::read_to_string(source).map_err(|e| format!("{}: {e}", source.display()))?;
    let new = import::import(old, &source, commit.to_owned())?;
    import::changes(old, &new, functions).iter().for_each(|line| println!("{line}"));
    fs::write(file, new.render()).map_err(|e| format!("{}: {e}", file.display()))?;
    println!("spec/fetch.toml is of {commit}; it was of {}", old.commit);
    let mut findings = import::copied(&new, &source, functions);
    findings.extend(import::dangling(&source, functions));
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}
