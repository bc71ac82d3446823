//! The cross-site request guard as a layer.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use corsac::server::{Count, Guard, GuardDecision, GuardWhy};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::event;
use crate::head::Head;

const DIAGNOSIS: HeaderName = HeaderName::from_static("corsac-diagnosis");

/// Refuses requests that another site may have forged, which CORS does not stop: a form elsewhere
/// can send a `POST` with the user's cookies, although its page may not read the answer.
///
/// A refused request is answered `403` with the cause in a `corsac-diagnosis` header, such as
/// `cross-site`, and never reaches the service. [`Guard`] says what is refused. Put this layer inside
/// [`CorsLayer`](crate::CorsLayer), so that pages which may read answers can read this one too, and
/// trust the origins that the policy allows if they are to change anything.
///
/// ```
/// use corsac::server::Guard;
/// use corsac_tower::GuardLayer;
///
/// let layer = GuardLayer::new(Guard::new(["https://app.example.com"])?);
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct GuardLayer<C = ()> {
    guard: Arc<Guard>,
    counter: C,
}

impl GuardLayer {
    /// A layer that checks every request with `guard`.
    #[must_use]
    pub fn new(guard: impl Into<Arc<Guard>>) -> Self {
        Self { guard: guard.into(), counter: () }
    }
}

impl<C> GuardLayer<C> {
    /// The same, with a counter that is told the reason of every decision: for metrics.
    #[must_use]
    pub fn counted_by<D: Count>(self, counter: D) -> GuardLayer<D> {
        GuardLayer { guard: self.guard, counter }
    }
}

impl<S, C: Clone> Layer<S> for GuardLayer<C> {
    type Service = Guarded<S, C>;

    fn layer(&self, inner: S) -> Guarded<S, C> {
        Guarded { inner, guard: Arc::clone(&self.guard), counter: self.counter.clone() }
    }
}

/// A service behind a guard; made by [`GuardLayer`].
#[derive(Clone, Debug)]
pub struct Guarded<S, C = ()> {
    inner: S,
    guard: Arc<Guard>,
    counter: C,
}

impl<S, C, RequestBody, ResponseBody> Service<Request<RequestBody>> for Guarded<S, C>
where
    C: Count,
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    ResponseBody: Default,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = GuardedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let head = Head::from(&request);
        let decision = self.guard.check(&head);
        self.counter.guarded(decision.why());
        let state = match decision {
            GuardDecision::Pass(_) => State::Inner { future: self.inner.call(request) },
            GuardDecision::Refuse(why) => {
                event::refused("cross-site request refused", why.name(), &head, event::nothing_near);
                State::Refusal { response: refusal(why) }
            }
        };
        GuardedFuture { state }
    }
}

/// The answer to a request that a guard refused: `403`, with the cause in a `corsac-diagnosis` header.
///
/// For servers that are no tower service; [`GuardLayer`] sends it by itself.
#[must_use]
pub fn refusal(why: GuardWhy) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::FORBIDDEN;
    response.headers_mut().insert(DIAGNOSIS, HeaderValue::from_static(why.name()));
    response
}

pin_project! {
    /// The response of [`Guarded`]: the inner service's, or a refusal.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct GuardedFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjection]
    enum State<F> {
        Inner { #[pin] future: F },
        Refusal { response: Response<()> },
    }
}

impl<F, B, E> Future for GuardedFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjection::Inner { future } => future.poll(cx),
            StateProjection::Refusal { response } => {
                Poll::Ready(Ok(mem::take(response).map(|()| B::default())))
            }
        }
    }
}
