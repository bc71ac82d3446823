//! Cross-Origin-Resource-Policy: a server's veto against being embedded without CORS; and what a
//! page with an embedder policy asks of it.

use crate::fetch::origin::Origin;
use crate::fetch::request::{EmbedderPolicyValue, Request, RequestMode};
use crate::fetch::response::Response;
use crate::fetch::site::RegistrableDomain;
use crate::trace::{Algorithm, Failure, Listen, Steps};

use super::quirks::Quirks;
use super::request_origin::redirect_taint;

/// Why a response may not be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ResourcePolicyFailure {
    /// `Cross-Origin-Resource-Policy: same-origin`, and the page is of another origin.
    NotSameOrigin,
    /// `Cross-Origin-Resource-Policy: same-site`, and the page is of another site.
    NotSameSite,
    /// The header is missing, and the page's embedder policy asks for it.
    MissingForEmbedder,
}

/// Whether the response may be embedded by the page.
///
/// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check>
pub(super) fn cross_origin_resource_policy_check(
    request: &Request,
    response: &Response,
    (quirks, domains): (&Quirks, &dyn RegistrableDomain),
    listen: &mut impl Listen,
) -> Result<(), Failure<ResourcePolicyFailure>> {
    let credentials = includes_credentials(request, domains);
    let mut check = |embedder_policy_value| {
        let embedded = (embedder_policy_value, credentials);
        cross_origin_resource_policy_internal_check(request, response, embedded, (quirks, domains), listen)
    };
    // 1. Not done: HTML asks for navigations, whose responses are not judged here.
    // 2. What the page asks for.
    let embedder_policy = request.embedder_policy;
    // 3. The server's own wish comes first, whatever the page asks for.
    check(EmbedderPolicyValue::UnsafeNone)?;
    // 4. Not done: reporting is the embedder's.
    // 5. Then the page's.
    check(embedder_policy.value)
    // 6–7. Not done: reporting is the embedder's; what is not allowed is blocked.
}

/// Whether the response's `Cross-Origin-Resource-Policy` admits the requester, for a page with
/// this embedder policy.
///
/// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check>
fn cross_origin_resource_policy_internal_check(
    request: &Request,
    response: &Response,
    (embedder_policy_value, credentials): (EmbedderPolicyValue, bool),
    (quirks, domains): (&Quirks, &dyn RegistrableDomain),
    listen: &mut impl Listen,
) -> Result<(), Failure<ResourcePolicyFailure>> {
    let mut steps = Steps::of(Algorithm::CrossOriginResourcePolicyInternalCheck, listen);
    let origin = &request.origin;
    let url = request.current_url();
    let url_origin = Origin::of_url(url);
    // 1. Not done: HTML asks for navigations, whose responses are not judged here.
    // 2. The policy; of several lines, all joined, which then matches nothing.
    let policy = response.headers.get("cross-origin-resource-policy");
    let any = quirks.unknown_resource_policy_allows && policy.as_ref().is_some_and(|value| !value.is_empty());
    // 3. Anything but the three keywords counts as absent.
    let policy = policy
        .as_deref()
        .filter(|value| [&b"same-origin"[..], b"same-site", b"cross-origin"].contains(value));
    // 4. To an embedder policy, absent may mean `same-origin`.
    let implied = policy.is_none()
        && !any
        && match embedder_policy_value {
            EmbedderPolicyValue::UnsafeNone => false,
            EmbedderPolicyValue::Credentialless => credentials,
            EmbedderPolicyValue::RequireCorp => true,
        };
    steps.step("4", implied);
    // 5. Who is admitted.
    let (allowed, failure) = match policy {
        Some(b"same-site") => {
            let secure = origin.as_tuple().is_some_and(|tuple| tuple.scheme() == "https");
            let admitted =
                origin.schemelessly_same_site(&url_origin, domains) && (secure || url.scheme() != "https");
            (admitted, ResourcePolicyFailure::NotSameSite)
        }
        Some(b"same-origin") => (origin.same_origin(&url_origin), ResourcePolicyFailure::NotSameOrigin),
        None if implied => (origin.same_origin(&url_origin), ResourcePolicyFailure::MissingForEmbedder),
        _ => (true, ResourcePolicyFailure::NotSameOrigin),
    };
    if steps.step("5", allowed) { Ok(()) } else { Err(steps.failure(failure)) }
}

/// Whether a request may carry credentials, as far as the page's embedder policy goes.
///
/// The Standard's text has had its last condition the wrong way round since 2025-07-27, so that a
/// page would keep its own cookies from its own server. What it said before, and means, is followed
/// here: the page's own origin, reached without a detour over another one, gets them.
///
/// <https://fetch.spec.whatwg.org/#cross-origin-embedder-policy-allows-credentials>
pub(super) fn cross_origin_embedder_policy_allows_credentials(
    request: &Request,
    domains: &dyn RegistrableDomain,
) -> bool {
    // 1. Not done: a request here always has its origin.
    // 2. Only mode `no-cors` is concerned.
    if request.mode != RequestMode::NoCors {
        return true;
    }
    // 3. Not done: a request here always has a client.
    // 4. Only one policy is concerned.
    if request.embedder_policy.value != EmbedderPolicyValue::Credentialless {
        return true;
    }
    // 5. The page's own origin, and no other on the way.
    request.origin.same_origin(&Origin::of_url(request.current_url()))
        && !redirect_taint(request, domains).is_tainted()
    // 6. Others do not get them.
}

/// Whether the request that was sent carried credentials.
pub(super) fn includes_credentials(request: &Request, domains: &dyn RegistrableDomain) -> bool {
    request.wants_credentials() && cross_origin_embedder_policy_allows_credentials(request, domains)
}
