//! The cross-site request guard as a middleware.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{Error, HttpResponse};
use corsac::server::{Count, Guard, GuardDecision, GuardWhy};
use pin_project_lite::pin_project;

use crate::event;
use crate::head::Head;

const DIAGNOSIS: HeaderName = HeaderName::from_static("corsac-diagnosis");

/// Refuses requests that another site may have forged, which CORS does not stop: a form elsewhere
/// can send a `POST` with the user's cookies, although its page may not read the answer.
///
/// A refused request is answered `403` with the cause in a `corsac-diagnosis` header, such as
/// `cross-site`, and never reaches the service. [`Guard`] says what is refused. Add it before
/// [`Cors`](crate::Cors), which puts it inside, so that pages which may read answers can read this one too, and
/// trust the origins that the policy allows if they are to change anything. (It is no
/// [`actix_web::guard::Guard`]; those choose routes.)
///
/// ```
/// use corsac::server::Guard;
/// use corsac_actix::CrossSiteGuard;
///
/// let guard = CrossSiteGuard::new(Guard::new(["https://app.example.com"])?);
/// let app = actix_web::App::new().wrap(guard);
/// # drop(app);
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct CrossSiteGuard<C = ()> {
    guard: Arc<Guard>,
    counter: C,
}

impl CrossSiteGuard {
    /// A middleware that checks every request with `guard`.
    #[must_use]
    pub fn new(guard: impl Into<Arc<Guard>>) -> Self {
        Self { guard: guard.into(), counter: () }
    }
}

impl<C> CrossSiteGuard<C> {
    /// The same, with a counter that is told the reason of every decision: for metrics.
    #[must_use]
    pub fn counted_by<D: Count>(self, counter: D) -> CrossSiteGuard<D> {
        CrossSiteGuard { guard: self.guard, counter }
    }
}

impl<S, B, C> Transform<S, ServiceRequest> for CrossSiteGuard<C>
where
    C: Count + Clone,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = GuardedService<S, C>;
    type InitError = ();
    type Future = Ready<Result<GuardedService<S, C>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        let (guard, counter) = (Arc::clone(&self.guard), self.counter.clone());
        ready(Ok(GuardedService { inner, guard, counter }))
    }
}

/// A service behind a guard; made by [`CrossSiteGuard`].
#[derive(Clone, Debug)]
pub struct GuardedService<S, C = ()> {
    inner: S,
    guard: Arc<Guard>,
    counter: C,
}

impl<S, B, C> Service<ServiceRequest> for GuardedService<S, C>
where
    C: Count,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = GuardedFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let head = Head::from(&request);
        let decision = self.guard.check(&head);
        self.counter.guarded(decision.why());
        let state = match decision {
            GuardDecision::Pass(_) => State::Inner { future: self.inner.call(request) },
            GuardDecision::Refuse(why) => {
                event::refused("cross-site request refused", why.name(), &head, event::nothing_near);
                State::Refusal { response: Some(request.into_response(refusal(why))) }
            }
        };
        GuardedFuture { state }
    }
}

/// The answer to a request that a guard refused: `403`, with the cause in a `corsac-diagnosis` header.
///
/// For handlers that check by themselves; [`CrossSiteGuard`] sends it by itself.
#[must_use]
pub fn refusal(why: GuardWhy) -> HttpResponse {
    let mut response = HttpResponse::Forbidden().finish();
    response.headers_mut().insert(DIAGNOSIS, HeaderValue::from_static(why.name()));
    response
}

pin_project! {
    /// The response of [`GuardedService`]: the inner service's, or a refusal.
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
        // Taken when it is given; a future is not asked again.
        Refusal { response: Option<ServiceResponse> },
    }
}

impl<F, B> Future for GuardedFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjection::Inner { future } => future.poll(cx).map_ok(ServiceResponse::map_into_left_body),
            StateProjection::Refusal { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response.map_into_right_body())),
                None => Poll::Pending,
            },
        }
    }
}
