//! Import circles, floors, and modules that are kept apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::imports::{Imports, circles};
use super::modules::Modules;
use super::rules::Rules;
use crate::workspace::shown;

/// Files that import each other.
pub(crate) fn circle_findings(modules: &Modules, imports: &Imports) -> Vec<String> {
    let walk =
        |walk: Vec<usize>| walk.into_iter().map(|f| shown(&modules.files[f])).collect::<Vec<_>>().join(" → ");
    circles(imports).into_iter().map(|c| format!("import circle: {}", walk(c))).collect()
}

/// Imports that go up, or between modules that are kept apart, or around between modules of a floor.
pub(crate) fn floor_findings(name: &str, modules: &Modules, imports: &Imports, rules: &Rules) -> Vec<String> {
    let Some(floors) = rules.floors.get(name) else {
        return Vec::new();
    };
    let parts: Vec<String> = modules.files.iter().map(|f| part(f, &modules.files[0])).collect();
    let mut findings: Vec<String> = Vec::new();
    let unknown: BTreeSet<&String> =
        parts.iter().filter(|p| !p.is_empty() && !floors.contains_key(*p)).collect();
    findings
        .extend(unknown.into_iter().map(|p| format!("{name}: module {p} has no floor in xtask/layers.toml")));
    let mut between: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (&from, imported) in imports {
        for &to in imported {
            let (a, b) = (parts[from].as_str(), parts[to].as_str());
            if a == b || a.is_empty() {
                continue;
            }
            between.entry(a).or_default().insert(b);
            if let Some(why) = crossing(a, b, floors, rules.apart.get(name)) {
                findings.push(format!(
                    "{} imports {}: {why}",
                    shown(&modules.files[from]),
                    shown(&modules.files[to])
                ));
            }
        }
    }
    findings.extend(part_circles(name, &between));
    findings
}

/// The module below the crate's root that `file` belongs to; empty for the root itself.
pub(crate) fn part(file: &Path, root: &Path) -> String {
    let below = root.parent().and_then(|r| file.strip_prefix(r).ok()).unwrap_or(file);
    if file == root {
        return String::new();
    }
    let first = below.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned());
    first.unwrap_or_default().trim_end_matches(".rs").to_owned()
}

fn crossing(
    from: &str,
    to: &str,
    floors: &BTreeMap<String, i64>,
    apart: Option<&Vec<BTreeSet<String>>>,
) -> Option<String> {
    if to.is_empty() {
        return Some("what the crate's root defines is above every floor".to_owned());
    }
    if apart.into_iter().flatten().any(|pair| pair.contains(from) && pair.contains(to)) {
        return Some(format!("{from} and {to} never import each other"));
    }
    let (a, b) = (floors.get(from)?, floors.get(to)?);
    (b > a).then(|| format!("{from} is on floor {a}, {to} on floor {b}"))
}

fn part_circles(name: &str, between: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let names: Vec<&str> = between
        .iter()
        .flat_map(|(from, to)| to.iter().copied().chain([*from]))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let index = |n: &str| names.iter().position(|other| *other == n).unwrap_or_default();
    let graph: Imports =
        between.iter().map(|(from, to)| (index(from), to.iter().map(|t| index(t)).collect())).collect();
    let walk = |w: Vec<usize>| w.into_iter().map(|i| names[i]).collect::<Vec<_>>().join(" → ");
    circles(&graph).into_iter().map(|c| format!("{name}: modules in a circle: {}", walk(c))).collect()
}
