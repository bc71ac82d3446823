//! Playing the recorded answers again: for the request as it stood at each message, and for what
//! another user agent would have made of the same answers.

use super::report::{Browsers, Verdict, Verdicts};
use crate::browser::{
    Action, CacheKey, Cause, Context, HttpRequest, MainFetch, NetworkError, NetworkFailure, Outcome,
    PreflightCache, Quirks, preflight_reasons,
};
use crate::exchange::{MessageKind, Transcript};
use crate::fetch::request::Request;
use crate::fetch::safelist::cors_unsafe_request_header_names;
use crate::fetch::site::RegistrableDomain;
use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

/// A recording played again.
#[derive(Debug)]
pub(super) struct Replay {
    /// The request as it stood when each message was sent; `None` for messages that this user agent
    /// would not have sent.
    pub(super) requests: Vec<Option<Request>>,
    /// How it ended; `None` if the messages ran out before.
    pub(super) outcome: Option<Outcome>,
}

impl Replay {
    const fn verdict(&self) -> Verdict {
        match self.outcome {
            Some(Outcome::Response(_)) => Verdict::Allowed,
            Some(Outcome::NetworkError(NetworkError {
                cause: Cause::Network(NetworkFailure::HeldBack),
                ..
            })) => Verdict::Undecided,
            Some(Outcome::NetworkError(_)) => Verdict::Blocked,
            None => Verdict::Undecided,
        }
    }

    fn known(&self) -> usize {
        self.requests.iter().flatten().count()
    }
}

/// The recording as the user agent that made it saw it: the first known departure from the
/// Standard, or none, that explains how it ended.
pub(super) fn as_it_was(transcript: &Transcript, domains: &dyn RegistrableDomain) -> Replay {
    let standard = play(transcript, &Quirks::STANDARD, domains);
    if standard.outcome.as_ref() == Some(&transcript.outcome) {
        return standard;
    }
    let switched = |authorization_wildcard| Quirks {
        authorization_wildcard,
        preflight_credentialed: true,
        ..Quirks::STANDARD
    };
    let mut best = standard;
    for quirks in [Quirks::CHROMIUM, switched(false), switched(true)] {
        let replay = play(transcript, &quirks, domains);
        if replay.outcome.as_ref() == Some(&transcript.outcome) {
            return replay;
        }
        if replay.known() > best.known() {
            best = replay;
        }
    }
    best
}

/// What the Standard and each browser say about the same answers.
pub(super) fn verdicts(transcript: &Transcript, domains: &dyn RegistrableDomain) -> Verdicts {
    let verdict = |quirks: &Quirks| play(transcript, quirks, domains).verdict();
    Verdicts {
        standard: verdict(&Quirks::STANDARD),
        browsers: Browsers::new(
            verdict(&Quirks::CHROMIUM),
            verdict(&Quirks::FIREFOX),
            verdict(&Quirks::WEBKIT),
        ),
    }
}

fn play(transcript: &Transcript, quirks: &Quirks, domains: &dyn RegistrableDomain) -> Replay {
    let messages = &transcript.messages;
    let mut replay = Replay { requests: vec![None; messages.len()], outcome: None };
    let mut fetch = MainFetch::new(transcript.asked.clone());
    let mut index = 0;
    loop {
        let cached = messages.get(index).is_some_and(|message| message.kind == MessageKind::Actual);
        let mut cache = PreflightCache::new();
        if cached {
            allow(&mut cache, fetch.request(), domains);
        }
        let mut nobody = ();
        // What was answered was stored, if only the HTTP cache could answer.
        let answered = messages.get(index).is_some();
        let is_stored = |_: &HttpRequest| answered;
        let mut context = Context {
            quirks,
            domains,
            is_stored: &is_stored,
            ..Context::new(&mut cache, Duration::ZERO, &mut nobody)
        };
        let kind = match fetch.next(&mut context) {
            Action::SendPreflight(_) => MessageKind::Preflight,
            Action::Send(_) => MessageKind::Actual,
            Action::Done(outcome) => {
                replay.outcome = Some(*outcome);
                return replay;
            }
        };
        // A preflight that this user agent would not have made is passed over.
        while kind == MessageKind::Actual
            && messages.get(index).is_some_and(|message| message.kind == MessageKind::Preflight)
        {
            index += 1;
        }
        let Some(message) = messages.get(index).filter(|message| message.kind == kind) else { return replay };
        if let Some(slot) = replay.requests.get_mut(index) {
            *slot = Some(fetch.request().clone());
        }
        match message.result.clone() {
            Ok(response) => fetch.receive(response, &mut context),
            Err(failure) => fetch.fail(failure, &mut context),
        }
        index += 1;
    }
}

/// Fills a cache with all that a request needs: the recording shows that it was sent without a
/// preflight.
fn allow(cache: &mut PreflightCache, request: &Request, domains: &dyn RegistrableDomain) {
    let names = cors_unsafe_request_header_names(&request.headers);
    let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    let key = CacheKey::of(request, domains);
    let lifetime = Duration::from_secs(1);
    cache.store(&key, request, (&[request.method.as_str()], &names), (Duration::ZERO, lifetime));
}

/// Whether only the `preflight-credentialed` switch accounts for a preflight of this request.
pub(super) fn only_by_switch(asked: &Request, request: &Request) -> bool {
    let mut plain = request.clone();
    plain.use_cors_preflight = asked.use_cors_preflight;
    preflight_reasons(&plain).is_empty()
}
