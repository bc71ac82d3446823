use std::future::{Future, pending};
use std::task::{Context, Poll, Waker};

use http::{HeaderValue, Request, Response};
use tower::limit::ConcurrencyLimitLayer;
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};

use super::{ALLOWED, STRANGER, answer, config, layer, lines, passed, preflight, request};
use corsac::server::Config;

const GRANTED: [&str; 4] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: etag,x-total",
    "vary: origin",
];

#[tokio::test]
async fn whatever_comes_back_carries_the_headers() {
    for status in [101, 200, 204, 206, 302, 304, 401, 404, 413, 500, 504] {
        for method in ["GET", "HEAD", "POST", "DELETE"] {
            let request = request(method, &[("origin", ALLOWED)]);
            let response = answer(&layer(config()), request, status, &[]).await;
            assert!(passed(&response));
            assert_eq!(response.status(), status);
            assert_eq!(lines(response.headers()), GRANTED, "{method} {status}");
        }
    }
}

#[tokio::test]
async fn without_an_origin_only_vary_is_added() {
    let response = answer(&layer(config()), request("GET", &[]), 200, &[("etag", "x")]).await;
    assert_eq!(lines(response.headers()), ["etag: x", "vary: origin"]);
}

#[tokio::test]
async fn a_stranger_gets_the_response_without_cors_headers() {
    let response = answer(&layer(config()), request("POST", &[("origin", STRANGER)]), 200, &[]).await;
    assert!(passed(&response));
    assert_eq!(lines(response.headers()), ["vary: origin"]);
}

#[tokio::test]
async fn no_vary_where_nothing_depends_on_the_request() {
    let layer = layer(Config { allow_origins: vec!["*".into()], ..Config::default() });
    let response = answer(&layer, request("GET", &[("origin", STRANGER)]), 200, &[]).await;
    assert_eq!(lines(response.headers()), ["access-control-allow-origin: *"]);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_no_origin() {
    let mut request = request("GET", &[]);
    let origin = HeaderValue::from_bytes(b"https://\xe9.example.com").unwrap();
    request.headers_mut().insert("origin", origin);
    let response = answer(&layer(config()), request, 200, &[]).await;
    assert!(passed(&response));
    assert_eq!(lines(response.headers()), ["vary: origin"]);
}

#[tokio::test]
async fn two_origin_lines_are_granted_nothing() {
    let request = request("GET", &[("origin", ALLOWED), ("origin", STRANGER)]);
    let response = answer(&layer(config()), request, 200, &[]).await;
    assert!(passed(&response));
    assert_eq!(lines(response.headers()), ["vary: origin"]);
}

#[tokio::test]
async fn an_error_of_the_service_passes_through() {
    let inner = service_fn(|_: Request<()>| async { Err::<Response<()>, _>("unreachable backend") });
    let outcome = layer(config()).layer(inner).oneshot(request("GET", &[("origin", ALLOWED)])).await;
    assert_eq!(outcome.unwrap_err(), "unreachable backend");
}

#[test]
fn readiness_is_that_of_the_service() {
    let inner = service_fn(|_: Request<()>| pending::<Result<Response<String>, ()>>());
    let mut service =
        ServiceBuilder::new().layer(layer(config())).layer(ConcurrencyLimitLayer::new(1)).service(inner);
    let mut cx = Context::from_waker(Waker::noop());

    assert!(service.poll_ready(&mut cx).is_ready());
    let first = service.call(request("GET", &[]));
    assert!(service.poll_ready(&mut cx).is_pending(), "the only permit is taken");
    drop(first);
    assert!(service.poll_ready(&mut cx).is_ready());

    // Answering a preflight takes no permit.
    let mut answer = Box::pin(service.call(preflight(ALLOWED, "PUT", "authorization")));
    assert!(matches!(answer.as_mut().poll(&mut cx), Poll::Ready(Ok(_))));
    assert!(service.poll_ready(&mut cx).is_ready());
}
