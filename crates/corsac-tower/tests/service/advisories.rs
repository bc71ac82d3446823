//! What other middleware was mistaken in, where it takes a service to show.

use super::{ALLOWED, answer, config, layer, lines, own_answer, preflight, request};
use corsac::server::{Config, Policy};
use corsac_tower::{CorsLayer, GuardLayer};
use http::HeaderValue;
use std::convert::Infallible;
use tower::{Layer, ServiceExt, service_fn};

/// rs/cors and jub0bs/cors gave out slices that they shared, which an outer middleware could write into.
#[tokio::test]
async fn rs_cors_198_and_jub0bs_14_whoever_changes_an_answer_changes_no_other() {
    let layer = layer(config());
    let ask = || own_answer(&layer, preflight(ALLOWED, "PUT", "authorization"));
    let untouched = lines(ask().await.headers());
    let mut spoilt = ask().await;
    for value in spoilt.headers_mut().values_mut() {
        *value = HeaderValue::from_static("spoilt");
    }
    assert_eq!(lines(ask().await.headers()), untouched);
}

/// free5GC put its middleware in anew with each request. Making one twice, and one around the other, comes to the same.
#[tokio::test]
async fn cve_2026_41135_a_layer_put_in_twice_answers_as_one() {
    let once = answer(&layer(config()), request("GET", &[("origin", ALLOWED)]), 200, &[]).await;
    let service = service_fn(|_: http::Request<()>| async {
        Ok::<_, Infallible>(http::Response::new("inner".to_owned()))
    });
    let twice = layer(config()).layer(layer(config()).layer(service));
    let twice = twice.oneshot(request("GET", &[("origin", ALLOWED)])).await.expect("an answer");
    assert_eq!(lines(twice.headers()), lines(once.headers()));
}

/// mattermost could be made to act by forged requests once CORS was on. CORS lets them through; the guard does not.
#[tokio::test]
async fn cve_2017_18903_cors_is_no_guard_and_the_guard_is_one() {
    let forged = || {
        request(
            "POST",
            &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("host", "api.example")],
        )
    };
    let passed = answer(&layer(config()), forged(), 200, &[]).await;
    assert_eq!(passed.body(), "inner");
    let guard = GuardLayer::new(corsac::server::Guard::new([ALLOWED]).expect("a guard"));
    let service = service_fn(|_: http::Request<()>| async {
        Ok::<_, Infallible>(http::Response::new("inner".to_owned()))
    });
    let refused = layer(config()).layer(guard.layer(service)).oneshot(forged()).await.expect("an answer");
    assert_eq!((refused.status().as_u16(), refused.body().as_str()), (403, ""));
}

/// hono, for some months, answered `*` with credentials by an echo.
#[tokio::test]
async fn hono_2026_06_any_origin_stays_a_wildcard_on_the_wire() {
    let open = CorsLayer::new(
        Policy::new(Config { allow_origins: vec!["*".into()], ..Config::default() }).expect("it builds"),
    );
    let answer =
        answer(&open, request("GET", &[("origin", "https://evil.example"), ("cookie", "a=b")]), 200, &[])
            .await;
    assert_eq!(lines(answer.headers()), ["access-control-allow-origin: *"]);
}
