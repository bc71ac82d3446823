//! An axum service with correct CORS: `cargo run -p example-axum`, then follow what it prints.
//!
//! The point is the order of the layers in [`app`]: CORS is outermost, so a preflight needs no token,
//! and a refusal, an error, a panic or a time-out can be read by the page that caused it.

#![expect(clippy::print_stdout, reason = "says what to try")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, put};
use corsac::server::{ConfigErrors, Counts, Guard, Policy};
use corsac_tower::{CorsLayer, Counted, GuardLayer, PreparedPolicy};
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// The page that may call the service.
const FRONT_END: &str = "http://localhost:5173";
/// What a request must carry to change anything.
const TOKEN: &str = "Bearer let-me-in";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(&address).await?;
    println!("{}", what_to_try(&listener.local_addr()?.to_string()));
    axum::serve(listener, app()?).await?;
    Ok(())
}

fn app() -> Result<Router, ConfigErrors> {
    let counts = Arc::new(Counts::default());
    let cors = Counted::new(PreparedPolicy::from(policy()?), Arc::clone(&counts));
    let guard = GuardLayer::new(Guard::new([FRONT_END])?).counted_by(Arc::clone(&counts));
    let layers = ServiceBuilder::new()
        .layer(CorsLayer::judged_by(cors))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(500)))
        .layer(guard)
        .layer(RequestBodyLimitLayer::new(1024));
    Ok(Router::new()
        .route("/notes", get(|| async { "milk, bread\n" }))
        .route("/notes/{id}", put(|body: String| async move { body }).layer(from_fn(authorize)))
        .route("/panic", get(|| async { panic!("a bug") as &'static str }))
        .route("/slow", get(|| tokio::time::sleep(Duration::from_secs(60))))
        .route("/metrics", get(async move || metrics(&counts)))
        .layer(layers))
}

/// Every mistake in it would be reported at once, before the server starts.
fn policy() -> Result<Policy, ConfigErrors> {
    Policy::builder()
        .allow_origin(FRONT_END)
        .allow_methods(["PUT"])
        .allow_headers(["Authorization", "Content-Type"])
        .max_age(Duration::from_secs(600))
        .build()
}

/// How often what was decided, for Prometheus.
fn metrics(counts: &Counts) -> String {
    let mut text = String::new();
    for (why, count) in counts.decisions() {
        let _infallible = writeln!(text, "cors_requests_total{{cause=\"{why}\"}} {count}");
    }
    for (why, count) in counts.guards() {
        let _infallible = writeln!(text, "cross_site_guard_total{{cause=\"{why}\"}} {count}");
    }
    text
}

async fn authorize(request: Request, next: Next) -> Result<Response, StatusCode> {
    match request.headers().get("authorization") {
        Some(token) if token == TOKEN => Ok(next.run(request).await),
        _ => Err(StatusCode::UNAUTHORIZED),
    }
}

fn what_to_try(address: &str) -> String {
    format!(
        "Listening on http://{address}

Read as the front end: the answer carries Access-Control-Allow-Origin.
  curl -i http://{address}/notes -H 'Origin: {FRONT_END}'

Read as anybody else: the answer comes without it, so a browser withholds it.
  curl -i http://{address}/notes -H 'Origin: https://evil.example'

Ask for permission, without a token: 204.
  curl -i -X OPTIONS http://{address}/notes/1 -H 'Origin: {FRONT_END}' \\
    -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization'

Write without a token, and with one: 401 and 200, both readable by the front end.
  curl -i -X PUT http://{address}/notes/1 -H 'Origin: {FRONT_END}' -d eggs
  curl -i -X PUT http://{address}/notes/1 -H 'Origin: {FRONT_END}' -d eggs -H 'Authorization: {TOKEN}'

Write as a forged request would: 403 from the guard, whatever the token.
  curl -i -X PUT http://{address}/notes/1 -H 'Origin: https://evil.example' -d eggs \\
    -H 'Sec-Fetch-Site: cross-site' -H 'Authorization: {TOKEN}'

Meet a bug, and wait too long: 500 and 504, readable by the front end.
  curl -i http://{address}/panic -H 'Origin: {FRONT_END}'
  curl -i http://{address}/slow -H 'Origin: {FRONT_END}'

See what was decided, and how often.
  curl http://{address}/metrics

Ctrl-C stops the server."
    )
}
