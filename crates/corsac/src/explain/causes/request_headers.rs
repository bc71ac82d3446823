//! Request headers that a script sets in vain, or should not set.

use super::super::build::strs;
use super::super::case::{Case, is_cors_response_header};
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{InPage, Making, Note, Tool};
use crate::fetch::header_name::is_forbidden_request_header;
use crate::fetch::request::RequestMode;
use alloc::string::String;
use alloc::vec::Vec;

/// Headers that tools add to requests, with the tool; names ending in `-` are prefixes.
const TOOLS: &[(&str, Tool)] = &[
    ("sentry-trace", Tool::Named("Sentry")),
    ("baggage", Tool::SentryOrOpenTelemetry),
    ("traceparent", Tool::Tracer),
    ("tracestate", Tool::Tracer),
    ("newrelic", Tool::Named("New Relic")),
    ("x-datadog-", Tool::Named("Datadog")),
    ("x-b3-", Tool::Named("Zipkin")),
    ("uber-trace-id", Tool::Named("Jaeger")),
    ("elastic-apm-traceparent", Tool::Named("Elastic APM")),
    ("request-id", Tool::Named("Application Insights")),
    ("request-context", Tool::Named("Application Insights")),
    ("x-dynatrace", Tool::Named("Dynatrace")),
    ("ngrok-skip-browser-warning", Tool::ForNgrok),
    ("x-requested-with", Tool::JQuery),
];

/// The tool that usually adds a header.
pub(super) fn tool(name: &str) -> Option<Tool> {
    let fits = |known: &str| name == known || (known.ends_with('-') && name.starts_with(known));
    TOOLS.iter().find(|(known, _)| fits(known)).map(|(_, tool)| *tool)
}

pub(super) fn response_header_on_request(case: &Case<'_>, index: usize, names: &[String]) -> Diagnosis {
    let shown = strs(names);
    let message = case.say(Making::ResponseHeaders { names: &shown });
    let mut diagnosis =
        Diagnosis::new(Name::ResponseHeaderOnRequest, Phase::Request, message).about(names.iter().cloned());
    let headers = &case.request(index).headers;
    for header in headers.iter().filter(|h| names.iter().any(|name| h.name.eq_ignore_ascii_case(name))) {
        let note = case.say(Note::BelongsToTheAnswer);
        let proof = Evidence::request_header(index, (&header.name, &header.value), note);
        diagnosis = diagnosis.proof(proof);
    }
    diagnosis.fix(fix::client(case.say(InPage::Delete(&shown)), None))
}

/// Response headers on the request, whatever became of it: another answer would have made them fail.
pub(super) fn misplaced(case: &Case<'_>) -> Option<Diagnosis> {
    let names = case.transcript.asked.headers.iter().map(|header| header.name.to_ascii_lowercase());
    let names: Vec<String> = names.filter(|name| is_cors_response_header(name)).collect();
    let sent = case.message(0).is_some();
    (sent && !names.is_empty()).then(|| response_header_on_request(case, 0, &names).warns())
}

/// The headers that the browser dropped from the request.
pub(super) fn dropped(case: &Case<'_>) -> Vec<Diagnosis> {
    let no_cors = case.transcript.asked.mode == RequestMode::NoCors;
    let (forbidden, restricted): (Vec<&String>, Vec<&String>) =
        case.dropped_headers.iter().partition(|name| !no_cors || is_forbidden_request_header(name, b""));
    let mut diagnoses = Vec::new();
    if !forbidden.is_empty() {
        let message = case.say(Making::ForbiddenHeaders { names: &strs(&forbidden) });
        diagnoses.push(
            Diagnosis::new(Name::ForbiddenRequestHeader, Phase::Request, message)
                .warns()
                .about(forbidden.into_iter().cloned())
                .by("forbidden-request-header"),
        );
    }
    if !restricted.is_empty() {
        let message = case.say(Making::NoCorsHeaders { names: &strs(&restricted) });
        diagnoses.push(
            Diagnosis::new(Name::NoCorsHeader, Phase::Request, message)
                .warns()
                .about(restricted.into_iter().cloned())
                .by("no-cors-safelisted-request-header")
                .fix(fix::client(case.say(InPage::CorsForHeader), None)),
        );
    }
    diagnoses
}
