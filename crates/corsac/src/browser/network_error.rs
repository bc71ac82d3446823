//! Network errors, each with the reason that a browser keeps from script.

use super::cause::{Cause, Phase};
use super::codes::Codes;
use super::cors_check::CorsCheckFailure;
use super::evidence::Evidence;
use super::local_network::LocalNetworkFailure;
use super::preflight::PreflightFailure;
use crate::trace::Algorithm;

/// A fetch that failed; script learns nothing but that.
///
/// <https://fetch.spec.whatwg.org/#concept-network-error>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkError {
    /// Why.
    pub cause: Cause,
    /// In which part of the fetch.
    pub phase: Phase,
    /// The message that decided it, counted from 0 in the order of sending; `None` if nothing was sent.
    pub message: Option<usize>,
    /// How each browser names it.
    pub codes: Codes,
    /// The bytes of the answer that decided it, if any did.
    pub evidence: Option<Evidence>,
}

impl NetworkError {
    /// The step of the Standard that failed the fetch; `None` if none did, because no answer came or
    /// because only some browsers fail there.
    ///
    /// It follows from the cause: where two steps fail a fetch for one cause, the first is named, such as
    /// step 9 of HTTP-redirect fetch for every password in a redirect's URL.
    #[must_use]
    pub fn step(&self) -> Option<(Algorithm, &'static str)> {
        decisive_step(&self.cause)
    }
}

/// The deciding step behind each cause.
fn decisive_step(cause: &Cause) -> Option<(Algorithm, &'static str)> {
    let main_fetch = |step| Some((Algorithm::MainFetch, step));
    let http_fetch = |step| Some((Algorithm::HttpFetch, step));
    let redirect = |step| Some((Algorithm::HttpRedirectFetch, step));
    match cause {
        Cause::BadPort(_) => main_fetch("7"),
        Cause::ModeSameOrigin => main_fetch("12.3"),
        Cause::NoCorsRedirectMode => main_fetch("12.4.1"),
        Cause::SchemeNotHttp(_) => main_fetch("12.5"),
        Cause::MimeType(_) | Cause::Nosniff(_) => main_fetch("20"),
        Cause::Blob(_) | Cause::DataUrl => Some((Algorithm::SchemeFetch, "3")),
        Cause::Preflight(failure) => Some(preflight_step(failure)),
        Cause::CorsCheck(failure) => Some((Algorithm::CorsCheck, cors_check_step(failure))),
        Cause::ResourcePolicy | Cause::EmbedderPolicy => {
            Some((Algorithm::CrossOriginResourcePolicyInternalCheck, "5"))
        }
        Cause::RedirectModeError => http_fetch("6"),
        Cause::Location(_) => redirect("5"),
        Cause::RedirectSchemeNotHttp(_) => redirect("6"),
        Cause::RedirectLimit => redirect("7"),
        Cause::RedirectCredentials(_) => redirect("9"),
        Cause::RedirectBodyStream => redirect("11"),
        Cause::LocalNetworkAccess(failure) => Some((
            Algorithm::LocalNetworkAccessCheck,
            match failure {
                LocalNetworkFailure::TargetAddressSpace(_) => "4",
                LocalNetworkFailure::InsecureContext(_) => "5.2",
                LocalNetworkFailure::PermissionDenied(_) => "5.11",
            },
        )),
        Cause::KeepaliveBody(_) => Some((Algorithm::HttpNetworkOrCacheFetch, "8.9")),
        Cause::RedirectUserinfo(_) | Cause::Network(_) => None,
    }
}

const fn cors_check_step(failure: &CorsCheckFailure) -> &'static str {
    match failure {
        CorsCheckFailure::AllowOriginMissing => "2",
        CorsCheckFailure::AllowOriginWildcard | CorsCheckFailure::AllowOriginMismatch { .. } => "4",
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => "8",
    }
}

const fn preflight_step(failure: &PreflightFailure) -> (Algorithm, &'static str) {
    let step = match failure {
        PreflightFailure::CorsCheck(failure) => return (Algorithm::CorsCheck, cors_check_step(failure)),
        PreflightFailure::StatusNotOk(_) => "8",
        PreflightFailure::AllowMethodsMalformed(_) | PreflightFailure::AllowHeadersMalformed(_) => "7.3",
        PreflightFailure::MethodNotAllowed(_) => "7.5",
        PreflightFailure::AuthorizationNotAllowed => "7.6",
        PreflightFailure::HeadersNotAllowed(_) => "7.7",
    };
    (Algorithm::CorsPreflightFetch, step)
}
