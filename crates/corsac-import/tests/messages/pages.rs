//! The sentences that the engine says browsers print, for every example of the diagnosis pages and the corpus.

use corsac::exchange::{Scenario, ScenarioStep};
use corsac::explain::{Report, diagnose};
use corsac_cases::corpus;
use corsac_import::Message;
use std::collections::BTreeSet;

fn reports(scenario: &Scenario) -> Vec<Report> {
    scenario.play().map(|transcripts| transcripts.iter().map(diagnose).collect()).unwrap_or_default()
}

#[test]
fn every_sentence_of_the_engine_is_recognised_and_its_cause_is_among_those_named() {
    let mut wrong = BTreeSet::new();
    let mut sentences = 0;
    for cases in [corpus::read(&corpus::diagnoses()), corpus::read(&corpus::directory())] {
        for case in cases.expect("cases") {
            let only_waits = |step: &ScenarioStep| matches!(step, ScenarioStep::Wait(_));
            if case.scenario.steps.iter().all(only_waits) {
                continue;
            }
            for report in reports(&case.scenario) {
                let Some(says) = &report.primary.browser_says else { continue };
                for (browser, saying) in says.iter() {
                    let Some(saying) = saying else { continue };
                    sentences += 1;
                    let name = report.primary.name;
                    let text = &saying.text;
                    // Around the reason stands what the browser always says.
                    let text = match browser {
                        "Chromium"
                            if !text.starts_with("Mixed Content")
                                && !text.starts_with("Failed to execute")
                                && !text.contains("net::") =>
                        {
                            format!(
                                "Access to fetch at 'https://a.example/' from origin 'https://b.example' has been blocked by CORS policy: {text}"
                            )
                        }
                        "Firefox" if !text.starts_with("The resource") => {
                            let status = report
                                .exchanges
                                .last()
                                .and_then(|exchange| exchange.response.as_ref())
                                .map_or_else(|| "(null)".to_owned(), |response| response.status.to_string());
                            format!(
                                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://a.example/. (Reason: {text}). Status code: {status}."
                            )
                        }
                        _ => text.clone(),
                    };
                    match Message::find(&text) {
                        None => wrong.insert(format!("not recognised: {text}")),
                        Some(message) if message.causes.contains(&name) => continue,
                        Some(message) => {
                            wrong.insert(format!("{name} is missing for {:?}: {text}", message.symptom))
                        }
                    };
                }
            }
        }
    }
    assert!(sentences > 300, "{sentences} sentences");
    assert!(
        wrong.is_empty(),
        "{} mistakes:\n{}",
        wrong.len(),
        wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
}
