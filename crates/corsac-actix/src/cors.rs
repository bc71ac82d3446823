//! The middleware and its service.

use std::future::{Ready, ready};
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use crate::event;
use crate::future::CorsFuture;
use crate::head::Head;
use crate::judge::Judge;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// Puts an app, a scope or a resource behind a policy: every request of what it wraps is judged by it.
///
/// Cloning is cheap, and clones share the policy, also between threads: make one, and clone it in the closure
/// that makes the app of each worker. See the [crate page](crate) for where it belongs.
#[derive(Clone, Debug)]
pub struct Cors<J = PreparedPolicy> {
    policy: J,
}

impl Cors {
    /// A middleware that applies `policy`: a [`Policy`](corsac::server::Policy), an `Arc` of one, or a
    /// [`PreparedPolicy`] that is also used elsewhere.
    ///
    /// Nothing can go wrong here or when the server starts: a policy that could not work was refused when it
    /// was built.
    #[must_use]
    pub fn new(policy: impl Into<PreparedPolicy>) -> Self {
        Self { policy: policy.into() }
    }
}

impl<J: Judge> Cors<J> {
    /// A middleware that has each request judged by `judge`: a policy that is replaced now and then, or one that
    /// asks a source about the origins that it does not list ([`SourcedPolicy`](crate::SourcedPolicy)).
    #[must_use]
    pub const fn judged_by(judge: J) -> Self {
        Self { policy: judge }
    }
}

impl<S, B, J> Transform<S, ServiceRequest> for Cors<J>
where
    J: Judge + Clone,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = CorsService<S, J>;
    type InitError = ();
    type Future = Ready<Result<CorsService<S, J>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(CorsService { inner, policy: self.policy.clone() }))
    }
}

/// A service behind a policy; made by [`Cors`].
///
/// - A preflight is answered here, before routing. The inner service is not called.
/// - A request that an enforcing policy refuses is answered `403` here.
/// - Every other request goes through, and what comes back leaves with the policy's headers
///   instead of those the inner service may have written. That includes the response that actix-web makes of
///   an `Err`, from a handler, an extractor or a middleware. (A middleware further out that makes a response of
///   such an error by itself must use `Error::error_response`; `HttpResponse::from_error` forgets what was added.)
///
/// Bodies are never touched; an answer given here has an empty one.
#[derive(Clone, Debug)]
pub struct CorsService<S, J = PreparedPolicy> {
    inner: S,
    policy: J,
}

impl<S, B, J> Service<ServiceRequest> for CorsService<S, J>
where
    J: Judge,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = CorsFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let ruling = self.policy.rule(&Head::from(&request));
        judged(&self.inner, request, ruling, |line| self.policy.nearest_origin(line))
    }
}

/// Carries a ruling out. `nearest` knows which allowed origin a refused one may have been meant to be.
#[inline]
pub(crate) fn judged<S, B>(
    inner: &S,
    request: ServiceRequest,
    ruling: Ruling,
    nearest: impl FnOnce(&[u8]) -> Option<String>,
) -> CorsFuture<S::Future>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    if ruling.why().is_refusal() {
        event::refused("CORS request refused", ruling.why().name(), &Head::from(&request), nearest);
    }
    match ruling {
        Ruling::Pass(pass) => CorsFuture::pass(inner.call(request), pass),
        Ruling::Answer { response, .. } => CorsFuture::answer(request.into_response(response)),
    }
}
