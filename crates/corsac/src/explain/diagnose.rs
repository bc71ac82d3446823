//! From a transcript to a report: the root cause first, then everything that would fail next.

use super::case::{Case, Question, has_cors_headers};
use super::causes::{
    allow_origin, allowed, beside_cors, headers, methods, network, notes, preflight_status, reading,
    redirect, request,
};
use super::lines;
use super::misspelt;
use super::name::Name;
use super::replay;
use super::report::{
    Asked, Browsers, Certainty, Diagnosis, Effect, Failure, Preflight, Report, SCHEMA, ScriptCanRead,
    Verdict, Verdicts,
};
use super::says;
use super::ways_out;
use super::words::{Language, Network};
use crate::browser::{
    Cause, CorsCheckFailure, NetworkError, NetworkFailure, Outcome, PreflightFailure, RequestInit,
    RequestInitError,
};
use crate::exchange::{Message, MessageKind, Transcript};
use crate::fetch::request::{CredentialsMode, RequestMode};
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

/// Explains a transcript, in English; [`Question`] has the other languages.
#[must_use]
pub fn diagnose(transcript: &Transcript) -> Report {
    Question::new(transcript).diagnose()
}

impl Question<'_> {
    /// Explains the transcript.
    #[must_use]
    pub fn diagnose(&self) -> Report {
        let case = Case::new(self);
        let mut verdict = replay::verdicts(self.transcript, self.domains);
        let mut found = match &self.transcript.outcome {
            Outcome::Response(response) => vec![allowed::diagnose(&case, response)],
            Outcome::NetworkError(error) => blocked(&case, error),
        };
        found.extend(notes::notes(&case));
        let found = in_order(found, &mut verdict);
        report(&case, verdict, found)
    }
}

/// Explains why a browser refuses to make a request at all, in English.
#[must_use]
pub fn of_request_init_error(init: &RequestInit, error: &RequestInitError) -> Report {
    of_request_init_error_in(Language::English, init, error)
}

/// Explains why a browser refuses to make a request at all.
#[must_use]
pub fn of_request_init_error_in(language: Language, init: &RequestInit, error: &RequestInitError) -> Report {
    let mut primary = request::of_init_error(init, error, language);
    primary.browser_says = says::of_init_error(init, error);
    Report {
        schema: SCHEMA,
        language,
        verdict: Verdicts {
            standard: Verdict::Blocked,
            browsers: Browsers::new(Verdict::Blocked, Verdict::Blocked, Verdict::Blocked),
        },
        request: Asked {
            method: super::quoted::escape(init.method.as_bytes()),
            url: super::quoted::Quoted::text(&init.url),
            page: super::quoted::escape(init.origin.as_bytes()),
            mode: init.mode.unwrap_or(RequestMode::Cors),
            credentials: init.credentials.unwrap_or(CredentialsMode::SameOrigin),
        },
        primary,
        failure: None,
        also: Vec::new(),
        executed_on_server: Some(false),
        preflight: Preflight { needed: false, sent: false, cached: false, reasons: Vec::new() },
        script_can_read: ScriptCanRead::default(),
        exchanges: Vec::new(),
    }
}

/// What blocked the request, and what would have blocked it next.
fn blocked(case: &Case<'_>, error: &NetworkError) -> Vec<Diagnosis> {
    let index = error.message.unwrap_or_default();
    match &error.cause {
        Cause::BadPort(_)
        | Cause::ModeSameOrigin
        | Cause::NoCorsRedirectMode
        | Cause::NotCached
        | Cause::SchemeNotHttp(_) => vec![request::diagnose(case, &error.cause)],
        Cause::Network(failure) => vec![network::diagnose(case, index, *failure)],
        Cause::ResourcePolicy => vec![reading::corp(case, index)],
        Cause::EmbedderPolicy => vec![reading::corp_missing(case, index)],
        Cause::Preflight(_) | Cause::CorsCheck(_) => answer_rejected(case, index, &error.cause),
        cause => vec![
            beside_cors::diagnose(case, index, cause)
                .unwrap_or_else(|| redirect::diagnose(case, index, cause)),
        ],
    }
}

/// Where a failure stands between root cause and symptom.
const fn rank(failure: &PreflightFailure) -> u8 {
    match failure {
        PreflightFailure::StatusNotOk(_) => 0,
        PreflightFailure::CorsCheck(
            CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. },
        ) => 2,
        PreflightFailure::CorsCheck(_) => 1,
        PreflightFailure::AllowMethodsMalformed(_) | PreflightFailure::MethodNotAllowed(_) => 3,
        PreflightFailure::AllowHeadersMalformed(_)
        | PreflightFailure::AuthorizationNotAllowed
        | PreflightFailure::HeadersNotAllowed(_) => 4,
    }
}

fn answer_rejected(case: &Case<'_>, index: usize, cause: &Cause) -> Vec<Diagnosis> {
    let (Some(judgement), Some(response)) = (case.judge(index), case.response(index)) else {
        return vec![network::diagnose(case, index, NetworkFailure::NoResponse)];
    };
    if let Some(diagnosis) = network::wants_tls(case, index) {
        return vec![diagnosis];
    }
    let mut failures: Vec<&PreflightFailure> = judgement.failures.iter().collect();
    failures.sort_by_key(|failure| rank(failure));
    let bare_failure =
        matches!(failures.first(), Some(PreflightFailure::StatusNotOk(_))) && !has_cors_headers(response);
    let mut found: Vec<Diagnosis> =
        failures.into_iter().flat_map(|failure| of_failure(case, index, failure)).collect();
    let judged_whole = found.first().is_some_and(|diagnosis| says_nothing_more(diagnosis.name));
    if judged_whole {
        found.truncate(1);
    } else if bare_failure {
        // Whatever answered knows nothing of CORS: what else it lacks says nothing about the policy.
        found.retain(|diagnosis| {
            diagnosis.expected.as_deref() == Some("204") || diagnosis.name == Name::AllowOriginMissing
        });
        found.iter_mut().skip(1).for_each(|diagnosis| diagnosis.certainty = Certainty::Possible);
    }
    if !matches!(cause, Cause::Preflight(PreflightFailure::AuthorizationNotAllowed)) {
        let tolerated = found.iter_mut().filter(|diagnosis| diagnosis.name == Name::AuthorizationWildcard);
        tolerated.for_each(|diagnosis| diagnosis.effect = Effect::Warns);
    }
    if let Some(first) = found.first_mut() {
        ways_out::mend(case, index, &judgement, first);
    }
    found
}

/// Whether what else an answer lacks follows from this diagnosis: who redirects or refuses a
/// preflight does not say what it would allow otherwise.
fn says_nothing_more(name: Name) -> bool {
    name == Name::PreflightRejectedByCorsLayer || name.as_str().starts_with("preflight-redirected")
}

fn of_failure(case: &Case<'_>, index: usize, failure: &PreflightFailure) -> Vec<Diagnosis> {
    if let Some(diagnosis) = misspelt::explains(case, index, failure) {
        return vec![diagnosis];
    }
    match failure {
        PreflightFailure::StatusNotOk(status) => vec![preflight_status::diagnose(case, index, *status)],
        PreflightFailure::CorsCheck(failure) => vec![allow_origin::diagnose(case, index, failure)],
        PreflightFailure::AllowMethodsMalformed(place) => vec![methods::malformed(case, index, place)],
        PreflightFailure::AllowHeadersMalformed(place) => vec![headers::malformed(case, index, place)],
        PreflightFailure::MethodNotAllowed(method) => vec![methods::not_allowed(case, index, method)],
        PreflightFailure::AuthorizationNotAllowed => vec![headers::authorization(case, index)],
        PreflightFailure::HeadersNotAllowed(names) => headers::not_allowed(case, index, names),
    }
}

/// Sorts by effect, each name once, and puts mixed content first: browsers block it before they
/// send anything.
fn in_order(mut found: Vec<Diagnosis>, verdict: &mut Verdicts) -> Vec<Diagnosis> {
    let is_refused = |d: &Diagnosis| d.name == Name::MixedContent && d.effect == Effect::Blocks;
    if let Some(place) = found.iter().position(is_refused) {
        let mixed = found.remove(place);
        found = [vec![mixed], found.into_iter().filter(|d| d.effect != Effect::Allows).collect()].concat();
        let blocked = Verdict::Blocked;
        *verdict = Verdicts { standard: blocked, browsers: Browsers::new(blocked, blocked, blocked) };
    }
    let mut kept: Vec<Diagnosis> = Vec::new();
    for diagnosis in found {
        if !kept.iter().any(|other| other.name == diagnosis.name) {
            kept.push(diagnosis);
        }
    }
    let order = |diagnosis: &Diagnosis| match diagnosis.effect {
        Effect::Allows | Effect::Blocks => 0,
        Effect::Warns => 1,
        Effect::Informs => 2,
    };
    if let Some(rest) = kept.get_mut(1..) {
        rest.sort_by_key(order);
    }
    kept
}

fn report(case: &Case<'_>, verdict: Verdicts, found: Vec<Diagnosis>) -> Report {
    let asked = &case.transcript.asked;
    let mut found = found.into_iter();
    let mut primary = found.next().unwrap_or_else(|| {
        Diagnosis::new(Name::NoResponse, super::phase::Phase::Network, case.say(Network::NoAnswer))
    });
    primary.browser_says = says::of_outcome(case, primary.name);
    // Whoever made this request was no browser: a browser sends no mixed content.
    let unsent = primary.name == Name::MixedContent;
    let failure = if unsent { None } else { failure(&case.transcript.outcome) };
    let script_can_read =
        if primary.effect == Effect::Allows { script_can_read(case) } else { ScriptCanRead::default() };
    Report {
        schema: SCHEMA,
        language: case.language,
        verdict,
        request: Asked {
            method: asked.method.to_string(),
            url: super::quoted::Quoted::text(asked.url().as_str()),
            page: case.page.clone(),
            mode: asked.mode,
            credentials: asked.credentials_mode,
        },
        primary,
        failure,
        also: found.collect(),
        executed_on_server: if unsent { Some(false) } else { executed(case.transcript) },
        preflight: lines::preflight(case),
        script_can_read,
        exchanges: lines::exchanges(case),
    }
}

/// How the Standard and the browsers name a failure; `None` for a request that was held back, which has not failed.
fn failure(outcome: &Outcome) -> Option<Failure> {
    let Outcome::NetworkError(error) = outcome else { return None };
    if error.cause == Cause::Network(NetworkFailure::HeldBack) {
        return None;
    }
    let algorithm = error.step.map(|(algorithm, _)| algorithm);
    Some(Failure {
        algorithm,
        step: error.step.map(|(_, number)| number),
        link: algorithm.map(|a| [a.specification(), "#", a.anchor()].concat()),
        chromium: error.codes.chromium,
        chromium_parameter: says::chromium::parameter(error).map(super::quoted::Quoted::text),
        firefox: error.codes.firefox.to_vec(),
        webkit: error.codes.webkit.map(says::webkit::pattern),
    })
}

fn executed(transcript: &Transcript) -> Option<bool> {
    let lost =
        |message: &Message| message.result.clone().is_err_and(|failure| failure != NetworkFailure::HeldBack);
    let unanswered =
        transcript.messages.iter().any(|message| message.kind == MessageKind::Actual && lost(message));
    let answered = transcript.reached_server();
    if unanswered && !answered && !is_surely_unsent(transcript) { None } else { Some(answered) }
}

/// Whether the request cannot have reached a server, because no connection was made.
fn is_surely_unsent(transcript: &Transcript) -> bool {
    use NetworkFailure::{Connect, Dns, Tls};
    transcript.messages.iter().all(|message| matches!(message.result, Err(Connect | Dns | Tls)))
}

fn script_can_read(case: &Case<'_>) -> ScriptCanRead {
    let Outcome::Response(response) = &case.transcript.outcome else { return ScriptCanRead::default() };
    if case.transcript.asked.mode == RequestMode::Navigate {
        return ScriptCanRead::default();
    }
    let (headers, hidden_headers) = reading::names(response);
    ScriptCanRead {
        kind: Some(response.kind),
        status: (response.status != 0).then_some(response.status),
        body: response.body,
        headers,
        hidden_headers,
    }
}
