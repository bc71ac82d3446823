//! The CORS check: whether a response is shared with the requester.

use super::context::Context;
use super::request_origin::byte_serialize_request_origin;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::response::Response;
use crate::trace::{Algorithm, Failure, Listen, Steps};
use alloc::string::String;
use alloc::vec::Vec;

/// Why a response is not shared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CorsCheckFailure {
    /// There is no `Access-Control-Allow-Origin`.
    AllowOriginMissing,
    /// `Access-Control-Allow-Origin` is `*`, which does not suffice for a credentialed request.
    AllowOriginWildcard,
    /// `Access-Control-Allow-Origin` is not the requester's origin to the byte.
    AllowOriginMismatch {
        /// The value; of several lines, all, joined by a comma and a space.
        value: Vec<u8>,
        /// The origin that the request showed.
        origin: String,
    },
    /// A credentialed request got no `Access-Control-Allow-Credentials`.
    AllowCredentialsMissing,
    /// `Access-Control-Allow-Credentials` is not exactly `true`.
    AllowCredentialsNotTrue {
        /// The value.
        value: Vec<u8>,
    },
}

/// Decides whether `response` is shared with the origin of `request`.
///
/// <https://fetch.spec.whatwg.org/#concept-cors-check>
///
/// # Errors
/// Which header is missing or wrong.
pub fn cors_check<L: Listen>(
    request: &Request,
    response: &Response,
    context: &mut Context<'_, L>,
) -> Result<(), CorsCheckFailure> {
    let origin = byte_serialize_request_origin(request, context.domains);
    cors_check_for(origin, request, response, context).map_err(|failure| failure.why)
}

/// The same for the origin that was shown.
///
/// <https://fetch.spec.whatwg.org/#concept-cors-check>
pub(super) fn cors_check_for<L: Listen>(
    origin: String,
    request: &Request,
    response: &Response,
    context: &mut Context<'_, L>,
) -> Result<(), Failure<CorsCheckFailure>> {
    let mut steps = Steps::of(Algorithm::CorsCheck, context.listen);
    let credentialed = request.credentials_mode == CredentialsMode::Include;
    // 1. Whom the server shares with.
    let allow_origin = response.headers.get("access-control-allow-origin");
    // 2. Nobody.
    steps.step("2", allow_origin.is_none());
    let Some(allow_origin) = allow_origin else {
        return Err(steps.failure(CorsCheckFailure::AllowOriginMissing));
    };
    // 3. Everybody, which counts only without credentials.
    if steps.step("3", !credentialed && *allow_origin == *b"*") {
        return Ok(());
    }
    // 4. It must be this very origin.
    if steps.step("4", origin.as_bytes() != &*allow_origin) {
        return Err(steps.failure(match &*allow_origin {
            b"*" => CorsCheckFailure::AllowOriginWildcard,
            value => CorsCheckFailure::AllowOriginMismatch { value: value.into(), origin },
        }));
    }
    // 5. Without credentials that is enough.
    if steps.step("5", !credentialed) {
        return Ok(());
    }
    // 6. With them the server must say so as well.
    let allow_credentials = response.headers.get("access-control-allow-credentials");
    // 7. It does.
    if steps.step("7", allow_credentials.as_deref() == Some(b"true")) {
        return Ok(());
    }
    // 8. It does not.
    Err(steps.failure(match allow_credentials {
        Some(value) => CorsCheckFailure::AllowCredentialsNotTrue { value: value.into_owned() },
        None => CorsCheckFailure::AllowCredentialsMissing,
    }))
}
