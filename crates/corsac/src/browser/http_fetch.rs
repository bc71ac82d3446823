//! HTTP fetch: the preflight before a request, the checks after its answer.

use super::cause::{Cause, Phase};
use super::context::Context;
use super::cors_check::cors_check_for;
use super::filter::FilteredResponse;
use super::http_redirect_fetch::http_redirect_fetch;
use super::network_request::revalidates_by_hand;
use super::preflight::unsafe_names;
use super::quirks::Quirks;
use super::request_origin::byte_serialize_request_origin;
use super::resource_policy::{ResourcePolicyFailure, cross_origin_resource_policy_check};
use super::tao_check::tao_check;
use crate::fetch::header_name::is_cors_non_wildcard_request_header_name;
use crate::fetch::origin::Origin;
use crate::fetch::request::{CredentialsMode, RedirectMode, Request, ResponseTainting};
use crate::fetch::response::Response;
use crate::trace::{Algorithm, Failure, Listen, Steps};
use alloc::borrow::Cow;
use alloc::string::String;

/// What an answer leads to.
#[derive(Debug)]
pub(super) enum Answered {
    /// The request now aims at a redirect's target: main fetch runs again.
    Redirected,
    /// The answer is the response, still to be filtered.
    Response,
    /// A redirect that is not followed, as script sees it.
    OpaqueRedirect(FilteredResponse),
    /// A network error.
    Failed(Failure<Cause>, Phase),
}

/// Whether a preflight goes first: something about the request needs asking, and the cache does
/// not know the answer. `asked` are the names that it would ask for, if they are not simply the request's.
///
/// <https://fetch.spec.whatwg.org/#concept-http-fetch>
pub(super) fn http_fetch<L: Listen>(
    request: &Request,
    make_cors_preflight: bool,
    asked: Option<&[String]>,
    context: &mut Context<'_, L>,
) -> bool {
    // 1–3. Not done: there is no service worker.
    // 4. The part of it before anything is sent.
    if !make_cors_preflight {
        return false;
    }
    let key = context.cache_key(request);
    let (cache, now) = (&*context.cache, context.now);
    let asks_anew = context.quirks.asks_anew(request.cache_mode)
        || (context.quirks.conditional_asks_anew && revalidates_by_hand(request));
    let method = request.method.as_str();
    let by_name = context.quirks.head_cached_by_name && method == "HEAD";
    let asks_method = !request.method.is_cors_safelisted() || request.use_cors_preflight || by_name;
    // Where an answer is kept whole and judged again, `*` is no wildcard to a request with credentials.
    let named = context.quirks.cache_entries_replaced && request.credentials_mode == CredentialsMode::Include;
    let cached = |name: &str| {
        !asks_anew
            && cache.header_name_cache_entry_match(&key, request, name, now)
            && (!named || cache.names_header(&key, name, now))
    };
    let wildcard = context.quirks.authorization_wildcard_cached && cached("*");
    let known = |name: &String| cached(name) || (wildcard && is_cors_non_wildcard_request_header_name(name));
    let method_unknown = asks_method
        && (asks_anew
            || !cache.method_cache_entry_match(&key, request, method, now)
            || (named && !cache.names_method(&key, method, now)));
    let anew = asked.filter(|_| context.quirks.headers_set_anew_on_redirect);
    let names = anew.map_or_else(|| unsafe_names(request, context.quirks), <[String]>::to_vec);
    let header_unknown = !names.iter().all(known);
    if context.listen.step(Algorithm::HttpFetch, "4.1", method_unknown || header_unknown) {
        if context.quirks.cache_entries_replaced && !asks_anew {
            context.cache.clear(&key);
        }
        return true;
    }
    context.cache.touch(&key);
    false
}

/// Whether a browser asks more of a redirect than the Standard does.
fn checked_with_credentials(request: &Request, response: &Response, quirks: &Quirks) -> bool {
    quirks.redirects_checked_with_credentials
        && request.credentials_mode == CredentialsMode::SameOrigin
        && response.is_redirect()
        && request.url_list().next().is_some_and(|url| request.origin.same_origin(&Origin::of_url(url)))
}

/// Judges the answer to a request.
///
/// <https://fetch.spec.whatwg.org/#concept-http-fetch>
pub(super) fn http_fetch_response<L: Listen>(
    request: &mut Request,
    response: &Response,
    context: &mut Context<'_, L>,
) -> Answered {
    let phase = if response.is_redirect() { Phase::Redirect } else { Phase::Response };
    // 4.4. A CORS request's answer must be shared, a redirect's as well.
    if request.response_tainting == ResponseTainting::Cors {
        let mut checked = Cow::Borrowed(&*request);
        if checked_with_credentials(request, response, context.quirks) {
            checked.to_mut().credentials_mode = CredentialsMode::Include;
        }
        let origin = byte_serialize_request_origin(request, context.domains);
        let check = cors_check_for(origin, &checked, response, context);
        context.listen.step(Algorithm::HttpFetch, "4.4", check.is_err());
        if let Err(failure) = check {
            return Answered::Failed(failure.map(Cause::CorsCheck), phase);
        }
    }
    // 4.5. A server may keep its timings to itself; one hop that does is enough.
    let timing_allowed = tao_check(request, response, context.domains, context.listen);
    request.timing_allow_failed |= !context.listen.step(Algorithm::HttpFetch, "4.5", timing_allowed);
    // 5. An opaque one may be vetoed by its server, or missed by the page.
    if request.response_tainting == ResponseTainting::Opaque {
        let check = cross_origin_resource_policy_check(
            request,
            response,
            (context.quirks, context.domains),
            context.listen,
        );
        context.listen.step(Algorithm::HttpFetch, "5", check.is_err());
        if let Err(failure) = check {
            let failure = failure.map(|failure| match failure {
                ResourcePolicyFailure::MissingForEmbedder => Cause::EmbedderPolicy,
                ResourcePolicyFailure::NotSameOrigin | ResourcePolicyFailure::NotSameSite => {
                    Cause::ResourcePolicy
                }
            });
            return Answered::Failed(failure, phase);
        }
    }
    // 6. A redirect.
    let mut steps = Steps::of(Algorithm::HttpFetch, context.listen);
    if steps.step("6", response.is_redirect()) {
        match request.redirect_mode {
            RedirectMode::Error => {
                return Answered::Failed(steps.failure(Cause::RedirectModeError), phase);
            }
            RedirectMode::Manual => {
                return Answered::OpaqueRedirect(FilteredResponse::opaque_redirect(
                    request,
                    response.clone(),
                ));
            }
            RedirectMode::Follow => {
                match http_redirect_fetch(request, response, context.quirks, context.listen) {
                    Ok(true) => return Answered::Redirected,
                    Ok(false) => {}
                    Err(failure) => return Answered::Failed(failure, phase),
                }
            }
        }
    }
    // 7. Everything else is the response.
    Answered::Response
}
