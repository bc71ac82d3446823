//! `Access-Control-Allow-Origin` is there, and is not what it should be.

use super::super::build::{brief, strs};
use super::super::case::{Case, is_from_cache, varies_by_origin};
use super::super::name::Name;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{AllowOrigin, Miss, Note, Permit};
use super::near_miss::{NearMiss, is_truth_value, near_miss};
use crate::browser::CorsCheckFailure;
use crate::fetch::origin::{Origin, OriginRef};
use alloc::string::{String, ToString};
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
    let origin = case.origin_to_allow(index);
    let message = case.say(Permit::Wildcard);
    Diagnosis::new(Name::AllowOriginWildcardWithCredentials, case.phase(index), message)
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, case.say(Note::MustBe(&origin))))
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
    let message = sentence(case, &miss, &brief(value), origin);
    let note = case.say(match miss.name {
        Name::AllowOriginMismatch => Note::MissesAndMustBe(&miss.note, origin),
        _ => Note::Misses(&miss.note),
    });
    Diagnosis::new(miss.name, case.phase(index), message)
        .about([brief(value)])
        .expects(origin)
        .proof(Evidence::response_header(case, index, (HEADER, 0), Some(miss.span), note))
}

fn sentence(case: &Case<'_>, miss: &NearMiss, value: &str, page: &str) -> String {
    let itself = Origin::of_url(case.transcript.last.current_url()).to_string() == value;
    case.say(match miss.name {
        Name::AllowOriginMismatch | Name::AllowOriginPortDiffers | Name::AllowOriginSchemeDiffers
            if itself =>
        {
            AllowOrigin::Itself { value, page }
        }
        Name::AllowOriginTrailingSlash => AllowOrigin::TrailingSlash { value },
        Name::AllowOriginHasPath => AllowOrigin::HasPath { value },
        Name::AllowOriginMissingScheme => AllowOrigin::MissingScheme { value, page },
        Name::AllowOriginSchemeDiffers => AllowOrigin::SchemeDiffers { value, page },
        Name::AllowOriginPortDiffers => AllowOrigin::PortDiffers { value, page },
        Name::AllowOriginDefaultPort => AllowOrigin::DefaultPort { value, page },
        Name::AllowOriginCase => AllowOrigin::Case { value },
        Name::AllowOriginWww => AllowOrigin::Www { value, page },
        Name::AllowOriginUnicodeHost => AllowOrigin::UnicodeHost { value, page },
        Name::AllowOriginLoopbackAlias => AllowOrigin::LoopbackAlias { value, page },
        Name::AllowOriginWildcardPattern => AllowOrigin::WildcardPattern { value },
        Name::AllowOriginNull => AllowOrigin::Null { page },
        Name::AllowOriginList if !value.contains([',', ' ']) => AllowOrigin::SeveralParted { value },
        Name::AllowOriginList => AllowOrigin::List { value },
        Name::AllowOriginEmpty => AllowOrigin::Empty,
        Name::AllowOriginQuoted if value.starts_with('[') => AllowOrigin::ListInBrackets { value },
        Name::AllowOriginQuoted => AllowOrigin::Quoted { value },
        Name::AllowOriginUnsetVariable if miss.note == Miss::Object => AllowOrigin::Object { value },
        Name::AllowOriginUnsetVariable => AllowOrigin::UnsetVariable { value },
        Name::AllowOriginInvalid if is_truth_value(value) => AllowOrigin::TruthValue { value },
        Name::AllowOriginInvalid => match miss.note {
            Miss::Regex => AllowOrigin::Regex { value },
            Miss::Invisible => AllowOrigin::Invisible { value },
            Miss::NameAgain => AllowOrigin::NameAgain { value },
            _ => AllowOrigin::Invalid { value },
        },
        _ if miss.note == Miss::Dot => AllowOrigin::Dot { value, page },
        _ if matches!(miss.note, Miss::OthersWithoutScheme { .. }) => {
            AllowOrigin::MismatchWithoutScheme { value, page }
        }
        _ => AllowOrigin::Mismatch { value, page },
    })
}

fn duplicate(case: &Case<'_>, index: usize, lines: &[&[u8]]) -> Diagnosis {
    let values: Vec<String> = lines.iter().map(|line| brief(line)).collect();
    let message = case.say(Permit::Duplicate { values: &strs(&values) });
    let mut diagnosis = Diagnosis::new(Name::AllowOriginDuplicate, case.phase(index), message)
        .about(values)
        .expects(case.origin_to_allow(index));
    for line in 0..lines.len() {
        let note = case.say(if line == 0 { Note::One } else { Note::AndAnother });
        diagnosis = diagnosis.proof(Evidence::response_header(case, index, (HEADER, line), None, note));
    }
    diagnosis
}

fn page_origin_null(case: &Case<'_>, index: usize, value: &[u8]) -> Diagnosis {
    let message = case.say(Permit::OpaquePage { value: &brief(value) });
    Diagnosis::new(Name::PageOriginNull, case.phase(index), message)
        .proof(Evidence::request_header(index, ("Origin", b"null"), case.say(Note::OpaqueOrigin)))
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, case.say(Note::RightlyNotNull)))
}

fn tainted(case: &Case<'_>, index: usize, value: &[u8]) -> Diagnosis {
    let message = case.say(Permit::Tainted { page: &case.page, value: &brief(value) });
    Diagnosis::new(Name::AllowOriginTainted, case.phase(index), message)
        .proof(Evidence::request_header(index, ("Origin", b"null"), case.say(Note::NoLongerThePage)))
        .proof(Evidence::response_header(case, index, (HEADER, 0), None, case.say(Note::ComparedWithNull)))
}

/// A cache that hands one page's answer to another.
fn other_client(case: &Case<'_>, index: usize, value: &[u8], origin: &str) -> Option<Diagnosis> {
    let response = case.response(index)?;
    let is_cache_to_blame = case.is_cache_to_blame();
    let other = OriginRef::parse(value).is_ok()
        && is_from_cache(response)
        && !varies_by_origin(response)
        && is_cache_to_blame != Some(false);
    other.then(|| {
        let message = case.say(AllowOrigin::OtherClient { value: &brief(value), page: origin });
        let diagnosis = Diagnosis::new(Name::AllowOriginOtherClient, case.phase(index), message);
        diagnosis
            .likely_unless(is_cache_to_blame == Some(true))
            .about([brief(value)])
            .expects(origin)
            .proof(Evidence::response_header(case, index, (HEADER, 0), None, case.say(Note::MadeForAnother)))
            .proof(Evidence::absent(index, "Vary", case.say(Note::VaryWouldKeepApart)))
    })
}
