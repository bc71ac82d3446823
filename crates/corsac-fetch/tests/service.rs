//! An axum application, fetched from as a browser would, without a socket.

use axum::Router;
use axum::routing::{get, put};
use corsac::server::{Config, Policy};
use corsac_fetch::Client;
use corsac_tower::CorsLayer;

fn app() -> Router {
    let config = Config {
        allow_origins: vec!["https://app.example.com".into()],
        allow_methods: vec!["PUT".into()],
        ..Config::default()
    };
    Router::new()
        .route("/items/1", put(async |body: String| format!("put {body}")))
        .route("/host", get(async |headers: http::HeaderMap| format!("{:?}", headers.get("host"))))
        .layer(CorsLayer::new(Policy::new(config).unwrap()))
}

#[tokio::test]
async fn an_allowed_page_gets_through_and_another_does_not() {
    let client = Client::builder().over(app()).unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let mut fetched =
        page.fetch("https://api.example.com/items/1").method("PUT").body("new").send().await.unwrap();
    assert_eq!(fetched.text().await.unwrap(), "put new");
    assert_eq!(fetched.transcript().messages.len(), 2);
    let mut fetched = page.fetch("https://api.example.com:8443/host?q").send().await.unwrap();
    assert_eq!(fetched.text().await.unwrap(), "Some(\"api.example.com:8443\")");
    let page = client.page("https://hacker.com").unwrap();
    let fetched = page.fetch("https://api.example.com/items/1").method("PUT").send().await.unwrap();
    assert!(!fetched.is_allowed());
}

#[tokio::test]
async fn a_service_that_fails_gives_no_answer() {
    let broken = tower::service_fn(|_: http::Request<_>| async {
        Err::<http::Response<String>, _>(std::io::Error::other("out of order"))
    });
    let client = Client::builder().over(broken).unwrap();
    let fetched = client.page("https://a.test").unwrap().fetch("https://b.test/").send().await.unwrap();
    assert_eq!(fetched.failure_detail(), Some("out of order"));
}

#[tokio::test]
async fn what_may_change_something_is_held_back_on_request_and_its_preflight_is_not() {
    let client = Client::builder().over(app()).unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let request = page.fetch("https://api.example.com/items/1").method("PUT").only_safe(true);
    let report = corsac::explain::diagnose(request.send().await.unwrap().transcript());
    assert!(report.is_undecided() && report.preflight.sent && !report.is_unanswered());
    assert_eq!(report.executed_on_server, Some(false));
    let page = client.page("https://hacker.com").unwrap();
    let request = page.fetch("https://api.example.com/items/1").method("PUT").only_safe(true);
    let report = corsac::explain::diagnose(request.send().await.unwrap().transcript());
    assert!(!report.is_allowed() && !report.is_undecided(), "the refused preflight decides");
    let fetched = page.fetch("https://api.example.com/host").only_safe(true).send().await.unwrap();
    assert_eq!(fetched.transcript().messages[0].response().unwrap().status, 200, "GET is sent");
}
