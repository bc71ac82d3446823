//! `Access-Control-Allow-Origin` is there, and is not what it should be.

use super::super::build::{and, brief};
use super::super::case::{Case, is_from_cache, varies_by_origin};
use super::super::name::Name;
use super::super::report::{Diagnosis, Evidence};
use super::near_miss::{NearMiss, near_miss};
use crate::browser::CorsCheckFailure;
use crate::fetch::origin::{Origin, OriginRef};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

const HEADER: &str = "Access-Control-Allow-Origin";

/// The diagnosis of a failed CORS check as far as it concerns the origin.
pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, failure: &CorsCheckFailure) -> Diagnosis {
    let diagnosis = match failure {
        CorsCheckFailure::AllowOriginMissing => super::allow_origin_missing::diagnose(case, index),
        CorsCheckFailure::AllowOriginWildcard => wildcard(case, index),
        CorsCheckFailure::AllowOriginMismatch { value, origin } => mismatch(case, index, value, origin),
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
            super::allow_credentials::diagnose(case, index, failure)
        }
    };
    diagnosis.by("concept-cors-check")
}

fn wildcard(case: &Case<'_>, index: usize) -> Diagnosis {
    let origin = case.origin(index);
    let message = "The server answers \"any site\" (*), but your code sends cookies. With cookies a browser accepts only the page's exact origin.";
    Diagnosis::new(Name::AllowOriginWildcardWithCredentials, case.phase(index), message)
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, format!("must be {origin}")))
        .expects(origin)
}

fn mismatch(case: &Case<'_>, index: usize, value: &[u8], origin: &str) -> Diagnosis {
    let lines: Vec<&[u8]> = case.response(index).into_iter().flat_map(|r| r.headers.lines(HEADER)).collect();
    if lines.len() > 1 {
        return duplicate(case, index, &lines);
    }
    if matches!(case.transcript.asked.origin, Origin::Opaque(_)) {
        return page_origin_null(case, index, value);
    }
    if origin == "null" {
        return tainted(case, index, value);
    }
    let miss = near_miss(value, origin);
    if let Some(diagnosis) = other_client(case, index, value, origin) {
        return diagnosis;
    }
    let message = sentence(&miss, value, origin);
    let note = if miss.name == Name::AllowOriginMismatch {
        format!("{}: must be {origin}", miss.note)
    } else {
        miss.note
    };
    Diagnosis::new(miss.name, case.phase(index), message)
        .about([brief(value)])
        .expects(origin)
        .proof(Evidence::response_header(case, index, (HEADER, 0), Some(miss.span), note))
}

fn sentence(miss: &NearMiss, value: &[u8], origin: &str) -> String {
    let value = brief(value);
    match miss.name {
        Name::AllowOriginTrailingSlash => {
            format!(
                "The server allows {value} with a slash at the end. An origin has none, and browsers compare byte by byte."
            )
        }
        Name::AllowOriginHasPath => {
            format!(
                "The server allows {value}, which is more than an origin: scheme, host and port, and nothing after them."
            )
        }
        Name::AllowOriginMissingScheme => {
            format!(
                "The server allows {value} without a scheme. The page's origin is {origin}, with its scheme."
            )
        }
        Name::AllowOriginSchemeDiffers => {
            format!("The server allows {value}, and the page is {origin}: http and https make two origins.")
        }
        Name::AllowOriginPortDiffers => {
            format!("The server allows {value}, and the page is {origin}: another port makes another origin.")
        }
        Name::AllowOriginDefaultPort => {
            format!(
                "The server allows {value} with its default port written out. Browsers leave it out: {origin}."
            )
        }
        Name::AllowOriginCase => {
            format!(
                "The server allows {value} with capital letters. Browsers send origins in lower case and compare byte by byte."
            )
        }
        Name::AllowOriginWww => {
            format!(
                "The server allows {value}, and the page is {origin}: with and without www. are two origins."
            )
        }
        Name::AllowOriginUnicodeHost => {
            format!(
                "The server allows {value} in letters outside ASCII. Browsers send the host's punycode form: {origin}."
            )
        }
        Name::AllowOriginLoopbackAlias => {
            format!(
                "The server allows {value}, and the page is {origin}: one machine under two names makes two origins."
            )
        }
        Name::AllowOriginWildcardPattern => {
            format!(
                "The server answers with the pattern {value}. Browsers know no patterns: only one exact origin, or * alone."
            )
        }
        Name::AllowOriginNull => {
            format!(
                "The server answers null, which matches only pages without an origin of their own. The page is {origin}."
            )
        }
        Name::AllowOriginList => {
            format!(
                "The server lists several origins: {value}. The header takes one, so the server must pick the one that asks."
            )
        }
        Name::AllowOriginEmpty => "The server sends Access-Control-Allow-Origin without a value.".into(),
        Name::AllowOriginQuoted => {
            format!(
                "The server puts quotation marks into the value: {value}. They belong to the configuration, not to the header."
            )
        }
        Name::AllowOriginUnsetVariable => {
            format!(
                "The server answers {value}, which looks like a variable that nobody filled in, not like an origin."
            )
        }
        Name::AllowOriginInvalid => format!("The server answers {value}, which is no origin."),
        _ => format!("The server allows {value}, and the page is {origin}."),
    }
}

fn duplicate(case: &Case<'_>, index: usize, lines: &[&[u8]]) -> Diagnosis {
    let values: Vec<String> = lines.iter().map(|line| brief(line)).collect();
    let message = format!(
        "The header is there {} times ({}): two components each add it, for instance the application and a proxy.",
        lines.len(),
        and(&values)
    );
    let mut diagnosis = Diagnosis::new(Name::AllowOriginDuplicate, case.phase(index), message)
        .about(values)
        .expects(case.origin(index));
    for line in 0..lines.len() {
        let note = if line == 0 { "one" } else { "and another: only one may leave the server" };
        diagnosis = diagnosis.proof(Evidence::response_header(case, index, (HEADER, line), None, note));
    }
    diagnosis
}

fn page_origin_null(case: &Case<'_>, index: usize, value: &[u8]) -> Diagnosis {
    let message = format!(
        "The page has no origin of its own (a file, a sandboxed frame or a data: URL), so the browser sends Origin: null, and the server allows {}.",
        brief(value)
    );
    Diagnosis::new(Name::PageOriginNull, case.phase(index), message)
        .proof(Evidence::request_header(index, ("Origin", b"null"), "an opaque origin"))
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, "not null, and rightly so"))
}

fn tainted(case: &Case<'_>, index: usize, value: &[u8]) -> Diagnosis {
    let message = format!(
        "A redirect led from one foreign origin to another. From then on the browser sends Origin: null instead of {}, and the server allows {}.",
        case.page,
        brief(value)
    );
    Diagnosis::new(Name::AllowOriginTainted, case.phase(index), message)
        .proof(Evidence::request_header(index, ("Origin", b"null"), "no longer the page's origin"))
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, "is compared with null"))
}

/// A cache that hands one page's answer to another.
fn other_client(case: &Case<'_>, index: usize, value: &[u8], origin: &str) -> Option<Diagnosis> {
    let response = case.response(index)?;
    let other = OriginRef::parse(value).is_ok() && is_from_cache(response) && !varies_by_origin(response);
    other.then(|| {
        let message = format!(
            "A cache served this answer. It was made for {}, and without Vary: Origin the cache gives it to {origin} too.",
            brief(value)
        );
        Diagnosis::new(Name::AllowOriginOtherClient, case.phase(index), message)
            .likely()
            .about([brief(value)])
            .expects(origin)
            .proof(Evidence::response_header(case, index, (HEADER, 0), None, "made for another page"))
            .proof(Evidence::absent(index, "Vary", "Vary: Origin would keep the answers apart"))
    })
}
