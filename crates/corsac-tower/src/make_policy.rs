//! A policy that is chosen for each request, by something that has to wait.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use corsac::server::{Count, SourceFailed, Why};
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

/// Chooses the policy of a request: that of its tenant, out of a database.
///
/// It is asked before every request, so what it finds is best kept for a while. Functions from a [`Head`] to a future
/// are such choosers.
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
pub struct MakePolicyLayer<M, C = ()> {
    shared: Arc<Shared<M, C>>,
}

#[derive(Clone, Debug)]
struct Shared<M, C> {
    make: M,
    otherwise: PreparedPolicy,
    vary: Option<Arc<HeaderValue>>,
    counter: C,
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
        Self { shared: Arc::new(Shared { make, otherwise: otherwise.into(), vary, counter: () }) }
    }
}

impl<M: Clone> MakePolicyLayer<M> {
    /// The same, with a counter that is told the reason of every decision: for metrics.
    #[must_use]
    pub fn counted_by<C: Count>(self, counter: C) -> MakePolicyLayer<M, C> {
        let Shared { make, otherwise, vary, .. } = Arc::unwrap_or_clone(self.shared);
        MakePolicyLayer { shared: Arc::new(Shared { make, otherwise, vary, counter }) }
    }
}

impl<S, M, C> Layer<S> for MakePolicyLayer<M, C> {
    type Service = MakePolicy<S, M, C>;

    fn layer(&self, inner: S) -> MakePolicy<S, M, C> {
        MakePolicy { inner, shared: Arc::clone(&self.shared) }
    }
}

/// A service behind a policy that is chosen for each request; made by [`MakePolicyLayer`].
#[derive(Debug)]
pub struct MakePolicy<S, M, C = ()> {
    inner: S,
    shared: Arc<Shared<M, C>>,
}

impl<S: Clone, M, C> Clone for MakePolicy<S, M, C> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), shared: Arc::clone(&self.shared) }
    }
}

impl<S, M, C, RequestBody, ResponseBody> Service<Request<RequestBody>> for MakePolicy<S, M, C>
where
    C: Count,
    S: Service<Request<RequestBody>, Response = Response<ResponseBody>> + Clone,
    M: MakeRequestPolicy,
    ResponseBody: Default,
{
    type Response = Response<ResponseBody>;
    type Error = S::Error;
    type Future = MakePolicyFuture<S, M, RequestBody, C>;

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
    pub struct MakePolicyFuture<S, M, RequestBody, C = ()>
    where
        S: Service<Request<RequestBody>>,
        M: MakeRequestPolicy,
    {
        #[pin]
        state: State<S, M, RequestBody, C, M::Future, S::Future>,
    }
}

impl<S: Service<Request<B>>, M: MakeRequestPolicy, B, C> std::fmt::Debug for MakePolicyFuture<S, M, B, C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MakePolicyFuture").finish_non_exhaustive()
    }
}

/// A service, the request for it, and what judges that.
type Waiting<S, M, B, C> = Option<(S, Request<B>, Arc<Shared<M, C>>)>;

pin_project! {
    #[project = StateProjection]
    enum State<S, M, B, C, P, F> {
        Making { #[pin] making: P, waiting: Waiting<S, M, B, C> },
        Judged { #[pin] future: CorsFuture<F> },
    }
}

impl<S, M, C, RequestBody, ResponseBody> Future for MakePolicyFuture<S, M, RequestBody, C>
where
    C: Count,
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
                    let policy = shared.choose(made, &Head::from(&request));
                    let ruling = Judge::rule(&policy, &Head::from(&request)).varying(shared.vary.as_ref());
                    shared.counter.decided(ruling.why());
                    let nearest = |line: &[u8]| policy.nearest_origin(line);
                    let future = judged(&mut inner, request, ruling, nearest);
                    this.state.set(State::Judged { future });
                }
            }
        }
    }
}

impl<M, C> Shared<M, C> {
    fn choose(&self, made: Result<PreparedPolicy, SourceFailed>, head: &Head<'_>) -> PreparedPolicy {
        made.unwrap_or_else(|SourceFailed| {
            let cause = Why::OriginSourceFailed.name();
            event::refused("no policy for the request", cause, head, event::nothing_near);
            self.otherwise.clone()
        })
    }
}
