//! A policy that is chosen for each request, by something that has to wait.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{HeaderName, HeaderValue, ORIGIN};
use corsac::server::{Count, SourceFailed, Why};

use crate::cors::judged;
use crate::event;
use crate::head::Head;
use crate::judge::{Judge, vary_line};
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
    /// middleware's own policy, which should allow nothing.
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

/// Puts an app, a scope or a resource behind a policy that is chosen for each request.
///
/// It does what [`Cors`](crate::Cors) does, by the policy that `make` finds. Where it finds none, the request is judged
/// by `otherwise`.
///
/// ```
/// use std::future::ready;
///
/// use actix_web::App;
/// use actix_web::http::header::HeaderName;
/// use corsac::server::{Config, Policy};
/// use corsac_actix::{Head, MakePolicy, PreparedPolicy};
///
/// let nobody = PreparedPolicy::from(Policy::with_source(Config::default())?);
/// let tenant = PreparedPolicy::from(Policy::builder().allow_origin("https://tenant.example").build()?);
/// let make = move |_head: &Head<'_>| ready(Ok(tenant.clone()));
/// let cors = MakePolicy::new(make, nobody, [HeaderName::from_static("x-tenant")]);
/// let app = App::new().wrap(cors.clone());
/// # drop(app);
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Debug)]
pub struct MakePolicy<M, C = ()> {
    shared: Arc<Shared<M, C>>,
}

#[derive(Clone, Debug)]
struct Shared<M, C> {
    make: M,
    otherwise: PreparedPolicy,
    vary: Option<Arc<HeaderValue>>,
    counter: C,
}

impl<M, C> Clone for MakePolicy<M, C> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<M: MakeRequestPolicy> MakePolicy<M> {
    /// `make` looks at the headers in `depends_on` only, besides `Origin` and `Host`: they are added to every
    /// `Vary`.
    #[must_use]
    pub fn new(
        make: M,
        otherwise: impl Into<PreparedPolicy>,
        depends_on: impl IntoIterator<Item = HeaderName>,
    ) -> Self {
        let vary = vary_line([ORIGIN].into_iter().chain(depends_on));
        Self { shared: Arc::new(Shared { make, otherwise: otherwise.into(), vary, counter: () }) }
    }
}

impl<M: Clone> MakePolicy<M> {
    /// The same, with a counter that is told the reason of every decision: for metrics.
    #[must_use]
    pub fn counted_by<C: Count>(self, counter: C) -> MakePolicy<M, C> {
        let Shared { make, otherwise, vary, .. } = Arc::unwrap_or_clone(self.shared);
        MakePolicy { shared: Arc::new(Shared { make, otherwise, vary, counter }) }
    }
}

impl<S, B, M, C> Transform<S, ServiceRequest> for MakePolicy<M, C>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    M: MakeRequestPolicy + 'static,
    M::Future: 'static,
    C: Count + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = MakePolicyService<S, M, C>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(MakePolicyService { inner: Rc::new(inner), shared: Arc::clone(&self.shared) }))
    }
}

/// A service behind a policy that is chosen for each request; made by [`MakePolicy`].
#[derive(Debug)]
pub struct MakePolicyService<S, M, C = ()> {
    inner: Rc<S>,
    shared: Arc<Shared<M, C>>,
}

impl<S, B, M, C> Service<ServiceRequest> for MakePolicyService<S, M, C>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    M: MakeRequestPolicy + 'static,
    M::Future: 'static,
    C: Count + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let making = self.shared.make.make(&Head::from(&request));
        let (inner, shared) = (Rc::clone(&self.inner), Arc::clone(&self.shared));
        Box::pin(async move {
            let policy = shared.choose(making.await, &Head::from(&request));
            let ruling = Judge::rule(&policy, &Head::from(&request)).varying(shared.vary.as_ref());
            shared.counter.decided(ruling.why());
            judged(&*inner, request, ruling, |line| policy.nearest_origin(line)).await
        })
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
