//! What a failed fetch says of itself, held against its transcript: the step that it names, and the bytes of the
//! answer that it shows.

use corsac::browser::{Cause, NetworkError, Outcome, Phase};
use corsac::exchange::{Message, Transcript};
use corsac::trace::{Algorithm, Step};

/// What a failure leaves open, in one line; `None` if it is proven, and for a fetch that did not fail.
#[must_use]
pub fn unproven(transcript: &Transcript) -> Option<String> {
    let Outcome::NetworkError(error) = &transcript.outcome else { return None };
    wrong_step(error, &transcript.trace).or_else(|| wrong_evidence(error, transcript))
}

/// Whether a step only hands on what an algorithm inside it has decided and reported before.
fn hands_on(step: &Step, decided: Option<(Algorithm, &str)>) -> bool {
    match (step.algorithm, step.number) {
        (Algorithm::HttpFetch, "4.4" | "5") => true,
        (Algorithm::CorsPreflightFetch, "7") => decided.is_some_and(|(by, _)| by == Algorithm::CorsCheck),
        _ => false,
    }
}

/// The last deciding step of the trace must be the one that the failure names.
fn wrong_step(error: &NetworkError, trace: &[Step]) -> Option<String> {
    let beyond_the_standard = matches!(error.cause, Cause::Network(_) | Cause::RedirectUserinfo(_));
    if beyond_the_standard {
        return error.step.map(|step| format!("proof: {:?} has a step, {step:?}", error.cause));
    }
    let last = trace.iter().rev().find(|step| !hands_on(step, error.step));
    let last = last.map(|step| (step.algorithm, step.number));
    (last != error.step || last.is_none())
        .then(|| format!("proof: {:?} names {:?}, the trace ends with {last:?}", error.cause, error.step))
}

fn wrong_evidence(error: &NetworkError, transcript: &Transcript) -> Option<String> {
    let answer = error.message.and_then(|index| transcript.messages.get(index)).and_then(Message::response);
    let Some((evidence, answer)) = error.evidence.as_ref().zip(answer) else {
        let decided = !matches!(error.phase, Phase::Request)
            && !matches!(
                error.cause,
                Cause::Network(_)
                    | Cause::ModeSameOrigin
                    | Cause::BadPort(_)
                    | Cause::NotCached
                    | Cause::LocalNetworkAccess(_)
            );
        return decided.then(|| format!("proof: no evidence for {:?}", error.cause));
    };
    let header = evidence.header?;
    let all = answer.headers.get(header).unwrap_or_default().into_owned();
    let place = match evidence.line {
        Some(line) => answer.headers.lines(header).nth(line).unwrap_or_default().to_vec(),
        None => all,
    };
    let there = place.get(evidence.span.clone()) == Some(evidence.bytes.as_slice());
    let counted = answer.headers.lines(header).count() == evidence.lines;
    (!there || !counted).then(|| format!("proof: {evidence:?} is not there"))
}
