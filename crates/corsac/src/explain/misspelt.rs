//! CORS headers with a misspelt name, and which one was meant.

use super::build::brief;
use super::case::Case;
use super::name::Name;
use super::report::{Diagnosis, Evidence};
use super::words::{Note, Permission};
use crate::browser::{CorsCheckFailure, PreflightFailure};
use crate::fetch::header::Header;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The response headers of the CORS protocol.
const KNOWN: [&str; 6] = [
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
];

/// Names that are right, though they are not in [`KNOWN`].
const OTHERS: [&str; 2] = ["Access-Control-Allow-Private-Network", "Access-Control-Allow-Local-Network"];

/// How many letters a misspelling may be off: a word left out, or one put in another's place.
const DISTANCE_MAX: usize = 7;

/// The CORS response header that a wrong name probably means.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let right = KNOWN.iter().chain(&OTHERS).any(|known| known.eq_ignore_ascii_case(name));
    let lower = name.to_ascii_lowercase();
    if right || !lower.contains("control") || name.len() > 64 {
        return None;
    }
    // An answer repeats the request's name for what it should allow.
    let lower = lower.replace("request", "allow");
    let distances = KNOWN.into_iter().map(|known| (distance(&lower, &known.to_ascii_lowercase()), known));
    distances.filter(|(distance, _)| *distance <= DISTANCE_MAX).min().map(|(_, known)| known)
}

/// Whether a name in a list is probably meant for another: they differ in hyphens, underscores and case, or in one or
/// two letters of a long name.
pub(super) fn is_near(listed: &str, wanted: &str) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|c| !matches!(c, '-' | '_' | '.')).map(|c| c.to_ascii_lowercase()).collect()
    };
    let (listed, wanted) = (letters(listed), letters(wanted));
    listed == wanted
        || listed.len() <= 64
            && wanted.len() >= 6
            && distance(&listed, &wanted) <= if wanted.len() < 10 { 1 } else { 2 }
}

/// How many letters must be put in, taken out or replaced to turn one text into the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.bytes().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            left = (left + 1).min(above + 1).min(diagonal + usize::from(x != y));
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The header whose absence a failure is about.
const fn lacking(failure: &PreflightFailure) -> Option<&'static str> {
    match failure {
        PreflightFailure::CorsCheck(CorsCheckFailure::AllowOriginMissing) => {
            Some("Access-Control-Allow-Origin")
        }
        PreflightFailure::CorsCheck(CorsCheckFailure::AllowCredentialsMissing) => {
            Some("Access-Control-Allow-Credentials")
        }
        PreflightFailure::MethodNotAllowed(_) => Some("Access-Control-Allow-Methods"),
        PreflightFailure::HeadersNotAllowed(_) | PreflightFailure::AuthorizationNotAllowed => {
            Some("Access-Control-Allow-Headers")
        }
        _ => None,
    }
}

/// The diagnosis of a failure that a misspelt name explains.
pub(super) fn explains(case: &Case<'_>, index: usize, failure: &PreflightFailure) -> Option<Diagnosis> {
    let wanted = lacking(failure)?;
    let headers = &case.response(index)?.headers;
    if headers.contains(wanted) {
        return None;
    }
    let header = headers.iter().find(|header| meant(&header.name) == Some(wanted))?;
    Some(diagnosis(case, index, header, wanted))
}

/// A misspelt name that nothing depends on yet.
pub(super) fn unnoticed(case: &Case<'_>, index: usize) -> impl Iterator<Item = Diagnosis> {
    let headers = case.response(index).into_iter().flat_map(|response| &response.headers);
    headers.filter_map(move |header| Some(diagnosis(case, index, header, meant(&header.name)?).warns()))
}

fn diagnosis(case: &Case<'_>, index: usize, header: &Header, meant: &'static str) -> Diagnosis {
    let wrong = brief(header.name.as_bytes());
    let message = case.say(Permission::Misspelt { wrong: &wrong, meant });
    Diagnosis::new(Name::HeaderMisspelt, case.phase(index), message)
        .about([&wrong])
        .expects(meant)
        .proof(Evidence::response_header_name(index, &header.name, case.say(Note::Meant(meant))))
        .by("http-responses")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_lists_are_near_or_not() {
        for (listed, wanted) in [
            ("ContentType", "content-type"),
            ("X_Requested_With", "x-requested-with"),
            ("Authorisation", "authorization"),
            ("Authentication-Token", "authentication-tokens"),
            ("Contet-Type", "content-type"),
        ] {
            assert!(is_near(listed, wanted), "{listed}");
        }
        for (listed, wanted) in [("X-A", "x-b"), ("Accept", "content-type"), ("X-Trace-Id", "x-span-id")] {
            assert!(!is_near(listed, wanted), "{listed}");
        }
    }

    #[test]
    fn misspellings_are_understood() {
        for (wrong, right) in [
            ("Access-Control-Headers", "Access-Control-Allow-Headers"),
            ("access-control-methods", "Access-Control-Allow-Methods"),
            ("Access-Control-Origin", "Access-Control-Allow-Origin"),
            ("Access-Control-Allow-Header", "Access-Control-Allow-Headers"),
            ("Access-Control-Allow-Origins", "Access-Control-Allow-Origin"),
            ("Acces-Control-Allow-Origin", "Access-Control-Allow-Origin"),
            ("Access-Control-Allowed-Methods", "Access-Control-Allow-Methods"),
            ("Access-Control-Request-Headers", "Access-Control-Allow-Headers"),
            ("Access-Control-Expose-Header", "Access-Control-Expose-Headers"),
            ("Access_Control_Allow_Credentials", "Access-Control-Allow-Credentials"),
        ] {
            assert_eq!(meant(wrong), Some(right), "{wrong}");
        }
        for right in ["Access-Control-Max-Age", "Access-Control-Allow-Private-Network", "Cache-Control"] {
            assert_eq!(meant(right), None, "{right}");
        }
    }
}
