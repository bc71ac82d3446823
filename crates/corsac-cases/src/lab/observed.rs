//! What was observed, in the form in which it is judged.

use corsac::exchange::MessageKind;
use corsac::fetch::{HeaderList, Response};

use super::answered::Answered;
use super::sites::Arrival;
use super::tab::Observation;
use crate::played::{Played, PlayedMessage, ScriptSees};

impl From<&Observation> for Played {
    fn from(observed: &Observation) -> Self {
        let messages: Vec<_> = observed.arrivals.iter().map(PlayedMessage::from).collect();
        let script = observed.response().map(|response| ScriptSees {
            kind: response.kind.clone(),
            status: response.status,
            headers: response.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect(),
        });
        let phase = script.is_none().then(|| phase_of(messages.last()).to_owned());
        Self { messages, script, phase }
    }
}

impl From<&Arrival> for PlayedMessage {
    fn from(arrival: &Arrival) -> Self {
        let request = &arrival.request;
        let lines = request.lines.iter().map(|line| (line.name.as_str(), line.value.as_slice()));
        Self {
            kind: if request.is_preflight() { MessageKind::Preflight } else { MessageKind::Actual },
            method: request.method.clone(),
            headers: lines.collect::<HeaderList>(),
            carries_cookies: request.header("cookie").is_some(),
            answer: arrival.answer.as_ref().map(Answered::to_response),
        }
    }
}

/// How far a blocked fetch came.
fn phase_of(last: Option<&PlayedMessage>) -> &'static str {
    match last {
        None => "request",
        Some(message) if message.kind == MessageKind::Preflight => "preflight",
        Some(message) if message.answer.as_ref().is_some_and(Response::is_redirect) => "redirect",
        Some(_) => "response",
    }
}
