//! Upstreams that fail.

use super::parts::{Running, Upstream};
use super::{POLICY, in_front_of};
use std::time::Duration;

const ALLOWED: &str =
    "GET /x HTTP/1.1\r\nHost: a.test\r\nOrigin: https://front.test\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn an_upstream_that_is_not_there_is_502_with_the_policys_headers() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let file = format!("[[route]]\npath = '/'\nupstream = '{origin}'\npolicy = 'app'\n{POLICY}");
    let gateway = Running::start(&file).await;
    let answer = gateway.exchange(ALLOWED).await;
    assert_eq!(
        (answer.status(), answer.body.as_str()),
        (502, "the service behind this gateway cannot be reached.\n")
    );
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert_eq!(answer.lines("vary"), ["origin"]);
    let told = gateway.events().join("\n");
    assert!(
        told.starts_with(&format!("upstream {origin} failed, connect: no connection (Connection refused")),
        "{told}"
    );
    assert!(told.ends_with(": GET \"/x\" from \"https://front.test\" (client 127.0.0.1)"), "{told}");
}

#[tokio::test]
async fn what_is_no_answer_is_502_with_the_policys_headers() {
    for nonsense in
        ["", "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"]
    {
        let upstream = Upstream::start(move |mut wire| async move {
            wire.head().await;
            wire.send(nonsense).await;
        })
        .await;
        let gateway = in_front_of(&upstream).await;
        let answer = gateway.exchange(ALLOWED).await;
        assert_eq!(answer.status(), 502, "{nonsense}");
        assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
        assert!(gateway.events()[0].contains(" failed, bad-response: "), "{:?}", gateway.events());
    }
}

#[tokio::test]
async fn an_upstream_that_is_silent_is_504_with_the_policys_headers() {
    let upstream = Upstream::start(|mut wire| async move {
        wire.head().await;
        wire.rest().await;
    })
    .await;
    let file = format!(
        "[server]\nresponse_timeout = 1\n[[route]]\npath = '/'\nupstream = '{}'\npolicy = 'app'\n{POLICY}",
        upstream.origin()
    );
    let gateway = Running::start(&file).await;
    let answer = gateway.exchange(ALLOWED).await;
    assert_eq!(
        (answer.status(), answer.body.as_str()),
        (504, "the service behind this gateway did not answer in time.\n")
    );
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert!(gateway.events()[0].contains(" failed, response-timeout: "));
}

/// An address that takes no connection and refuses none: its queue is full.
async fn full() -> (tokio::net::TcpListener, Vec<tokio::net::TcpStream>) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    for _ in 0..64 {
        let connect = tokio::net::TcpStream::connect(address);
        match tokio::time::timeout(Duration::from_millis(300), connect).await {
            Ok(stream) => waiting.push(stream.unwrap()),
            Err(_) => return (listener, waiting),
        }
    }
    panic!("the queue does not fill up");
}

#[tokio::test]
async fn an_upstream_that_takes_no_connection_is_504_with_the_policys_headers() {
    let (listener, _waiting) = full().await;
    let address = listener.local_addr().unwrap();
    let route = format!("[[route]]\npath = '/'\nupstream = 'http://{address}'\npolicy = 'app'\n{POLICY}");
    let gateway = Running::start(&format!("[server]\nconnect_timeout = 1\n{route}")).await;
    let answer = gateway.exchange(ALLOWED).await;
    assert_eq!(answer.status(), 504);
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert!(gateway.events()[0].contains(" failed, connect-timeout: "), "{:?}", gateway.events());
}

#[tokio::test]
async fn an_upload_that_goes_on_is_not_taken_for_silence_and_one_that_stops_is_the_clients() {
    let upstream = Upstream::start(|mut wire| async move {
        wire.head().await;
        if wire.until("END").await.is_some() {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        }
    })
    .await;
    let file = format!(
        "[server]\nresponse_timeout = 1\n[[route]]\npath = '/'\nupstream = '{}'\npolicy = 'app'\n{POLICY}",
        upstream.origin()
    );
    let gateway = Running::start(&file).await;
    let head = ALLOWED.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 9\r\n\r\n");
    let mut wire = gateway.connect().await;
    wire.send(&head).await;
    for part in ["123", "456", "END"] {
        tokio::time::sleep(Duration::from_millis(700)).await;
        wire.send(part).await;
    }
    assert_eq!(wire.answer().await.status(), 200);
    let mut wire = gateway.connect().await;
    wire.send(&(head + "123")).await;
    let answer = wire.answer().await;
    assert_eq!((answer.status(), answer.body.as_str()), (408, "the request's body stopped coming.\n"));
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert!(gateway.events()[0].starts_with("bad request, body-stalled: "));
}

#[tokio::test]
async fn an_answer_that_breaks_off_breaks_off_for_the_client_too() {
    let upstream = Upstream::start(|mut wire| async move {
        wire.head().await;
        wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n").await;
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let answer = gateway.exchange(ALLOWED).await;
    assert_eq!((answer.status(), answer.body.as_str()), (200, "5\r\nfirst\r\n"), "no last chunk");
    assert!(gateway.events()[0].contains(" failed, broken: "), "{:?}", gateway.events());
}
