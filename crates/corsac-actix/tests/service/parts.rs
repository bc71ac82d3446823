//! A policy for a part of an app, and for none.

use super::errors::refuse;
use super::{ALLOWED, GRANTED, STRANGER, ask, config, cors, preflight, request};
use actix_web::middleware::{Condition, from_fn};
use actix_web::{App, test, web};
use corsac::server::Config;

#[actix_web::test]
async fn a_scope_and_a_resource_have_their_own() {
    let open = Config { allow_origins: vec!["*".into()], ..Config::default() };
    let hello = || web::get().to(|| async { "hello" });
    let app = App::new()
        .service(web::scope("/api").route("/hello", hello()).wrap(cors(config())))
        .service(web::resource("/fonts/{name}").route(hello()).wrap(cors(open)))
        .route("/closed", hello());
    let app = test::init_service(app).await;

    for (path, granted) in [
        ("/api/hello", GRANTED.to_vec()),
        ("/api/nowhere", GRANTED.to_vec()),
        ("/fonts/a", vec!["access-control-allow-origin: *"]),
        ("/closed", vec![]),
    ] {
        let answer = ask(&app, request(&format!("GET {path}"), &[("origin", ALLOWED)]).to_request()).await;
        assert_eq!(answer.cors(), granted, "{path}");
    }
    for (path, origin, method, status) in [
        ("/api/hello", ALLOWED, "PUT", 204),
        ("/api/hello", STRANGER, "PUT", 403),
        ("/fonts/a", STRANGER, "GET", 204),
        ("/fonts/a", STRANGER, "PUT", 403),
        ("/closed", ALLOWED, "GET", 404),
    ] {
        let answer = ask(&app, preflight(path, origin, method, "").to_request()).await;
        assert_eq!(answer.status, status, "{path} {method}");
    }
}

#[actix_web::test]
async fn the_outer_policy_has_the_last_word() {
    let open = Config { allow_origins: vec!["*".into()], ..Config::default() };
    let scope = web::scope("/api").route("/", web::get().to(|| async { "hello" })).wrap(cors(open));
    let app = test::init_service(App::new().service(scope).wrap(cors(config()))).await;
    let answer = ask(&app, request("GET /api/", &[("origin", STRANGER)]).to_request()).await;
    assert_eq!(answer.cors(), ["vary: origin"]);

    // Also about an error that both have written their headers for.
    let failing = web::scope("/api")
        .wrap(from_fn(refuse))
        .wrap(cors(Config { allow_origins: vec!["*".into()], ..Config::default() }));
    let app = test::init_service(App::new().service(failing).wrap(cors(config()))).await;
    let answer = ask(&app, request("GET /api/", &[("origin", STRANGER)]).to_request()).await;
    assert_eq!((answer.status, answer.cors()), (401, vec!["vary: authorization", "vary: origin"]));
}

#[actix_web::test]
async fn switched_off_it_changes_nothing() {
    for (enabled, granted) in [(true, GRANTED.to_vec()), (false, vec![])] {
        let app = App::new()
            .route("/", web::get().to(|| async { "hello" }))
            .wrap(Condition::new(enabled, cors(config())));
        let app = test::init_service(app).await;
        let answer = ask(&app, request("GET /", &[("origin", ALLOWED)]).to_request()).await;
        assert_eq!((answer.body.as_str(), answer.cors()), ("hello", granted));
    }
}
