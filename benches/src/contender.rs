//! Who is asked.

use std::collections::HashSet;
use std::convert::Infallible;
use std::fmt;
use std::future::{self, Future};
use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use corsac::server::{Config, Policy};
use corsac_tower::Head;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use http::{HeaderValue, Method, Request, Response};
use tower::{Layer, Service};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::requests::origin;

/// A way to answer a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contender {
    /// The service alone: what all but `Decide` cost at least, with the copy of the request.
    Bare,
    /// corsac's engine alone: the decision, without a service and without a copy of the request.
    Decide,
    /// The service behind corsac-tower's layer.
    CorsacTower,
    /// The service behind tower-http's layer with a list of origins.
    TowerHttpList,
    /// The service behind tower-http's layer with a predicate over a hash set of origins.
    TowerHttpSet,
}

/// Asks as often as it is told to.
pub struct Run(pub(crate) Box<dyn FnMut(u64)>);

impl Run {
    /// Asks `times` times.
    pub fn times(&mut self, times: u64) {
        (self.0)(times);
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Run")
    }
}

impl Contender {
    /// Every contender, in the order of the table.
    pub const ALL: [Self; 5] =
        [Self::Bare, Self::Decide, Self::CorsacTower, Self::TowerHttpList, Self::TowerHttpSet];

    /// What the table calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare service",
            Self::Decide => "corsac decide",
            Self::CorsacTower => "corsac-tower",
            Self::TowerHttpList => "tower-http, list",
            Self::TowerHttpSet => "tower-http, hash set",
        }
    }

    pub(crate) fn prepare(self, origins: usize) -> Ready {
        match self {
            Self::Bare => Ready::service(Hello),
            Self::Decide => {
                let policy = Arc::new(policy(origins));
                Ready(Box::new(move |request| run_decide(Arc::clone(&policy), request)))
            }
            Self::CorsacTower => Ready::service(corsac_tower::CorsLayer::new(policy(origins)).layer(Hello)),
            Self::TowerHttpList => {
                let list = (0..origins).map(|place| value(&origin(place)));
                Ready::service(tower_http(AllowOrigin::list(list)).layer(Hello))
            }
            Self::TowerHttpSet => {
                let set: HashSet<_> = (0..origins).map(|place| value(&origin(place))).collect();
                let predicate = AllowOrigin::predicate(move |origin, _| set.contains(origin));
                Ready::service(tower_http(predicate).layer(Hello))
            }
        }
    }
}

/// A contender with its policy made; each request gets a run of its own.
pub(crate) struct Ready(Box<dyn Fn(Request<()>) -> Run>);

impl Ready {
    fn service<S>(service: S) -> Self
    where
        S: Service<Request<()>, Response = Response<String>, Error = Infallible> + Clone + 'static,
    {
        Self(Box::new(move |request| run_service(service.clone(), request)))
    }

    pub(crate) fn run(&self, request: Request<()>) -> Run {
        (self.0)(request)
    }
}

fn policy(origins: usize) -> Policy {
    Policy::new(config(origins)).expect("a policy that can work")
}

/// What all policies are made from, with that many origins.
#[must_use]
pub fn config(origins: usize) -> Config {
    let strings = |list: &[&str]| list.iter().map(|&item| item.to_owned()).collect();
    Config {
        allow_origins: (0..origins).map(origin).collect(),
        allow_credentials: true,
        allow_methods: strings(&["GET", "POST", "PUT", "DELETE"]),
        allow_headers: strings(&["authorization", "content-type"]),
        expose_headers: strings(&["x-total"]),
        max_age: Some(600),
        ..Config::default()
    }
}

/// The same policy, as tower-http says it.
fn tower_http(origins: AllowOrigin) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE])
        .expose_headers([HeaderName::from_static("x-total")])
        .max_age(Duration::from_secs(600))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a header value")
}

fn run_decide(policy: Arc<Policy>, request: Request<()>) -> Run {
    Run(Box::new(move |times| {
        for _ in 0..times {
            black_box(policy.decide(&Head::from(black_box(&request))));
        }
    }))
}

fn run_service<S>(mut service: S, request: Request<()>) -> Run
where
    S: Service<Request<()>, Response = Response<String>, Error = Infallible> + 'static,
{
    let mut cx = Context::from_waker(Waker::noop());
    let mut ask = move |request| {
        let Poll::Ready(Ok(())) = service.poll_ready(&mut cx) else { unreachable!("always ready") };
        match pin!(service.call(request)).poll(&mut cx) {
            Poll::Ready(Ok(response)) => response,
            Poll::Pending => unreachable!("answers at once"),
        }
    };
    Run(Box::new(move |times| {
        for _ in 0..times {
            black_box(ask(black_box(&request).clone()));
        }
    }))
}

/// The service itself: answers at once, with one header.
#[derive(Clone, Copy, Debug)]
struct Hello;

impl Service<Request<()>> for Hello {
    type Response = Response<String>;
    type Error = Infallible;
    type Future = future::Ready<Result<Response<String>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        let mut response = Response::new(String::new());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        future::ready(Ok(response))
    }
}
