//! The service and the layers of tower's world.

use std::collections::HashSet;
use std::convert::Infallible;
use std::future::{self, Future};
use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use corsac::server::Policy;
use corsac_tower::{Head, PreparedPolicy, Ruling};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, ORIGIN};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use tower::{Layer, Service};
use tower_http::cors::{AllowOrigin, Cors, CorsLayer};

use crate::policy::origin;
use crate::requests::Requests;
use crate::run::Run;

/// Asks a service with a copy of each request.
pub(crate) fn run<S>(mut service: S, requests: &Requests) -> Run
where
    S: Service<Request<()>, Response = Response<String>, Error = Infallible> + 'static,
{
    let mut cx = Context::from_waker(Waker::noop());
    requests.run(move |request| {
        let Poll::Ready(Ok(())) = service.poll_ready(&mut cx) else { unreachable!("always ready") };
        match pin!(service.call(black_box(request).clone())).poll(&mut cx) {
            Poll::Ready(Ok(response)) => drop(black_box(response)),
            Poll::Pending => unreachable!("answers at once"),
        }
    })
}

pub(crate) fn corsac(policy: Policy) -> corsac_tower::Cors<Hello> {
    corsac_tower::CorsLayer::new(policy).layer(Hello)
}

pub(crate) fn tower_http_list(origins: usize) -> Cors<Hello> {
    let list = (0..origins).map(|place| value(&origin(place)));
    tower_http(AllowOrigin::list(list)).layer(Hello)
}

pub(crate) fn tower_http_set(origins: usize) -> Cors<Hello> {
    let set: HashSet<_> = (0..origins).map(|place| value(&origin(place))).collect();
    tower_http(AllowOrigin::predicate(move |origin, _| set.contains(origin))).layer(Hello)
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

/// The service itself: answers at once, with one header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hello;

impl Hello {
    fn answer() -> Response<String> {
        let mut response = Response::new(String::new());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

impl Service<Request<()>> for Hello {
    type Response = Response<String>;
    type Error = Infallible;
    type Future = future::Ready<Result<Response<String>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        future::ready(Ok(Self::answer()))
    }
}

/// The service with the lines that corsac sends, inserted one by one.
#[derive(Clone, Debug)]
pub(crate) struct Floor {
    /// The status, if the service is not asked.
    status: Option<StatusCode>,
    lines: Arc<[(HeaderName, HeaderValue)]>,
}

impl Floor {
    pub(crate) fn new(policy: &PreparedPolicy, requests: &Requests) -> Self {
        let (status, map) = match policy.rule(&Head::from(requests.first())) {
            Ruling::Answer { response, .. } => (Some(response.status()), response.headers().clone()),
            Ruling::Pass(pass) => {
                let mut map = HeaderMap::new();
                pass.write_to(&mut map);
                (None, map)
            }
        };
        Self { status, lines: map.iter().map(|(name, value)| (name.clone(), value.clone())).collect() }
    }
}

impl Service<Request<()>> for Floor {
    type Response = Response<String>;
    type Error = Infallible;
    type Future = future::Ready<Result<Response<String>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        black_box(request.headers().get(ORIGIN));
        let mut response = match self.status {
            None => Hello::answer(),
            Some(status) => {
                let mut response = Response::new(String::new());
                *response.status_mut() = status;
                response.headers_mut().reserve(self.lines.len());
                response
            }
        };
        for (name, value) in &*self.lines {
            response.headers_mut().append(name.clone(), value.clone());
        }
        future::ready(Ok(response))
    }
}
