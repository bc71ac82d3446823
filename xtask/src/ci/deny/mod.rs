//! Licences, sources and duplicates of the dependencies, by the rules of `deny.toml`.
//!
//! cargo-deny does it where it is installed; installing it takes minutes, so that without it the same
//! rules are applied here, to what cargo itself tells. Advisories need a database and are left out.

mod licence;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use toml::Table;

use super::outcome::Outcome;
use super::programs::run;
use crate::workspace::{self, array, cargo, text};

/// A package of the whole dependency tree.
#[derive(Debug, Default)]
struct Dependency {
    name: String,
    version: String,
    /// The licence expression; empty when the package states none.
    licence: String,
    /// Where it comes from; empty for a package of this workspace.
    source: String,
}

/// Runs the stage.
pub(crate) fn stage() -> Outcome {
    if cargo().args(["deny", "--version"]).output().is_ok_and(|o| o.status.success()) {
        return run(cargo().args(["deny", "check", "bans", "licenses", "sources"])).into();
    }
    println!("cargo-deny is not installed: checking deny.toml's licences, sources and duplicates here.");
    println!("ADVISORIES ARE NOT CHECKED: they need cargo-deny and its database.");
    own_check().into()
}

fn own_check() -> Result<(), String> {
    let file = workspace::root().join("deny.toml");
    let text = fs::read_to_string(&file).map_err(|e| format!("deny.toml: {e}"))?;
    let rules: Table = text.parse().map_err(|e| format!("deny.toml: {e}"))?;
    let dependencies = dependencies(&rules)?;
    let own = dependencies.iter().filter(|d| d.source.is_empty()).count();
    println!("{} crates, {own} of them ours", dependencies.len());
    duplicates(&dependencies).iter().for_each(|d| println!("note: {d}"));
    let findings = findings(&dependencies, &licence::allowed(&rules));
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

fn dependencies(rules: &Table) -> Result<Vec<Dependency>, String> {
    let targets = rules.get("graph").and_then(|g| g.get("targets")).and_then(toml::Value::as_array);
    let targets = targets.into_iter().flatten().filter_map(toml::Value::as_str);
    let filters: Vec<&str> = targets.flat_map(|t| ["--filter-platform", t]).collect();
    let metadata = workspace::metadata(&[&["--locked", "--all-features"], filters.as_slice()].concat())?;
    Ok(array(&metadata["packages"]).map(dependency).collect())
}

fn dependency(package: &Value) -> Dependency {
    let [name, version, licence, source] =
        ["name", "version", "license", "source"].map(|field| text(&package[field]));
    Dependency { name, version, licence, source }
}

/// What `deny.toml` does not allow: other sources than the registry, other licences than listed.
fn findings(dependencies: &[Dependency], allowed: &BTreeSet<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for Dependency { name, version, licence, source } in dependencies {
        if !source.is_empty() && source != "registry+https://github.com/rust-lang/crates.io-index" {
            findings.push(format!("{name} {version} comes from {source}: only crates.io is allowed"));
        }
        match licence::holds(licence, allowed) {
            Ok(true) => {}
            Ok(false) => findings
                .push(format!("{name} {version} is under {licence:?}: not in deny.toml's licenses.allow")),
            Err(why) => findings
                .push(format!("{name} {version}: the licence {licence:?} is not an SPDX expression: {why}")),
        }
    }
    findings
}

/// Crates that are built in more than one version.
fn duplicates(dependencies: &[Dependency]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for dependency in dependencies {
        versions.entry(&dependency.name).or_default().push(&dependency.version);
    }
    let twice = versions.into_iter().filter(|(_, v)| v.len() > 1);
    twice
        .map(|(name, versions)| format!("{name} in {} versions: {}", versions.len(), versions.join(", ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

    fn package(name: &str, version: &str, licence: &str, source: &str) -> Dependency {
        let [name, version, licence, source] = [name, version, licence, source].map(str::to_owned);
        Dependency { name, version, licence, source }
    }

    #[test]
    fn a_foreign_source_and_a_foreign_licence_are_found() {
        let tree = [
            package("a", "1.0.0", "MIT OR GPL-3.0", REGISTRY),
            package("b", "1.0.0", "GPL-3.0", REGISTRY),
            package("c", "1.0.0", "MIT", "git+https://example.com/c"),
            package("d", "1.0.0", "", REGISTRY),
        ];
        let found = findings(&tree, &["MIT".to_owned()].into());
        let starts: Vec<&str> = found.iter().map(|f| f.split(':').next().unwrap()).collect();
        assert_eq!(starts, ["b 1.0.0 is under \"GPL-3.0\"", "c 1.0.0 comes from git+https", "d 1.0.0"]);
    }

    #[test]
    fn duplicates_are_noted() {
        let tree = [
            package("a", "1.0.0", "MIT", ""),
            package("a", "2.0.0", "MIT", ""),
            package("b", "1.0.0", "MIT", ""),
        ];
        assert_eq!(duplicates(&tree), ["a in 2 versions: 1.0.0, 2.0.0"]);
    }
}
