//! The response came, and script cannot read all of it.

use super::super::build::strs;
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{AtServer, InPage, Note, Outside, Reading};
use crate::browser::{FilteredResponse, ResponseType};
use crate::fetch::header_name::is_forbidden_response_header_name;
use crate::fetch::list_values::{ListValues, extract_header_list_values};
use alloc::string::String;
use alloc::vec::Vec;

const EXPOSE: &str = "Access-Control-Expose-Headers";

/// `Cross-Origin-Resource-Policy` forbids the embedding.
pub(in super::super) fn corp(case: &Case<'_>, index: usize) -> Diagnosis {
    let message = case.say(Outside::ResourcePolicy);
    Diagnosis::new(Name::CorpBlocked, Phase::Response, message)
        .proof(Evidence::response_header(
            case,
            index,
            ("Cross-Origin-Resource-Policy", 0),
            None,
            case.say(Note::NotThisPage),
        ))
        .by("cross-origin-resource-policy-internal-check")
        .fix(fix::server(case.say(AtServer::CrossOriginPolicy)))
        .fix(fix::client(case.say(InPage::AskWithCors), None))
}

/// The page's embedder policy asks for a `Cross-Origin-Resource-Policy` that is not there.
pub(in super::super) fn corp_missing(case: &Case<'_>, index: usize) -> Diagnosis {
    let message = case.say(Outside::EmbedderPolicy);
    Diagnosis::new(Name::CorpBlocked, Phase::Response, message)
        .proof(Evidence::absent(index, "Cross-Origin-Resource-Policy", case.say(Note::AskedForByThePage)))
        .by("cross-origin-resource-policy-internal-check")
        .fix(fix::server(case.say(AtServer::CrossOriginPolicy)))
        .fix(fix::client(case.say(InPage::AskWithCors), None))
}

/// The names of an answer's headers that script can read, and of those that it cannot.
pub(in super::super) fn names(response: &FilteredResponse) -> (Vec<String>, Vec<String>) {
    let sorted = |names: &mut Vec<String>| {
        names.sort_unstable();
        names.dedup();
    };
    let mut read: Vec<String> = response.headers.iter().map(|h| h.name.to_ascii_lowercase()).collect();
    sorted(&mut read);
    let mut hidden: Vec<String> =
        response.internal.headers.iter().map(|h| h.name.to_ascii_lowercase()).collect();
    hidden.retain(|name| !read.contains(name));
    sorted(&mut hidden);
    (read, hidden)
}

/// What keeps response headers from script, on an answer that was shared.
pub(in super::super) fn notes(case: &Case<'_>, index: usize, response: &FilteredResponse) -> Vec<Diagnosis> {
    if response.kind != ResponseType::Cors {
        return Vec::new();
    }
    [malformed(case, index, response), wildcard(case, index, response), wanted(case, index, response)]
        .into_iter()
        .flatten()
        .collect()
}

fn malformed(case: &Case<'_>, index: usize, response: &FilteredResponse) -> Option<Diagnosis> {
    let ListValues::Failure(place) = extract_header_list_values(EXPOSE, &response.internal.headers) else {
        return None;
    };
    let message = case.say(Reading::ExposeMalformed);
    let note = case.say(Note::NotAHeaderName);
    let at = (EXPOSE, place.line);
    Some(
        Diagnosis::new(Name::ExposeHeadersMalformed, Phase::Response, message)
            .warns()
            .proof(Evidence::response_header(case, index, at, Some(place.span), note)),
    )
}

fn wildcard(case: &Case<'_>, index: usize, response: &FilteredResponse) -> Option<Diagnosis> {
    let exposed = extract_header_list_values(EXPOSE, &response.internal.headers);
    (case.is_credentialed() && exposed.contains("*")).then(|| {
        let message = case.say(Reading::ExposeWildcard);
        let note = case.say(Note::MustListNames);
        Diagnosis::new(Name::ExposeWildcardWithCredentials, Phase::Response, message)
            .warns()
            .proof(Evidence::response_header(case, index, (EXPOSE, 0), None, note))
    })
}

fn wanted(case: &Case<'_>, index: usize, response: &FilteredResponse) -> Option<Diagnosis> {
    let hidden =
        |name: &&String| response.internal.headers.contains(name) && !response.headers.contains(name);
    let names: Vec<String> =
        case.wanted_headers.iter().filter(hidden).map(|n| n.to_ascii_lowercase()).collect();
    let (never, hidden): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| is_forbidden_response_header_name(name));
    let new = |message, names: Vec<String>| {
        Diagnosis::new(Name::ResponseHeaderNotExposed, Phase::Response, message).warns().about(names)
    };
    if hidden.is_empty() {
        let message = case.say(Reading::Never { names: &strs(&never) });
        return (!never.is_empty()).then(|| new(message, never));
    }
    let message = case.say(Reading::NotExposed { names: &strs(&hidden) });
    let note = case.say(Note::MustListIt);
    let fix = fix::replace(case.say(AtServer::Expose), &response.internal.headers, EXPOSE, &hidden);
    Some(
        new(message, hidden.clone())
            .expects(hidden.join(", "))
            .proof(match response.internal.headers.contains(EXPOSE) {
                true => Evidence::response_header(case, index, (EXPOSE, 0), None, note),
                false => Evidence::absent(index, EXPOSE, note),
            })
            .fix(fix),
    )
}
