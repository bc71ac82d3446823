//! The preflight's answer does not allow a request header.

use super::super::build::{and, brief};
use super::super::case::{Case, is_cors_response_header};
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::request_headers::tool;
use crate::fetch::list_values::{MalformedList, extract_header_list_values};
use crate::fetch::safelist::{Unsafe, cors_unsafe_request_headers};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

const HEADER: &str = "Access-Control-Allow-Headers";

pub(in super::super) fn malformed(case: &Case<'_>, index: usize, place: &MalformedList) -> Diagnosis {
    let line = case.response(index).and_then(|r| r.headers.lines(HEADER).nth(place.line)).unwrap_or_default();
    let element = brief(line.get(place.span.clone()).unwrap_or(line));
    let message = format!(
        "Access-Control-Allow-Headers is no list of header names: {element} is none. Write names with commas between them, without quotation marks or brackets."
    );
    let (at, span) = ((HEADER, place.line), Some(place.span.clone()));
    new(Name::AllowHeadersMalformed, message).about([element]).proof(Evidence::response_header(
        case,
        index,
        at,
        span,
        "not a header name",
    ))
}

pub(in super::super) fn authorization(case: &Case<'_>, index: usize) -> Diagnosis {
    let listed = listed(case, index);
    if !listed.contains(&"*") || case.is_credentialed() {
        return several(case, index, &["authorization".into()], &listed);
    }
    let message = "The server allows any header (*). By the Standard * does not cover Authorization; browsers still let it pass and warn that they will stop.";
    new(Name::AuthorizationWildcard, message)
        .about(["authorization"])
        .expects("authorization")
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, "must list authorization by name"))
}

/// The names that are missing, grouped by what lies behind each; the greatest cause first.
pub(in super::super) fn not_allowed(case: &Case<'_>, index: usize, missing: &[String]) -> Vec<Diagnosis> {
    let listed = listed(case, index);
    if listed.contains(&"*") {
        return vec![wildcard(case, index, missing)];
    }
    let groups = [response_headers, tooling, content_type, safelisted];
    let special: Vec<Diagnosis> = groups.iter().filter_map(|group| group(case, index, missing)).collect();
    let explained = |name: &String| special.iter().any(|diagnosis| diagnosis.subjects.contains(name));
    let mut diagnoses = Vec::new();
    if !missing.iter().all(explained) {
        diagnoses.push(several(case, index, missing, &listed));
    }
    diagnoses.extend(special);
    diagnoses
}

fn new(name: Name, message: impl Into<String>) -> Diagnosis {
    Diagnosis::new(name, Phase::Preflight, message).by("cors-preflight-fetch-0")
}

fn listed<'a>(case: &Case<'a>, index: usize) -> Vec<&'a str> {
    case.response(index)
        .map_or_else(Vec::new, |r| extract_header_list_values(HEADER, &r.headers).values().to_vec())
}

/// The place where the names should stand.
fn place(case: &Case<'_>, index: usize, names: &[String]) -> Evidence {
    let note = format!("must list {}", and(names));
    if case.response(index).is_some_and(|response| response.headers.contains(HEADER)) {
        Evidence::response_header(case, index, (HEADER, 0), None, note)
    } else {
        Evidence::absent(index, HEADER, note)
    }
}

fn wildcard(case: &Case<'_>, index: usize, missing: &[String]) -> Diagnosis {
    let message = format!(
        "The server allows any header (*), but your code sends cookies. With cookies * is a plain name, and {} not listed.",
        is_or_are(missing)
    );
    new(Name::HeaderWildcardWithCredentials, message)
        .about(missing.iter().cloned())
        .expects(missing.join(", "))
        .proof(place(case, index, missing))
}

fn several(case: &Case<'_>, index: usize, missing: &[String], listed: &[&str]) -> Diagnosis {
    let message = match listed {
        [] => format!("The preflight asks for {}, and the answer allows no header.", and(missing)),
        _ => format!("The preflight asks for {}, and the server allows only {}.", and(missing), and(listed)),
    };
    new(Name::HeaderNotAllowed, message)
        .about(missing.iter().cloned())
        .expects(missing.join(", "))
        .proof(place(case, index, missing))
}

fn is_or_are(names: &[String]) -> String {
    format!("{} {}", and(names), if names.len() == 1 { "is" } else { "are" })
}

fn pick(missing: &[String], wanted: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let picked: Vec<String> = missing.iter().filter(|name| wanted(name)).cloned().collect();
    (!picked.is_empty()).then_some(picked)
}

fn response_headers(case: &Case<'_>, index: usize, missing: &[String]) -> Option<Diagnosis> {
    let names = pick(missing, is_cors_response_header)?;
    Some(super::request_headers::response_header_on_request(case, index, &names))
}

fn tooling(case: &Case<'_>, index: usize, missing: &[String]) -> Option<Diagnosis> {
    let names = pick(missing, |name| tool(name).is_some())?;
    let mut tools: Vec<&str> = names.iter().filter_map(|name| tool(name)).collect();
    tools.dedup();
    let message = format!(
        "{} probably added by {}, not by your code; the server does not allow it.",
        is_or_are(&names),
        and(&tools)
    );
    Some(
        new(Name::HeaderAddedByTooling, message)
            .likely()
            .about(names.iter().cloned())
            .expects(names.join(", "))
            .proof(place(case, index, &names))
            .fix(super::super::fix::client(
                "Or tell the tool not to add headers to requests for this host.",
                None,
            )),
    )
}

fn content_type(case: &Case<'_>, index: usize, missing: &[String]) -> Option<Diagnosis> {
    let names = pick(missing, |name| name == "content-type")?;
    let request = case.request(index);
    let headers = cors_unsafe_request_headers(&request.headers);
    let (header, _) = headers.iter().find(|(header, reason)| {
        *reason == Unsafe::ContentType && header.name.eq_ignore_ascii_case("content-type")
    })?;
    let message = format!(
        "A Content-Type of {} needs permission, and the preflight's answer does not list content-type. Only the three types that a form can send need none.",
        brief(&header.value)
    );
    Some(
        new(Name::ContentTypeNotSafelisted, message)
            .about(names.iter().cloned())
            .expects("content-type")
            .proof(Evidence::request_header(index, (&header.name, &header.value), "needs permission"))
            .proof(place(case, index, &names)),
    )
}

/// A header that needs no permission by its name, but does by its value.
fn safelisted(case: &Case<'_>, index: usize, missing: &[String]) -> Option<Diagnosis> {
    let request = case.request(index);
    let by_value = |reason: Unsafe| !matches!(reason, Unsafe::Name | Unsafe::ContentType);
    let headers = cors_unsafe_request_headers(&request.headers);
    let culprits: Vec<_> = headers
        .iter()
        .filter(|(header, reason)| {
            by_value(*reason) && missing.iter().any(|name| header.name.eq_ignore_ascii_case(name))
        })
        .collect();
    let (header, reason) = culprits.first()?;
    let names: Vec<String> = culprits.iter().map(|(header, _)| header.name.to_ascii_lowercase()).collect();
    let why = match reason {
        Unsafe::TooLong => {
            format!("its value has {} bytes, more than the 128 that need no permission", header.value.len())
        }
        Unsafe::Byte(at) => format!("its value holds a byte that needs permission, at place {at}"),
        Unsafe::Range => "only one range with a start, such as bytes=0-99, needs none".into(),
        _ => "all such headers together have more than 1024 bytes".into(),
    };
    let message =
        format!("{} usually needs no permission, but {why}; the server does not list it.", header.name);
    let mut proof = Evidence::request_header(index, (&header.name, &header.value), "needs permission");
    if let Unsafe::Byte(at) = reason {
        proof.span = Some(super::super::quoted::escaped_span(&header.value, *at..at + 1));
    }
    Some(
        new(Name::SafelistedValueUnsafe, message)
            .about(names.iter().cloned())
            .expects(names.join(", "))
            .proof(proof)
            .proof(place(case, index, &names)),
    )
}
