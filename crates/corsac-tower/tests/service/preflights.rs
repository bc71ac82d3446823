use super::{
    ALLOWED, STRANGER, VARY_OF_PREFLIGHT, answer, config, layer, lines, own_answer, passed, preflight,
    request,
};
use corsac::server::Config;

#[tokio::test]
async fn an_allowed_preflight_is_answered_before_the_service() {
    let response =
        own_answer(&layer(config()), preflight(ALLOWED, "PUT", "authorization,content-type")).await;

    assert_eq!(response.status(), 204);
    assert_eq!(response.body(), "");
    assert_eq!(
        lines(response.headers()),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-headers: authorization,content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            VARY_OF_PREFLIGHT,
        ]
    );
}

#[tokio::test]
async fn the_status_of_an_allowed_preflight_is_configurable() {
    let layer = layer(Config { preflight_status: 200, ..config() });
    assert_eq!(own_answer(&layer, preflight(ALLOWED, "PUT", "authorization")).await.status(), 200);
}

#[tokio::test]
async fn a_refused_preflight_carries_nothing_but_vary() {
    let refused = [
        preflight(STRANGER, "PUT", "authorization"),
        preflight("null", "PUT", "authorization"),
        preflight("https://app.example.com/", "PUT", "authorization"),
        preflight(ALLOWED, "DELETE", "authorization"),
        preflight(ALLOWED, "PUT", "authorization,x-other"),
    ];
    for request in refused {
        let response = own_answer(&layer(config()), request).await;
        assert_eq!(response.status(), 403);
        assert_eq!(lines(response.headers()), [VARY_OF_PREFLIGHT]);
    }
}

#[tokio::test]
async fn debug_mode_names_the_cause() {
    let layer = layer(Config { debug: true, ..config() });
    for (request, cause) in [
        (preflight(STRANGER, "PUT", "authorization"), "origin-not-allowed"),
        (preflight(ALLOWED, "DELETE", "authorization"), "method-not-allowed"),
        (preflight(ALLOWED, "PUT", "x-other"), "header-not-allowed"),
    ] {
        let response = own_answer(&layer, request).await;
        assert_eq!(response.headers()["corsac-diagnosis"], cause);
    }
}

#[tokio::test]
async fn requested_headers_on_several_lines_are_all_checked_and_all_sent_back() {
    let lines_of = |second: &'static str| {
        request(
            "OPTIONS",
            &[
                ("origin", ALLOWED),
                ("access-control-request-method", "GET"),
                ("access-control-request-headers", "authorization"),
                ("access-control-request-headers", second),
            ],
        )
    };
    let allowed = own_answer(&layer(config()), lines_of("content-type")).await;
    let echoed: Vec<_> = allowed.headers().get_all("access-control-allow-headers").iter().collect();
    assert_eq!(allowed.status(), 204);
    assert_eq!(echoed, ["authorization", "content-type"]);

    let refused = own_answer(&layer(config()), lines_of("x-evil")).await;
    assert_eq!(refused.status(), 403);
}

#[tokio::test]
async fn wildcards_are_sent_as_such_without_credentials() {
    let any = || vec!["*".to_owned()];
    let layer = layer(Config {
        allow_origins: any(),
        allow_methods: any(),
        allow_headers: vec!["*".into(), "Authorization".into()],
        ..Config::default()
    });
    let response = own_answer(&layer, preflight(STRANGER, "PURGE", "authorization,x-any")).await;

    assert_eq!(response.status(), 204);
    let lines = lines(response.headers());
    assert!(lines.contains(&"access-control-allow-origin: *".to_owned()), "{lines:?}");
    assert!(lines.contains(&"access-control-allow-methods: *".to_owned()), "{lines:?}");
    assert!(lines.contains(&"access-control-allow-headers: *,authorization".to_owned()), "{lines:?}");
}

#[tokio::test]
async fn every_other_options_request_belongs_to_the_service() {
    let others = [
        request("OPTIONS", &[]),
        request("OPTIONS", &[("origin", ALLOWED)]),
        request("OPTIONS", &[("access-control-request-method", "PUT")]),
        request("GET", &[("origin", ALLOWED), ("access-control-request-method", "PUT")]),
    ];
    for request in others {
        let response = answer(&layer(config()), request, 405, &[("allow", "GET")]).await;
        assert!(passed(&response));
        assert_eq!(response.status(), 405);
        assert_eq!(response.headers()["allow"], "GET");
        assert!(response.headers()["vary"].to_str().unwrap().starts_with("origin"));
    }
}
