//! Main fetch as a machine: it says what to send, takes the answers, and ends with what script sees.

use super::cache::CacheKey;
use super::context::Context;
use super::filter::FilteredResponse;
use super::http_fetch::{Answered, http_fetch, http_fetch_response};
use super::network_error::{Cause, NetworkError, NetworkFailure, Phase};
use super::network_request::{HttpRequest, http_network_or_cache_fetch};
use super::preflight::{cors_preflight_request, cors_preflight_response};
use crate::fetch::origin::Origin;
use crate::fetch::request::{CredentialsMode, RedirectMode, Request, RequestMode, ResponseTainting};
use crate::fetch::response::Response;
use crate::fetch::safelist::cors_unsafe_request_header_names;
use crate::trace::{Algorithm, Listen};
use alloc::boxed::Box;
use alloc::string::ToString;

mod bad_port;

/// What the caller of a [`MainFetch`] does next.
#[derive(Debug, Clone)]
pub enum Action {
    /// Send this CORS-preflight request and hand back the answer.
    SendPreflight(HttpRequest),
    /// Send this request, with the body if it says so, and hand back the answer.
    Send(HttpRequest),
    /// The fetch has ended.
    Done(Box<Outcome>),
}

/// How a fetch ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Script gets this response.
    Response(FilteredResponse),
    /// Script gets an error without a reason.
    NetworkError(NetworkError),
}

/// How far the present hop has come.
#[derive(Debug)]
enum Progress {
    /// A request is under way.
    Waiting { sent: HttpRequest, preflight: bool },
    /// The fetch has ended.
    Done(Box<Outcome>),
}

/// One fetch, from the request to what script sees.
///
/// Call [`next`](Self::next) and do what it says; hand the answer to [`receive`](Self::receive), or
/// report to [`fail`](Self::fail) that none came; repeat until [`Action::Done`].
///
/// <https://fetch.spec.whatwg.org/#concept-fetch>
#[derive(Debug)]
pub struct MainFetch {
    request: Request,
    /// `None` when main fetch is to run for the request's current URL.
    progress: Option<Progress>,
    /// Requests sent so far.
    sent: usize,
    /// Whether some hop had its preflight, or its cached answer: a failure then clears the cache.
    with_preflight: bool,
}

impl MainFetch {
    /// Starts a fetch; nothing happens before [`next`](Self::next).
    #[must_use]
    pub fn new(mut request: Request) -> Self {
        if !request.headers.contains("accept") {
            request.headers.append("Accept", "*/*");
        }
        Self { request, progress: None, sent: 0, with_preflight: false }
    }

    /// The request as it stands after the redirects so far.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// What to do next. Without an answer in between it says the same again.
    pub fn next<L: Listen>(&mut self, context: &mut Context<'_, L>) -> Action {
        let progress = match self.progress.take() {
            Some(progress) => progress,
            None => self.start(context),
        };
        let action = match &progress {
            Progress::Waiting { sent, preflight: true } => Action::SendPreflight(sent.clone()),
            Progress::Waiting { sent, preflight: false } => Action::Send(sent.clone()),
            Progress::Done(outcome) => Action::Done(outcome.clone()),
        };
        self.progress = Some(progress);
        action
    }

    /// Takes the answer to what was sent last; without anything sent it is ignored.
    pub fn receive<L: Listen>(&mut self, response: Response, context: &mut Context<'_, L>) {
        let Some(Progress::Waiting { preflight, .. }) = self.progress else { return };
        self.progress = if preflight {
            Some(match cors_preflight_response(&self.request, &response, context) {
                Ok(()) => self.send(context),
                Err(failure) => self.end_in_error(Cause::Preflight(failure), Phase::Preflight, context),
            })
        } else {
            match http_fetch_response(&mut self.request, response, context) {
                Answered::Redirected => None,
                Answered::Response(response) => {
                    Some(done(Outcome::Response(FilteredResponse::of(&self.request, response))))
                }
                Answered::OpaqueRedirect(response) => Some(done(Outcome::Response(response))),
                Answered::Failed(cause, phase) => Some(self.end_in_error(cause, phase, context)),
            }
        };
    }

    /// Takes note that no answer came to what was sent last.
    pub fn fail<L: Listen>(&mut self, failure: NetworkFailure, context: &mut Context<'_, L>) {
        let Some(Progress::Waiting { preflight, .. }) = self.progress else { return };
        let phase = if preflight { Phase::Preflight } else { Phase::Response };
        self.progress = Some(self.end_in_error(Cause::Network(failure), phase, context));
    }

    fn start<L: Listen>(&mut self, context: &mut Context<'_, L>) -> Progress {
        let make_cors_preflight = match main_fetch(&mut self.request, context) {
            Ok(make_cors_preflight) => make_cors_preflight,
            Err(cause) => {
                let redirected = self.request.redirect_count > 0;
                let phase = if redirected { Phase::Redirect } else { Phase::Request };
                return self.end_in_error(cause, phase, context);
            }
        };
        self.with_preflight |= make_cors_preflight;
        if http_fetch(&self.request, make_cors_preflight, context) {
            self.sent += 1;
            let preflight = cors_preflight_request(&self.request);
            let sent = http_network_or_cache_fetch(&preflight, context.domains);
            return Progress::Waiting { sent, preflight: true };
        }
        self.send(context)
    }

    fn send<L: Listen>(&mut self, context: &Context<'_, L>) -> Progress {
        self.sent += 1;
        Progress::Waiting {
            sent: http_network_or_cache_fetch(&self.request, context.domains),
            preflight: false,
        }
    }

    fn end_in_error<L: Listen>(&self, cause: Cause, phase: Phase, context: &mut Context<'_, L>) -> Progress {
        if self.with_preflight {
            context.cache.clear(&CacheKey::of(&self.request, context.domains));
        }
        done(Outcome::NetworkError(NetworkError { cause, phase, message: self.sent.checked_sub(1) }))
    }
}

fn done(outcome: Outcome) -> Progress {
    Progress::Done(Box::new(outcome))
}

/// Decides how the current URL is fetched, and marks what its response may show: `Ok(true)` if the
/// request calls for a preflight.
///
/// <https://fetch.spec.whatwg.org/#concept-main-fetch>
fn main_fetch<L: Listen>(request: &mut Request, context: &mut Context<'_, L>) -> Result<bool, Cause> {
    let mut step = |number, held| context.listen.step(Algorithm::MainFetch, number, held);
    // 1–6. Not done: content security policy and upgrades to https are the embedder's.
    // 7. Some ports are never connected to.
    let bad_port = bad_port::bad_port(request.current_url());
    step("7", bad_port.is_some());
    if let Some(port) = bad_port {
        return Err(Cause::BadPort(port));
    }
    // 8–11. Not done: referrers and HSTS are the embedder's.
    // 12. The first of these that fits.
    let same_origin = Origin::of_url(request.current_url()).same_origin(&request.origin);
    let own = same_origin && request.response_tainting == ResponseTainting::Basic;
    let uncontrolled = matches!(request.mode, RequestMode::Navigate | RequestMode::Websocket);
    if step("12.2", own || uncontrolled) {
        request.response_tainting = ResponseTainting::Basic;
        return http_scheme(request).map(|()| false);
    }
    if step("12.3", request.mode == RequestMode::SameOrigin) {
        return Err(Cause::ModeSameOrigin);
    }
    if step("12.4", request.mode == RequestMode::NoCors) {
        if step("12.4.1", request.redirect_mode != RedirectMode::Follow) {
            return Err(Cause::NoCorsRedirectMode);
        }
        request.response_tainting = ResponseTainting::Opaque;
        return http_scheme(request).map(|()| false);
    }
    let is_http = http_scheme(request);
    step("12.5", is_http.is_err());
    is_http?;
    request.response_tainting = ResponseTainting::Cors;
    // The switch stands for what much teaching material expects: a preflight for credentials.
    request.use_cors_preflight |= context.quirks.preflight_credentialed
        && request.unsafe_request
        && request.credentials_mode == CredentialsMode::Include;
    let needs_asking = !request.method.is_cors_safelisted()
        || !cors_unsafe_request_header_names(&request.headers).is_empty();
    let make_cors_preflight = request.use_cors_preflight || (request.unsafe_request && needs_asking);
    Ok(context.listen.step(Algorithm::MainFetch, "12.6", make_cors_preflight))
    // 13–24. Not done: `MainFetch` filters the response and ends the fetch; reporting, timing
    // and integrity are the embedder's.
}

/// Scheme fetch, as far as the engine goes: http and https. A WebSocket's handshake is fetched under these,
/// too: whoever opens one writes them in the place of ws and wss.
///
/// <https://fetch.spec.whatwg.org/#concept-scheme-fetch>
fn http_scheme(request: &Request) -> Result<(), Cause> {
    match request.current_url().scheme() {
        "http" | "https" => Ok(()),
        scheme => Err(Cause::SchemeNotHttp(scheme.to_string())),
    }
}
