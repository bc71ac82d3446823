//! Which kind of text it is, and what is in it.

use crate::found::Found;
use crate::har::{self, Fetches, Har};
use crate::heads::{has_head, heads};
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use crate::message::{Message, Symptom};
use crate::openapi::{self, Api};
use crate::{curl, fetch_code, shell};

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// "Copy as cURL" or a command written by hand: bash, cmd, or PowerShell's `Invoke-WebRequest`.
    Curl,
    /// A recording of a network panel.
    Har,
    /// Heads of HTTP requests and answers, as `curl -v` and proxies show them.
    Heads,
    /// What a browser's console printed.
    Message,
    /// A description of an API: OpenAPI 3, Swagger 2.
    Openapi,
    /// "Copy as fetch", or script that makes a request by `fetch()`, XMLHttpRequest, axios, jQuery and the like.
    Fetch,
}

/// What a text holds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Imported {
    /// Requests that can be made again.
    Requests(Vec<Found>),
    /// A browser's message.
    Message(Message),
    /// Requests with their answers.
    Recorded(Fetches),
    /// The operations of an API.
    Api(Api),
}

impl Kind {
    /// Every kind with its name.
    pub const ALL: &[(&str, Self)] = &[
        ("curl", Self::Curl),
        ("har", Self::Har),
        ("heads", Self::Heads),
        ("message", Self::Message),
        ("fetch", Self::Fetch),
        ("openapi", Self::Openapi),
    ];

    /// The kind of a text by what stands in it; `None` if nothing is recognised.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        if har::is_har(text) {
            return Some(Self::Har);
        }
        if openapi::is_api(text) {
            return Some(Self::Openapi);
        }
        if has_head(text) {
            return Some(Self::Heads);
        }
        if shell::has_command(text) {
            return Some(Self::Curl);
        }
        let message = Message::find(text);
        // That something failed is also said in comments of code.
        if message.as_ref().is_some_and(|message| message.symptom != Symptom::Failed) {
            return Some(Self::Message);
        }
        if fetch_code::has_call(text) {
            return Some(Self::Fetch);
        }
        message.map(|_| Self::Message)
    }

    /// The name in [`Self::ALL`].
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Reads a text of a known kind.
///
/// # Errors
/// Where and why it cannot be read.
pub fn import(text: &str, kind: Kind) -> Result<Imported, ImportError> {
    match kind {
        Kind::Curl => curl::requests(text).map(Imported::Requests),
        Kind::Har => match Har::read(text.as_bytes(), &mut |_| {}) {
            Ok(har) => Ok(Imported::Recorded(har.fetches())),
            Err(error) => Err(ImportError::at_line(text, (error.line, error.column), error.cause)),
        },
        Kind::Heads => heads(text, None, None).map(Imported::Recorded),
        Kind::Openapi => openapi::read(text).map(Imported::Api),
        Kind::Message => Message::find(text)
            .map(Imported::Message)
            .ok_or_else(|| ImportError::whole(text, ImportCause::NoMessage).cure(ImportCure::CopyMessage)),
        Kind::Fetch => fetch_code::requests(text).map(Imported::Requests),
    }
}
