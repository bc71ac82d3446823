//! One event for each refused request, with stable fields.

use std::io;
use std::sync::{Arc, Mutex};

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::{self, TestRequest};
use actix_web::{App, web};
use corsac::server::{Config, Guard, Policy};
use corsac_actix::{Cors, CrossSiteGuard};

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

/// The lines that a guarded app behind a policy logs about a request.
async fn logged(method: &str, headers: &[(&'static str, &[u8])]) -> String {
    let policy = Policy::new(Config { allow_origins: vec!["https://a.example".into()], ..Config::default() });
    let app = App::new()
        .route("/", web::to(|| async { "hello" }))
        .wrap(CrossSiteGuard::new(Guard::new(["https://a.example"]).unwrap()))
        .wrap(Cors::new(policy.unwrap()));
    let app = test::init_service(app).await;
    let mut request = TestRequest::default().method(method.parse().unwrap());
    for (name, value) in headers {
        request =
            request.append_header((HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap()));
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_writer(move || writer.clone()).with_ansi(false).without_time();
    let _guard = tracing::subscriber::set_default(subscriber.finish());
    test::call_service(&app, request.to_request()).await;
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[actix_web::test]
async fn a_refusal_names_its_cause_and_the_origin() {
    assert_eq!(
        logged("GET", &[("origin", b"https://evil.example")]).await,
        " INFO corsac_actix: CORS request refused cause=\"origin-not-allowed\" origin=\"https://evil.example\"\n"
    );
    assert_eq!(
        logged("POST", &[("sec-fetch-site", b"cross-site")]).await,
        " INFO corsac_actix: cross-site request refused cause=\"cross-site\" origin=\"\"\n"
    );
}

#[actix_web::test]
async fn a_refusal_names_the_origin_that_may_have_been_meant() {
    assert_eq!(
        logged("GET", &[("origin", b"http://a.example")]).await,
        " INFO corsac_actix: CORS request refused cause=\"origin-not-allowed\" origin=\"http://a.example\" \
         nearest=\"https://a.example\"\n"
    );
}

#[actix_web::test]
async fn what_is_allowed_is_not_logged() {
    assert_eq!(logged("GET", &[]).await, "");
    assert_eq!(logged("GET", &[("origin", b"https://a.example")]).await, "");
}

#[actix_web::test]
async fn a_hostile_origin_can_neither_forge_nor_flood_the_log() {
    let forged = logged("GET", &[("origin", b"x\" cause=\"allowed")]).await;
    assert!(forged.ends_with("origin=\"x\\\" cause=\\\"allowed\"\n"), "{forged}");

    let no_text = logged("GET", &[("origin", b"https://\xff.example")]).await;
    assert!(no_text.ends_with("origin=\"(bytes outside ASCII)\"\n"), "{no_text}");

    let long = logged("GET", &[("origin", &b"x".repeat(100_000))]).await;
    assert!(long.len() < 500, "{}", long.len());
}
