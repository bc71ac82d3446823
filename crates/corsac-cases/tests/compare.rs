//! COMPARE.md says what corsac does beside its peers, and by which test that shows: each of them is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every `fn` that follows a test attribute, or stands in a file of property tests, in the crates.
fn tests() -> BTreeSet<String> {
    let (mut names, mut directories) = (BTreeSet::new(), vec![root().join("crates")]);
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(&directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                names.extend(tests_of(&std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    names
}

fn tests_of(source: &str) -> Vec<String> {
    let mut is_test = false;
    let mut names = Vec::new();
    for line in source.lines().map(str::trim) {
        let name = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        match name.and_then(|rest| rest.split(['(', '<']).next()) {
            Some(name) if is_test => {
                names.push(name.to_owned());
                is_test = false;
            }
            _ if line.starts_with("#[") => is_test |= line.contains("test]"),
            _ if line.starts_with("//") => {}
            _ => is_test = false,
        }
    }
    names
}

/// The cells of the rows of the section's tables: the feature's, and corsac's.
fn cells(section: &str) -> Vec<(&str, &str)> {
    let (mut column, mut found) = (None, Vec::new());
    for line in section.lines() {
        let row: Vec<&str> = line.split('|').map(str::trim).collect();
        match (row.get(1), column) {
            (None, _) => column = None,
            (Some(&"#"), _) => column = row.iter().position(|cell| cell.starts_with("corsac ")),
            (Some(number), Some(column)) if !number.starts_with("--") => {
                found.push((row[2], *row.get(column).unwrap_or_else(|| panic!("a short row: {line}"))));
            }
            _ => {}
        }
    }
    found
}

/// Names of tests in backticks: the only words with two underscores there.
fn named(cell: &str) -> Vec<&str> {
    let words = cell.split('`').skip(1).step_by(2);
    words
        .filter(|word| {
            word.matches('_').count() >= 2 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })
        .collect()
}

#[test]
fn every_feature_names_a_test_that_is_there() {
    let text = std::fs::read_to_string(root().join("COMPARE.md")).expect("COMPARE.md");
    let (_, section) = text.split_once("\n## Features\n").expect("the section on features");
    let section = section.split("\n## ").next().unwrap_or(section);
    let tests = tests();
    let cells = cells(section);
    assert!(cells.len() > 46, "{} features", cells.len());
    for (feature, cell) in cells.into_iter().filter(|(_, cell)| *cell != "-") {
        let named = named(cell);
        assert!(!named.is_empty(), "{feature}: no test shows that {cell}");
        for name in named {
            assert!(tests.contains(name), "{feature}: there is no test {name}");
        }
    }
}

#[test]
fn tests_are_told_from_other_functions() {
    let source = "#[test]\n/// x\nfn a() {}\nfn b() {}\n#[tokio::test]\n#[expect(x)]\nasync fn c() {}\n#[derive(X)]\nfn d(){}";
    assert_eq!(tests_of(source), ["a", "c"]);
}
