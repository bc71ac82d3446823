//! `Access-Control-Allow-Credentials` is missing or not exactly `true`.

use super::super::build::brief;
use super::super::case::Case;
use super::super::name::Name;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{Note, Permit};
use crate::browser::CorsCheckFailure;

const HEADER: &str = "Access-Control-Allow-Credentials";

pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, failure: &CorsCheckFailure) -> Diagnosis {
    let phase = case.phase(index);
    if let CorsCheckFailure::AllowCredentialsNotTrue { value } = failure {
        let message = case.say(Permit::CredentialsNotTrue { value: &brief(value) });
        return Diagnosis::new(Name::AllowCredentialsNotTrue, phase, message)
            .about([brief(value)])
            .expects("true")
            .proof(Evidence::response_header(
                case,
                index,
                (HEADER, 0),
                None,
                case.say(Note::MustBe("true")),
            ));
    }
    let message = case.say(Permit::CredentialsMissing);
    Diagnosis::new(Name::AllowCredentialsMissing, phase, message).expects("true").proof(Evidence::absent(
        index,
        HEADER,
        case.say(Note::MustBe("true")),
    ))
}
