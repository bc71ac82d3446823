//! The policies that explain proposes, each in front of the service that it is proposed for.

use corsac::exchange::{AnswerSpec, Scenario, ScenarioStep, ServerSpec};
use corsac::explain::{Effect, Name, diagnose};
use corsac::server::Config;
use corsac_cases::corpus::{self, Case};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    policy: Policies,
}

#[derive(Deserialize)]
struct Policies {
    app: Config,
}

/// What a fetch still fails by behind the policy that is proposed for it; `None` without a proposal.
fn behind_the_proposal(case: &Case, step: &ScenarioStep) -> Option<Result<(), String>> {
    let alone = Scenario { steps: vec![step.clone()], ..case.scenario.clone() };
    let [transcript] = alone.play().ok()?.try_into().ok()?;
    let report = diagnose(&transcript);
    let toml = report.primary.fixes.iter().find_map(|fix| fix.toml.as_deref())?;
    let file: File = match toml::from_str(toml) {
        Ok(file) => file,
        Err(error) => return Some(Err(format!("{error}: {toml}"))),
    };
    let mut steps = alone.steps.clone();
    // As the fix for the page says.
    if let [ScenarioStep::Fetch(init)] = steps.as_mut_slice() {
        match report.primary.name {
            Name::MethodCase => init.method.make_ascii_uppercase(),
            Name::PreflightRedirectedToHttps | Name::PreflightRedirectedCanonicalHost => {
                init.url = case.scenario.server.answers.iter().find_map(location)?.to_owned();
            }
            _ => {}
        }
    }
    let server = ServerSpec { policy: Some(file.policy.app), ..alone.server.clone() };
    let after = match (Scenario { server, steps, ..alone }).play() {
        Ok(transcripts) => transcripts.into_iter().map(|transcript| diagnose(&transcript)).next()?,
        Err(error) => return Some(Err(error.to_string())),
    };
    let still = after.diagnoses().filter(|diagnosis| diagnosis.effect == Effect::Blocks);
    let names: Vec<_> = still.map(|diagnosis| diagnosis.name.as_str()).collect();
    Some(if names.is_empty() { Ok(()) } else { Err(format!("{} behind\n{toml}", names.join(", "))) })
}

fn location(answer: &AnswerSpec) -> Option<&str> {
    answer.headers.iter().find(|(name, _)| name == "Location").map(|(_, url)| url.as_str())
}

#[test]
fn every_proposed_policy_lets_the_request_pass() {
    let cases = corpus::read(&corpus::directory()).expect("the corpus");
    let (mut proposals, mut failures) = (0, Vec::new());
    for case in &cases {
        for step in &case.scenario.steps {
            let Some(found) = behind_the_proposal(case, step) else { continue };
            proposals += 1;
            failures.extend(found.err().map(|error| format!("{case}: {error}")));
        }
    }
    assert!(proposals > 60, "only {proposals} proposals");
    assert!(failures.is_empty(), "{} of {proposals} fail:\n{}", failures.len(), failures.join("\n"));
}
