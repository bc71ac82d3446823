//! The diagnosis pages: one for each name, in one form, with examples that yield what they explain.
//!
//! Titles, the browsers' sentences, what became of the request and the index come from the engine.
//! `CORSAC_UPDATE_PAGES=1 cargo test -p corsac-cases --test diagnoses` writes them anew; all else is
//! written by people.

mod advice;
mod facts;
mod index;
mod korean;
mod page;
mod questions;

use corsac::exchange::ScenarioStep;
use corsac::explain::{Language, Name, Report, of_request_init_error_in};
use corsac_cases::corpus::{self, Case};
use corsac_cases::judge::{explain_in, judge, judge_refused};
use facts::WIDTH;
use page::{Page, Section};
use std::collections::BTreeMap;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr as _;

/// The sections of a page in their order; the last one may be missing.
const fn sections(language: Language) -> [&'static str; 7] {
    match language {
        Language::English => [
            "What happened",
            "Why browsers do this",
            "The wrong idea",
            "Fix",
            "What browsers print",
            "Example",
            "Mended",
        ],
        Language::Korean => [
            "무슨 일이 있었나",
            "브라우저가 이렇게 하는 이유",
            "흔한 오해",
            "해결 방법",
            "브라우저가 출력하는 메시지",
            "예제",
            "고친 예제",
        ],
    }
}

/// Where the pages in a language are.
fn directory(language: Language) -> PathBuf {
    match language {
        Language::English => corpus::diagnoses(),
        Language::Korean => corpus::diagnoses().join("ko"),
    }
}

/// All pages but the index; that they are the right ones is a test of its own.
fn pages(language: Language) -> Vec<Page> {
    let files = std::fs::read_dir(directory(language)).expect("the pages").map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.is_file() && !file.ends_with("README.md")).collect();
    files.sort();
    files.iter().map(|file| Page::read(file)).collect()
}

/// The pages of all languages.
fn all_pages() -> impl Iterator<Item = (Language, Page)> {
    Language::ALL
        .into_iter()
        .flat_map(|language| pages(language).into_iter().map(move |page| (language, page)))
}

/// The examples of all pages, by the name of the page. Those of other languages are the same, which is a
/// test of its own.
fn examples() -> BTreeMap<String, Vec<Case>> {
    let mut examples: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    let english = directory(Language::English);
    let cases = corpus::read(&english).expect("the pages' examples");
    for case in cases.into_iter().filter(|case| case.file.parent() == Some(&english)) {
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
    reports_in(Language::English, case)
}

/// The same in a language.
fn reports_in(language: Language, case: &Case) -> Vec<Report> {
    let inits = case.scenario.steps.iter().filter_map(|step| match step {
        ScenarioStep::Fetch(init) => Some(init),
        ScenarioStep::Wait(_) => None,
    });
    if case.expect.refused.is_some() {
        let refused =
            inits.filter_map(|init| Some(of_request_init_error_in(language, init, &init.make().err()?)));
        return refused.take(1).collect();
    }
    let transcripts = case.scenario.play().unwrap_or_else(|error| panic!("{case}: {error}"));
    let fetches = inits.zip(&case.expect.fetch).zip(&transcripts);
    fetches.map(|((init, expected), transcript)| explain_in(language, init, expected, transcript)).collect()
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
fn with_facts(mut page: Page, name: Name, report: &Report, language: Language) -> Page {
    if language == Language::Korean {
        page = korean::with_examples(page);
    }
    page.head = facts::head(name, language);
    let [happened, _, _, _, print, ..] = sections(language);
    for section in &mut page.sections {
        let text = section.text.as_str();
        let parts = match section.title.as_str() {
            title if title == happened => {
                [facts::without_executed(text, language).into(), facts::executed(report, language)]
            }
            title if title == print => [facts::says(report, language), facts::without_says(text).into()],
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
    for (language, page) in all_pages() {
        let titles: Vec<_> = page.sections.iter().map(|section| section.title.as_str()).collect();
        if titles != sections(language) && titles != sections(language)[..6] {
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
    for (language, page) in all_pages() {
        let wide = page.text.lines().enumerate().filter(|(_, line)| line.width() > WIDTH);
        wrong.extend(wide.map(|(at, _)| format!("{}:{}: too wide", page.name, at + 1)));
        let example = format!("\n## {}\n", sections(language)[5]);
        let read = page.text.split(&example).next().unwrap_or_default().lines().count();
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
    for (language, found) in all_pages() {
        let example = examples.get(&found.name).and_then(|cases| cases.first());
        let (Some(name), Some(example)) = (Name::parse(&found.name), example) else {
            wrong.push(format!("{}: no such name, or no example", found.name));
            continue;
        };
        let wanted = with_facts(Page::read(&found.file), name, &report(example, name), language);
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
    let mut seen: BTreeMap<(&str, String), String> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (language, page) in all_pages() {
        let print = sections(language)[4];
        for section in page.sections.iter().filter(|section| section.title != print) {
            let text = facts::without_executed(&section.text, language).into();
            let text = Section { title: String::new(), text };
            let prose = text.paragraphs().into_iter().filter(|text| text.split(' ').count() > 12);
            for paragraph in prose {
                if let Some(other) = seen.insert((language.as_str(), paragraph.clone()), page.name.clone()) {
                    wrong.push(format!("{} and {other}: {paragraph}", page.name));
                }
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn no_browser_is_quoted_from_memory() {
    let quoting = |(language, page): &(Language, Page)| {
        let print = sections(*language)[4];
        let said = facts::without_says(page.section(print));
        let rest = page.sections.iter().filter(|section| section.title != print);
        let rest = rest.map(|section| section.text.as_str()).chain([said]);
        rest.into_iter().any(|text| text.contains("ERR_") || text.contains('“'))
    };
    let wrong: Vec<_> = all_pages().filter(quoting).map(|(_, page)| page.name).collect();
    assert_none(&wrong);
}

#[test]
fn no_page_gives_unsafe_advice() {
    let fixes = all_pages().flat_map(|(language, page)| {
        let found = advice::unsafe_in(page.section(sections(language)[3]));
        found.into_iter().map(move |what| format!("{}: {what}", page.name)).collect::<Vec<_>>()
    });
    assert_none(&fixes.collect::<Vec<_>>());
}

#[test]
fn pages_refer_to_pages() {
    let mut wrong = Vec::new();
    for page in pages(Language::English) {
        let prose = page.sections.iter().flat_map(Section::paragraphs).collect::<Vec<_>>().join(" ");
        for name in prose.split("see `").skip(1).filter_map(|rest| rest.split('`').next()) {
            if Name::parse(name).is_none() || name == page.name {
                wrong.push(format!("{}: see {name}", page.name));
            }
        }
    }
    assert_none(&wrong);
}
