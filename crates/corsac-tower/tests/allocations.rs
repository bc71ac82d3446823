//! The layer allocates nothing but what a header map needs in order to grow.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use corsac::server::{Config, Guard, Policy};
use corsac_tower::{CorsLayer, GuardLayer};
use http::{HeaderMap, HeaderValue, Request, Response};
use tower::{Layer, Service, ServiceBuilder};

const ALLOWED: &str = "https://tenant-99.example.com";
const STRANGER: &str = "https://evil.example";

/// Answers with a header map that has room.
#[derive(Clone)]
struct Roomy;

impl Service<Request<()>> for Roomy {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        let mut response = Response::new(());
        *response.headers_mut() = HeaderMap::with_capacity(12);
        response.headers_mut().insert("vary", HeaderValue::from_static("accept-encoding"));
        ready(Ok(response))
    }
}

fn layer() -> CorsLayer {
    let policy = Policy::new(Config {
        allow_origins: (0..100).map(|place| format!("https://tenant-{place}.example.com")).collect(),
        allow_credentials: true,
        allow_methods: vec!["PUT".into()],
        allow_headers: vec!["authorization".into(), "content-type".into()],
        expose_headers: vec!["x-total".into()],
        max_age: Some(600),
        ..Config::default()
    });
    CorsLayer::new(policy.unwrap())
}

fn request(method: &str, headers: &[(&'static str, &str)]) -> Request<()> {
    let mut request = Request::builder().method(method).body(()).unwrap();
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).unwrap();
        // A server's values share the connection's buffer; so does a value that was cloned once.
        drop(value.clone());
        request.headers_mut().insert(*name, value);
    }
    request
}

/// How often a call of the service allocates.
fn allocations<S>(mut service: S, request: Request<()>) -> u64
where
    S: Service<Request<()>, Response = Response<()>, Error = Infallible>,
{
    let mut cx = Context::from_waker(Waker::noop());
    let counted = allocation_counter::measure(|| {
        assert!(service.poll_ready(&mut cx).is_ready());
        assert!(pin!(service.call(request)).poll(&mut cx).is_ready());
    });
    counted.count_total
}

/// What the layer adds to the allocations of the service.
fn added(headers: &[(&'static str, &str)]) -> u64 {
    let alone = allocations(Roomy, request("GET", headers));
    allocations(layer().layer(Roomy), request("GET", headers)) - alone
}

#[test]
fn none_without_origin_or_permission() {
    // `Vary` is there, so a line is added to it: the map's list of further lines grows.
    let growth_of_vary = 1;
    assert_eq!(added(&[]), growth_of_vary);
    assert_eq!(added(&[("origin", STRANGER)]), growth_of_vary);
}

#[test]
fn none_where_vary_says_enough() {
    for vary in ["accept, Origin", "*"] {
        let inner = || {
            tower::service_fn(move |_| {
                let mut response = Response::new(());
                response.headers_mut().insert("vary", HeaderValue::from_static(vary));
                ready(Ok::<_, Infallible>(response))
            })
        };
        let alone = allocations(inner(), request("GET", &[]));
        assert_eq!(allocations(layer().layer(inner()), request("GET", &[])), alone, "{vary}");
    }
}

#[test]
fn none_for_an_allowed_request() {
    let growth_of_vary = 1;
    assert_eq!(added(&[("origin", ALLOWED)]), growth_of_vary);
}

#[test]
fn a_header_map_for_an_answer() {
    let header_map = allocation_counter::measure(|| drop(HeaderMap::<HeaderValue>::with_capacity(8)));
    let preflight = |origin, headers| {
        request(
            "OPTIONS",
            &[
                ("origin", origin),
                ("access-control-request-method", "PUT"),
                ("access-control-request-headers", headers),
            ],
        )
    };
    let hostile = ",".repeat(100_000);
    for request in [
        preflight(ALLOWED, "authorization,content-type"),
        preflight(STRANGER, "authorization,content-type"),
        preflight(ALLOWED, &hostile),
    ] {
        assert_eq!(allocations(layer().layer(Roomy), request), header_map.count_total);
    }
}

#[test]
fn none_of_the_guard() {
    let guarded =
        || ServiceBuilder::new().layer(GuardLayer::new(Guard::new([ALLOWED]).unwrap())).service(Roomy);
    let forged = [("origin", ALLOWED), ("sec-fetch-site", "cross-site")];
    let alone = allocations(Roomy, request("POST", &forged));
    assert_eq!(allocations(guarded(), request("POST", &forged)), alone);
}
