use std::net::SocketAddr;

use salvo::conn::tcp::TcpAcceptor;
use salvo::http::{StatusCode, StatusError};
use salvo::prelude::TowerLayerCompat;
use salvo::{Router, Server, Service, handler};

use crate::wire::send;
use crate::{ALLOWED, GRANTED, layer};

#[handler]
async fn hello() -> &'static str {
    "hello"
}

#[handler]
async fn fail() -> Result<&'static str, StatusError> {
    Err(StatusError::from_code(StatusCode::IM_A_TEAPOT).unwrap())
}

async fn serve(service: Service) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TcpAcceptor::try_from(listener).unwrap();
    tokio::spawn(Server::new(acceptor).serve(service));
    address
}

#[tokio::test]
async fn a_layer_of_the_whole_service() {
    let router = Router::new()
        .push(Router::with_path("hello").get(hello).head(hello))
        .push(Router::with_path("fail").get(fail));
    let server = serve(Service::new(router).hoop(layer().compat())).await;
    for (line, status) in
        [("GET /hello", 200), ("HEAD /hello", 200), ("GET /fail", 418), ("GET /nowhere", 404)]
    {
        let answer = send(server, &format!("{line} HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!((answer.status, answer.cors()), (status, GRANTED.map(str::to_owned).to_vec()), "{line}");
    }
    for (path, origin, status) in
        [("/hello", ALLOWED, 204), ("/nowhere", ALLOWED, 204), ("/hello", "https://evil.example", 403)]
    {
        let head = format!("OPTIONS {path} HTTP/1.1\nOrigin: {origin}\nAccess-Control-Request-Method: PUT");
        let answer = send(server, &head, b"").await;
        assert_eq!((answer.status, answer.body.as_slice()), (status, &b""[..]), "{path} {origin}");
    }
}
