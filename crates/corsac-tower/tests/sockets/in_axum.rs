use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use axum::{Router, ServiceExt};
use corsac::server::{Config, Policy};
use corsac_tower::CorsLayer;
use tower::util::option_layer;
use tower::{Layer, ServiceBuilder};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::wire::{send, send_upgrade};
use crate::{ALLOWED, GRANTED, layer};

async fn authorized(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.headers().contains_key("authorization") {
        Ok(next.run(request).await)
    } else {
        Err(StatusCode::UNAUTHORIZED)
    }
}

fn routes() -> Router {
    Router::new()
        .route("/hello", get(|| async { "hello" }).post(|| async { "posted" }))
        .route("/secret", get(|| async { "secret" }).layer(from_fn(authorized)))
        .route("/panic", get(|| async { panic!("a bug") as &'static str }))
        .route("/slow", get(|| tokio::time::sleep(Duration::from_secs(60))))
        .route("/upload", post(|body: String| async move { body }))
        .route("/socket", get(|| async { (StatusCode::SWITCHING_PROTOCOLS, [("upgrade", "x")]) }))
        .route("/cached", get(|| async { (StatusCode::NOT_MODIFIED, [("vary", "accept-encoding")]) }))
}

async fn serve(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// CORS outermost, and inside it everything that may answer in the routes' place.
async fn serve_all() -> SocketAddr {
    let layers = ServiceBuilder::new()
        .layer(layer())
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(50)))
        .layer(RequestBodyLimitLayer::new(16));
    serve(routes().layer(layers)).await
}

#[tokio::test]
async fn responses_of_every_kind_carry_the_headers() {
    let server = serve_all().await;
    let cases = [
        ("GET /hello", 200),
        ("HEAD /hello", 200),
        ("POST /hello", 200),
        ("PUT /hello", 405),
        ("GET /nowhere", 404),
        ("GET /secret", 401),
        ("GET /panic", 500),
        ("GET /slow", 504),
    ];
    for (line, status) in cases {
        let answer = send(server, &format!("{line} HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!(answer.status, status, "{line}");
        assert_eq!(answer.cors(), GRANTED, "{line}");
    }
    // Whether an OPTIONS request is a preflight depends on one header more.
    let answer = send(server, &format!("OPTIONS /hello HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!((answer.status, answer.all("access-control-allow-origin")), (405, vec![ALLOWED]));
    assert_eq!(answer.all("vary"), ["origin, access-control-request-method"]);

    let head = format!("POST /upload HTTP/1.1\nOrigin: {ALLOWED}\nContent-Type: text/plain");
    let answer = send(server, &head, b"more than sixteen bytes").await;
    assert_eq!((answer.status, answer.cors()), (413, GRANTED.map(str::to_owned).to_vec()));
}

#[tokio::test]
async fn an_upgrade_and_a_304_go_through() {
    let server = serve_all().await;
    let head = format!("GET /socket HTTP/1.1\nOrigin: {ALLOWED}\nConnection: upgrade\nUpgrade: x");
    let answer = send_upgrade(server, &head).await;
    assert_eq!((answer.status, answer.all("upgrade")), (101, vec!["x"]));
    assert_eq!(answer.cors(), GRANTED);

    let answer = send(server, &format!("GET /cached HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!((answer.status, answer.all("vary")), (304, vec!["accept-encoding", "origin"]));
}

#[tokio::test]
async fn a_preflight_needs_neither_authorization_nor_a_route() {
    let server = serve_all().await;
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
}

#[tokio::test]
async fn the_layer_may_wrap_a_whole_router() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    let app = layer().layer(routes());
    tokio::spawn(async move { axum::serve(listener, ServiceExt::<Request>::into_make_service(app)).await });

    let answer = send(server, &format!("GET /hello HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"hello"[..]));
    assert_eq!(answer.cors(), GRANTED);
}

#[tokio::test]
async fn the_layer_may_wrap_one_route() {
    let open = get(|| async { "open" }).layer(layer());
    let server = serve(Router::new().route("/open", open).route("/closed", get(|| async { "closed" }))).await;

    let preflight = "OPTIONS /open HTTP/1.1\nOrigin: https://app.example.com\n\
                     Access-Control-Request-Method: PUT";
    assert_eq!(send(server, preflight, b"").await.status, 204);
    let preflight = preflight.replace("/open", "/closed");
    assert_eq!(send(server, &preflight, b"").await.status, 405);

    for (path, granted) in [("/open", &GRANTED[..]), ("/closed", &[])] {
        let answer = send(server, &format!("GET {path} HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!((answer.status, answer.cors()), (200, granted.iter().map(|&line| line.into()).collect()));
    }
}

#[tokio::test]
async fn nested_merged_and_single_routes_have_their_own_policy() {
    let open = Config { allow_origins: vec!["*".into()], ..Config::default() };
    let open = CorsLayer::new(Policy::new(open).unwrap());
    let hello = || get(|| async { "hello" });
    let api = Router::new().route("/notes/{id}", hello()).layer(layer());
    let fonts = Router::new().route("/fonts/{name}", hello()).route_layer(open.clone());
    let app = Router::new()
        .nest("/api", api)
        .merge(fonts)
        .route("/status", hello().layer(open))
        .route("/closed", hello());
    let server = serve(app).await;

    let granted = GRANTED.map(str::to_owned).to_vec();
    let anybody = vec!["access-control-allow-origin: *".to_owned()];
    for (path, cors) in [
        ("/api/notes/1", granted),
        ("/fonts/a", anybody.clone()),
        ("/status", anybody),
        ("/closed", vec![]),
        // The app's own fallback. With `layer` instead of `route_layer` above, merging would bring one with `*`.
        ("/api/nowhere", vec![]),
    ] {
        let answer = send(server, &format!("GET {path} HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!(answer.cors(), cors, "{path}");
    }
    for (path, method, status) in [
        ("/api/notes/1", "PUT", 204),
        ("/fonts/a", "GET", 204),
        ("/fonts/a", "PUT", 403),
        ("/status", "PUT", 403),
        ("/closed", "GET", 405),
    ] {
        let head =
            format!("OPTIONS {path} HTTP/1.1\nOrigin: {ALLOWED}\nAccess-Control-Request-Method: {method}");
        assert_eq!(send(server, &head, b"").await.status, status, "{path} {method}");
    }
}

#[tokio::test]
async fn the_outer_of_two_policies_has_the_last_word() {
    let open = Config { allow_origins: vec!["*".into()], ..Config::default() };
    let inner = CorsLayer::new(Policy::new(open).unwrap());
    let server = serve(Router::new().route("/", get(|| async {}).layer(inner)).layer(layer())).await;
    let answer = send(server, "GET / HTTP/1.1\nOrigin: https://evil.example", b"").await;
    assert_eq!(answer.cors(), ["vary: origin"]);
}

#[tokio::test]
async fn an_optional_layer_is_there_or_not() {
    for (layer, granted) in [(Some(layer()), GRANTED.map(str::to_owned).to_vec()), (None, vec![])] {
        let app = Router::new().route("/hello", get(|| async { "hello" })).layer(option_layer(layer));
        let answer = send(serve(app).await, &format!("GET /hello HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!((answer.status, answer.cors()), (200, granted));
    }
}

#[tokio::test]
async fn a_stream_of_events_and_a_head_request_keep_their_bodies_as_they_are() {
    let events = || async {
        let event = Event::default().data("1");
        Sse::new(futures_util::stream::iter([Ok::<_, Infallible>(event)]))
    };
    let server = serve(Router::new().route("/events", get(events)).layer(layer())).await;
    let answer = send(server, &format!("GET /events HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!(answer.cors(), GRANTED);
    assert_eq!(answer.all("transfer-encoding"), ["chunked"]);
    assert!(answer.body.escape_ascii().to_string().contains("data: 1"), "{answer:?}");

    let answer = send(server, &format!("HEAD /events HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!((answer.cors(), answer.body.as_slice()), (GRANTED.map(str::to_owned).to_vec(), &b""[..]));
}
