//! What is being explained: a transcript, and what its reader knows besides.

use super::beside::Beside;
use super::judge::{Judgement, judge};
use super::phase::Phase;
use super::replay::{self, Replay};
use super::words::{English, Korean, Language};
use crate::browser::{Cause, Outcome, byte_serialize_request_origin};
use crate::exchange::{Message, MessageKind, Transcript};
use crate::fetch::list_values::extract_header_list_values;
use crate::fetch::origin::Origin;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::response::Response;
use crate::fetch::site::{LastTwoLabels, RegistrableDomain};
use alloc::string::{String, ToString};
use core::fmt::Display;

/// A transcript, and what else is known about the request.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Question<'a> {
    /// What passed between browser and server.
    pub transcript: &'a Transcript,
    /// The names of the headers that the script set in vain:
    /// [`MadeRequest::dropped_headers`](crate::browser::MadeRequest::dropped_headers).
    pub dropped_headers: &'a [String],
    /// The names of the response headers that the script wants to read.
    pub wanted_headers: &'a [String],
    /// The body of the last answer, or its beginning, if that refuses a preflight or complains of the request
    /// (status 400); script never sees it.
    pub refusal: &'a [u8],
    /// Who finds registrable domains.
    pub domains: &'a dyn RegistrableDomain,
    /// The language of the report.
    pub language: Language,
    /// What was found out by asking further.
    pub beside: Beside<'a>,
}

impl<'a> Question<'a> {
    /// What happened here?
    #[must_use]
    pub fn new(transcript: &'a Transcript) -> Self {
        Self {
            transcript,
            dropped_headers: &[],
            wanted_headers: &[],
            refusal: &[],
            domains: &LastTwoLabels,
            language: Language::English,
            beside: Beside::default(),
        }
    }
}

impl core::fmt::Debug for Question<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Question").field("transcript", &self.transcript).finish_non_exhaustive()
    }
}

/// A question with the request as it stood at each message.
pub(super) struct Case<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) dropped_headers: &'a [String],
    pub(super) wanted_headers: &'a [String],
    pub(super) refusal: &'a [u8],
    pub(super) domains: &'a dyn RegistrableDomain,
    pub(super) language: Language,
    pub(super) beside: Beside<'a>,
    /// The origin of the page, serialized.
    pub(super) page: String,
    replay: Replay,
}

impl<'a> Case<'a> {
    pub(super) fn new(question: &Question<'a>) -> Self {
        let Question { transcript, dropped_headers, wanted_headers, refusal, domains, language, beside } =
            *question;
        Self {
            transcript,
            dropped_headers,
            wanted_headers,
            refusal,
            domains,
            language,
            beside,
            page: transcript.asked.origin.to_string(),
            replay: replay::as_it_was(transcript, domains),
        }
    }

    /// A sentence in the language of the report.
    pub(super) fn say<S>(&self, sentence: S) -> String
    where
        English<S>: Display,
        Korean<S>: Display,
    {
        self.language.say(sentence)
    }

    /// The request as it stood when a message was sent.
    pub(super) fn request(&self, index: usize) -> &Request {
        self.replay.requests.get(index).and_then(Option::as_ref).unwrap_or(&self.transcript.last)
    }

    pub(super) fn message(&self, index: usize) -> Option<&'a Message> {
        self.transcript.messages.get(index)
    }

    pub(super) fn response(&self, index: usize) -> Option<&'a Response> {
        self.message(index).and_then(Message::response)
    }

    /// The origin that the browser shows to the server.
    pub(super) fn origin(&self, index: usize) -> String {
        byte_serialize_request_origin(self.request(index), self.domains)
    }

    /// Whether a redirect from one foreign origin to another made the browser hide the page's origin.
    pub(super) fn is_tainted(&self, index: usize) -> bool {
        !matches!(self.transcript.asked.origin, Origin::Opaque(_)) && self.origin(index) == "null"
    }

    /// The origin that an answer should name: the page's, even where a redirect hides it.
    pub(super) fn origin_to_allow(&self, index: usize) -> String {
        if self.is_tainted(index) { self.page.clone() } else { self.origin(index) }
    }

    pub(super) const fn is_credentialed(&self) -> bool {
        matches!(self.transcript.asked.credentials_mode, CredentialsMode::Include)
    }

    pub(super) fn phase(&self, index: usize) -> Phase {
        match self.message(index) {
            Some(message) if message.kind == MessageKind::Preflight => Phase::Preflight,
            Some(message) if message.response().is_some_and(Response::is_redirect) => Phase::Redirect,
            _ => Phase::Response,
        }
    }

    /// Everything that is wrong with the answer to a message.
    pub(super) fn judge(&self, index: usize) -> Option<Judgement> {
        let message = self.message(index)?;
        Some(judge(message.kind, self.request(index), message.response()?, self.domains))
    }

    /// The preflight of a message that was sent after one.
    pub(super) fn preflight_of(&self, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        self.message(before).is_some_and(|message| message.kind == MessageKind::Preflight).then_some(before)
    }

    /// The method of a request in upper case, if that is what its author meant: the server lists it
    /// so, or it is PATCH, which browsers leave as it is written.
    pub(super) fn method_meant(&self, index: usize) -> Option<String> {
        let method = self.request(index).method.as_str();
        let upper = method.to_ascii_uppercase();
        let listed =
            extract_header_list_values("access-control-allow-methods", &self.response(index)?.headers);
        (upper != method && (upper == "PATCH" || listed.contains(&upper))).then_some(upper)
    }

    /// Whether a cache is to blame for an answer that it seems to have served, as far as asking past it has shown.
    pub(super) fn is_cache_to_blame(&self) -> Option<bool> {
        let fresh = self.beside.past_caches?;
        if fresh.is_allowed() {
            return Some(true);
        }
        // A cache that does not let itself be passed hides what the server says.
        let answer = fresh.messages.last().and_then(Message::response)?;
        let Outcome::NetworkError(error) = &fresh.outcome else { return None };
        (matches!(error.cause, Cause::CorsCheck(_)) && !is_from_cache(answer)).then_some(false)
    }

    /// Whether the answer to another page names the same origin; `None` if nobody asked for one.
    pub(super) fn is_same_for_other_page(&self, allow: &[u8]) -> Option<bool> {
        let other = self.beside.other_page?.messages.last().and_then(Message::response)?;
        Some(other.headers.get("access-control-allow-origin").is_some_and(|value| *value == *allow))
    }

    /// Whether a preflight was needed for a message and an answer from the cache stood in for it.
    pub(super) fn is_preflight_cached(&self, index: usize) -> bool {
        let is_actual = self.message(index).is_some_and(|message| message.kind == MessageKind::Actual);
        let request = self.request(index);
        is_actual
            && request.response_tainting == crate::fetch::request::ResponseTainting::Cors
            && self.preflight_of(index).is_none()
            && request.unsafe_request
            && !crate::browser::preflight_reasons(request).is_empty()
    }
}

/// Whether an answer says that it depends on the origin.
pub(super) fn varies_by_origin(response: &Response) -> bool {
    let vary = extract_header_list_values("vary", &response.headers);
    vary.contains("*") || vary.contains_ignoring_case("origin")
}

/// Whether an answer has any header of the CORS protocol.
pub(super) fn has_cors_headers(response: &Response) -> bool {
    response.headers.iter().any(|header| {
        header.name.as_bytes().get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"access-control-"))
    })
}

/// Whether a lower-case name is that of a CORS response header.
pub(super) fn is_cors_response_header(name: &str) -> bool {
    name.starts_with("access-control-") && !name.starts_with("access-control-request-")
}

/// Whether a cache seems to have served an answer.
pub(super) fn is_from_cache(response: &Response) -> bool {
    let aged = response.headers.lines("age").any(|age| age.iter().any(|byte| matches!(byte, b'1'..=b'9')));
    let hit = |name: &str| {
        response
            .headers
            .lines(name)
            .any(|value| value.windows(3).any(|window| window.eq_ignore_ascii_case(b"hit")))
    };
    // Varnish names the request that filled its cache beside the one that it answers.
    let varnish = response.headers.lines("x-varnish").any(|value| value.contains(&b' '));
    aged || varnish || hit("x-cache") || hit("cf-cache-status") || hit("x-cache-status")
}
