//! Timing-Allow-Origin: whose scripts may see how long a response took.

use super::request_origin::byte_serialize_request_origin;
use crate::fetch::mime::get_decode_and_split;
use crate::fetch::origin::Origin;
use crate::fetch::request::{Request, RequestMode, ResponseTainting};
use crate::fetch::response::Response;
use crate::fetch::site::RegistrableDomain;
use crate::trace::{Algorithm, Listen};

/// Whether the page may see a response's timings.
///
/// <https://fetch.spec.whatwg.org/#concept-tao-check>
pub(super) fn tao_check(
    request: &Request,
    response: &Response,
    domains: &dyn RegistrableDomain,
    listen: &mut impl Listen,
) -> bool {
    let mut step = |number, held| listen.step(Algorithm::TaoCheck, number, held);
    // 1. Not done: a request here always has its origin.
    // 2. One hop that refused is enough.
    if step("2", request.timing_allow_failed) {
        return false;
    }
    // 3. Whom the server shows them to.
    let values = get_decode_and_split("timing-allow-origin", &response.headers).unwrap_or_default();
    let contains = |wanted: &str| values.iter().any(|value| value == wanted.as_bytes());
    // 4. Everybody.
    if step("4", contains("*")) {
        return true;
    }
    // 5. This very origin, as the request shows it.
    if step("5", contains(&byte_serialize_request_origin(request, domains))) {
        return true;
    }
    // 6. A navigation to elsewhere is nobody's.
    let own = request.origin.same_origin(&Origin::of_url(request.current_url()));
    if step("6", request.mode == RequestMode::Navigate && !own) {
        return false;
    }
    // 7. The page's own.
    // 8. All others keep theirs.
    step("7", request.response_tainting == ResponseTainting::Basic)
}
