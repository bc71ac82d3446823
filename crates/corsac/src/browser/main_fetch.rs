//! Main fetch as a machine: it says what to send, takes the answers, and ends with what script sees.

use super::cause::{Cause, NetworkFailure, Phase};
use super::codes::{Circumstances, Codes};
use super::context::Context;
use super::evidence::Evidence;
use super::filter::FilteredResponse;
use super::first_request::{Before, FirstRequest};
use super::header_lines::{as_read, as_taken_in};
use super::http_fetch::{Answered, http_fetch, http_fetch_response};
use super::http_request::HttpRequest;
use super::local_network::local_network_access_check;
use super::mime_blocks::{blocked_due_to_mime_type, blocked_due_to_nosniff};
use super::network_error::NetworkError;
use super::network_request::http_network_or_cache_fetch;
use super::preflight::{cors_preflight_request, cors_preflight_response, needs_preflight};
use super::quirks::Quirks;
use super::referrer::determine_request_referrer;
use super::request_origin::{has_just_changed_origin, redirect_taint};
use super::scheme_fetch::{Source, scheme_fetch};
use crate::fetch::origin::Origin;
use crate::fetch::request::{
    CredentialsMode, Destination, RedirectMode, Request, RequestMode, ResponseTainting,
};
use crate::fetch::response::Response;
use crate::trace::{Algorithm, Failure, Listen, Steps};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

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
    /// A request is under way; it is here until `next` gives it away, which spares a copy of it.
    Waiting { sent: Option<HttpRequest>, preflight: bool },
    /// The fetch has ended.
    Done(Box<Outcome>),
}

/// One fetch, from the request to what script sees.
///
/// Call [`next`](Self::next) and do what it says; hand the answer to [`receive`](Self::receive), or
/// report to [`fail`](Self::fail) that none came; repeat until [`Action::Done`].
///
/// It ends after 20 redirects, so after 42 messages at most: 21 hops, each with a preflight. It takes heads of any
/// size, in a time that grows with their lines; whoever reads them from a network bounds them there.
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
    /// Whether a preflight was sent for the present hop, and allowed it.
    preflighted: bool,
    /// The request as it was made; `None` until it is looked at.
    first: Option<FirstRequest>,
    /// The `Origin` header sent last, where it stays for redirects within one origin.
    sent_origin: Option<Vec<u8>>,
}

impl MainFetch {
    /// Starts a fetch; nothing happens before [`next`](Self::next).
    #[must_use]
    pub fn new(mut request: Request) -> Self {
        if !request.headers.contains("accept") {
            request.headers.append("Accept", accept(request.destination));
        }
        Self {
            request,
            progress: None,
            sent: 0,
            with_preflight: false,
            preflighted: false,
            first: None,
            sent_origin: None,
        }
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
        let (sent, preflight) = match progress {
            Progress::Waiting { sent, preflight } => (sent, preflight),
            Progress::Done(outcome) => {
                self.progress = Some(Progress::Done(outcome.clone()));
                return Action::Done(outcome);
            }
        };
        // Asked again, it makes the request again; whoever listens has heard of it.
        let again = || self.http_request(preflight, &mut context.with_listener(&mut ()));
        match sent.map_or_else(again, Ok) {
            Ok(request) => {
                self.progress = Some(Progress::Waiting { sent: None, preflight });
                if preflight { Action::SendPreflight(request) } else { Action::Send(request) }
            }
            Err(failure) => {
                self.progress = Some(self.fail_with(failure, self.phase(), None, context));
                self.next(context)
            }
        }
    }

    /// Takes the answer to what was sent last; without anything sent it is ignored.
    pub fn receive<L: Listen>(&mut self, response: Response, context: &mut Context<'_, L>) {
        let Some(Progress::Waiting { preflight, .. }) = self.progress else { return };
        let Some(response) = as_taken_in(response, context.quirks) else {
            return self.fail(NetworkFailure::Protocol, context);
        };
        self.progress = if preflight {
            let asked = self.asked(context.quirks);
            Some(match cors_preflight_response(&self.request, asked, &response, context) {
                Ok(()) => {
                    self.preflighted = true;
                    self.send(false, context)
                }
                Err(failure) => {
                    self.fail_with(failure.map(Cause::Preflight), Phase::Preflight, Some(&response), context)
                }
            })
        } else {
            let before = response.is_redirect().then(|| Before::of(&self.request));
            match http_fetch_response(&mut self.request, &response, context) {
                Answered::Redirected => {
                    if let Some((first, before)) = self.first.as_mut().zip(before) {
                        first.renew(&mut self.request, response.status, &before, context.quirks);
                    }
                    if has_just_changed_origin(&self.request) {
                        self.sent_origin = None;
                    }
                    None
                }
                Answered::Response => Some(self.end_with(response, context)),
                Answered::OpaqueRedirect(response) => Some(done(Outcome::Response(response))),
                Answered::Failed(failure, phase) => {
                    Some(self.fail_with(failure, phase, Some(&response), context))
                }
            }
        };
    }

    /// Takes note that no answer came to what was sent last.
    pub fn fail<L: Listen>(&mut self, failure: NetworkFailure, context: &mut Context<'_, L>) {
        let Some(Progress::Waiting { preflight, .. }) = self.progress else { return };
        let phase = if preflight { Phase::Preflight } else { Phase::Response };
        let failure = Failure::without_step(Cause::Network(failure));
        self.progress = Some(self.fail_with(failure, phase, None, context));
    }

    fn start<L: Listen>(&mut self, context: &mut Context<'_, L>) -> Progress {
        let first = self.first.get_or_insert_with(|| FirstRequest::of(&self.request, context.quirks));
        let sticky = context.quirks.preflight_sticky && self.request.redirect_count > 0;
        let asked = self.with_preflight || (self.request.unsafe_request && !first.names.is_empty());
        self.request.use_cors_preflight |= sticky && asked;
        self.preflighted = false;
        match main_fetch(&mut self.request, context) {
            Ok(Next::Here(response)) => self.end_with(response, context),
            Ok(Next::Http { make_cors_preflight }) => {
                self.with_preflight |= make_cors_preflight;
                let access =
                    local_network_access_check(&self.request, &context.local_network, context.listen);
                if let Err(failure) = access {
                    let failure = failure.map(Cause::LocalNetworkAccess);
                    return self.fail_with(failure, self.phase(), None, context);
                }
                let preflight =
                    http_fetch(&self.request, make_cors_preflight, self.asked(context.quirks), context);
                self.send(preflight, context)
            }
            Err(failure) => self.fail_with(failure, self.phase(), None, context),
        }
    }

    /// The names that a preflight of the present hop asks for, if they are not simply the request's.
    fn asked(&self, quirks: &Quirks) -> Option<&[String]> {
        self.first.as_ref().and_then(|first| first.asked(&self.request, quirks))
    }

    /// The part of the fetch that the present hop is in before anything is sent for it.
    const fn phase(&self) -> Phase {
        if self.request.redirect_count > 0 { Phase::Redirect } else { Phase::Request }
    }

    fn send<L: Listen>(&mut self, preflight: bool, context: &mut Context<'_, L>) -> Progress {
        match self.http_request(preflight, context) {
            Ok(sent) => {
                self.sent += 1;
                if context.quirks.origin_kept_on_redirect && !preflight {
                    self.sent_origin = sent.headers.get("origin").map(Cow::into_owned);
                }
                Progress::Waiting { sent: Some(sent), preflight }
            }
            Err(failure) => self.fail_with(failure, self.phase(), None, context),
        }
    }

    /// What goes out for the present hop: its preflight or the request itself.
    fn http_request<L: Listen>(
        &self,
        preflight: bool,
        context: &mut Context<'_, L>,
    ) -> Result<HttpRequest, Failure<Cause>> {
        if !preflight {
            let mut sent = http_network_or_cache_fetch(&self.request, context)?;
            if let Some(origin) = self.sent_origin.as_ref().filter(|_| !sent.headers.contains("origin")) {
                sent.headers.append("Origin", origin.as_slice());
            }
            return Ok(sent);
        }
        let preflight = cors_preflight_request(&self.request, self.asked(context.quirks), context.quirks);
        http_network_or_cache_fetch(&preflight, context)
    }

    /// Filters a response and ends the fetch with it, if it may be shown for what it is for.
    fn end_with<L: Listen>(&self, response: Response, context: &mut Context<'_, L>) -> Progress {
        match main_fetch_response(&self.request, response, context.quirks, context.listen) {
            Ok(response) => done(Outcome::Response(response)),
            Err(blocked) => {
                let (failure, response) = *blocked;
                self.fail_with(failure, Phase::Response, Some(&response), context)
            }
        }
    }

    fn fail_with<L: Listen>(
        &self,
        Failure { why: cause, step }: Failure<Cause>,
        phase: Phase,
        response: Option<&Response>,
        context: &mut Context<'_, L>,
    ) -> Progress {
        let unwanted = cause == Cause::RedirectModeError && context.quirks.cache_kept_on_redirect_error;
        if self.with_preflight && !context.quirks.cache_kept_on_failure && !unwanted {
            let key = context.cache_key(&self.request);
            context.cache.clear(&key);
        }
        let message = self.sent.checked_sub(1);
        let evidence = response.and_then(|response| Evidence::of(&cause, response));
        let codes = Codes::of(&Circumstances {
            cause: &cause,
            phase,
            request: &self.request,
            response,
            evidence: evidence.as_ref(),
            preflighted: self.preflighted,
            tainted: self.request.origin.as_tuple().is_some()
                && redirect_taint(&self.request, context.domains).is_tainted(),
        });
        done(Outcome::NetworkError(NetworkError { cause, phase, message, step, codes, evidence }))
    }
}

/// The types that a browser asks for when nobody says.
const fn accept(destination: Destination) -> &'static str {
    match destination {
        Destination::Document | Destination::Frame | Destination::Iframe => {
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        }
        Destination::Image => "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
        Destination::Json => "application/json,*/*;q=0.5",
        Destination::Style => "text/css,*/*;q=0.1",
        _ => "*/*",
    }
}

fn done(outcome: Outcome) -> Progress {
    Progress::Done(Box::new(outcome))
}

/// What main fetch goes on with.
#[derive(Debug)]
enum Next {
    /// A server is asked, after a preflight or not.
    Http { make_cors_preflight: bool },
    /// Here is the response already.
    Here(Response),
}

/// Decides how the current URL is fetched, and marks what its response may show.
///
/// <https://fetch.spec.whatwg.org/#concept-main-fetch>
fn main_fetch<L: Listen>(
    request: &mut Request,
    context: &mut Context<'_, L>,
) -> Result<Next, Failure<Cause>> {
    let mut steps = Steps::of(Algorithm::MainFetch, context.listen);
    // 1–6. Not done: content security policy and upgrades to https are the embedder's.
    // 7. Some ports are never connected to.
    let bad_port = bad_port::bad_port(request.current_url());
    steps.step("7", bad_port.is_some());
    if let Some(port) = bad_port {
        return Err(steps.failure(Cause::BadPort(port)));
    }
    // 8. Not done: a request here always has its referrer policy.
    // 9. The page's address, as far as it is shown.
    request.referrer = determine_request_referrer(request);
    // 10–11. Not done: HSTS is the embedder's, and nothing runs in parallel.
    // 12. The first of these that fits.
    let same_origin = Origin::of_url(request.current_url()).same_origin(&request.origin);
    let own = same_origin && request.response_tainting == ResponseTainting::Basic;
    let uncontrolled =
        matches!(request.mode, RequestMode::Navigate | RequestMode::Websocket | RequestMode::Webtransport);
    if steps.step("12.2", own || request.current_url().scheme() == "data" || uncontrolled) {
        request.response_tainting = ResponseTainting::Basic;
        return by_scheme(request, context);
    }
    if steps.step("12.3", request.mode == RequestMode::SameOrigin) {
        return Err(steps.failure(Cause::ModeSameOrigin));
    }
    if steps.step("12.4", request.mode == RequestMode::NoCors) {
        if steps.step("12.4.1", request.redirect_mode != RedirectMode::Follow) {
            return Err(steps.failure(Cause::NoCorsRedirectMode));
        }
        request.response_tainting = ResponseTainting::Opaque;
        return by_scheme(request, context);
    }
    let scheme = request.current_url().scheme();
    if steps.step("12.5", !matches!(scheme, "http" | "https")) {
        return Err(steps.failure(Cause::SchemeNotHttp(scheme.to_string())));
    }
    request.response_tainting = ResponseTainting::Cors;
    // The switch stands for what much teaching material expects: a preflight for credentials.
    request.use_cors_preflight |= context.quirks.preflight_credentialed
        && request.unsafe_request
        && request.credentials_mode == CredentialsMode::Include;
    let make_cors_preflight = needs_preflight(request, context.quirks);
    Ok(Next::Http { make_cors_preflight: steps.step("12.6", make_cors_preflight) })
    // 13. Not done: `MainFetch` itself knows whether a redirect is being followed.
}

fn by_scheme<L: Listen>(request: &Request, context: &mut Context<'_, L>) -> Result<Next, Failure<Cause>> {
    Ok(match scheme_fetch(request, context.quirks, context.listen)? {
        Source::Http => Next::Http { make_cors_preflight: false },
        Source::Here(response) => Next::Here(response),
    })
}

/// Makes of a response what script gets to see, unless its type keeps it from what it is for.
///
/// <https://fetch.spec.whatwg.org/#concept-main-fetch>
fn main_fetch_response(
    request: &Request,
    response: Response,
    quirks: &Quirks,
    listen: &mut impl Listen,
) -> Result<FilteredResponse, Box<(Failure<Cause>, Response)>> {
    // 14–19. The part of it that script sees, by the request's tainting; and its timings, unless
    // some hop kept them. (It carries the request's URLs with it.)
    let filtered = FilteredResponse::of(request, as_read(response, quirks), quirks);
    // 20. A script or a style sheet must be of its type.
    let foreign = blocked_due_to_mime_type(request, &filtered.internal).map(Cause::MimeType);
    let blocked = foreign.or_else(|| blocked_due_to_nosniff(request, &filtered.internal).map(Cause::Nosniff));
    let mut steps = Steps::of(Algorithm::MainFetch, listen);
    steps.step("20", blocked.is_some());
    match blocked {
        Some(cause) => Err(Box::new((steps.failure(cause), filtered.internal))),
        None => Ok(filtered),
    }
    // 21. Not done: no answer here comes from another request's range.
    // 22. Filtering has left out a body that must not be.
    // 23–24. Not done: integrity and handing over are the embedder's.
}
