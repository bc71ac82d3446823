//! The preflight's answer does not allow the method.

use super::super::build::brief;
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use crate::fetch::list_values::{MalformedList, extract_header_list_values};
use alloc::format;
use alloc::vec::Vec;

const HEADER: &str = "Access-Control-Allow-Methods";

pub(in super::super) fn malformed(case: &Case<'_>, index: usize, place: &MalformedList) -> Diagnosis {
    let line = case.response(index).and_then(|r| r.headers.lines(HEADER).nth(place.line)).unwrap_or_default();
    let element = brief(line.get(place.span.clone()).unwrap_or(line));
    let message = format!(
        "Access-Control-Allow-Methods is no list of methods: {element} is none. Write names with commas between them, without quotation marks or brackets."
    );
    let (at, span) = ((HEADER, place.line), Some(place.span.clone()));
    Diagnosis::new(Name::AllowMethodsMalformed, Phase::Preflight, message)
        .about([element])
        .expects(case.request(index).method.as_str())
        .proof(Evidence::response_header(case, index, at, span, "not a method"))
        .by("cors-preflight-fetch-0")
}

pub(in super::super) fn not_allowed(case: &Case<'_>, index: usize, method: &str) -> Diagnosis {
    let listed: Vec<&str> = case.response(index).map_or_else(Vec::new, |response| {
        extract_header_list_values(HEADER, &response.headers).values().to_vec()
    });
    let new = |name, message| {
        Diagnosis::new(name, Phase::Preflight, message)
            .about([method])
            .expects(method)
            .by("cors-preflight-fetch-0")
    };
    let proof = |note| match listed.is_empty() {
        true => Evidence::absent(index, HEADER, note),
        false => Evidence::response_header(case, index, (HEADER, 0), None, note),
    };
    if let Some(upper) = case.method_meant(index) {
        let allows = if listed.contains(&upper.as_str()) {
            format!(", and the server allows {upper}")
        } else {
            format!(", not {upper}")
        };
        let message = format!(
            "Your code sends the method {method}{allows}. Browsers put only DELETE, GET, HEAD, OPTIONS, POST and PUT into upper case."
        );
        let code = format!("fetch(url, {{ method: {upper:?} }})");
        return new(Name::MethodCase, message)
            .proof(Evidence::method(index, method, format!("write {upper}")))
            .proof(proof(if listed.contains(&upper.as_str()) {
                format!("has {upper}, not {method}")
            } else {
                format!("must list {upper}")
            }))
            .fix(fix::client(format!("Write the method as {upper}:"), code));
    }
    if let Some(other) = listed.iter().find(|other| other.eq_ignore_ascii_case(method)) {
        let message = format!(
            "The server allows {other}, and the request's method is {method}. Methods are compared byte by byte."
        );
        return new(Name::MethodCaseOnServer, message).proof(proof(format!("must be {method}")));
    }
    if listed.contains(&"*") {
        let message = format!(
            "The server allows any method (*), but your code sends cookies. With cookies * is a plain name, and {method} is not listed."
        );
        return new(Name::MethodWildcardWithCredentials, message).proof(proof(format!("must list {method}")));
    }
    let message = match listed.as_slice() {
        [] => format!("The preflight asks for {method}, and the answer has no Access-Control-Allow-Methods."),
        _ => format!(
            "The preflight asks for {method}, and the server allows {}.",
            super::super::build::and(&listed)
        ),
    };
    new(Name::MethodNotAllowed, message).proof(proof(format!("must list {method}")))
}
