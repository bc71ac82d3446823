//! A policy that is chosen for each request, by something that has to wait.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use corsac::server::SourceFailed;
use http::{HeaderName, HeaderValue, Request, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::event;
use crate::future::CorsFuture;
use crate::head::Head;
use crate::judge::{Judge, vary_line};
use crate::layer::judged;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// Chooses the policy of a request: that of its tenant, out of a database.
///
/// It is asked before every request with an `Origin`, so what it finds is best kept for a while. Functions
/// from a [`Head`] to a future are such choosers.
pub trait MakeRequestPolicy {
    /// Resolves to the policy.
    type Future: Future<Output = Result<PreparedPolicy, SourceFailed>>;

    /// Starts to look for the policy of a request.
    ///
    /// # Errors
    /// The future says [`SourceFailed`] if no policy can be found now. Then the request is judged by the
    /// layer's own policy, which should allow nothing.
    fn make(&self, head: &Head<'_>) -> Self::Future;
}

impl<F, R> MakeRequestPolicy for F
where
    F: Fn(&Head<'_>) -> R,
    R: Future<Output = Result<PreparedPolicy, SourceFailed>>,
{
    type Future = R;

    fn make(&self, head: &Head<'_>) -> R {
        self(head)
    }
}

/// Puts a service behind a policy that is chosen for each request.
///
/// It does what [`CorsLayer`](crate::CorsLayer) does, by the policy that `make` finds. Where it finds none,
/// the request is judged by `otherwise`.
///
/// ```
/// use std::future::ready;
///
/// use corsac::server::{Config, Policy};
/// use corsac_tower::{Head, MakePolicyLayer, PreparedPolicy};
///
/// let nobody = PreparedPolicy::from(Policy::with_source(Config::default())?);
/// let tenant = Config { allow_origins: vec!["https://tenant.example".into()], ..Config::default() };
/// let tenant = PreparedPolicy::from(Policy::new(tenant)?);
/// let make = move |_head: &Head<'_>| ready(Ok(tenant.clone()));
/// let layer = MakePolicyLayer::new(make, nobody, [http::HeaderName::from_static("x-tenant")]);
/// # let _ = layer;
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct MakePolicyLayer<M> {
    shared: Arc<Shared<M>>,
}

#[derive(Debug)]
struct Shared<M> {
    make: M,
    otherwise: PreparedPolicy,
    vary: Option<Arc<HeaderValue>>,
}

impl<M: MakeRequestPolicy> MakePolicyLayer<M> {
    /// `make` looks at the headers in `depends_on` only, besides `Origin` and `Host`: they are added to every
    /// `Vary`.
    #[must_use]
    pub fn new(
        make: M,
        otherwise: impl Into<PreparedPolicy>,
        depends_on: impl IntoIterator<Item = HeaderName>,
    ) -> Self {
        let vary = vary_line([http::header::ORIGIN].into_iter().chain(depends_on));
        Self { shared: Arc::new(Shared { make, otherwise: otherwise.into(), vary }) }
    }
}

impl<S, M> Layer<S> for MakePolicyLayer<M> {
    type Service = MakePolicy<S, M>;

    fn layer(&self, inner: S) -> MakePolicy<S, M> {
        MakePolicy { inner, shared: Arc::clone(&self.shared) }
    }
}

/// A service behind a policy that is chosen for each request; made by [`MakePolicyLayer`].
#[derive(Debug)]
pub struct MakePolicy<S, M> {
    inner: S,
    shared: Arc<Shared<M>>,
}

impl<S: Clone, M> Clone for MakePolicy<S, M> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), shared: Arc::clone(&self.shared) }
    }
}

impl<S, M, RequestBody, ResponseBody> Service<Request<RequestBody>> for MakePolicy<S, M>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>> + Clone,
    M: MakeRequestPolicy,
    ResponseBody: Default,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = MakePolicyFuture<S, M, RequestBody>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        // The one that was polled is the one that is ready.
        let clone = self.inner.clone();
        let inner = mem::replace(&mut self.inner, clone);
        let making = self.shared.make.make(&Head::from(&request));
        let waiting = Some((inner, request, Arc::clone(&self.shared)));
        MakePolicyFuture { state: State::Making { making, waiting } }
    }
}

pin_project! {
    /// The response of [`MakePolicy`].
    #[must_use = "futures do nothing unless polled"]
    pub struct MakePolicyFuture<S, M, RequestBody>
    where
        S: Service<Request<RequestBody>>,
        M: MakeRequestPolicy,
    {
        #[pin]
        state: State<S, M, RequestBody, M::Future, S::Future>,
    }
}

impl<S: Service<Request<B>>, M: MakeRequestPolicy, B> std::fmt::Debug for MakePolicyFuture<S, M, B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MakePolicyFuture").finish_non_exhaustive()
    }
}

/// A service, the request for it, and what judges that.
type Waiting<S, M, B> = Option<(S, Request<B>, Arc<Shared<M>>)>;

pin_project! {
    #[project = StateProjection]
    enum State<S, M, B, P, F> {
        Making { #[pin] making: P, waiting: Waiting<S, M, B> },
        Judged { #[pin] future: CorsFuture<F> },
    }
}

impl<S, M, RequestBody, ResponseBody> Future for MakePolicyFuture<S, M, RequestBody>
where
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    M: MakeRequestPolicy,
    ResponseBody: Default,
{
    type Output = Result<Response<ResponseBody>, S::Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            match this.state.as_mut().project() {
                StateProjection::Judged { future } => return future.poll(cx),
                StateProjection::Making { making, waiting } => {
                    let made = ready!(making.poll(cx));
                    // A future that is done is not polled again.
                    let Some((mut inner, request, shared)) = waiting.take() else { return Poll::Pending };
                    let ruling = shared.rule(made, &Head::from(&request));
                    let future = judged(&mut inner, request, ruling);
                    this.state.set(State::Judged { future });
                }
            }
        }
    }
}

impl<M> Shared<M> {
    fn rule(&self, made: Result<PreparedPolicy, SourceFailed>, head: &Head<'_>) -> Ruling {
        let policy = made.as_ref().unwrap_or_else(|SourceFailed| {
            event::refused("no policy for the request", corsac::server::Why::OriginSourceFailed.name(), head);
            &self.otherwise
        });
        Judge::rule(policy, head).varying(self.vary.as_ref())
    }
}
