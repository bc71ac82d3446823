//! The index: every page, by the part of a fetch.

use crate::facts::wrapped;
use crate::page::Page;
use crate::rewriting;
use corsac::explain::{Name, Phase};
use corsac_cases::corpus;

/// The phases in the order of a fetch, each with what the index says about it.
const PHASES: [(Phase, &str); 6] = [
    (Phase::Request, "Before anything is sent"),
    (Phase::Network, "On the way to the server"),
    (Phase::Preflight, "At the preflight's answer"),
    (Phase::Redirect, "At a redirect"),
    (Phase::Response, "At the answer"),
    (Phase::Cache, "In a cache"),
];

/// The index of a phase.
fn index(phase: Phase) -> String {
    let names = Name::ALL.iter().filter(|name| name.phase() == phase);
    names
        .map(|name| wrapped(&format!("- [{name}]({name}.md): {}", name.title()), "  "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn with_index(mut page: Page) -> Page {
    for section in &mut page.sections {
        if let Some((phase, _)) = PHASES.iter().find(|(_, title)| *title == section.title) {
            section.text = index(*phase);
        }
    }
    page
}

#[test]
fn the_pages_are_the_names() {
    let directory = std::fs::read_dir(corpus::diagnoses()).expect("the pages");
    let mut found: Vec<_> =
        directory.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    let mut wanted: Vec<_> = Name::ALL.iter().map(|name| format!("{name}.md")).collect();
    wanted.push("README.md".into());
    wanted.sort();
    assert_eq!(found, wanted);
}

#[test]
fn the_index_is_complete() {
    let file = corpus::diagnoses().join("README.md");
    let (found, wanted) = (Page::read(&file), with_index(Page::read(&file)));
    if rewriting() {
        wanted.write();
        return;
    }
    for (_, title) in PHASES {
        assert_eq!(found.section(title), wanted.section(title), "{title}");
        assert!(!found.section(title).is_empty(), "{title} is missing");
    }
}
