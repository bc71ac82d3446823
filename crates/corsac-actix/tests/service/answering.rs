use super::{ALLOWED, GRANTED, STRANGER, VARY_OF_PREFLIGHT, answer, ask, config, cors, preflight, request};
use actix_web::{App, HttpResponse, test, web};
use corsac::server::Config;

#[actix_web::test]
async fn an_allowed_preflight_is_answered_before_routing() {
    // There is no route at all.
    let app = test::init_service(App::new().wrap(cors(config()))).await;
    let request = preflight("/nowhere", ALLOWED, "PUT", "authorization,content-type");
    let answer = ask(&app, request.to_request()).await;
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(
        answer.lines,
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

#[actix_web::test]
async fn a_refused_preflight_says_nothing_about_the_policy() {
    for refused in [
        preflight("/", STRANGER, "PUT", "authorization"),
        preflight("/", ALLOWED, "DELETE", "authorization"),
        preflight("/", ALLOWED, "PUT", "x-secret"),
        // The second line counts, too.
        preflight("/", ALLOWED, "PUT", "content-type")
            .append_header(("access-control-request-headers", "x-evil")),
    ] {
        let answer = answer(config(), refused, &[]).await;
        assert_eq!((answer.status, answer.body.as_str()), (403, ""));
        assert_eq!(answer.lines, [VARY_OF_PREFLIGHT]);
    }
}

#[actix_web::test]
async fn methods_that_need_no_permission_pass_a_preflight() {
    for method in ["GET", "HEAD", "POST"] {
        let answer = answer(config(), preflight("/", ALLOWED, method, "content-type"), &[]).await;
        assert_eq!(answer.status, 204, "{method}");
    }
}

#[actix_web::test]
async fn in_debug_mode_a_refusal_names_its_cause() {
    let config = Config { debug: true, ..config() };
    let answer = answer(config, preflight("/", ALLOWED, "PUT", "x-secret"), &[]).await;
    assert!(answer.lines.contains(&"corsac-diagnosis: header-not-allowed".to_owned()), "{answer:?}");
}

#[actix_web::test]
async fn other_options_requests_reach_the_service() {
    let answer = answer(config(), request("OPTIONS /", &[("origin", ALLOWED)]), &[]).await;
    assert_eq!(answer.body, "inner");
}

#[actix_web::test]
async fn an_enforcing_policy_refuses_a_stranger_and_nobody_else() {
    let enforcing = || Config { enforce: true, ..config() };
    for origin in [STRANGER, "null", "not an origin"] {
        let answer = answer(enforcing(), request("POST /", &[("origin", origin)]), &[]).await;
        assert_eq!((answer.status, answer.lines.as_slice()), (403, &["vary: origin".to_owned()][..]));
    }
    let passing: [&[_]; 3] = [
        &[("origin", ALLOWED)],
        &[("host", "api.example.com")],
        &[("origin", "https://api.example.com"), ("host", "api.example.com")],
    ];
    for headers in passing {
        assert_eq!(answer(enforcing(), request("POST /", headers), &[]).await.body, "inner", "{headers:?}");
    }
    // An HTTP/2 request has its host in the target, which takes precedence.
    let own = &[("origin", "https://api.example.com"), ("host", "evil.example")];
    let request = request("POST https://user@api.example.com/", own);
    assert_eq!(answer(enforcing(), request, &[]).await.body, "inner");
}

#[actix_web::test]
async fn every_status_carries_the_headers() {
    for status in [101_u16, 200, 204, 206, 302, 304, 401, 404, 413, 500, 504] {
        let handler = move || async move { HttpResponse::new(status.try_into().unwrap()) };
        let app = App::new().route("/", web::to(handler)).wrap(cors(config()));
        let app = test::init_service(app).await;
        for method in ["GET", "HEAD", "POST", "DELETE"] {
            let request = request(&format!("{method} /"), &[("origin", ALLOWED)]);
            let answer = ask(&app, request.to_request()).await;
            assert_eq!((answer.status, answer.cors()), (status, GRANTED.to_vec()));
        }
    }
}
