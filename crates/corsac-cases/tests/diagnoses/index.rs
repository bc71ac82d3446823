//! The index: every page, by the part of a fetch.

use crate::facts::wrapped;
use crate::page::Page;
use crate::{directory, rewriting};
use corsac::explain::{Language, Name, Phase};

/// The phases in the order of a fetch, each with what the index says about it.
const fn phases(language: Language) -> [(Phase, &'static str); 6] {
    match language {
        Language::English => [
            (Phase::Request, "Before anything is sent"),
            (Phase::Network, "On the way to the server"),
            (Phase::Preflight, "At the preflight's answer"),
            (Phase::Redirect, "At a redirect"),
            (Phase::Response, "At the answer"),
            (Phase::Cache, "In a cache"),
        ],
        Language::Korean => [
            (Phase::Request, "보내기 전"),
            (Phase::Network, "서버로 가는 길"),
            (Phase::Preflight, "프리플라이트의 응답"),
            (Phase::Redirect, "리다이렉트"),
            (Phase::Response, "응답"),
            (Phase::Cache, "캐시"),
        ],
    }
}

/// The index of a phase.
fn index(phase: Phase, language: Language) -> String {
    let names = Name::ALL.iter().filter(|name| name.phase() == phase);
    names
        .map(|name| wrapped(&format!("- [{name}]({name}.md): {}", language.title(*name)), "  "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn with_index(mut page: Page, language: Language) -> Page {
    for section in &mut page.sections {
        if let Some((phase, _)) = phases(language).iter().find(|(_, title)| *title == section.title) {
            section.text = index(*phase, language);
        }
    }
    page
}

#[test]
fn the_pages_are_the_names() {
    for language in Language::ALL {
        let directory = std::fs::read_dir(directory(language)).expect("the pages");
        let mut found: Vec<_> =
            directory.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        found.sort();
        let mut wanted: Vec<_> = Name::ALL.iter().map(|name| format!("{name}.md")).collect();
        wanted.push("README.md".into());
        // Where the pages of other languages are.
        wanted.extend((language == Language::English).then(|| "ko".into()));
        wanted.sort();
        assert_eq!(found, wanted);
    }
}

#[test]
fn the_index_is_complete() {
    for language in Language::ALL {
        let file = directory(language).join("README.md");
        let (found, wanted) = (Page::read(&file), with_index(Page::read(&file), language));
        if rewriting() {
            wanted.write();
            continue;
        }
        for (_, title) in phases(language) {
            assert_eq!(found.section(title), wanted.section(title), "{title}");
            assert!(!found.section(title).is_empty(), "{title} is missing");
        }
    }
}
