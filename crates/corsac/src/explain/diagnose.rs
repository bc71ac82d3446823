//! From a transcript to a report: the root cause first, then everything that would fail next.

use super::case::{Case, Question, has_cors_headers};
use super::causes::{
    allow_origin, allowed, headers, methods, network, notes, preflight_status, reading, redirect, request,
};
use super::fix;
use super::judge::Judgement;
use super::lines;
use super::misspelt;
use super::name::Name;
use super::replay;
use super::report::{
    Asked, Browsers, Certainty, Diagnosis, Effect, Preflight, Report, SCHEMA, ScriptCanRead, Side, Verdict,
    Verdicts,
};
use super::says;
use crate::browser::{
    Cause, CorsCheckFailure, NetworkError, Outcome, PreflightFailure, RequestInit, RequestInitError,
};
use crate::exchange::{MessageKind, Transcript};
use crate::fetch::request::{CredentialsMode, RequestMode};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// Explains a transcript.
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

/// Explains why a browser refuses to make a request at all.
#[must_use]
pub fn of_request_init_error(init: &RequestInit, error: &RequestInitError) -> Report {
    let mut primary = request::of_init_error(init, error);
    primary.browser_says = says::of_init_error(init, error);
    Report {
        schema: SCHEMA,
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
        Cause::BadPort(_) | Cause::ModeSameOrigin | Cause::NoCorsRedirectMode | Cause::SchemeNotHttp(_) => {
            vec![request::diagnose(case, &error.cause)]
        }
        Cause::Network(failure) => vec![network::diagnose(case, index, *failure)],
        Cause::ResourcePolicy => vec![reading::corp(case, index)],
        Cause::Preflight(_) | Cause::CorsCheck(_) => answer_rejected(case, index, &error.cause),
        _ => vec![redirect::diagnose(case, index, &error.cause)],
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
        return vec![network::diagnose(case, index, crate::browser::NetworkFailure::NoResponse)];
    };
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
        mend(case, index, &judgement, first);
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

/// Gives the primary diagnosis its ways out, the one with the header lines after the page's own.
fn mend(case: &Case<'_>, index: usize, judgement: &Judgement, primary: &mut Diagnosis) {
    let url = case.request(index).current_url();
    let own = core::mem::take(&mut primary.fixes);
    let page_first =
        own.iter().any(|fix| fix.side == Side::Client) && primary.name != Name::HeaderAddedByTooling;
    match primary.name {
        Name::AllowOriginTainted => {
            let code = format!("fetch({:?})", super::quoted::Quoted::text(url.as_str()).as_str());
            primary.fixes.push(fix::client("Call the final URL, so that no redirect is needed:", code));
            primary
                .fixes
                .push(fix::server("Or answer without a redirect to another origin. Never allow null."));
        }
        Name::PageOriginNull => primary.fixes.push(notes::page_fix()),
        Name::MethodCase => {
            let what = format!("And {}", lower_first(&what_to_do(primary.name, case, index)));
            let fix = fix::headers(case, index, what);
            primary.fixes.extend(Some(fix).filter(|fix| !fix.lines.is_empty()));
        }
        Name::ResponseHeaderOnRequest | Name::RedirectToLogin => {}
        _ if judgement.mended.is_redirect() && is_preflight(case, index) || primary.evidence.is_empty() => {}
        name if name.as_str().starts_with("preflight-redirected") => {}
        name => {
            primary.fixes.extend(notes::one_machine(case));
            let mut what = what_to_do(name, case, index);
            if needs_credentials(name) {
                primary.fixes.push(fix::without_cookies());
                what = format!("If cookies are needed, {}", lower_first(&what));
            }
            primary.fixes.push(fix::headers(case, index, what));
        }
    }
    if page_first {
        primary.fixes.splice(0..0, own);
    } else {
        primary.fixes.extend(own);
    }
}

const fn needs_credentials(name: Name) -> bool {
    matches!(
        name,
        Name::AllowOriginWildcardWithCredentials
            | Name::AllowCredentialsMissing
            | Name::MethodWildcardWithCredentials
            | Name::HeaderWildcardWithCredentials
    )
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn is_preflight(case: &Case<'_>, index: usize) -> bool {
    case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight)
}

fn what_to_do(name: Name, case: &Case<'_>, index: usize) -> String {
    let page = &case.page;
    let fixed = match name {
        Name::PreflightRequiresAuth => "Answer OPTIONS before the login check. The answer to the preflight:",
        Name::PreflightNotRouted => {
            "Answer OPTIONS for this path, best by a CORS layer around the whole router. The answer to the preflight:"
        }
        Name::PreflightServerError => {
            "Mend what fails, or answer OPTIONS before it runs. The answer to the preflight:"
        }
        Name::PreflightRateLimited => {
            "Answer OPTIONS before requests are counted. The answer to the preflight:"
        }
        Name::PreflightRejectedByCorsLayer => {
            return format!(
                "If {page} may send this request, let the server's CORS configuration allow its origin, method and headers. The answer to the preflight:"
            );
        }
        Name::AllowOriginMissingOnError => on_error(case, index),
        Name::AllowOriginMissingCached | Name::AllowOriginOtherClient => {
            "Send Vary: Origin on every answer, also on those without CORS headers, and empty the cache:"
        }
        Name::AllowOriginDuplicate => "Let one component write the header, and delete it in the others:",
        Name::AllowOriginMissing | Name::AllowOriginMismatch | Name::AllowOriginNull
            if is_preflight(case, index) =>
        {
            return format!(
                "If {page} may send this request, change the answer to the preflight{}:",
                the_answer_itself(case)
            );
        }
        Name::AllowOriginMissing | Name::AllowOriginMismatch | Name::AllowOriginNull => {
            return format!("If {page} may read this answer, change it:");
        }
        _ if is_preflight(case, index) => {
            return format!("Change the answer to the preflight{}:", the_answer_itself(case));
        }
        _ if case.preflight_of(index).is_some() => {
            return format!("Change the answer to the {} itself:", case.request(index).method);
        }
        _ => "Change the answer:",
    };
    fixed.into()
}

/// What the answer after a preflight needs besides.
const fn the_answer_itself(case: &Case<'_>) -> &'static str {
    if case.is_credentialed() {
        "; the answer to the request itself needs the origin and the permission for cookies, too"
    } else {
        "; the answer to the request itself needs the origin, too"
    }
}

/// What to do about an error that has no headers.
fn on_error(case: &Case<'_>, index: usize) -> &'static str {
    match case.response(index).map_or(0, |response| response.status) {
        401 | 403 => {
            "Log in, or look up why the server refuses the request. Then let errors carry the headers, too:"
        }
        404 | 405 | 410 => {
            "Correct URL and method: the server has nothing there. Then let errors carry the headers, too:"
        }
        400..=499 => "Look up what the server does not accept. Then let errors carry the headers, too:",
        _ => "Find the error in the server's log. Then let errors carry the headers, too:",
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
    let mut primary = found
        .next()
        .unwrap_or_else(|| Diagnosis::new(Name::NoResponse, super::phase::Phase::Network, "No answer came."));
    primary.browser_says = says::of_outcome(case, primary.name);
    // Whoever made this request was no browser: a browser sends no mixed content.
    let unsent = primary.name == Name::MixedContent;
    let script_can_read =
        if primary.effect == Effect::Allows { script_can_read(case) } else { ScriptCanRead::default() };
    Report {
        schema: SCHEMA,
        verdict,
        request: Asked {
            method: asked.method.to_string(),
            url: super::quoted::Quoted::text(asked.url().as_str()),
            page: case.page.clone(),
            mode: asked.mode,
            credentials: asked.credentials_mode,
        },
        primary,
        also: found.collect(),
        executed_on_server: if unsent { Some(false) } else { executed(case.transcript) },
        preflight: lines::preflight(case),
        script_can_read,
        exchanges: lines::exchanges(case),
    }
}

fn executed(transcript: &Transcript) -> Option<bool> {
    let unanswered = transcript
        .messages
        .iter()
        .any(|message| message.kind == MessageKind::Actual && message.result.is_err());
    let answered = transcript.reached_server();
    if unanswered && !answered && !is_surely_unsent(transcript) { None } else { Some(answered) }
}

/// Whether the request cannot have reached a server, because no connection was made.
fn is_surely_unsent(transcript: &Transcript) -> bool {
    use crate::browser::NetworkFailure::{Connect, Dns, Tls};
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
