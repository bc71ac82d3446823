use std::convert::Infallible;
use std::net::SocketAddr;

use http::{Request, Response};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower::{Layer, service_fn};

use crate::wire::send;
use crate::{ALLOWED, GRANTED, layer};

/// HTTP/1.1 and HTTP/2 on one port.
async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let inner = service_fn(|request: Request<Incoming>| async move {
        let text = format!("{:?} {}", request.version(), request.method());
        Ok::<_, Infallible>(Response::new(Full::<Bytes>::from(text)))
    });
    let service = TowerToHyperService::new(layer().layer(inner));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let connection = auto::Builder::new(TokioExecutor::new());
                connection.serve_connection(TokioIo::new(stream), service).await.map_err(drop)
            });
        }
    });
    address
}

#[tokio::test]
async fn over_http_1() {
    let server = serve().await;
    let answer = send(server, &format!("GET / HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"HTTP/1.1 GET"[..]));
    assert_eq!(answer.cors(), GRANTED);

    let preflight = "OPTIONS / HTTP/1.1\nOrigin: https://evil.example\nAccess-Control-Request-Method: PUT";
    let answer = send(server, preflight, b"").await;
    assert_eq!((answer.status, answer.body.as_slice()), (403, &b""[..]));
    assert_eq!(answer.all("content-length"), ["0"], "the client must not wait for a body");
}

#[tokio::test]
async fn over_http_2() {
    let stream = TcpStream::connect(serve().await).await.unwrap();
    let (mut client, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let request = |method: &str| {
        let builder = Request::builder().method(method).uri("http://api.example.com/");
        builder.header("origin", ALLOWED).header("access-control-request-method", "PUT")
    };

    let preflight = request("OPTIONS").body(Full::<Bytes>::default()).unwrap();
    let response = client.send_request(preflight).await.unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["access-control-allow-methods"], "PUT");

    let actual = request("PUT").body(Full::default()).unwrap();
    let response = client.send_request(actual).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["access-control-allow-origin"], ALLOWED);
}
