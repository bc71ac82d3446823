//! One event for each refused request, with stable fields.

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex};

use corsac::server::{Config, Guard, Policy};
use corsac_tower::{CorsLayer, GuardLayer};
use http::{HeaderValue, Request, Response};
use tower::{ServiceBuilder, ServiceExt};

/// What has been logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that a guarded service behind a policy logs about a request.
async fn logged(method: &str, headers: &[(&'static str, &[u8])]) -> String {
    let policy = Policy::new(Config { allow_origins: vec!["https://a.example".into()], ..Config::default() });
    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(policy.unwrap()))
        .layer(GuardLayer::new(Guard::new(["https://a.example"]).unwrap()))
        .service_fn(|_: Request<()>| async { Ok::<_, Infallible>(Response::new(())) });
    let mut request = Request::builder().method(method).body(()).unwrap();
    for (name, value) in headers {
        request.headers_mut().append(*name, HeaderValue::from_bytes(value).unwrap());
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_writer(move || writer.clone()).with_ansi(false).without_time();
    let _guard = tracing::subscriber::set_default(subscriber.finish());
    service.oneshot(request).await.unwrap();
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[tokio::test]
async fn a_refusal_names_its_cause_and_the_origin() {
    assert_eq!(
        logged("GET", &[("origin", b"https://evil.example")]).await,
        " INFO corsac_tower: CORS request refused cause=\"origin-not-allowed\" origin=\"https://evil.example\"\n"
    );
    assert_eq!(
        logged("POST", &[("sec-fetch-site", b"cross-site")]).await,
        " INFO corsac_tower: cross-site request refused cause=\"cross-site\" origin=\"\"\n"
    );
}

#[tokio::test]
async fn a_refusal_names_the_origin_that_may_have_been_meant() {
    assert_eq!(
        logged("GET", &[("origin", b"http://a.example")]).await,
        " INFO corsac_tower: CORS request refused cause=\"origin-not-allowed\" origin=\"http://a.example\" \
         nearest=\"https://a.example\"\n"
    );
}

#[tokio::test]
async fn what_is_allowed_is_not_logged() {
    assert_eq!(logged("GET", &[]).await, "");
    assert_eq!(logged("GET", &[("origin", b"https://a.example")]).await, "");
}

#[tokio::test]
async fn a_hostile_origin_can_neither_forge_nor_flood_the_log() {
    let forged = logged("GET", &[("origin", b"x\" cause=\"allowed")]).await;
    assert!(forged.ends_with("origin=\"x\\\" cause=\\\"allowed\"\n"), "{forged}");

    let no_text = logged("GET", &[("origin", b"https://\xff.example")]).await;
    assert!(no_text.ends_with("origin=\"(bytes outside ASCII)\"\n"), "{no_text}");

    let long = logged("GET", &[("origin", &b"x".repeat(100_000))]).await;
    assert!(long.len() < 500, "{}", long.len());
}
