//! A real FastAPI before a real browser: bare, with its own middleware, and with `*` and credentials; then the
//! same requests to each set-up, side by side, as Chromium and as explain see them (`docs/fastapi.md`).

mod cell;
mod differences;
#[path = "../stories/gateway.rs"]
mod gateway;
mod rows;
mod setup;
mod table;

use std::path::Path;

use corsac_cases::lab::{
    Body, Chromium, CorsMiddleware, FastApi, Fetch, Observation, Page, Tab, ThirdPartyCookies, Venv,
    compare_document,
};

/// Where the application is, for the browser.
const API: &str = "https://api.example.org";
/// Where FastAPI redirects to, since it knows nothing of the TLS before it.
const API_WITHOUT_TLS: &str = "http://api.example.org";
/// The page that the policy allows.
const FRONT: &str = "https://example.com";
/// The page that it does not.
const HACKER: &str = "https://hacker.com";

/// A running FastAPI.
async fn fastapi(middleware: Option<CorsMiddleware>) -> FastApi {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fastapi");
    let venv = tokio::task::spawn_blocking(move || Venv::prepare(&folder)).await.unwrap();
    let venv = venv.unwrap_or_else(|error| panic!("{error}"));
    FastApi::start(&venv, middleware.as_ref()).await.unwrap_or_else(|error| panic!("{error}"))
}

/// FastAPI behind [`API`] in a browser whose cookies travel.
async fn start(middleware: Option<CorsMiddleware>) -> (Chromium, FastApi) {
    let api = fastapi(middleware).await;
    let chromium =
        Chromium::start(ThirdPartyCookies::Allowed).await.unwrap_or_else(|error| panic!("{error}"));
    chromium.sites().place(API, api.address()).unwrap();
    (chromium, api)
}

async fn act(chromium: &mut Chromium, origin: &str, fetch: Fetch) -> Observation {
    let mut tab = Tab::open(chromium, &Page::at(origin)).await.unwrap();
    tab.act(fetch).await.unwrap()
}

fn get(path: &str) -> Fetch {
    Fetch::get(format!("{API}{path}"))
}

fn method(method: &str) -> Fetch {
    Fetch::method(method, format!("{API}/items/"))
}

/// What script got: the status, or the reason why it got nothing.
fn verdict(observation: &Observation) -> String {
    match (observation.response(), observation.reason()) {
        (Some(response), None) => response.status.to_string(),
        (None, Some(reason)) => reason.to_owned(),
        _ => panic!("{observation:?}"),
    }
}

#[tokio::test]
async fn bare_it_answers_but_no_other_origin_may_read() {
    let (mut chromium, _api) = start(None).await;
    let simple = act(&mut chromium, FRONT, get("/")).await;
    assert_eq!((verdict(&simple), simple.methods()), ("MissingAllowOriginHeader".into(), vec!["GET"]));
    let put = act(&mut chromium, FRONT, method("PUT")).await;
    assert_eq!((verdict(&put), put.methods()), ("PreflightMissingAllowOriginHeader".into(), vec!["OPTIONS"]));
    let same = act(&mut chromium, API, method("PUT")).await;
    assert_eq!((verdict(&same), same.methods()), ("200".into(), vec!["PUT"]));
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn its_own_middleware_admits_the_listed_origin_and_methods() {
    let (mut chromium, _api) = start(Some(CorsMiddleware::story_7(&[FRONT]))).await;
    let json = method("POST").header("Content-Type", "application/json").body(Body::Text("{}".into()));
    let exchanges = [
        (FRONT, get("/"), "200", vec!["GET"]),
        // Behind TLS that it knows nothing of, FastAPI redirects to http://, where a page of https:// may not
        // go.
        (FRONT, get("/items"), "mixed-content", vec!["GET"]),
        (FRONT, get("/no-such-page"), "404", vec!["GET"]),
        (FRONT, get("/refused"), "403", vec!["GET"]),
        // FastAPI answers an exception outside of its middleware, and so without a CORS header.
        (FRONT, get("/broken"), "MissingAllowOriginHeader", vec!["GET"]),
        (FRONT, json, "200", vec!["OPTIONS", "POST"]),
        (
            FRONT,
            method("PUT").header("Authorization", "Bearer x").credentials("include"),
            "200",
            vec!["OPTIONS", "PUT"],
        ),
        (FRONT, method("DELETE"), "200", vec!["OPTIONS", "DELETE"]),
        (FRONT, method("PATCH"), "PreflightInvalidStatus", vec!["OPTIONS"]),
        (HACKER, get("/"), "MissingAllowOriginHeader", vec!["GET"]),
        (HACKER, method("DELETE"), "PreflightMissingAllowOriginHeader", vec!["OPTIONS"]),
    ];
    for (number, (origin, mut fetch, expected, sent)) in exchanges.into_iter().enumerate() {
        // A URL of its own: FastAPI lists every allowed method, and one cached preflight would speak for the
        // next.
        fetch.url.push_str(&format!("?{number}"));
        let seen = act(&mut chromium, origin, fetch.clone()).await;
        assert_eq!((verdict(&seen).as_str(), seen.methods()), (expected, sent), "{origin}: {fetch:?}");
    }
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn a_star_with_credentials_hands_the_session_to_every_origin() {
    let (mut chromium, _api) = start(Some(CorsMiddleware::story_7(&["*"]))).await;
    act(&mut chromium, API, get("/login")).await;
    let seen = act(&mut chromium, HACKER, get("/me").credentials("include")).await;
    assert_eq!(
        seen.response().map(|response| response.body.as_str()),
        Some(r#"{"user":"alice"}"#),
        "{seen:?}"
    );
    chromium.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn request_by_request() {
    let rows = rows::rows();
    let mut columns = Vec::new();
    for setup in setup::Setup::ALL {
        columns.push(setup::run(setup, &rows).await);
    }
    let differences = differences::Differences::read();
    let wrong = differences.check(&rows, &columns);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let text = table::text(&rows, &columns, &differences);
    println!("{text}");
    compare_document(table::FILE, &text).unwrap_or_else(|stale| panic!("{stale}"));
}
