//! Which deciding steps of the algorithms the corpus reaches: `spec/coverage.md` says it, and this holds
//! it to the truth.
//!
//! After new cases, `CORSAC_UPDATE_COVERAGE=1 cargo test -p corsac-cases --test coverage` writes it anew.

use corsac::trace::{Algorithm, Step};
use corsac_cases::{corpus, facts};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The first case that reached a step so, by algorithm, number and whether its condition held.
type Reached = BTreeMap<(Algorithm, &'static str, bool), String>;

fn reached() -> Reached {
    let mut reached = Reached::new();
    let mut note = |steps: &[Step], case: &str| {
        for Step { algorithm, number, held } in steps {
            reached.entry((*algorithm, *number, *held)).or_insert_with(|| case.into());
        }
    };
    for fact in facts::read(&facts::directory()).expect("the facts") {
        if let Ok(played) = facts::play(&fact, "standard") {
            note(&played.steps, &fact.id);
        }
    }
    for case in corpus::read(&corpus::directory()).expect("the corpus") {
        let file = case.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for transcript in case.scenario.play().unwrap_or_default() {
            note(&transcript.trace, &file);
        }
    }
    reached
}

fn table(reached: &Reached) -> (String, Vec<String>) {
    let mut text = String::from(
        "# Deciding steps that the corpus reaches\n\nEach step of an algorithm that decides something, with the \
         first case in which its condition held, and\nthe first in which it did not. Written by the test `coverage` \
         of `corsac-cases`; facts come first, then files.\n",
    );
    let mut missing = Vec::new();
    for algorithm in Algorithm::ALL {
        let link = format!("{}#{}", algorithm.specification(), algorithm.anchor());
        write!(
            text,
            "\n## [{}]({link})\n\n| step | held | did not hold |\n| --- | --- | --- |\n",
            algorithm.anchor()
        )
        .expect("text");
        for number in algorithm.deciding_steps() {
            let case = |held| reached.get(&(*algorithm, *number, held)).map_or("**none**", String::as_str);
            writeln!(text, "| {number} | {} | {} |", case(true), case(false)).expect("text");
            missing.extend(
                [true, false]
                    .into_iter()
                    .filter(|held| !reached.contains_key(&(*algorithm, *number, *held)))
                    .map(|held| format!("{} {number} {held}", algorithm.anchor())),
            );
        }
    }
    (text, missing)
}

#[test]
fn every_deciding_step_is_reached_and_the_page_says_by_which_case() {
    let reached = reached();
    for (algorithm, number, _) in reached.keys() {
        assert!(algorithm.deciding_steps().contains(number), "{} {number} is not listed", algorithm.anchor());
    }
    let (text, missing) = table(&reached);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/coverage.md");
    if std::env::var_os("CORSAC_UPDATE_COVERAGE").is_some() {
        std::fs::write(&path, &text).expect("the page can be written");
    }
    assert!(missing.is_empty(), "no case reaches:\n{}", missing.join("\n"));
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == text, "spec/coverage.md is stale: write it anew as this test's head says");
}
