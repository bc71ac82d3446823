//! The origin that a request shows to a server, which a redirect may have tainted.

use super::quirks::Quirks;
use crate::fetch::origin::Origin;
use crate::fetch::request::{Destination, ReferrerPolicy, Request, RequestMode, ResponseTainting};
use crate::fetch::site::RegistrableDomain;
use alloc::string::{String, ToString};

/// How far a chain of redirects has left the requester and the next hop behind.
///
/// <https://fetch.spec.whatwg.org/#concept-request-tainted-origin>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectTaint {
    /// No hop left an origin that is neither the requester's nor the next one's.
    SameOrigin,
    /// One did, within one site.
    SameSite,
    /// One did, across sites.
    CrossSite,
}

impl RedirectTaint {
    /// Whether the request must no longer show its origin.
    #[must_use]
    pub const fn is_tainted(self) -> bool {
        !matches!(self, Self::SameOrigin)
    }
}

/// Computes a request's redirect-taint.
///
/// <https://fetch.spec.whatwg.org/#concept-request-tainted-origin>
#[must_use]
pub fn redirect_taint(request: &Request, domains: &dyn RegistrableDomain) -> RedirectTaint {
    // Without a redirect there is nothing to compare.
    if request.url_list().nth(1).is_none() {
        return RedirectTaint::SameOrigin;
    }
    // 1. Not done: a request here always has its origin.
    // 2. The hop before.
    let mut last_url: Option<Origin> = None;
    // 3. Nothing is tainted at first.
    let mut taint = RedirectTaint::SameOrigin;
    // 4. Each hop is compared with the one before and with the requester.
    for url in request.url_list().map(Origin::of_url) {
        if let Some(last) = last_url {
            if !url.same_site(&last, domains) && !request.origin.same_site(&last, domains) {
                return RedirectTaint::CrossSite;
            }
            if !url.same_origin(&last) && !request.origin.same_origin(&last) {
                taint = RedirectTaint::SameSite;
            }
        }
        last_url = Some(url);
    }
    // 5. The strongest taint seen.
    taint
}

/// The text of the origin that a request shows: `null` once a redirect has tainted it.
///
/// <https://fetch.spec.whatwg.org/#serializing-a-request-origin>
#[must_use]
fn serialize_request_origin(request: &Request, domains: &dyn RegistrableDomain) -> String {
    // 1. Not done: a request here always has its origin.
    // 2. A tainted origin is not shown.
    if redirect_taint(request, domains).is_tainted() {
        return "null".into();
    }
    // 3. The origin itself.
    request.origin.to_string()
}

/// The same as bytes, which `Access-Control-Allow-Origin` must equal.
///
/// <https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin>
#[must_use]
pub fn byte_serialize_request_origin(request: &Request, domains: &dyn RegistrableDomain) -> String {
    serialize_request_origin(request, domains)
}

/// The value of the `Origin` header that a request carries, if it carries one.
///
/// <https://fetch.spec.whatwg.org/#append-a-request-origin-header>
#[must_use]
pub(super) fn request_origin_header(
    request: &Request,
    quirks: &Quirks,
    domains: &dyn RegistrableDomain,
) -> Option<String> {
    // 1. Not done: a request here always has its origin.
    // 2. What the requester may show.
    let serialized_origin = byte_serialize_request_origin(request, domains);
    // 3. CORS requests and handshakes always carry it.
    let handshake = matches!(request.mode, RequestMode::Websocket | RequestMode::Webtransport);
    let element = quirks.element_origin_always
        && request.mode == RequestMode::Cors
        && request.destination != Destination::Empty;
    if request.response_tainting == ResponseTainting::Cors || handshake || element {
        return Some(serialized_origin);
    }
    // 4. Others carry it unless they are GET or HEAD, and the referrer policy may hide it.
    let guarded = request.mode != RequestMode::Cors && !quirks.origin_ignores_referrer_policy;
    let lost = quirks.no_cors_origin_lost_on_redirect && request.mode == RequestMode::NoCors;
    match request.method.as_str() {
        "GET" | "HEAD" => None,
        _ if lost && changed_origin(request) => Some("null".into()),
        _ if guarded && hides_origin(request) => Some("null".into()),
        _ => Some(serialized_origin),
    }
}

/// Whether a redirect has led from one origin to another.
pub(super) fn changed_origin(request: &Request) -> bool {
    let mut origins = request.url_list().map(Origin::of_url);
    let first = origins.next();
    origins.any(|origin| first.as_ref().is_some_and(|first| !first.same_origin(&origin)))
}

/// Whether the last redirect has led from one origin to another.
pub(super) fn has_just_changed_origin(request: &Request) -> bool {
    let last = usize::from(request.redirect_count);
    let mut hops = request.url_list().map(Origin::of_url).skip(last.saturating_sub(1));
    hops.next().zip(hops.next()).is_some_and(|(from, to)| !from.same_origin(&to))
}

/// The origin that a preflight shows, and that its answer must allow.
pub(super) fn preflight_origin(
    request: &Request,
    quirks: &Quirks,
    domains: &dyn RegistrableDomain,
) -> String {
    if quirks.preflight_origin_untainted {
        return request.origin.to_string();
    }
    byte_serialize_request_origin(request, domains)
}

/// Whether the referrer policy keeps the origin from the current URL.
fn hides_origin(request: &Request) -> bool {
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => true,
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            request.origin.as_tuple().is_some_and(|origin| origin.scheme() == "https")
                && request.current_url().scheme() != "https"
        }
        ReferrerPolicy::SameOrigin => !request.origin.same_origin(&Origin::of_url(request.current_url())),
        ReferrerPolicy::Origin | ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::UnsafeUrl => false,
    }
}
