//! The `Sec-Fetch-*` headers, by which a browser tells a server where a request comes from.

use super::quirks::Quirks;
use super::request_origin::{has_just_changed_origin, redirect_taint};
use crate::fetch::header::HeaderList;
use crate::fetch::origin::{Origin, is_loopback_host};
use crate::fetch::request::{Request, RequestMode};
use crate::fetch::site::RegistrableDomain;
use alloc::string::ToString;
use url::Url;

/// Whether nobody between browser and server can read or change what is sent to this URL.
///
/// <https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy>
pub(super) fn is_potentially_trustworthy(url: &Url) -> bool {
    matches!(url.scheme(), "https" | "wss") || url.host_str().is_some_and(is_loopback_host)
}

/// How far the request's origin is from its URLs, without those visited first; once lost, closeness does not
/// return.
///
/// <https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site>
fn site(request: &Request, visited: usize, domains: &dyn RegistrableDomain) -> &'static str {
    if request.mode == RequestMode::Navigate && request.user_initiated {
        return "none";
    }
    let mut site = "same-origin";
    for url in request.url_list().skip(visited).map(Origin::of_url) {
        if request.origin.same_origin(&url) {
            continue;
        }
        if !request.origin.same_site(&url, domains) {
            return "cross-site";
        }
        site = "same-site";
    }
    site
}

/// Whether the page came so that nobody could have changed it on the way.
///
/// <https://w3c.github.io/webappsec-secure-contexts/#settings-object>
pub(super) fn is_secure_context(request: &Request) -> bool {
    let origin = request.origin.to_string();
    Url::parse(&origin).ok().as_ref().or(request.client_url.as_ref()).is_some_and(is_potentially_trustworthy)
}

/// Adds the headers, to trustworthy URLs only.
///
/// <https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request>
pub(super) fn append_fetch_metadata_headers(
    request: &Request,
    headers: &mut HeaderList,
    quirks: &Quirks,
    domains: &dyn RegistrableDomain,
) {
    let is_preflight = headers.contains("access-control-request-method");
    if quirks.fetch_metadata_lost_on_redirect && request.mode == RequestMode::Cors {
        // A preflight has what the request had before; the request gets nothing at another origin.
        let untrusted = !request.url_list().next().is_some_and(is_potentially_trustworthy);
        if if is_preflight { untrusted } else { has_just_changed_origin(request) } {
            return;
        }
    }
    if !is_potentially_trustworthy(request.current_url()) {
        if quirks.preflight_sec_fetch_mode && is_preflight {
            headers.set("Sec-Fetch-Mode", request.mode.as_str());
        }
        return;
    }
    let alone = quirks.preflight_site_of_hop && is_preflight;
    let visited = if alone { usize::from(request.redirect_count) } else { 0 };
    let tainted = quirks.preflight_site_by_shown_origin
        && is_preflight
        && redirect_taint(request, domains).is_tainted();
    let site = if tainted { "cross-site" } else { site(request, visited, domains) };
    headers.set("Sec-Fetch-Site", site);
    headers.set("Sec-Fetch-Mode", request.mode.as_str());
    if request.mode == RequestMode::Navigate && request.user_activation {
        headers.set("Sec-Fetch-User", "?1");
    }
    headers.set("Sec-Fetch-Dest", request.destination.as_str());
}
