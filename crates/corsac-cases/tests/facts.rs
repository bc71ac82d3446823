//! The facts against the engine: under the Standard, and under each browser's preset.

use corsac_cases::facts::{directory, exceptions, play, read};
use std::collections::BTreeMap;

const PRESETS: [&str; 4] = ["standard", "chromium-156", "firefox-153", "webkitgtk-2.50"];

#[test]
fn every_fact_holds_but_for_the_exact_list_of_exceptions() {
    let facts = read(&directory()).expect("the facts");
    let exceptions = exceptions(&directory()).expect("the exceptions");
    let mut wrong = Vec::new();
    let mut held: BTreeMap<_, usize> = BTreeMap::new();
    for preset in PRESETS {
        // WebKit was asked far less, and says nothing of the rest.
        for fact in facts.iter().filter(|fact| preset != "webkitgtk-2.50" || fact.webkit.is_some()) {
            let differences =
                play(fact, preset).map_or_else(|error| vec![error], |played| played.differences);
            let exception = exceptions
                .iter()
                .find(|e| e.id == fact.id && (e.of.is_empty() || e.of.iter().any(|of| of == preset)));
            let (expected, others): (Vec<_>, Vec<_>) = differences.into_iter().partition(|difference| {
                exception.is_some_and(|e| e.part.as_ref().is_none_or(|part| difference.starts_with(part)))
            });
            if !others.is_empty() {
                wrong.push(format!("{} {preset}: {}", fact.id, others.join("; ")));
            } else if exception.is_none() {
                *held.entry(preset).or_default() += 1;
            } else if expected.is_empty() {
                wrong.push(format!("{} {preset}: holds, but is an exception", fact.id));
            }
        }
    }
    let unknown = exceptions.iter().filter(|e| !facts.iter().any(|fact| fact.id == e.id));
    wrong.extend(unknown.map(|e| format!("{}: an exception, but no fact", e.id)));
    println!("{held:?} of {} facts hold, {} exceptions", facts.len(), exceptions.len());
    assert!(wrong.is_empty(), "{held:?} of {} facts hold\n{}", facts.len(), wrong.join("\n"));
}
