//! `Access-Control-Allow-Credentials` is missing or not exactly `true`.

use super::super::build::brief;
use super::super::case::Case;
use super::super::name::Name;
use super::super::report::{Diagnosis, Evidence};
use crate::browser::CorsCheckFailure;
use alloc::format;

const HEADER: &str = "Access-Control-Allow-Credentials";

pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, failure: &CorsCheckFailure) -> Diagnosis {
    let phase = case.phase(index);
    if let CorsCheckFailure::AllowCredentialsNotTrue { value } = failure {
        let message = format!(
            "Access-Control-Allow-Credentials is {}. Only true counts: once, in lower case, without quotation marks.",
            brief(value)
        );
        return Diagnosis::new(Name::AllowCredentialsNotTrue, phase, message)
            .about([brief(value)])
            .expects("true")
            .proof(Evidence::response_header(case, index, (HEADER, 0), None, "must be true"));
    }
    let message = "Your code sends cookies, and the server does not say that it accepts them: Access-Control-Allow-Credentials is missing.";
    Diagnosis::new(Name::AllowCredentialsMissing, phase, message).expects("true").proof(Evidence::absent(
        index,
        HEADER,
        "must be true",
    ))
}
