use std::net::SocketAddr;

use tokio::net::TcpListener;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic_web::GrpcWebLayer;

use crate::wire::{Answer, send};
use crate::{ALLOWED, GRANTED, layer};

const CHECK: &str = "/grpc.health.v1.Health/Check";

/// The health service, for browsers.
async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (_, health) = tonic_health::server::health_reporter();
    tokio::spawn(async move {
        let mut server = Server::builder().accept_http1(true).layer(layer()).layer(GrpcWebLayer::new());
        server.add_service(health).serve_with_incoming(TcpIncoming::from(listener)).await
    });
    address
}

/// A grpc-web call with one message, as a browser's client library makes it.
async fn call(server: SocketAddr, message: &[u8]) -> Answer {
    let head = format!(
        "POST {CHECK} HTTP/1.1\nOrigin: {ALLOWED}\nContent-Type: application/grpc-web+proto\nX-Grpc-Web: 1"
    );
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    send(server, &head, &[&[0], &length[..], message].concat()).await
}

#[tokio::test]
async fn a_grpc_web_call_and_its_failure_may_be_read() {
    let server = serve().await;

    let answer = call(server, b"").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.cors(), GRANTED);
    let body = answer.body.escape_ascii().to_string();
    assert!(body.contains("grpc-status:0"), "{body}");

    let unknown_service = b"\x0a\x04nope";
    let answer = call(server, unknown_service).await;
    assert_eq!(answer.all("grpc-status"), ["5"]);
    assert_eq!(answer.cors(), GRANTED);
}

#[tokio::test]
async fn its_preflight_is_answered() {
    let head = format!(
        "OPTIONS {CHECK} HTTP/1.1\nOrigin: {ALLOWED}\nAccess-Control-Request-Method: POST\n\
         Access-Control-Request-Headers: content-type,x-grpc-web"
    );
    let answer = send(serve().await, &head, b"").await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.all("access-control-allow-headers"), ["content-type,x-grpc-web"]);
    assert!(answer.all("grpc-status").is_empty());
}
