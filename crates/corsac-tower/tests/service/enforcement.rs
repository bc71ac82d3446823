use super::{ALLOWED, STRANGER, answer, config, layer, lines, own_answer, passed, request};
use corsac::server::Config;

fn enforcing() -> Config {
    Config { enforce: true, ..config() }
}

#[tokio::test]
async fn a_stranger_is_refused() {
    for origin in [STRANGER, "null", "not an origin"] {
        let response = own_answer(&layer(enforcing()), request("POST", &[("origin", origin)])).await;
        assert_eq!(response.status(), 403, "{origin}");
        assert_eq!(lines(response.headers()), ["vary: origin"], "{origin}");
    }
}

#[tokio::test]
async fn everybody_else_passes() {
    let passing: [&[_]; 4] = [
        &[("origin", ALLOWED)],
        &[("host", "api.example.com")],
        // The service's own pages, at the name that the request was sent to.
        &[("origin", "https://api.example.com"), ("host", "api.example.com")],
        &[("origin", "https://public.example.com"), ("host", "internal:8080")],
    ];
    let own_origins = vec!["https://public.example.com".into()];
    let layer = layer(Config { own_origins, ..enforcing() });
    for headers in passing {
        assert!(passed(&answer(&layer, request("POST", headers), 200, &[]).await), "{headers:?}");
    }
}

#[tokio::test]
async fn an_http_2_request_has_its_host_in_the_target() {
    let mut request = request("POST", &[("origin", "https://api.example.com")]);
    *request.uri_mut() = "https://user@api.example.com/".parse().unwrap();
    assert!(passed(&answer(&layer(enforcing()), request, 200, &[]).await));
}

#[tokio::test]
async fn the_target_takes_precedence_over_host() {
    let mut request = request("POST", &[("origin", STRANGER), ("host", "evil.example")]);
    *request.uri_mut() = "https://api.example.com/".parse().unwrap();
    assert_eq!(own_answer(&layer(enforcing()), request).await.status(), 403);
}
