//! The messages as they are shown, with what the browser made of each header.

use super::build::{brief, strs};
use super::case::{Case, varies_by_origin};
use super::causes::network;
use super::quoted::Quoted;
use super::report::{ExchangeShown, Judged, Part, Preflight, RequestShown, ResponseShown};
use super::words::{Judgement, Reason};
use crate::browser::{CorsCheckFailure, PreflightFailure, PreflightReason, location_url};
use crate::exchange::{Message, MessageKind};
use crate::fetch::header::HeaderList;
use crate::fetch::request::ResponseTainting;
use crate::fetch::response::Response;
use crate::fetch::safelist::{Unsafe, cors_unsafe_request_header_names};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What is said about the preflight of the request as a whole.
pub(super) fn preflight(case: &Case<'_>) -> Preflight {
    let messages = &case.transcript.messages;
    let sent = messages.iter().any(|message| message.kind == MessageKind::Preflight);
    let cached = (0..messages.len()).any(|index| case.is_preflight_cached(index));
    let needed = sent || cached;
    let reasons = if needed {
        case.transcript.reasons.iter().map(|why| reason(case, why)).collect()
    } else {
        Vec::new()
    };
    Preflight { needed, sent, cached, reasons }
}

fn reason(case: &Case<'_>, reason: &PreflightReason) -> String {
    match reason {
        PreflightReason::Method(method) => case.say(Reason::Method(method)),
        PreflightReason::Header { name, reason } => {
            let name = &name.to_ascii_lowercase();
            case.say(match reason {
                Unsafe::Name => Reason::Header(name),
                Unsafe::ContentType => {
                    let value = brief(&case.transcript.asked.headers.get(name).unwrap_or_default());
                    return case.say(Reason::ContentType(name, &value));
                }
                Unsafe::TooLong => Reason::TooLong(name),
                Unsafe::Byte(_) => Reason::Byte(name),
                Unsafe::Range => Reason::Range(name),
                Unsafe::Total => Reason::Total(name),
            })
        }
        PreflightReason::UseCorsPreflight => case.say(Reason::Upload),
    }
}

pub(super) fn exchanges(case: &Case<'_>) -> Vec<ExchangeShown> {
    case.transcript
        .messages
        .iter()
        .enumerate()
        .map(|(index, message)| exchange(case, index, message))
        .collect()
}

fn exchange(case: &Case<'_>, index: usize, message: &Message) -> ExchangeShown {
    ExchangeShown {
        n: index + 1,
        kind: message.kind,
        request: RequestShown {
            method: message.request.method.to_string(),
            url: Quoted::text(message.request.url.as_str()),
            credentials: message.request.include_credentials,
            headers: shown(&message.request.headers),
        },
        response: message
            .response()
            .map(|response| ResponseShown { status: response.status, headers: shown(&response.headers) }),
        failure: message.result.as_ref().err().map(|failure| network::name(*failure, message.kind)),
        ms: u64::try_from(message.took.as_millis()).unwrap_or(u64::MAX),
        judged: message.response().map_or_else(Vec::new, |response| judged(case, index, response)),
    }
}

fn shown(headers: &HeaderList) -> Vec<(String, Quoted)> {
    headers
        .iter()
        .map(|h| (super::quoted::escape(h.name.as_bytes()), Quoted::header(&h.name, &h.value)))
        .collect()
}

/// What the browser looked at in an answer, in the order of root cause to symptom.
fn judged(case: &Case<'_>, index: usize, response: &Response) -> Vec<Judged> {
    let mut lines = Vec::new();
    let request = case.request(index);
    if request.response_tainting == ResponseTainting::Cors
        && let Some(judgement) = case.judge(index)
    {
        let judge = Judge { case, index, response, failures: &judgement.failures };
        if case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight) {
            lines.push(judge.status());
        }
        let redirected =
            lines.last().is_some_and(|status| status.ok == Some(false)) && response.is_redirect();
        // Who redirects a preflight does not say what it would allow.
        if !redirected {
            lines.push(judge.allow_origin());
            lines.extend(judge.allow_credentials());
            if case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight) {
                lines.extend(judge.allow_methods());
                lines.extend(judge.allow_headers());
            }
            lines.extend(judge.vary());
        }
    }
    lines.extend(location(case, index, response));
    lines
}

struct Judge<'a> {
    case: &'a Case<'a>,
    index: usize,
    response: &'a Response,
    failures: &'a [PreflightFailure],
}

impl Judge<'_> {
    fn line(&self, header: &str, ok: Option<bool>, note: Judgement<'_>) -> Judged {
        let name = header.to_ascii_lowercase();
        let value = self.response.headers.get(&name).map(|value| Quoted::header(&name, &value));
        let note = self.case.say(note);
        Judged { part: Part::ResponseHeader, header: Some(name), value, ok, note }
    }

    fn has(&self, header: &str) -> bool {
        self.response.headers.contains(header)
    }

    fn status(&self) -> Judged {
        let ok = self.response.is_ok();
        let note = match () {
            () if ok => Judgement::StatusOk,
            () if self.response.is_redirect() => Judgement::RedirectNotFollowed,
            () => Judgement::StatusMustBeOk,
        };
        let value = Some(Quoted::text(self.response.status.to_string()));
        Judged { part: Part::Status, header: None, value, ok: Some(ok), note: self.case.say(note) }
    }

    fn allow_origin(&self) -> Judged {
        let failure = self.failures.iter().find_map(|failure| match failure {
            PreflightFailure::CorsCheck(
                CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. },
            ) => None,
            PreflightFailure::CorsCheck(failure) => Some(failure),
            _ => None,
        });
        let origin = self.case.origin(self.index);
        let (ok, note) = match failure {
            None if self.response.headers.get("access-control-allow-origin").as_deref() == Some(b"*") => {
                (true, Judgement::AnyOrigin)
            }
            None => (true, Judgement::Exact),
            Some(CorsCheckFailure::AllowOriginMissing) => (false, Judgement::MustBe(&origin)),
            Some(_) => (false, Judgement::IsNot(&origin)),
        };
        self.line("access-control-allow-origin", Some(ok), note)
    }

    fn allow_credentials(&self) -> Option<Judged> {
        const HEADER: &str = "access-control-allow-credentials";
        if !self.case.is_credentialed() {
            return self.has(HEADER).then(|| self.line(HEADER, None, Judgement::NotNeeded));
        }
        let failed = self.failures.iter().any(|failure| {
            matches!(
                failure,
                PreflightFailure::CorsCheck(
                    CorsCheckFailure::AllowCredentialsMissing
                        | CorsCheckFailure::AllowCredentialsNotTrue { .. }
                )
            )
        });
        let note = if failed { Judgement::MustBe("true") } else { Judgement::NeededWithCookies };
        Some(self.line(HEADER, Some(!failed), note))
    }

    fn allow_methods(&self) -> Option<Judged> {
        const HEADER: &str = "access-control-allow-methods";
        let method = &self.case.request(self.index).method;
        for failure in self.failures {
            match failure {
                PreflightFailure::MethodNotAllowed(method) => {
                    return Some(self.line(HEADER, Some(false), Judgement::MustList(&[method.as_str()])));
                }
                PreflightFailure::AllowMethodsMalformed(_) => {
                    return Some(self.line(HEADER, Some(false), Judgement::NotMethods));
                }
                _ => {}
            }
        }
        if method.is_cors_safelisted() {
            let note = Judgement::NeedsNoPermission(method.as_str());
            return self.has(HEADER).then(|| self.line(HEADER, None, note));
        }
        Some(self.line(HEADER, Some(true), Judgement::Allowed(method.as_str())))
    }

    fn allow_headers(&self) -> Option<Judged> {
        const HEADER: &str = "access-control-allow-headers";
        let asked = cors_unsafe_request_header_names(&self.case.request(self.index).headers);
        let mut missing: Vec<&str> = Vec::new();
        for failure in self.failures {
            match failure {
                PreflightFailure::AuthorizationNotAllowed => missing.push("authorization"),
                PreflightFailure::HeadersNotAllowed(names) => {
                    missing.extend(names.iter().map(String::as_str))
                }
                PreflightFailure::AllowHeadersMalformed(_) => {
                    return Some(self.line(HEADER, Some(false), Judgement::NotHeaderNames));
                }
                _ => {}
            }
        }
        missing.dedup();
        match missing.as_slice() {
            [] if asked.is_empty() => {
                self.has(HEADER).then(|| self.line(HEADER, None, Judgement::NoneAskedFor))
            }
            [] => Some(self.line(
                HEADER,
                Some(true),
                match strs(&asked).as_slice() {
                    [one] => Judgement::Allowed(one),
                    all => Judgement::AllAllowed(all.len()),
                },
            )),
            names => Some(self.line(HEADER, Some(false), Judgement::MustList(names))),
        }
    }

    fn vary(&self) -> Option<Judged> {
        let specific =
            self.response.headers.get("access-control-allow-origin").is_some_and(|value| *value != *b"*");
        (specific && varies_by_origin(self.response)).then(|| self.line("vary", None, Judgement::KeepsCaches))
    }
}

fn location(case: &Case<'_>, index: usize, response: &Response) -> Option<Judged> {
    let value = response.headers.get("location").filter(|_| response.is_redirect())?;
    let request = case.request(index);
    let preflight = case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight);
    let followed = index + 1 < case.transcript.messages.len();
    let (ok, note) = match location_url(response, request.current_url()) {
        _ if preflight => (Some(false), Judgement::NotFollowed),
        Err(_) => (Some(false), Judgement::LeadsNowhere),
        Ok(_) if followed => (None, Judgement::Followed),
        Ok(_) => (None, Judgement::NotFollowed),
    };
    let value = Some(Quoted::header("location", &value));
    Some(Judged {
        part: Part::ResponseHeader,
        header: Some("location".into()),
        value,
        ok,
        note: case.say(note),
    })
}
