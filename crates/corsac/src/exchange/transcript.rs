//! What passed between a browser and a server, and how it ended.

use crate::browser::{HttpRequest, NetworkFailure, Outcome, PreflightReason};
use crate::fetch::request::Request;
use crate::fetch::response::Response;
use crate::trace::Step;
use alloc::vec::Vec;
use core::time::Duration;

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum MessageKind {
    /// The browser asks whether the request may be sent.
    Preflight,
    /// The request itself, or its continuation after a redirect.
    Actual,
}

/// One request and its answer.
#[derive(Debug, Clone)]
pub struct Message {
    /// What it is for.
    pub kind: MessageKind,
    /// What was sent.
    pub request: HttpRequest,
    /// What came back, or why nothing did.
    pub result: Result<Response, NetworkFailure>,
    /// How long the answer took, by the caller's clock.
    pub took: Duration,
}

impl Message {
    /// The answer, if one came.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        self.result.as_ref().ok()
    }
}

/// A whole fetch as it went.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Transcript {
    /// The request as it was asked for.
    pub asked: Request,
    /// The request as it stood at the end, after its redirects.
    pub last: Request,
    /// Why the request called for a preflight; empty for a simple one.
    pub reasons: Vec<PreflightReason>,
    /// The messages in order.
    pub messages: Vec<Message>,
    /// What script got.
    pub outcome: Outcome,
    /// The deciding steps in order.
    pub trace: Vec<Step>,
}

impl Transcript {
    /// Whether script got a response.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        matches!(self.outcome, Outcome::Response(_))
    }

    /// Whether the request itself, not just a preflight, reached a server that answered.
    #[must_use]
    pub fn reached_server(&self) -> bool {
        self.messages.iter().any(|message| message.kind == MessageKind::Actual && message.result.is_ok())
    }
}
