//! An actix-web service with correct CORS: `cargo run -p example-actix`, then follow what it prints.
//!
//! The point is the order of the `wrap`s in [`main`]: the last one is outermost, and that is CORS, so a preflight
//! needs no token, and a refusal, an error, a panic or a time-out can be read by the page that caused it.

#![expect(clippy::print_stdout, reason = "says what to try")]

use std::fmt::Write as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::rt::time::{sleep, timeout};
use actix_web::{App, Error, HttpServer, error, web};
use corsac::server::{ConfigErrors, Counts, Guard, Policy};
use corsac_actix::{Cors, Counted, CrossSiteGuard, PreparedPolicy};
use futures_util::FutureExt as _;

/// The page that may call the service.
const FRONT_END: &str = "http://localhost:5173";
/// What a request must carry to change anything.
const TOKEN: &str = "Bearer let-me-in";

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    // Made once, before the workers start; each of them gets a clone.
    let counts = Arc::new(Counts::default());
    let cors = Cors::judged_by(Counted::new(PreparedPolicy::from(policy()?), Arc::clone(&counts)));
    let guard = CrossSiteGuard::new(Guard::new([FRONT_END])?).counted_by(Arc::clone(&counts));
    let app = move || {
        App::new()
            .app_data(web::PayloadConfig::new(1024))
            .route("/notes", web::get().to(|| async { "milk, bread\n" }))
            .route("/notes/{id}", web::put().to(write).wrap(from_fn(authorize)))
            .route("/panic", web::get().to(|| async { panic!("a bug") as &str }))
            .route(
                "/slow",
                web::get().to(async || {
                    sleep(Duration::from_secs(60)).await;
                    "slow"
                }),
            )
            .route("/metrics", web::get().to(metrics))
            .app_data(web::Data::from(Arc::clone(&counts)))
            .wrap(guard.clone())
            .wrap(from_fn(in_time))
            .wrap(from_fn(catch_panic))
            .wrap(cors.clone())
    };
    let server = HttpServer::new(app).bind(&address)?;
    for address in server.addrs() {
        println!("{}", what_to_try(&address.to_string()));
    }
    server.run().await?;
    Ok(())
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
async fn metrics(counts: web::Data<Counts>) -> String {
    let mut text = String::new();
    for (why, count) in counts.decisions() {
        let _infallible = writeln!(text, "cors_requests_total{{cause=\"{why}\"}} {count}");
    }
    for (why, count) in counts.guards() {
        let _infallible = writeln!(text, "cross_site_guard_total{{cause=\"{why}\"}} {count}");
    }
    text
}

async fn write(id: web::Path<u32>, body: String) -> String {
    format!("{id}: {body}\n")
}

/// Without this a panic ends the connection, and the page sees a network error.
async fn catch_panic<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let answer = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    answer.unwrap_or_else(|_| Err(error::ErrorInternalServerError("a bug\n")))
}

async fn in_time<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let answer = timeout(Duration::from_millis(500), next.call(request)).await;
    answer.unwrap_or_else(|_| Err(error::ErrorGatewayTimeout("too slow\n")))
}

async fn authorize<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    match request.headers().get("authorization") {
        Some(token) if token == TOKEN => next.call(request).await,
        _ => Err(error::ErrorUnauthorized("no token\n")),
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

Write to what is no number: 404 from the extractor, readable by the front end.
  curl -i -X PUT http://{address}/notes/x -H 'Origin: {FRONT_END}' -d eggs -H 'Authorization: {TOKEN}'

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
