//! The middleware in a real server, over real connections.

#[path = "../../../corsac-tower/tests/sockets/wire.rs"]
mod wire;

use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::body::{BodyStream, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::Bytes;
use actix_web::{App, Error, HttpResponse, HttpServer, error, web};
use corsac::server::{Config, Policy};
use corsac_actix::Cors;
use futures_util::FutureExt;

use wire::{send, send_upgrade};

const ALLOWED: &str = "https://app.example.com";
const GRANTED: [&str; 4] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: x-total",
    "vary: origin",
];

async fn authorized<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.path() == "/secret" && !request.headers().contains_key("authorization") {
        return Err(error::ErrorUnauthorized("no token"));
    }
    next.call(request).await
}

async fn timed<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let answer = tokio::time::timeout(Duration::from_millis(50), next.call(request)).await;
    answer.unwrap_or_else(|_| Err(error::ErrorGatewayTimeout("too slow")))
}

/// A panic becomes an error, of which actix-web makes a response; without this it ends the connection.
async fn caught<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let answer = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    answer.unwrap_or_else(|_| Err(error::ErrorInternalServerError("a bug")))
}

/// A stream of one server-sent event.
async fn events() -> HttpResponse {
    let body = BodyStream::new(futures_util::stream::iter([Ok::<_, Error>(Bytes::from("data: 1\n\n"))]));
    HttpResponse::Ok().content_type("text/event-stream").body(body)
}

fn serve() -> SocketAddr {
    let policy = Policy::new(Config {
        allow_origins: vec![ALLOWED.into()],
        allow_credentials: true,
        allow_methods: vec!["PUT".into()],
        allow_headers: vec!["authorization".into(), "content-type".into()],
        expose_headers: vec!["x-total".into()],
        max_age: Some(600),
        ..Config::default()
    });
    // Made once and shared by the workers.
    let cors = Cors::new(policy.unwrap());
    let app = move || {
        App::new()
            .app_data(web::PayloadConfig::new(16))
            .route("/hello", web::get().to(|| async { "hello" }))
            .route("/hello", web::head().to(|| async { "hello" }))
            .route("/secret", web::get().to(|| async { "secret" }))
            .route(
                "/error",
                web::get().to(|| async { Err::<&str, _>(error::ErrorInternalServerError("a bug")) }),
            )
            .route(
                "/slow",
                web::get().to(|| async {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                    "slow"
                }),
            )
            .route("/panic", web::get().to(|| async { panic!("a bug") as &str }))
            .route("/upload", web::post().to(|body: Bytes| async move { body }))
            .route("/events", web::get().to(events))
            .route(
                "/socket",
                web::get().to(|| async {
                    HttpResponse::build(StatusCode::SWITCHING_PROTOCOLS).upgrade("x").finish()
                }),
            )
            .wrap(from_fn(authorized))
            .wrap(from_fn(timed))
            .wrap(from_fn(caught))
            .wrap(cors.clone())
    };
    let server = HttpServer::new(app).workers(2).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = server.addrs()[0];
    actix_web::rt::spawn(server.run());
    address
}

#[actix_web::test]
async fn responses_of_every_kind_carry_the_headers() {
    let server = serve();
    for (line, status) in [
        ("GET /hello", 200),
        ("HEAD /hello", 200),
        ("GET /events", 200),
        ("GET /nowhere", 404),
        ("GET /secret", 401),
        ("GET /error", 500),
        ("GET /slow", 504),
        ("GET /panic", 500),
    ] {
        let answer = send(server, &format!("{line} HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!(answer.status, status, "{line}");
        assert_eq!(answer.cors(), GRANTED, "{line}");
    }
    let head = format!("POST /upload HTTP/1.1\nOrigin: {ALLOWED}\nContent-Type: text/plain");
    let answer = send(server, &head, b"more than sixteen bytes").await;
    assert_eq!((answer.status, answer.cors()), (413, GRANTED.map(str::to_owned).to_vec()));
}

#[actix_web::test]
async fn an_upgrade_goes_through() {
    let head = format!("GET /socket HTTP/1.1\nOrigin: {ALLOWED}\nConnection: upgrade\nUpgrade: x");
    let answer = send_upgrade(serve(), &head).await;
    assert_eq!((answer.status, answer.all("upgrade")), (101, vec!["x"]));
    assert_eq!(answer.cors(), GRANTED);
}

#[actix_web::test]
async fn a_preflight_needs_neither_authorization_nor_a_route() {
    let server = serve();
    for path in ["/secret", "/nowhere"] {
        let head = format!(
            "OPTIONS {path} HTTP/1.1\nOrigin: {ALLOWED}\n\
             Access-Control-Request-Method: GET\nAccess-Control-Request-Headers: authorization"
        );
        let answer = send(server, &head, b"").await;
        assert_eq!(answer.status, 204, "{path}");
        assert_eq!(answer.all("access-control-allow-headers"), ["authorization"]);
        assert!(answer.body.is_empty());
    }
    let refused = "OPTIONS / HTTP/1.1\nOrigin: https://evil.example\nAccess-Control-Request-Method: PUT";
    let answer = send(server, refused, b"").await;
    assert_eq!((answer.status, answer.all("content-length")), (403, vec!["0"]));
}
