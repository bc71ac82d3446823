//! The layer and its service.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use crate::event;
use crate::future::CorsFuture;
use crate::head::Head;
use crate::judge::Judge;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// Puts a service behind a policy: every request of the wrapped service is judged by it.
///
/// Cloning is cheap; clones share the policy. See the [crate page](crate) for where the layer belongs.
#[derive(Clone, Debug)]
pub struct CorsLayer<J = PreparedPolicy> {
    policy: J,
}

impl CorsLayer {
    /// A layer that applies `policy`: a [`Policy`](corsac::server::Policy), an `Arc` of one, or a
    /// [`PreparedPolicy`] that is also used elsewhere.
    ///
    /// Nothing can go wrong here: a policy that could not work was refused when it was built.
    #[must_use]
    pub fn new(policy: impl Into<PreparedPolicy>) -> Self {
        Self { policy: policy.into() }
    }
}

impl<J: Judge> CorsLayer<J> {
    /// A layer that has each request judged by `judge`: a policy that is replaced now and then, or one that
    /// asks a source about the origins that it does not list ([`SourcedPolicy`](crate::SourcedPolicy)).
    #[must_use]
    pub const fn judged_by(judge: J) -> Self {
        Self { policy: judge }
    }
}

impl<S, J: Clone> Layer<S> for CorsLayer<J> {
    type Service = Cors<S, J>;

    fn layer(&self, inner: S) -> Cors<S, J> {
        Cors { inner, policy: self.policy.clone() }
    }
}

/// A service behind a policy; made by [`CorsLayer`].
///
/// - A preflight is answered here. The inner service is not called.
/// - A request that an enforcing policy refuses is answered `403` here.
/// - Every other request goes through, and what comes back leaves with the policy's headers
///   instead of those the inner service may have written.
///
/// Bodies are never touched; an answer given here has the empty (default) one. An `Err` of the
/// inner service is no response and passes through: turn errors into responses inside the layer.
#[derive(Clone, Debug)]
pub struct Cors<S, J = PreparedPolicy> {
    inner: S,
    policy: J,
}

impl<S, J, RequestBody, ResponseBody> Service<Request<RequestBody>> for Cors<S, J>
where
    J: Judge,
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    ResponseBody: Default,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = CorsFuture<S::Future>;

    #[inline]
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let ruling = self.policy.rule(&Head::from(&request));
        judged(&mut self.inner, request, ruling, |line| self.policy.nearest_origin(line))
    }
}

/// Carries a ruling out. `nearest` knows which allowed origin a refused one may have been meant to be.
pub(crate) fn judged<S, RequestBody>(
    inner: &mut S,
    request: Request<RequestBody>,
    ruling: Ruling,
    nearest: impl FnOnce(&[u8]) -> Option<String>,
) -> CorsFuture<S::Future>
where
    S: Service<Request<RequestBody>>,
{
    if ruling.why().is_refusal() {
        event::refused("CORS request refused", ruling.why().name(), &Head::from(&request), nearest);
    }
    match ruling {
        Ruling::Answer { response, .. } => CorsFuture::answer(response),
        Ruling::Pass(pass) => CorsFuture::pass(inner.call(request), pass),
    }
}
