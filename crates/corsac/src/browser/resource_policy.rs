//! Cross-Origin-Resource-Policy: a server's veto against being embedded without CORS.

use crate::fetch::origin::Origin;
use crate::fetch::request::Request;
use crate::fetch::response::Response;
use crate::fetch::site::RegistrableDomain;
use crate::trace::{Algorithm, Listen};

/// Whether the response's `Cross-Origin-Resource-Policy` admits the requester, for a page without
/// an embedder policy.
///
/// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check>
pub(super) fn cross_origin_resource_policy_internal_check(
    request: &Request,
    response: &Response,
    domains: &dyn RegistrableDomain,
    listen: &mut impl Listen,
) -> bool {
    let origin = &request.origin;
    let url = request.current_url();
    let url_origin = Origin::of_url(url);
    // 1. Not done: navigations are not checked here.
    // 2. The policy; of several lines, all joined, which then matches nothing.
    let policy = response.headers.get("cross-origin-resource-policy");
    // 3. Anything but the three keywords counts as absent.
    // 4. Not done: embedder policies come with a later version; without one, absent is allowed.
    // 5. Who is admitted.
    let allowed = match policy.as_deref() {
        Some(b"same-origin") => origin.same_origin(&url_origin),
        Some(b"same-site") => {
            origin.schemelessly_same_site(&url_origin, domains)
                && (origin.as_tuple().is_some_and(|tuple| tuple.scheme() == "https")
                    || url.scheme() != "https")
        }
        _ => true,
    };
    listen.step(Algorithm::CrossOriginResourcePolicyInternalCheck, "5", allowed)
}
