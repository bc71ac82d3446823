//! `cargo xtask layers`: the structure of the code, checked and printed.

mod files;
mod floors;
mod imports;
mod modules;
mod prose;
mod rules;
mod table;

use crate::workspace::{self, Package};
use imports::imports;
use rules::Rules;

/// Runs the command; `--table` prints the structure besides checking it.
///
/// # Errors
/// Every finding, one a line.
pub(crate) fn main(arguments: &[String]) -> Result<(), String> {
    let table = match arguments {
        [] => false,
        [only] if only == "--table" => true,
        _ => return Err("usage: cargo xtask layers [--table]".to_owned()),
    };
    let rules = Rules::read(&workspace::root().join("xtask/layers.toml"))?;
    let packages = workspace::packages()?;
    if table {
        println!("{}", table::render(&packages, &rules)?);
    }
    let findings = check(&packages, &rules)?;
    if findings.is_empty() {
        println!("layers: {} crates, nothing found", packages.len());
        return Ok(());
    }
    Err(format!("{}\n{} findings", findings.join("\n"), findings.len()))
}

fn check(packages: &[Package], rules: &Rules) -> Result<Vec<String>, String> {
    let mut findings = Vec::new();
    for package in packages {
        findings.extend(arrows(package, rules));
        for target in package.targets.iter().filter(|t| t.is_code()) {
            let modules = modules::read(&target.root)?;
            let imports = imports(&modules);
            findings.extend(floors::circle_findings(&modules, &imports));
            findings.extend(floors::floor_findings(&package.name, &modules, &imports, rules));
        }
        findings.extend(prose::check(package, rules)?);
    }
    findings.extend(files::check(&workspace::root(), rules)?);
    Ok(findings)
}

/// Dependencies between crates that the table does not allow.
fn arrows(package: &Package, rules: &Rules) -> Vec<String> {
    let name = &package.name;
    let Some(inside) = rules.crates.get(name) else {
        return vec![format!(
            "crate {name} is not in xtask/layers.toml: say in [crates] what it may depend on"
        )];
    };
    let outside = rules.external.get(name);
    let allowed = |local: bool, other: &str| {
        if local { inside.contains(other) } else { outside.is_none_or(|o| o.contains(other)) }
    };
    let wrong = package.dependencies.iter().filter(|d| !allowed(d.local, &d.name));
    wrong.map(|d| format!("{name} depends on {}: the house has no such arrow", d.name)).collect()
}

#[cfg(test)]
mod tests;
