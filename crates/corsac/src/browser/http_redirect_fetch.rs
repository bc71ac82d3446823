//! HTTP-redirect fetch: what a redirect changes, and where it may not lead.

use super::cause::Cause;
use super::location::location_url;
use super::quirks::Quirks;
use super::referrer::set_request_referrer_policy_on_redirect;
use crate::fetch::header::HeaderList;
use crate::fetch::header_name::{REQUEST_BODY_HEADER_NAMES, is_cors_non_wildcard_request_header_name};
use crate::fetch::method::Method;
use crate::fetch::origin::Origin;
use crate::fetch::request::{Body, Request, RequestMode, ResponseTainting};
use crate::fetch::response::Response;
use crate::trace::{Algorithm, Failure, Listen, Steps};
use url::Url;

/// The redirects that a fetch follows at the most.
const REDIRECT_LIMIT: u8 = 20;

/// The client hints that script can set and Chromium gives to no other origin unasked.
const CLIENT_HINTS: [&str; 7] = ["device-memory", "downlink", "dpr", "ect", "rtt", "viewport-width", "width"];

/// Whether a redirect of this status turns a request of this method into a GET.
pub(super) fn becomes_get(status: u16, method: &Method) -> bool {
    match status {
        301 | 302 => method.as_str() == "POST",
        303 => !matches!(method.as_str(), "GET" | "HEAD"),
        _ => false,
    }
}

/// Takes away what tells of a body.
pub(super) fn strip_body_headers(headers: &mut HeaderList) {
    REQUEST_BODY_HEADER_NAMES.iter().for_each(|name| headers.delete(name));
}

fn includes_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Turns `request` into the one for the redirect's target; `Ok(false)` if the response is no
/// redirect after all.
///
/// <https://fetch.spec.whatwg.org/#concept-http-redirect-fetch>
pub(super) fn http_redirect_fetch(
    request: &mut Request,
    response: &Response,
    quirks: &Quirks,
    listen: &mut impl Listen,
) -> Result<bool, Failure<Cause>> {
    let mut steps = Steps::of(Algorithm::HttpRedirectFetch, listen);
    // 1–3. Where it leads.
    let nowhere = quirks.empty_location_ignored && response.headers.get("location").as_deref() == Some(b"");
    let location = if nowhere { Ok(None) } else { location_url(response, request.current_url()) };
    // 4. The response itself, if it says nothing.
    steps.step("4", location == Ok(None));
    // 5. Nowhere, if it says nonsense.
    steps.step("5", location.is_err());
    let location = location.map_err(|error| steps.failure(Cause::Location(error)))?;
    let Some(location) = location else { return Ok(false) };
    // 6. Only http and https can be fetched so.
    if steps.step("6", !matches!(location.scheme(), "http" | "https")) {
        return Err(steps.failure(Cause::RedirectSchemeNotHttp(location)));
    }
    // 7. An endless chain ends.
    if steps.step("7", request.redirect_count == REDIRECT_LIMIT) {
        return Err(steps.failure(Cause::RedirectLimit));
    }
    // 8. One more.
    request.redirect_count += 1;
    let location_origin = Origin::of_url(&location);
    let with_credentials = includes_credentials(&location);
    // 9. No password on the way to another origin.
    let foreign = request.mode == RequestMode::Cors && !request.origin.same_origin(&location_origin);
    if steps.step("9", foreign && with_credentials) {
        return Err(steps.failure(Cause::RedirectCredentials(location)));
    }
    // 10. Nor from another origin home.
    if steps.step("10", request.response_tainting == ResponseTainting::Cors && with_credentials) {
        return Err(steps.failure(Cause::RedirectCredentials(location)));
    }
    // A browser may refuse it at home as well.
    let own = request.mode != RequestMode::Navigate && quirks.same_origin_userinfo_redirect_blocked;
    if own && with_credentials {
        return Err(Failure::without_step(Cause::RedirectUserinfo(location)));
    }
    // 11. A stream cannot be sent twice.
    if steps.step("11", response.status != 303 && request.body == Body::Stream) {
        return Err(steps.failure(Cause::RedirectBodyStream));
    }
    // 12. Some redirects turn the request into a GET without a body.
    let leaves = !Origin::of_url(request.current_url()).same_origin(&location_origin);
    let becomes_get = becomes_get(response.status, &request.method);
    let delete = quirks.delete_becomes_get && leaves && request.method.as_str() == "DELETE";
    if steps.step("12", becomes_get || delete) {
        request.method = Method::get();
        request.body = Body::None;
    }
    if becomes_get {
        strip_body_headers(&mut request.headers);
    }
    // 13. Authorization does not travel to another origin.
    if steps.step("13", leaves) {
        request.headers.retain(|header| !is_cors_non_wildcard_request_header_name(&header.name));
    }
    // A browser may keep what it tells of itself for the page's own origin.
    if quirks.client_hints_own_origin_only && !request.origin.same_origin(&location_origin) {
        CLIENT_HINTS.iter().for_each(|name| request.headers.delete(name));
    }
    // 14–17. Not done: the body is kept by the caller, and so are timings.
    // 18. The next hop.
    request.push_url(location);
    // 19. From here on its referrer policy holds.
    set_request_referrer_policy_on_redirect(request, &response.headers);
    // 20–22. The caller goes on with main fetch.
    Ok(true)
}
