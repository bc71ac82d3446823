//! What came of a fetch, whoever made it: the engine or a real browser.

use corsac::browser::Outcome;
use corsac::exchange::{Message, MessageKind, Transcript};
use corsac::fetch::{HeaderList, Response};
use std::fmt;

/// What came of one fetch.
#[derive(Debug, Clone)]
pub struct Played {
    /// The messages that were sent, in order.
    pub messages: Vec<PlayedMessage>,
    /// What script got; `None` if an error.
    pub script: Option<ScriptSees>,
    /// Where it was blocked: `request`, `preflight`, `redirect` or `response`.
    pub phase: Option<String>,
}

/// One message and its answer.
#[derive(Clone)]
pub struct PlayedMessage {
    /// What it is for.
    pub kind: MessageKind,
    /// The method.
    pub method: String,
    /// The request's header lines.
    pub headers: HeaderList,
    /// Whether cookies went along; of the engine, which has none, whether they might have.
    pub carries_cookies: bool,
    /// The answer, if one came.
    pub answer: Option<Response>,
}

/// What script sees of a response.
#[derive(Debug, Clone)]
pub struct ScriptSees {
    /// `response.type`, where script is told.
    pub kind: Option<String>,
    /// The status.
    pub status: u16,
    /// The headers that it can read.
    pub headers: HeaderList,
}

/// Without values of headers, which may be secret.
impl fmt::Debug for PlayedMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.answer.as_ref().map(|answer| answer.status);
        write!(f, "{:?} {} → {status:?}", self.kind, self.method)
    }
}

impl From<&Transcript> for Played {
    fn from(transcript: &Transcript) -> Self {
        let (script, phase) = match &transcript.outcome {
            Outcome::Response(response) => {
                let headers =
                    response.headers.iter().map(|h| (h.name.as_str(), h.value.as_slice())).collect();
                let kind = Some(response.kind.as_str().to_owned());
                (Some(ScriptSees { kind, status: response.status, headers }), None)
            }
            Outcome::NetworkError(error) => (None, Some(format!("{:?}", error.phase))),
        };
        Self { messages: transcript.messages.iter().map(PlayedMessage::from).collect(), script, phase }
    }
}

impl From<&Message> for PlayedMessage {
    fn from(message: &Message) -> Self {
        Self {
            kind: message.kind,
            method: message.request.method.to_string(),
            headers: message.request.headers.clone(),
            carries_cookies: message.request.include_credentials,
            answer: message.response().cloned(),
        }
    }
}
