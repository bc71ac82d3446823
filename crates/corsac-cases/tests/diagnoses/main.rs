//! The diagnosis pages: one for each name, in one form, with examples that yield what they explain.
//!
//! Titles, the browsers' sentences, what became of the request and the index come from the engine.
//! `CORSAC_UPDATE_PAGES=1 cargo test -p corsac-cases --test diagnoses` writes them anew; all else is
//! written by people.

mod advice;
mod facts;
mod index;
mod page;
mod questions;

use corsac::exchange::ScenarioStep;
use corsac::explain::{Name, Report, of_request_init_error};
use corsac_cases::corpus::{self, Case};
use corsac_cases::judge::{explain, judge, judge_refused};
use facts::WIDTH;
use page::{Page, Section};
use std::collections::BTreeMap;

/// The sections of a page in their order; the last one may be missing.
const SECTIONS: [&str; 7] = [
    "What happened",
    "Why browsers do this",
    "The wrong idea",
    "Fix",
    "What browsers print",
    "Example",
    "Mended",
];

/// All pages but the index; that they are the right ones is a test of its own.
fn pages() -> Vec<Page> {
    let files = std::fs::read_dir(corpus::diagnoses()).expect("the pages").map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| !file.ends_with("README.md")).collect();
    files.sort();
    files.iter().map(|file| Page::read(file)).collect()
}

/// The examples of all pages, by the name of the page.
fn examples() -> BTreeMap<String, Vec<Case>> {
    let mut examples: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in corpus::read(&corpus::diagnoses()).expect("the pages' examples") {
        let name = case.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        examples.entry(name).or_default().push(case);
    }
    examples
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

/// What explain says of each fetch of an example.
fn reports(case: &Case) -> Vec<Report> {
    let inits = case.scenario.steps.iter().filter_map(|step| match step {
        ScenarioStep::Fetch(init) => Some(init),
        ScenarioStep::Wait(_) => None,
    });
    if case.expect.refused.is_some() {
        let refused = inits.filter_map(|init| Some(of_request_init_error(init, &init.make().err()?)));
        return refused.take(1).collect();
    }
    let transcripts = case.scenario.play().unwrap_or_else(|error| panic!("{case}: {error}"));
    let fetches = inits.zip(&case.expect.fetch).zip(&transcripts);
    fetches.map(|((init, expected), transcript)| explain(init, expected, transcript)).collect()
}

/// What explain says of the fetch that a page is about: the last one that yields its name.
fn report(case: &Case, name: Name) -> Report {
    let yields = |report: &Report| report.diagnoses().any(|diagnosis| diagnosis.name == name);
    let found: Vec<_> = reports(case).into_iter().filter(yields).collect();
    found.into_iter().next_back().unwrap_or_else(|| {
        let names: Vec<_> = reports(case)
            .iter()
            .map(|r| r.diagnoses().map(|d| d.name.as_str()).collect::<Vec<_>>())
            .collect();
        panic!("{case}: yields {names:?} and not {name}")
    })
}

/// Puts what the engine knows into a page.
fn with_facts(mut page: Page, name: Name, report: &Report) -> Page {
    page.head = facts::head(name);
    for section in &mut page.sections {
        let parts = match section.title.as_str() {
            "What happened" => [facts::without_executed(&section.text).into(), facts::executed(report)],
            "What browsers print" => [facts::says(report), facts::without_says(&section.text).into()],
            _ => continue,
        };
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        section.text = parts.join("\n\n");
    }
    page
}

fn rewriting() -> bool {
    std::env::var_os("CORSAC_UPDATE_PAGES").is_some()
}

#[test]
fn every_page_has_its_sections_in_order() {
    let mut wrong = Vec::new();
    for page in pages() {
        let titles: Vec<_> = page.sections.iter().map(|section| section.title.as_str()).collect();
        if titles != SECTIONS && titles != SECTIONS[..6] {
            wrong.push(format!("{}: {titles:?}", page.name));
        }
        let empty = page.sections.iter().filter(|section| section.text.is_empty());
        wrong.extend(empty.map(|section| format!("{}: {} is empty", page.name, section.title)));
    }
    assert_none(&wrong);
}

#[test]
fn every_page_fits_a_terminal() {
    let mut wrong = Vec::new();
    for page in pages() {
        let wide = page.text.lines().enumerate().filter(|(_, line)| line.chars().count() > WIDTH);
        wrong.extend(wide.map(|(at, _)| format!("{}:{}: too wide", page.name, at + 1)));
        let read = page.text.split("\n## Example\n").next().unwrap_or_default().lines().count();
        if !(20..=60).contains(&read) || page.text.lines().count() > 100 {
            wrong.push(format!("{}: {read} lines before the example", page.name));
        }
        if !page.text.ends_with('\n') || page.text.lines().any(|line| line.ends_with(' ')) {
            wrong.push(format!("{}: blanks at an end", page.name));
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_example_holds() {
    let mut wrong = Vec::new();
    for case in examples().into_values().flatten() {
        let found = match (&case.expect.refused, case.scenario.play()) {
            (Some(name), _) => judge_refused(&case, name),
            (None, Ok(transcripts)) => judge(&case, &transcripts),
            (None, Err(error)) => vec![error.to_string()],
        };
        wrong.extend(found.into_iter().map(|difference| format!("{case}: {difference}")));
    }
    assert_none(&wrong);
}

#[test]
fn examples_state_their_diagnosis_and_mended_ones_are_allowed() {
    let mut wrong = Vec::new();
    for (name, cases) in examples() {
        let states = |case: &Case| {
            let fetches = || case.expect.fetch.iter();
            case.expect.refused.as_ref() == Some(&name)
                || fetches()
                    .any(|fetch| fetch.diagnosis.as_ref() == Some(&name) || fetch.also.contains(&name))
        };
        for case in &cases {
            let mended = case.title == "Mended";
            if mended == states(case) {
                wrong.push(format!(
                    "{case}: {}",
                    if mended { "still yields it" } else { "does not state it" }
                ));
            }
            let last = reports(case).pop();
            if mended && !last.is_some_and(|report| report.primary.name.is_ok()) {
                wrong.push(format!("{case}: is not allowed"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn what_the_engine_knows_is_on_the_page() {
    let examples = examples();
    let mut wrong = Vec::new();
    for found in pages() {
        let example = examples.get(&found.name).and_then(|cases| cases.first());
        let (Some(name), Some(example)) = (Name::parse(&found.name), example) else {
            wrong.push(format!("{}: no such name, or no example", found.name));
            continue;
        };
        let wanted = with_facts(Page::read(&found.file), name, &report(example, name));
        if rewriting() {
            wanted.write();
            continue;
        }
        if found.head != wanted.head {
            wrong.push(format!("{name}: the title must be\n{}", wanted.head));
        }
        for (found, wanted) in found.sections.iter().zip(&wanted.sections) {
            if found.text != wanted.text {
                wrong.push(format!("{name}: {} must be\n{}", wanted.title, wanted.text));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn no_paragraph_stands_on_two_pages() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    for page in pages() {
        for section in page.sections.iter().filter(|section| section.title != "What browsers print") {
            let text = Section { title: String::new(), text: facts::without_executed(&section.text).into() };
            let prose = text.paragraphs().into_iter().filter(|text| text.split(' ').count() > 12);
            for paragraph in prose {
                if let Some(other) = seen.insert(paragraph.clone(), page.name.clone()) {
                    wrong.push(format!("{} and {other}: {paragraph}", page.name));
                }
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn no_browser_is_quoted_from_memory() {
    let quoting = |page: &Page| {
        let said = facts::without_says(page.section("What browsers print"));
        let rest = page.sections.iter().filter(|section| section.title != "What browsers print");
        let rest = rest.map(|section| section.text.as_str()).chain([said]);
        rest.into_iter().any(|text| text.contains("ERR_") || text.contains('“'))
    };
    let wrong: Vec<_> = pages().into_iter().filter(quoting).map(|page| page.name).collect();
    assert_none(&wrong);
}

#[test]
fn no_page_gives_unsafe_advice() {
    let fixes = pages().into_iter().flat_map(|page| {
        let found = advice::unsafe_in(page.section("Fix"));
        found.into_iter().map(move |what| format!("{}: {what}", page.name)).collect::<Vec<_>>()
    });
    assert_none(&fixes.collect::<Vec<_>>());
}

#[test]
fn pages_refer_to_pages() {
    let mut wrong = Vec::new();
    for page in pages() {
        let prose = page.sections.iter().flat_map(Section::paragraphs).collect::<Vec<_>>().join(" ");
        for name in prose.split("see `").skip(1).filter_map(|rest| rest.split('`').next()) {
            if Name::parse(name).is_none() || name == page.name {
                wrong.push(format!("{}: see {name}", page.name));
            }
        }
    }
    assert_none(&wrong);
}
