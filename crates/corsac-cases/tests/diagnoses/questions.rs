//! `docs/questions.md`: what people see and believe, each with the page that explains it.

use crate::{reports, rewriting};
use corsac_cases::corpus::{self, Case};
use std::fmt::Write as _;
use std::path::Path;

const FILE: &str = "docs/questions.md";
const ABOVE: &str = "\
# What people see, and what people believe

Each line leads to the page that explains it. What is written here comes from `cases/explained/pains.md` and
`cases/explained/beliefs.md`, where each has an example that is played;
`CORSAC_UPDATE_PAGES=1 cargo test -p corsac-cases --test diagnoses` writes this page anew.
";

fn cases_of(file: &str) -> Vec<Case> {
    let explained = corpus::directory().join("explained");
    let cases = corpus::read(&explained).expect("the cases");
    cases.into_iter().filter(|case| case.file.ends_with(file)).collect()
}

/// The diagnosis that a case is about: what else it must have, or what blocks it.
fn row(case: &Case) -> String {
    let expected = case.expect.fetch.last().unwrap_or_else(|| panic!("{case}: no fetch"));
    let name = expected.also.first().or(expected.diagnosis.as_ref());
    let name = name.unwrap_or_else(|| panic!("{case}: no diagnosis"));
    let reports = reports(case);
    let found =
        reports.iter().flat_map(|report| report.diagnoses()).find(|found| found.name.as_str() == name);
    let found = found.unwrap_or_else(|| panic!("{case}: {name} is not among the diagnoses"));
    format!("| {} | [{name}](../diagnoses/{name}.md): {} |\n", case.title, found.name.title())
}

fn table(text: &mut String, title: &str, file: &str) {
    write!(text, "\n## {title}\n\n| | explained by |\n| --- | --- |\n").expect("a text grows");
    cases_of(file).iter().for_each(|case| text.push_str(&row(case)));
}

#[test]
fn the_questions_lead_to_their_pages() {
    let mut text = ABOVE.to_owned();
    table(&mut text, "What people see", "pains.md");
    table(&mut text, "What people believe, and is wrong", "beliefs.md");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
    if rewriting() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == kept, "{FILE} is out of date: CORSAC_UPDATE_PAGES=1 renews it");
}
