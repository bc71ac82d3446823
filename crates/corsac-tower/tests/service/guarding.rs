use std::convert::Infallible;

use corsac::server::Guard;
use corsac_tower::GuardLayer;
use http::{Request, Response};
use tower::{Layer, ServiceBuilder, ServiceExt, service_fn};

use super::{ALLOWED, STRANGER, config, layer, lines, passed, request};

async fn transfer(_: Request<()>) -> Result<Response<String>, Infallible> {
    Ok(Response::new("inner".to_owned()))
}

fn guard() -> GuardLayer {
    GuardLayer::new(Guard::new([ALLOWED]).unwrap())
}

async fn guarded(method: &str, headers: &[(&str, &str)]) -> Response<String> {
    guard().layer(service_fn(transfer)).oneshot(request(method, headers)).await.unwrap()
}

#[tokio::test]
async fn a_form_on_another_site_is_stopped() {
    let cases: [(&[_], _); 4] = [
        (&[("sec-fetch-site", "cross-site"), ("origin", STRANGER)], "cross-site"),
        (&[("sec-fetch-site", "cross-site")], "cross-site"),
        (&[("origin", STRANGER), ("host", "bank.example")], "origin-not-host"),
        (&[("origin", "null"), ("host", "bank.example")], "null-origin"),
    ];
    for (headers, cause) in cases {
        let response = guarded("POST", headers).await;
        assert_eq!(response.status(), 403, "{headers:?}");
        assert_eq!(lines(response.headers()), [format!("corsac-diagnosis: {cause}")]);
        assert_eq!(response.body(), "");
    }
}

#[tokio::test]
async fn everybody_else_gets_through() {
    let cases: [(_, &[_]); 6] = [
        ("POST", &[("sec-fetch-site", "same-origin"), ("origin", "https://bank.example")]),
        ("POST", &[("sec-fetch-site", "none")]),
        ("POST", &[("sec-fetch-site", "cross-site"), ("origin", ALLOWED)]),
        ("POST", &[("origin", "https://bank.example"), ("host", "bank.example")]),
        ("POST", &[("cookie", "session=1")]),
        ("GET", &[("sec-fetch-site", "cross-site"), ("origin", STRANGER)]),
    ];
    for (method, headers) in cases {
        assert!(passed(&guarded(method, headers).await), "{method} {headers:?}");
    }
}

#[tokio::test]
async fn inside_the_cors_layer_a_refusal_may_be_read_by_whom_the_policy_allows() {
    let guard = GuardLayer::new(Guard::new(["https://other.example"]).unwrap());
    let service = ServiceBuilder::new().layer(layer(config())).layer(guard).service_fn(transfer);
    let forged = request("POST", &[("sec-fetch-site", "cross-site"), ("origin", ALLOWED)]);
    let response = service.oneshot(forged).await.unwrap();

    assert_eq!(response.status(), 403);
    assert_eq!(response.headers()["access-control-allow-origin"], ALLOWED);
    assert_eq!(response.headers()["corsac-diagnosis"], "cross-site");
}
