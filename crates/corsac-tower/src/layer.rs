//! The layer and its service.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use crate::event;
use crate::future::CorsFuture;
use crate::head::Head;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// Puts a service behind a policy: every request of the wrapped service is judged by it.
///
/// Cloning is cheap; clones share the policy. See the [crate page](crate) for where the layer belongs.
#[derive(Clone, Debug)]
pub struct CorsLayer {
    policy: PreparedPolicy,
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

impl<S> Layer<S> for CorsLayer {
    type Service = Cors<S>;

    fn layer(&self, inner: S) -> Cors<S> {
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
pub struct Cors<S> {
    inner: S,
    policy: PreparedPolicy,
}

impl<S, RequestBody, ResponseBody> Service<Request<RequestBody>> for Cors<S>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    ResponseBody: Default,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = CorsFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let head = Head::from(&request);
        let ruling = self.policy.rule(&head);
        if ruling.why().is_refusal() {
            event::refused("CORS request refused", ruling.why().name(), &head);
        }
        match ruling {
            Ruling::Pass(pass) => CorsFuture::pass(self.inner.call(request), pass),
            Ruling::Answer { response, .. } => CorsFuture::answer(response),
        }
    }
}
