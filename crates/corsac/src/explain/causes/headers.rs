//! The preflight's answer does not allow a request header.

use super::super::build::{brief, strs};
use super::super::case::{Case, is_cors_response_header};
use super::super::misspelt;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{InPage, Note, Permission, Usually};
use super::request_headers::tool;
use crate::fetch::list_values::{MalformedList, extract_header_list_values};
use crate::fetch::safelist::{Unsafe, cors_unsafe_request_headers};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

const HEADER: &str = "Access-Control-Allow-Headers";

pub(in super::super) fn malformed(case: &Case<'_>, index: usize, place: &MalformedList) -> Diagnosis {
    let line = case.response(index).and_then(|r| r.headers.lines(HEADER).nth(place.line)).unwrap_or_default();
    let element = brief(line.get(place.span.clone()).unwrap_or(line));
    let message = case.say(Permission::HeadersMalformed { element: &element });
    let (at, span) = ((HEADER, place.line), Some(place.span.clone()));
    new(Name::AllowHeadersMalformed, message).about([element]).proof(Evidence::response_header(
        case,
        index,
        at,
        span,
        case.say(Note::NotAHeaderName),
    ))
}

pub(in super::super) fn authorization(case: &Case<'_>, index: usize) -> Diagnosis {
    let listed = listed(case, index);
    if !listed.contains(&"*") || case.is_credentialed() {
        return several(case, index, &["authorization".into()], &listed);
    }
    let message = case.say(Permission::AuthorizationWildcard);
    let note = case.say(Note::MustListAuthorization);
    new(Name::AuthorizationWildcard, message)
        .about(["authorization"])
        .expects("authorization")
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, note))
}

/// The names that are missing, grouped by what lies behind each; the greatest cause first.
pub(in super::super) fn not_allowed(case: &Case<'_>, index: usize, missing: &[String]) -> Vec<Diagnosis> {
    let listed = listed(case, index);
    if listed.contains(&"*") {
        return vec![wildcard(case, index, missing)];
    }
    let groups = [response_headers, tooling, content_type, safelisted];
    // Whoever listed a name that is nearly right has meant to allow it: what else lies behind it does not matter.
    let is_near = |name: &&String| listed.iter().any(|listed| misspelt::is_near(listed, name));
    let others: Vec<String> = missing.iter().filter(|name| !is_near(name)).cloned().collect();
    let special: Vec<Diagnosis> = groups.iter().filter_map(|group| group(case, index, &others)).collect();
    let explained = |name: &String| special.iter().any(|diagnosis| diagnosis.subjects.contains(name));
    let mut diagnoses = Vec::new();
    if !missing.iter().all(explained) {
        diagnoses.push(several(case, index, missing, &listed));
    }
    diagnoses.extend(special);
    diagnoses
}

/// Whether a word seems to be meant for `*`.
pub(super) fn is_word_for_all(word: &str) -> bool {
    ["all", "any", "everything"].iter().any(|all| word.eq_ignore_ascii_case(all))
}

/// What parts a list, if not the comma.
pub(super) fn parted_by(list: &str) -> Option<char> {
    list.chars().find(|c| matches!(c, '|' | '+')).filter(|by| list.split(*by).all(|part| part.len() > 1))
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
    let note = case.say(Note::MustList(&strs(names)));
    if case.response(index).is_some_and(|response| response.headers.contains(HEADER)) {
        Evidence::response_header(case, index, (HEADER, 0), None, note)
    } else {
        Evidence::absent(index, HEADER, note)
    }
}

fn wildcard(case: &Case<'_>, index: usize, missing: &[String]) -> Diagnosis {
    let message = case.say(Permission::HeaderWildcard { names: &strs(missing) });
    new(Name::HeaderWildcardWithCredentials, message)
        .about(missing.iter().cloned())
        .expects(missing.join(", "))
        .proof(place(case, index, missing))
}

fn several(case: &Case<'_>, index: usize, missing: &[String], listed: &[&str]) -> Diagnosis {
    let names = &strs(missing);
    let near = missing.iter().find_map(|name| {
        let near = listed.iter().find(|listed| misspelt::is_near(listed, name))?;
        Some((name.as_str(), *near))
    });
    let message = case.say(match listed {
        _ if let Some((name, listed)) = near => Permission::HeaderNearly { name, listed },
        [word] if is_word_for_all(word) => Permission::HeaderWordForAll { names, word },
        [list] if let Some(parted) = parted_by(list) => Permission::HeadersParted { list, by: parted },
        [] => Permission::NoHeaders { names },
        _ => Permission::OtherHeaders { names, listed },
    });
    new(Name::HeaderNotAllowed, message)
        .about(missing.iter().cloned())
        .expects(missing.join(", "))
        .proof(place(case, index, missing))
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
    let mut tools: Vec<_> = names.iter().filter_map(|name| tool(name)).collect();
    tools.dedup();
    let message = case.say(Permission::Tooling { names: &strs(&names), tools: &tools });
    Some(
        new(Name::HeaderAddedByTooling, message)
            .likely()
            .about(names.iter().cloned())
            .expects(names.join(", "))
            .proof(place(case, index, &names))
            .fix(super::super::fix::client(case.say(InPage::TellTheTool), None)),
    )
}

fn content_type(case: &Case<'_>, index: usize, missing: &[String]) -> Option<Diagnosis> {
    let names = pick(missing, |name| name == "content-type")?;
    let request = case.request(index);
    let headers = cors_unsafe_request_headers(&request.headers);
    let (header, _) = headers.iter().find(|(header, reason)| {
        *reason == Unsafe::ContentType && header.name.eq_ignore_ascii_case("content-type")
    })?;
    let message = case.say(Permission::ContentType { value: &brief(&header.value) });
    let note = case.say(Note::NeedsPermission);
    Some(
        new(Name::ContentTypeNotSafelisted, message)
            .about(names.iter().cloned())
            .expects("content-type")
            .proof(Evidence::request_header(index, (&header.name, &header.value), note))
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
        Unsafe::TooLong => Usually::TooLong { bytes: header.value.len() },
        Unsafe::Byte(at) => Usually::Byte { at: *at },
        Unsafe::Range => Usually::Range,
        _ => Usually::Total,
    };
    let message = case.say(Permission::ByValue { name: &header.name, why });
    let note = case.say(Note::NeedsPermission);
    let mut proof = Evidence::request_header(index, (&header.name, &header.value), note);
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
