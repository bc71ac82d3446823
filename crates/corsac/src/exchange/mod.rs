//! A browser and a server joined: a [`Scenario`] goes in, a [`Transcript`] comes out.
//!
//! In the server's place stands a policy, recorded answers, or whoever implements [`Responder`].
//! A program that does its own I/O drives an [`Exchange`] step by step instead.

mod policy_server;
mod recorded;
mod scenario;
mod transcript;

pub use policy_server::PolicyServer;
pub use recorded::{RecordedAnswer, RecordedAnswers};
pub use scenario::{AnswerSpec, Scenario, ScenarioError, ScenarioServer, ScenarioStep, ServerSpec};
pub use transcript::{Message, MessageKind, Transcript};

use crate::browser::{Action, Context, HttpRequest, MainFetch, NetworkFailure, preflight_reasons};
use crate::fetch::request::Request;
use crate::fetch::response::Response;
use crate::trace::{Listen, Step};
use alloc::vec::Vec;
use core::time::Duration;

/// Whoever answers requests.
pub trait Responder {
    /// The answer to a request.
    ///
    /// # Errors
    /// No answer came, and why.
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure>;

    /// How long the last answer took, by which the time moves on; no time unless a responder says so.
    fn took(&mut self) -> Duration {
        Duration::ZERO
    }
}

impl<F: FnMut(&HttpRequest) -> Result<Response, NetworkFailure>> Responder for F {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        self(request)
    }
}

/// A fetch under way whose messages are kept.
///
/// Call [`next`](Self::next); send what it says and hand the answer to [`answer`](Self::answer);
/// when it says nothing more, [`finish`](Self::finish) gives the transcript.
#[derive(Debug)]
pub struct Exchange {
    asked: Request,
    fetch: MainFetch,
    messages: Vec<Message>,
    under_way: Option<UnderWay>,
    transcript: Option<Transcript>,
    trace: Vec<Step>,
}

#[derive(Debug)]
struct UnderWay {
    kind: MessageKind,
    request: HttpRequest,
    since: Duration,
}

impl Exchange {
    /// A fetch that has not begun.
    #[must_use]
    pub fn new(request: Request) -> Self {
        Self {
            fetch: MainFetch::new(request.clone()),
            asked: request,
            messages: Vec::new(),
            under_way: None,
            transcript: None,
            trace: Vec::new(),
        }
    }

    /// The next request to send, or `None` when the fetch has ended.
    pub fn next<L: Listen>(&mut self, context: &mut Context<'_, L>) -> Option<(MessageKind, HttpRequest)> {
        self.advance(context).map(|under_way| (under_way.kind, under_way.request.clone()))
    }

    /// The same, lent.
    fn advance<L: Listen>(&mut self, context: &mut Context<'_, L>) -> Option<&UnderWay> {
        let action = self.fetch.next(&mut context.with_listener(&mut self.trace));
        let (kind, request) = match action {
            Action::SendPreflight(request) => (MessageKind::Preflight, request),
            Action::Send(request) => (MessageKind::Actual, request),
            Action::Done(outcome) => {
                if self.transcript.is_none() {
                    self.transcript = Some(Transcript {
                        reasons: preflight_reasons(&self.asked),
                        asked: self.asked.clone(),
                        last: self.fetch.request().clone(),
                        messages: core::mem::take(&mut self.messages),
                        outcome: *outcome,
                        trace: core::mem::take(&mut self.trace),
                    });
                }
                return None;
            }
        };
        Some(self.under_way.insert(UnderWay { kind, request, since: context.now }))
    }

    /// Takes the answer to the request that [`next`](Self::next) gave, or why none came.
    pub fn answer<L: Listen>(
        &mut self,
        result: Result<Response, NetworkFailure>,
        context: &mut Context<'_, L>,
    ) {
        let Some(UnderWay { kind, request, since }) = self.under_way.take() else { return };
        let mut listening = context.with_listener(&mut self.trace);
        match result.clone() {
            Ok(response) => self.fetch.receive(response, &mut listening),
            Err(failure) => self.fetch.fail(failure, &mut listening),
        }
        self.messages.push(Message { kind, request, result, took: context.now.saturating_sub(since) });
    }

    /// The transcript, once [`next`](Self::next) has said that the fetch has ended.
    #[must_use]
    pub fn finish(self) -> Option<Transcript> {
        self.transcript
    }
}

/// Plays a request against a responder to its end.
pub fn exchange<L: Listen>(
    request: Request,
    responder: &mut impl Responder,
    context: &mut Context<'_, L>,
) -> Transcript {
    let mut exchange = Exchange::new(request);
    loop {
        match exchange.advance(context) {
            Some(under_way) => {
                let result = responder.respond(&under_way.request);
                context.now = context.now.saturating_add(responder.took());
                exchange.answer(result, context);
            }
            None => {
                if let Some(transcript) = exchange.transcript.take() {
                    return transcript;
                }
            }
        }
    }
}
