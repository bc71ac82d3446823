//! The corpus against the engine alone: both halves joined in memory.

use corsac_cases::run::run;

#[test]
fn every_case_holds_in_memory() {
    let (cases, failures) =
        run(|case| case.scenario.server.build().map_err(|error| error.to_string())).expect("the corpus");
    assert!(cases > 0, "no cases found");
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n{}", failures.len(), failures.join("\n"));
}
