//! Request headers that a script sets in vain, or should not set.

use super::super::build::and;
use super::super::case::{Case, is_cors_response_header};
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use crate::fetch::header_name::is_forbidden_request_header;
use crate::fetch::request::RequestMode;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Headers that tools add to requests, with the tool; names ending in `-` are prefixes.
const TOOLS: &[(&str, &str)] = &[
    ("sentry-trace", "Sentry"),
    ("baggage", "Sentry or OpenTelemetry"),
    ("traceparent", "OpenTelemetry or another tracer"),
    ("tracestate", "OpenTelemetry or another tracer"),
    ("newrelic", "New Relic"),
    ("x-datadog-", "Datadog"),
    ("x-b3-", "Zipkin"),
    ("uber-trace-id", "Jaeger"),
    ("elastic-apm-traceparent", "Elastic APM"),
    ("request-id", "Application Insights"),
    ("request-context", "Application Insights"),
    ("x-dynatrace", "Dynatrace"),
    ("ngrok-skip-browser-warning", "a workaround for ngrok"),
    ("x-requested-with", "a library such as jQuery"),
];

/// The tool that usually adds a header.
pub(super) fn tool(name: &str) -> Option<&'static str> {
    let fits = |known: &str| name == known || (known.ends_with('-') && name.starts_with(known));
    TOOLS.iter().find(|(known, _)| fits(known)).map(|(_, tool)| *tool)
}

pub(super) fn response_header_on_request(case: &Case<'_>, index: usize, names: &[String]) -> Diagnosis {
    let message = format!(
        "Your code sets {} on the request. That is a response header: the server sends it. On a request it only adds a preflight that fails.",
        and(names)
    );
    let mut diagnosis =
        Diagnosis::new(Name::ResponseHeaderOnRequest, Phase::Request, message).about(names.iter().cloned());
    let headers = &case.request(index).headers;
    for header in headers.iter().filter(|h| names.iter().any(|name| h.name.eq_ignore_ascii_case(name))) {
        let proof = Evidence::request_header(index, (&header.name, &header.value), "belongs to the answer");
        diagnosis = diagnosis.proof(proof);
    }
    diagnosis.fix(fix::client(format!("Delete {} from the request's headers.", and(names)), None))
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
        let message = format!(
            "Your code sets {}. Only the browser may set it, and it silently drops what scripts write.",
            and(&forbidden)
        );
        diagnoses.push(
            Diagnosis::new(Name::ForbiddenRequestHeader, Phase::Request, message)
                .warns()
                .about(forbidden.into_iter().cloned())
                .by("forbidden-request-header"),
        );
    }
    if !restricted.is_empty() {
        let message = format!("In mode no-cors the browser silently drops {}.", and(&restricted));
        diagnoses.push(
            Diagnosis::new(Name::NoCorsHeader, Phase::Request, message)
                .warns()
                .about(restricted.into_iter().cloned())
                .by("no-cors-safelisted-request-header")
                .fix(fix::client("Use mode cors, and let the server allow the header.", None)),
        );
    }
    diagnoses
}
