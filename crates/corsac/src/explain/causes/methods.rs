//! The preflight's answer does not allow the method.

use super::super::build::brief;
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{InPage, Note, Permission};
use super::headers::{is_word_for_all, parted_by};
use crate::fetch::list_values::{MalformedList, extract_header_list_values};
use alloc::format;
use alloc::vec::Vec;

const HEADER: &str = "Access-Control-Allow-Methods";

pub(in super::super) fn malformed(case: &Case<'_>, index: usize, place: &MalformedList) -> Diagnosis {
    let line = case.response(index).and_then(|r| r.headers.lines(HEADER).nth(place.line)).unwrap_or_default();
    let element = brief(line.get(place.span.clone()).unwrap_or(line));
    let message = case.say(Permission::MethodsMalformed { element: &element });
    let (at, span) = ((HEADER, place.line), Some(place.span.clone()));
    Diagnosis::new(Name::AllowMethodsMalformed, Phase::Preflight, message)
        .about([element])
        .expects(case.request(index).method.as_str())
        .proof(Evidence::response_header(case, index, at, span, case.say(Note::NotAMethod)))
        .by("cors-preflight-fetch-0")
}

pub(in super::super) fn not_allowed(case: &Case<'_>, index: usize, method: &str) -> Diagnosis {
    let listed: Vec<&str> = case.response(index).map_or_else(Vec::new, |response| {
        extract_header_list_values(HEADER, &response.headers).values().to_vec()
    });
    let new = |name, message| {
        Diagnosis::new(name, Phase::Preflight, case.say(message))
            .about([method])
            .expects(method)
            .by("cors-preflight-fetch-0")
    };
    let proof = |note| match listed.is_empty() {
        true => Evidence::absent(index, HEADER, case.say(note)),
        false => Evidence::response_header(case, index, (HEADER, 0), None, case.say(note)),
    };
    if let Some(upper) = case.method_meant(index) {
        let upper = upper.as_str();
        let allowed = listed.contains(&upper);
        let message = Permission::MethodCase { method, upper, allowed };
        let code = format!("fetch(url, {{ method: {upper:?} }})");
        return new(Name::MethodCase, message)
            .proof(Evidence::method(index, method, case.say(Note::Write(upper))))
            .proof(match allowed {
                true => proof(Note::HasAndNot(upper, method)),
                false => proof(Note::MustList(&[upper])),
            })
            .fix(fix::client(case.say(InPage::MethodAs(upper)), code));
    }
    if let Some(other) = listed.iter().find(|other| other.eq_ignore_ascii_case(method)) {
        let message = Permission::MethodCaseOnServer { listed: other, method };
        return new(Name::MethodCaseOnServer, message).proof(proof(Note::MustBe(method)));
    }
    if listed.contains(&"*") {
        return new(Name::MethodWildcardWithCredentials, Permission::MethodWildcard { method })
            .proof(proof(Note::MustList(&[method])));
    }
    let has_allow = || case.response(index).is_some_and(|response| response.headers.contains("allow"));
    let message = match listed.as_slice() {
        [] if has_allow() => Permission::MethodsInAllow { method },
        [word] if is_word_for_all(word) => Permission::MethodWordForAll { method, word },
        [list] if let Some(by) = parted_by(list) => Permission::MethodsParted { list, by },
        [] => Permission::NoMethods { method },
        listed => Permission::OtherMethods { method, listed },
    };
    new(Name::MethodNotAllowed, message).proof(proof(Note::MustList(&[method])))
}
