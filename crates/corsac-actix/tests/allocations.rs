//! The middleware allocates nothing: actix-web keeps the heads of answers, with their header maps, for later ones.

use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse};
use corsac::server::{Config, Guard, Policy};
use corsac_actix::{Cors, CrossSiteGuard};

const ALLOWED: &str = "https://tenant-99.example.com";
const STRANGER: &str = "https://evil.example";

/// Answers with a header map that has room.
struct Roomy;

impl Service<ServiceRequest> for Roomy {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let mut response = HttpResponse::Ok().finish();
        response.headers_mut().reserve(12);
        response.headers_mut().insert(HeaderName::from_static("vary"), HeaderValue::from_static("accept"));
        ready(Ok(request.into_response(response)))
    }
}

fn cors() -> Cors {
    let policy = Policy::new(Config {
        allow_origins: (0..100).map(|place| format!("https://tenant-{place}.example.com")).collect(),
        allow_credentials: true,
        allow_methods: vec!["PUT".into()],
        allow_headers: vec!["authorization".into(), "content-type".into()],
        expose_headers: vec!["x-total".into()],
        max_age: Some(600),
        ..Config::default()
    });
    Cors::new(policy.unwrap())
}

fn request(method: &str, headers: &[(&'static str, &str)]) -> ServiceRequest {
    let mut request = TestRequest::default().method(method.parse().unwrap());
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).unwrap();
        // A server's values share the connection's buffer; so does a value that was cloned once.
        drop(value.clone());
        request = request.insert_header((HeaderName::from_static(name), value));
    }
    request.to_srv_request()
}

fn behind<T: Transform<Roomy, ServiceRequest>>(middleware: &T) -> T::Transform {
    let mut cx = Context::from_waker(Waker::noop());
    match pin!(middleware.new_transform(Roomy)).poll(&mut cx) {
        Poll::Ready(Ok(service)) => service,
        _ => unreachable!("is made at once"),
    }
}

/// How often a call of the service allocates.
fn allocations<S: Service<ServiceRequest>>(
    service: &S,
    method: &str,
    headers: &[(&'static str, &str)],
) -> u64 {
    let mut cx = Context::from_waker(Waker::noop());
    // actix-web keeps heads and responses for the next request: the first one fills its pools.
    for _ in 0..2 {
        assert!(pin!(service.call(request(method, headers))).poll(&mut cx).is_ready());
    }
    let request = request(method, headers);
    let counted = allocation_counter::measure(|| {
        assert!(service.poll_ready(&mut cx).is_ready());
        assert!(pin!(service.call(request)).poll(&mut cx).is_ready());
    });
    counted.count_total
}

#[test]
fn none_for_a_request() {
    for headers in [&[][..], &[("origin", STRANGER)], &[("origin", ALLOWED)]] {
        let alone = allocations(&Roomy, "GET", headers);
        assert_eq!(allocations(&behind(&cors()), "GET", headers), alone, "{headers:?}");
    }
}

#[test]
fn none_for_an_answer() {
    let hostile = ",".repeat(100_000);
    for (origin, headers) in
        [(ALLOWED, "authorization,content-type"), (STRANGER, "authorization"), (ALLOWED, &hostile)]
    {
        let preflight = [
            ("origin", origin),
            ("access-control-request-method", "PUT"),
            ("access-control-request-headers", headers),
        ];
        assert_eq!(allocations(&behind(&cors()), "OPTIONS", &preflight), 0, "{origin}");
    }
}

#[test]
fn none_of_the_guard() {
    let guard = CrossSiteGuard::new(Guard::new([ALLOWED]).unwrap());
    let forged = [("origin", ALLOWED), ("sec-fetch-site", "cross-site")];
    let alone = allocations(&Roomy, "POST", &forged);
    assert_eq!(allocations(&behind(&guard), "POST", &forged), alone);
}
