//! The messages as they are shown, with what the browser made of each header.

use super::build::{and, brief};
use super::case::{Case, varies_by_origin};
use super::causes::network;
use super::quoted::Quoted;
use super::report::{ExchangeShown, Judged, Part, Preflight, RequestShown, ResponseShown};
use crate::browser::{CorsCheckFailure, PreflightFailure, PreflightReason, location_url};
use crate::exchange::{Message, MessageKind};
use crate::fetch::header::HeaderList;
use crate::fetch::request::ResponseTainting;
use crate::fetch::response::Response;
use crate::fetch::safelist::{Unsafe, cors_unsafe_request_header_names};
use alloc::format;
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
        PreflightReason::Method(method) => format!("method {method}"),
        PreflightReason::Header { name, reason } => {
            let name = name.to_ascii_lowercase();
            match reason {
                Unsafe::Name => format!("header {name}"),
                Unsafe::ContentType => {
                    let value = case.transcript.asked.headers.get(&name).unwrap_or_default();
                    format!("{name} {}", brief(&value))
                }
                Unsafe::TooLong => format!("{name} of more than 128 bytes"),
                Unsafe::Byte(_) => format!("an unsafe byte in {name}"),
                Unsafe::Range => format!("{name} that is not one range with a start"),
                Unsafe::Total => format!("{name} among more than 1024 bytes of such headers"),
            }
        }
        PreflightReason::UseCorsPreflight => "an upload listener or a streamed body".into(),
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
    fn line(&self, header: &str, ok: Option<bool>, note: impl Into<String>) -> Judged {
        let name = header.to_ascii_lowercase();
        let value = self.response.headers.get(&name).map(|value| Quoted::header(&name, &value));
        Judged { part: Part::ResponseHeader, header: Some(name), value, ok, note: note.into() }
    }

    fn has(&self, header: &str) -> bool {
        self.response.headers.contains(header)
    }

    fn status(&self) -> Judged {
        let ok = self.response.is_ok();
        let note = match () {
            () if ok => "200 to 299",
            () if self.response.is_redirect() => "a redirect is never followed here",
            () => "must be 200 to 299",
        };
        let value = Some(Quoted::text(self.response.status.to_string()));
        Judged { part: Part::Status, header: None, value, ok: Some(ok), note: note.into() }
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
                (true, String::from("any origin"))
            }
            None => (true, String::from("exact")),
            Some(CorsCheckFailure::AllowOriginMissing) => (false, format!("must be {origin}")),
            Some(_) => (false, format!("is not {origin}")),
        };
        self.line("access-control-allow-origin", Some(ok), note)
    }

    fn allow_credentials(&self) -> Option<Judged> {
        const HEADER: &str = "access-control-allow-credentials";
        if !self.case.is_credentialed() {
            return self.has(HEADER).then(|| self.line(HEADER, None, "not needed without cookies"));
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
        Some(self.line(HEADER, Some(!failed), if failed { "must be true" } else { "needed with cookies" }))
    }

    fn allow_methods(&self) -> Option<Judged> {
        const HEADER: &str = "access-control-allow-methods";
        let method = &self.case.request(self.index).method;
        let failed = self.failures.iter().find_map(|failure| match failure {
            PreflightFailure::MethodNotAllowed(method) => Some(format!("must list {method}")),
            PreflightFailure::AllowMethodsMalformed(_) => Some("not a list of methods".into()),
            _ => None,
        });
        match failed {
            Some(note) => Some(self.line(HEADER, Some(false), note)),
            None if method.is_cors_safelisted() => {
                self.has(HEADER).then(|| self.line(HEADER, None, format!("{method} needs no permission")))
            }
            None => Some(self.line(HEADER, Some(true), format!("{method} is allowed"))),
        }
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
                    return Some(self.line(HEADER, Some(false), "not a list of header names"));
                }
                _ => {}
            }
        }
        missing.dedup();
        match missing.as_slice() {
            [] if asked.is_empty() => self.has(HEADER).then(|| self.line(HEADER, None, "none was asked for")),
            [] if asked.len() == 1 => {
                Some(self.line(HEADER, Some(true), format!("{} is allowed", and(&asked))))
            }
            [] => Some(self.line(HEADER, Some(true), format!("all {} are allowed", asked.len()))),
            names => Some(self.line(HEADER, Some(false), format!("must list {}", and(names)))),
        }
    }

    fn vary(&self) -> Option<Judged> {
        let specific =
            self.response.headers.get("access-control-allow-origin").is_some_and(|value| *value != *b"*");
        (specific && varies_by_origin(self.response)).then(|| self.line("vary", None, "keeps caches right"))
    }
}

fn location(case: &Case<'_>, index: usize, response: &Response) -> Option<Judged> {
    let value = response.headers.get("location").filter(|_| response.is_redirect())?;
    let request = case.request(index);
    let preflight = case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight);
    let followed = index + 1 < case.transcript.messages.len();
    let (ok, note) = match location_url(response, request.current_url()) {
        _ if preflight => (Some(false), "not followed".into()),
        Err(_) => (Some(false), "leads nowhere".into()),
        Ok(_) if followed => (None, "followed".into()),
        Ok(_) => (None, String::from("not followed")),
    };
    let value = Some(Quoted::header("location", &value));
    Some(Judged { part: Part::ResponseHeader, header: Some("location".into()), value, ok, note })
}
