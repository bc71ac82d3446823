//! Playing a scenario, requests that a browser refuses to make included.

use corsac::browser::MadeRequest;
use corsac::exchange::{Scenario, ScenarioError, ScenarioStep};
use corsac::explain::{Language, Question, Report, of_request_init_error_in};

/// A report for each fetch, in order; `wanted_headers` are those of the answers that script wants to read.
pub(super) fn play(
    scenario: &Scenario,
    wanted_headers: &[String],
    language: Language,
) -> Result<Vec<Report>, ScenarioError> {
    let mut playable = scenario.clone();
    let mut made = Vec::new();
    for step in &mut playable.steps {
        let ScenarioStep::Fetch(init) = step else { continue };
        let one = init.make();
        made.push(one.map_err(|error| of_request_init_error_in(language, init, &error)));
        if made.last().is_some_and(Result::is_err) {
            *step = ScenarioStep::Wait(0);
        }
    }
    let mut transcripts = playable.play()?.into_iter();
    let report = |made: Result<MadeRequest, Report>| match made {
        Err(refused) => Some(refused),
        Ok(made) => {
            let transcript = transcripts.next()?;
            let mut question = Question::new(&transcript);
            question.dropped_headers = &made.dropped_headers;
            question.wanted_headers = wanted_headers;
            question.language = language;
            Some(question.diagnose())
        }
    };
    Ok(made.into_iter().filter_map(report).collect())
}
