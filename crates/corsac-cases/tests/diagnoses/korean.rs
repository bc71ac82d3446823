//! The Korean pages: what they share with the English ones, and what makes them Korean.

use crate::page::{Page, Section};
use crate::{assert_none, directory, examples, pages, reports, reports_in, sections};
use corsac::explain::{Language, Name, Report};
use std::collections::BTreeSet;

/// Each Korean page with the English one of its name.
fn pairs() -> impl Iterator<Item = (Page, Page)> {
    let english = |page: &Page| directory(Language::English).join(format!("{}.md", page.name));
    pages(Language::Korean).into_iter().map(move |page| (Page::read(&english(&page)), page))
}

/// The fenced blocks of a text, fences included.
fn blocks(text: &str) -> Vec<&str> {
    text.split("```").skip(1).step_by(2).collect()
}

/// The diagnoses that a page refers to.
fn referred(page: &Page) -> BTreeSet<Name> {
    let prose = page.sections.iter().flat_map(Section::paragraphs).collect::<Vec<_>>().join(" ");
    prose.split('`').skip(1).step_by(2).filter_map(Name::parse).collect()
}

/// Gives a Korean page the examples of the English one.
pub(crate) fn with_examples(mut page: Page) -> Page {
    let english = Page::read(&directory(Language::English).join(format!("{}.md", page.name)));
    let [.., example, mended] = sections(Language::Korean);
    for section in &mut page.sections {
        for (theirs, ours) in [("Example", example), ("Mended", mended)] {
            if section.title == ours {
                section.text = english.section(theirs).to_owned();
            }
        }
    }
    page
}

#[test]
fn blocks_are_those_of_the_english_page() {
    let mut wrong = Vec::new();
    for (english, korean) in pairs() {
        for (theirs, ours) in english.sections.iter().zip(&korean.sections) {
            if blocks(&theirs.text) != blocks(&ours.text) {
                wrong.push(format!("{}: {}", korean.name, ours.title));
            }
        }
        if english.sections.len() != korean.sections.len() {
            wrong.push(format!("{}: {} sections", korean.name, korean.sections.len()));
        }
    }
    assert_none(&wrong);
}

#[test]
fn pages_refer_to_the_same_pages() {
    let mut wrong = Vec::new();
    for (english, korean) in pairs() {
        let (theirs, ours) = (referred(&english), referred(&korean));
        if theirs != ours {
            wrong.push(format!("{}: {ours:?}, in English {theirs:?}", korean.name));
        }
    }
    assert_none(&wrong);
}

fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn explain_says_of_every_example_the_same_in_korean() {
    let mut wrong = Vec::new();
    for case in examples().into_values().flatten() {
        let (english, korean) = (reports(&case), reports_in(Language::Korean, &case));
        assert_eq!(english.len(), korean.len(), "{case}");
        for (said, other) in korean.iter().zip(&english) {
            let names = |report: &Report| report.diagnoses().map(|d| (d.name, d.effect)).collect::<Vec<_>>();
            assert_eq!(names(said), names(other), "{case}");
            let texts = said.diagnoses().flat_map(|diagnosis| {
                let notes = diagnosis.evidence.iter().map(|evidence| &evidence.note);
                [&diagnosis.message]
                    .into_iter()
                    .chain(notes)
                    .chain(diagnosis.fixes.iter().map(|fix| &fix.what))
            });
            wrong.extend(texts.filter(|text| !is_korean(text)).map(|text| format!("{case}: {text}")));
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_paragraph_is_korean() {
    let mut wrong = Vec::new();
    for page in pages(Language::Korean) {
        for section in &page.sections {
            let prose = section.paragraphs().into_iter().filter(|text| !text.starts_with("- "));
            wrong.extend(prose.filter(|text| !is_korean(text)).map(|text| format!("{}: {text}", page.name)));
        }
    }
    assert_none(&wrong);
}
