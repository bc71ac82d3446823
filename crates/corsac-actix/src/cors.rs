//! The middleware and its service.

use std::future::{Ready, ready};
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use crate::event;
use crate::future::CorsFuture;
use crate::head::Head;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// Puts an app, a scope or a resource behind a policy: every request of what it wraps is judged by it.
///
/// Cloning is cheap, and clones share the policy, also between threads: make one, and clone it in the closure
/// that makes the app of each worker. See the [crate page](crate) for where it belongs.
#[derive(Clone, Debug)]
pub struct Cors {
    policy: PreparedPolicy,
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

impl<S, B> Transform<S, ServiceRequest> for Cors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = CorsService<S>;
    type InitError = ();
    type Future = Ready<Result<CorsService<S>, ()>>;

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
pub struct CorsService<S> {
    inner: S,
    policy: PreparedPolicy,
}

impl<S, B> Service<ServiceRequest> for CorsService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = CorsFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let head = Head::from(&request);
        let ruling = self.policy.rule(&head);
        if ruling.why().is_refusal() {
            event::refused("CORS request refused", ruling.why().name(), &head);
        }
        match ruling {
            Ruling::Pass(pass) => CorsFuture::pass(self.inner.call(request), pass),
            Ruling::Answer { response, .. } => CorsFuture::answer(request.into_response(response)),
        }
    }
}
