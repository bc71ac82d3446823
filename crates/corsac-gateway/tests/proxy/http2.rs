//! Clients that speak HTTP/2.

use super::in_front_of;
use super::parts::{Running, Upstream, lines};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http2::{SendRequest, handshake};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

async fn connect(gateway: &Running) -> SendRequest<Empty<Bytes>> {
    let stream = TcpStream::connect(gateway.address).await.unwrap();
    let (sender, connection) = handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    sender
}

async fn send(
    sender: &mut SendRequest<Empty<Bytes>>,
    request: http::request::Builder,
) -> (Response<()>, String) {
    let response: Response<Incoming> =
        sender.send_request(request.body(Empty::new()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn http2_without_tls_is_served_on_the_same_port() {
    let upstream = Upstream::echo("Keep-Alive: timeout=5\r\n").await;
    let gateway = in_front_of(&upstream).await;
    let mut sender = connect(&gateway).await;
    let request = Request::get("http://a.test:81/x")
        .header("origin", "https://front.test")
        .header("cookie", "a=1")
        .header("cookie", "b=2");
    let (response, arrived) = send(&mut sender, request).await;
    assert_eq!(response.headers()["access-control-allow-origin"], "https://front.test");
    assert!(!response.headers().contains_key("keep-alive"));
    assert!(arrived.starts_with("GET /x HTTP/1.1\r\n"), "{arrived}");
    assert_eq!(lines(&arrived, "host"), ["a.test:81"]);
    assert_eq!(lines(&arrived, "cookie"), ["a=1; b=2"]);
}

/// `:authority` is the host, so the service's own pages pass; a preflight is answered; a refusal has no body.
#[tokio::test]
async fn a_policy_decides_as_over_http_1() {
    let upstream = Upstream::echo("Vary: *\r\nAccess-Control-Allow-Origin: *\r\n").await;
    let file = format!(
        "[[route]]\npath = \"/\"\nupstream = \"{}\"\npolicy = \"app\"\n[policy.app]\n\
         allow_origins = [\"https://front.test\"]\nallow_methods = [\"PUT\"]\nenforce = true\n",
        upstream.origin()
    );
    let gateway = Running::start(&file).await;
    let mut sender = connect(&gateway).await;
    let request = |method: &str, origin: &str| {
        Request::builder().method(method).uri("http://a.test:81/x").header("origin", origin)
    };
    for (origin, status, allowed) in [
        ("https://front.test", 200, true),
        ("http://a.test:81", 200, false),
        ("http://a.test", 403, false),
        ("https://evil.test", 403, false),
    ] {
        let (response, body) = send(&mut sender, request("PUT", origin)).await;
        assert_eq!((response.status().as_u16(), body.is_empty()), (status, status == 403), "{origin}");
        let lines: Vec<_> = response.headers().get_all("access-control-allow-origin").iter().collect();
        assert_eq!(lines, if allowed { vec![origin] } else { vec![] }, "{origin}");
        assert_eq!(response.headers()["vary"], if status == 200 { "*" } else { "origin" }, "{origin}");
    }
    let preflight = request("OPTIONS", "https://front.test").header("access-control-request-method", "PUT");
    let (response, _) = send(&mut sender, preflight).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(response.headers()["access-control-allow-methods"], "PUT");
}

#[tokio::test]
async fn two_names_for_the_host_are_refused() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    let mut sender = connect(&gateway).await;
    let (response, _) = send(&mut sender, Request::get("http://a.test/").header("host", "b.test")).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    // The others on the connection have nothing to do with it.
    let (response, _) = send(&mut sender, Request::get("http://a.test/")).await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn stopping_lets_streams_end() {
    let upstream = Upstream::start(|mut wire| async move {
        while wire.head().await.is_some() {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbe").await;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            wire.send("en").await;
        }
    })
    .await;
    let mut gateway = in_front_of(&upstream).await;
    let mut sender = connect(&gateway).await;
    let request = Request::get("http://a.test/").body(Empty::new()).unwrap();
    let response = sender.send_request(request).await.unwrap();
    gateway.stop();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!((&*body, gateway.stopped().await.cut), (b"been".as_slice(), 0));
}
