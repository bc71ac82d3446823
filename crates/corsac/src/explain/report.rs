//! What explain says, as plain data: the text and the JSON are two views of it.

use super::name::Name;
use super::phase::Phase;
use super::quoted::Quoted;
use super::words::Language;
use crate::browser::{ChromiumCode, FirefoxKey, ResponseType};
use crate::exchange::MessageKind;
use crate::fetch::request::{CredentialsMode, RequestMode};
use crate::server::Config;
use crate::trace::Algorithm;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The name and version of the JSON shape.
pub const SCHEMA: &str = "corsac.explain/1";

/// What happened to a request, why, and which line to change.
///
#[doc = include_str!("report.md")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The language of its sentences.
    pub language: Language,
    /// Whether script gets a response, by the Standard and by each browser.
    pub verdict: Verdicts,
    /// The request in one line.
    pub request: Asked,
    /// The cause of the outcome.
    pub primary: Diagnosis,
    /// How the Standard and the browsers name the failure; `None` unless the fetch itself failed.
    pub failure: Option<Failure>,
    /// What else is wrong: first what would block the request next, then what is only worth knowing.
    pub also: Vec<Diagnosis>,
    /// Whether the request itself, not just a preflight, was handled by the server; `None` if it was
    /// sent and no answer came.
    pub executed_on_server: Option<bool>,
    /// Whether a preflight was needed, and what became of it.
    pub preflight: Preflight,
    /// What script sees of the answer.
    pub script_can_read: ScriptCanRead,
    /// The messages in order.
    pub exchanges: Vec<ExchangeShown>,
}

impl Report {
    /// Whether script gets a response, by the verdict of whoever made the request.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.primary.effect == Effect::Allows
    }

    /// Drops every mask over cookies, passwords and tokens in the messages, for a caller who asked
    /// for the secrets.
    pub fn reveal_secrets(&mut self) {
        self.request.url.unmask();
        let parameter = self.failure.as_mut().and_then(|failure| failure.chromium_parameter.as_mut());
        parameter.into_iter().for_each(Quoted::unmask);
        let diagnoses = core::iter::once(&mut self.primary).chain(&mut self.also);
        for evidence in diagnoses.flat_map(|diagnosis| &mut diagnosis.evidence) {
            if let Some(value) = &mut evidence.value {
                evidence.span = evidence.span.take().map(|span| value.revealed_span(span));
                value.unmask();
            }
        }
        for exchange in &mut self.exchanges {
            exchange.request.url.unmask();
            let answered = exchange.response.iter_mut().flat_map(|response| &mut response.headers);
            exchange.request.headers.iter_mut().chain(answered).for_each(|(_, value)| value.unmask());
            exchange.judged.iter_mut().filter_map(|judged| judged.value.as_mut()).for_each(Quoted::unmask);
        }
    }

    /// Whether the request was held back, so that nobody knows whether script would get a response.
    #[must_use]
    pub fn is_undecided(&self) -> bool {
        self.primary.name == Name::NotSent
    }

    /// Whether the last request sent got no answer.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        !self.is_undecided() && self.exchanges.last().is_some_and(|exchange| exchange.failure.is_some())
    }

    /// Every diagnosis, the primary one first.
    pub fn diagnoses(&self) -> impl Iterator<Item = &Diagnosis> {
        core::iter::once(&self.primary).chain(&self.also)
    }
}

#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn pair<S: serde::Serializer>(span: &Option<Range<usize>>, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&span.as_ref().map(|span| (span.start, span.end)), serializer)
}

/// One thing per browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Browsers<T> {
    /// Chromium, and with it Chrome, Edge and others.
    pub chromium: T,
    /// Firefox.
    pub firefox: T,
    /// WebKit, and with it Safari.
    pub webkit: T,
}

impl<T> Browsers<T> {
    pub(super) const fn new(chromium: T, firefox: T, webkit: T) -> Self {
        Self { chromium, firefox, webkit }
    }

    /// Each with the name that people know.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
        [("Chromium", &self.chromium), ("Firefox", &self.firefox), ("Safari", &self.webkit)].into_iter()
    }
}

/// Whether script gets a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Verdict {
    /// It does.
    Allowed,
    /// It does not.
    Blocked,
    /// The request would have gone on where the messages at hand end.
    Undecided,
}

/// The verdict of the Standard and those of the browsers, which differ here and there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Verdicts {
    /// By the letter of the Fetch Standard.
    pub standard: Verdict,
    /// As shipped.
    pub browsers: Browsers<Verdict>,
}

/// The request as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Asked {
    /// The method.
    pub method: String,
    /// The URL.
    pub url: Quoted,
    /// The origin of the page.
    pub page: String,
    /// The mode.
    pub mode: RequestMode,
    /// The credentials mode.
    pub credentials: CredentialsMode,
}

/// How sure a diagnosis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Certainty {
    /// The messages prove it.
    Certain,
    /// The messages fit it better than anything else.
    Likely,
    /// It is one of several explanations.
    Possible,
}

/// What a diagnosis means for the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Effect {
    /// Nothing is in its way.
    Allows,
    /// It blocks the request, or would once everything before it is mended.
    Blocks,
    /// It works now and will fail some day or for somebody.
    Warns,
    /// It is worth knowing.
    Informs,
}

/// One cause, with its evidence and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Diagnosis {
    /// Which.
    pub name: Name,
    /// Where in the fetch.
    pub phase: Phase,
    /// How sure it is.
    pub certainty: Certainty,
    /// What it means for the request.
    pub effect: Effect,
    /// One or two sentences.
    pub message: String,
    /// The methods, header names or origins it is about.
    pub subjects: Vec<String>,
    /// The places that prove it.
    pub evidence: Vec<Evidence>,
    /// What should stand there instead.
    pub expected: Option<String>,
    /// Ways out; every one is safe.
    pub fixes: Vec<Fix>,
    /// What each browser prints about it.
    pub browser_says: Option<Browsers<Option<Saying>>>,
    /// The algorithm of the Fetch Standard behind it, as `fetch#anchor`.
    pub standard: Option<String>,
}

/// A failed fetch, in the names of the Standard and of the browsers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Failure {
    /// The algorithm that failed; `None` if none did: no answer came, or only some browsers fail there.
    pub algorithm: Option<Algorithm>,
    /// The number of the step in it that decided.
    pub step: Option<&'static str>,
    /// Where the algorithm is written down.
    pub link: Option<String>,
    /// Chromium's code: a `corsError` or a `blockedReason` of its devtools protocol, or a network error.
    pub chromium: Option<ChromiumCode>,
    /// What comes with it there: a value, a method, a header name.
    pub chromium_parameter: Option<Quoted>,
    /// The keys of the messages that Firefox prints, in alphabetical order.
    pub firefox: Vec<FirefoxKey>,
    /// The sentence that WebKit prints, with names in braces for what differs from request to request.
    pub webkit: Option<&'static str>,
}

/// What a piece of evidence or a judgement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Part {
    /// The URL of the request.
    Url,
    /// The method of the request.
    Method,
    /// A header of the request.
    RequestHeader,
    /// The status of the answer.
    Status,
    /// A header of the answer.
    ResponseHeader,
    /// The name of a header of the answer.
    ResponseHeaderName,
}

/// A place in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Evidence {
    /// The number of the exchange, counted from 1; 0 if nothing was sent.
    pub exchange: usize,
    /// What in it.
    pub part: Part,
    /// The header's name in lower case.
    pub header: Option<String>,
    /// The index among the lines of this header name, counted from 0.
    pub line: usize,
    /// The text; `None` for a header that is absent.
    pub value: Option<Quoted>,
    /// The offending bytes of the text; a pair of offsets in JSON, the second one past the end.
    #[cfg_attr(feature = "serde", serde(serialize_with = "pair"))]
    pub span: Option<Range<usize>>,
    /// What to write under the span, in a few words.
    pub note: String,
}

/// Whose code or configuration a fix changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Side {
    /// The server that answers.
    Server,
    /// The page that asks.
    Client,
}

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Fix {
    /// Whose change it is.
    pub side: Side,
    /// What to do, in one sentence.
    pub what: String,
    /// The header lines to change, as a difference.
    pub lines: Vec<FixLine>,
    /// The policy that does it, as a `corsac.toml` has it.
    pub toml: Option<String>,
    /// The code that does it.
    pub code: Option<String>,
    /// The server software whose code or configuration that is, such as `nginx`; `None` for any.
    pub stack: Option<String>,
    /// The least policy that lets the request pass, for writing it down in other ways.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub policy: Option<Config>,
}

impl Fix {
    /// What to write where, in the configuration of some server software.
    #[must_use]
    pub fn in_stack(stack: &str, what: String, code: Option<String>) -> Self {
        let stack = Some(stack.into());
        Self { side: Side::Server, what, lines: Vec::new(), toml: None, code, stack, policy: None }
    }
}

/// A line that goes or comes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct FixLine {
    /// Whether it comes; otherwise it goes.
    pub add: bool,
    /// The header's name; `None` for the status.
    pub header: Option<String>,
    /// The value.
    pub value: String,
}

/// A browser's sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Saying {
    /// The sentence.
    pub text: String,
    /// Whether it leads away from the cause.
    pub misleading: bool,
}

/// The preflight of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Preflight {
    /// Whether the request needs one.
    pub needed: bool,
    /// Whether one was sent.
    pub sent: bool,
    /// Whether an answer from the cache stood in for it.
    pub cached: bool,
    /// Why it is needed, each in a few words.
    pub reasons: Vec<String>,
}

/// What script sees of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ScriptCanRead {
    /// `response.type`; `None` if script gets no response.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: Option<ResponseType>,
    /// `response.status`, if it is shown.
    pub status: Option<u16>,
    /// Whether the body can be read.
    pub body: bool,
    /// The names of the headers that can be read, in lower case.
    pub headers: Vec<String>,
    /// The names of the headers that the answer has and script cannot read, in lower case.
    pub hidden_headers: Vec<String>,
}

/// One request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ExchangeShown {
    /// Its number, counted from 1.
    pub n: usize,
    /// What it is for.
    pub kind: MessageKind,
    /// What was sent.
    pub request: RequestShown,
    /// What came back.
    pub response: Option<ResponseShown>,
    /// Why nothing came back.
    pub failure: Option<Name>,
    /// How long the answer took, in milliseconds.
    pub ms: u64,
    /// What the browser looked at, in the order of the Standard.
    pub judged: Vec<Judged>,
}

/// A request that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RequestShown {
    /// The method.
    pub method: String,
    /// The URL.
    pub url: Quoted,
    /// Whether cookies and the like go along.
    pub credentials: bool,
    /// The header lines in order.
    pub headers: Vec<(String, Quoted)>,
}

/// An answer that came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ResponseShown {
    /// The status.
    pub status: u16,
    /// The header lines in order.
    pub headers: Vec<(String, Quoted)>,
}

/// What the browser made of one header, or of the status.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Judged {
    /// What it is.
    pub part: Part,
    /// The header's name in lower case.
    pub header: Option<String>,
    /// The value; of several lines, all, joined by a comma and a space; `None` if it is absent.
    pub value: Option<Quoted>,
    /// Whether it passes; `None` if nothing was decided by it.
    pub ok: Option<bool>,
    /// Why, in a few words.
    pub note: String,
}
