//! A fetch that was recorded: what was asked, and what was answered.

use crate::found::Found;
use crate::note::Lost;
use corsac::browser::{Context, HttpRequest, NetworkFailure, PreflightCache, Quirks, RequestInitError};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, Transcript, exchange};
use corsac::fetch::Response;
use corsac::fetch::request::CredentialsMode;
use corsac::fetch::site::RegistrableDomain;
use std::time::Duration;

/// A fetch that was recorded.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Recorded {
    /// The request.
    pub found: Found,
    /// The answers in order, each with the time that it took.
    pub answers: Vec<(RecordedAnswer, Duration)>,
    /// Whether the request was sent although no preflight was recorded: its answer was in the cache.
    pub preflight_cached: bool,
    /// Whether the recording leaves out cookies, so that nobody knows whether the request had any.
    pub sanitized: bool,
    /// Whether the browser kept the answer from the page; `None` where the recording does not say.
    pub blocked: Option<bool>,
    /// Why the answer is not in the recording.
    pub lost: Option<Lost>,
    /// The numbers of the entries, counted from 1.
    pub entries: Vec<usize>,
}

/// What comes of a recording.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Played {
    /// The fetch as it went.
    pub transcript: Transcript,
    /// The names of the headers that the script set in vain.
    pub dropped_headers: Vec<String>,
}

/// Recorded answers, each after the time that it took.
struct Replay<T> {
    answers: RecordedAnswers,
    times: T,
}

impl<T: Iterator<Item = Duration>> Responder for Replay<T> {
    /// What is not recorded was not sent, as far as anybody knows.
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        if self.answers.answers(request) {
            return self.answers.respond(request);
        }
        Err(NetworkFailure::HeldBack)
    }

    fn took(&mut self) -> Duration {
        self.times.next().unwrap_or_default()
    }
}

impl Recorded {
    pub(crate) const fn new(found: Found) -> Self {
        Self {
            found,
            answers: Vec::new(),
            preflight_cached: false,
            sanitized: false,
            blocked: None,
            lost: None,
            entries: Vec::new(),
        }
    }

    pub(crate) fn answer(
        &mut self,
        (method, url): (&str, &str),
        result: Result<Response, NetworkFailure>,
        took: Duration,
    ) {
        let (method, url) = (Some(method.to_owned()), Some(without_fragment(url)));
        self.answers.push((RecordedAnswer { method, url, result, once: true }, took));
    }

    /// Lets the browser half judge the answers; `credentials` goes before what the request says.
    ///
    /// # Errors
    /// No browser would make this request.
    pub fn play(
        &self,
        credentials: Option<CredentialsMode>,
        quirks: &Quirks,
        domains: &dyn RegistrableDomain,
    ) -> Result<Played, RequestInitError> {
        let mut init = self.found.init.clone();
        init.credentials = credentials.or(init.credentials);
        let made = init.make_by(quirks)?;
        let mut cache = PreflightCache::new();
        let (now, mut nobody) = (Duration::ZERO, ());
        if self.preflight_cached {
            let context = Context { quirks, domains, ..Context::new(&mut cache, now, &mut nobody) };
            let key = context.cache_key(&made.request);
            let names: Vec<String> =
                made.request.headers.iter().map(|h| h.name.to_ascii_lowercase()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let methods = [made.request.method.as_str()];
            cache.store(&key, &made.request, (&methods, &names), (now, Duration::from_secs(5)));
        }
        let answers = RecordedAnswers(self.answers.iter().map(|(answer, _)| answer.clone()).collect());
        let mut replay = Replay { answers, times: self.answers.iter().map(|(_, took)| *took) };
        let mut context = Context { quirks, domains, ..Context::new(&mut cache, now, &mut nobody) };
        let transcript = exchange(made.request, &mut replay, &mut context);
        Ok(Played { transcript, dropped_headers: made.dropped_headers })
    }

    /// Whether everything that the verdict needs was recorded.
    #[must_use]
    pub fn is_complete(played: &Played) -> bool {
        let missing =
            |result: &Result<Response, NetworkFailure>| matches!(result, Err(NetworkFailure::HeldBack));
        !played.transcript.messages.iter().any(|message| missing(&message.result))
    }
}

/// A URL without its fragment, which is never sent.
pub(crate) fn without_fragment(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}
