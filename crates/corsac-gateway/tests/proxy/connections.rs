//! Connections: used again, upgraded, and ended.

use super::in_front_of;
use super::parts::{LONG, Running, Upstream};
use std::time::{Duration, Instant};

const GET: &str = "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n";

#[tokio::test]
async fn connections_are_used_again_on_both_sides() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    for _ in 0..50 {
        wire.send(GET).await;
        assert_eq!(wire.sized_answer().await.status(), 200);
    }
    assert_eq!(upstream.connections(), 1);
}

/// Each connection is closed on its second request, without an answer, and without having said so.
async fn closing_without_a_word() -> Upstream {
    Upstream::start(|mut wire| async move {
        wire.head().await;
        wire.send("HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n").await;
        wire.head().await;
    })
    .await
}

#[tokio::test]
async fn what_crosses_with_the_closing_of_its_connection_goes_out_again_if_it_may() {
    let upstream = closing_without_a_word().await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    for _ in 0..3 {
        wire.send(GET).await;
        assert_eq!(wire.sized_answer().await.status(), 500, "{:?}", gateway.events());
    }
    assert_eq!(upstream.connections(), 3);
    wire.send("POST / HTTP/1.1\r\nHost: a.test\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!(wire.sized_answer().await.status(), 502);
    assert_eq!(upstream.connections(), 3);
}

const UPGRADE: &str = "GET /socket HTTP/1.1\r\nHost: a.test\r\nOrigin: https://front.test\r\nConnection: keep-alive, Upgrade\r\n\
                       Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n";

async fn echoing_websocket() -> Upstream {
    Upstream::start(|mut wire| async move {
        let head = wire.head().await.unwrap().to_lowercase();
        assert!(head.contains("connection: upgrade") && head.contains("upgrade: websocket"), "{head}");
        assert!(head.contains("sec-websocket-key: ea=="), "{head}");
        wire.send(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello.",
        )
        .await;
        while let Some(said) = wire.until(".").await {
            wire.send(&said.to_uppercase()).await;
        }
    })
    .await
}

#[tokio::test]
async fn a_websocket_is_a_tunnel() {
    let upstream = echoing_websocket().await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    wire.send(UPGRADE).await;
    let head = wire.head().await.unwrap();
    assert!(head.starts_with("HTTP/1.1 101 ") && head.contains("upgrade: websocket"), "{head}");
    assert_eq!(wire.until(".").await.unwrap(), "hello.");
    for said in ["one.", "two."] {
        wire.send(said).await;
        assert_eq!(wire.until(".").await.unwrap(), said.to_uppercase());
    }
}

#[tokio::test]
async fn an_upgrade_that_nobody_asked_for_is_502() {
    let upstream = Upstream::start(|mut wire| async move {
        wire.head().await;
        wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n").await;
        wire.rest().await;
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let answer = gateway.exchange("GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n").await;
    assert_eq!(answer.status(), 502);
    assert!(gateway.events()[0].contains("unasked-upgrade"), "{:?}", gateway.events());
}

#[tokio::test]
async fn stopping_lets_requests_end_and_takes_no_new_ones() {
    let upstream = Upstream::start(|mut wire| async move {
        while wire.head().await.is_some() {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbe").await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            wire.send("en").await;
        }
    })
    .await;
    let mut gateway = in_front_of(&upstream).await;
    let address = gateway.address;
    let (mut idle, mut busy) = (gateway.connect().await, gateway.connect().await);
    busy.send(GET).await;
    busy.head().await.unwrap();
    gateway.stop();
    assert_eq!(idle.rest().await, "");
    assert_eq!(busy.rest().await, "been");
    let began = Instant::now();
    assert_eq!(gateway.stopped().await.cut, 0);
    assert!(began.elapsed() < Duration::from_secs(2), "it does not wait longer than it must");
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn what_does_not_end_in_time_is_cut() {
    let upstream = echoing_websocket().await;
    let mut gateway = Running::start(&format!(
        "[server]\nstop_timeout = 1\n[[route]]\npath = '/'\nupstream = '{}'\n",
        upstream.origin()
    ))
    .await;
    let mut wire = gateway.connect().await;
    wire.send(UPGRADE).await;
    wire.until("hello.").await.unwrap();
    gateway.stop();
    wire.send("still here.").await;
    assert_eq!(wire.until(".").await.unwrap(), "STILL HERE.");
    assert_eq!(gateway.stopped().await.cut, 1);
    assert_eq!(wire.rest().await, "");
}

#[tokio::test]
async fn who_stops_waiting_for_the_gateway_leaves_nothing_running() {
    let upstream = echoing_websocket().await;
    let gateway = in_front_of(&upstream).await;
    let (mut idle, mut tunnel) = (gateway.connect().await, gateway.connect().await);
    tunnel.send(UPGRADE).await;
    tunnel.until("hello.").await.unwrap();
    gateway.abort();
    assert_eq!((idle.rest().await, tunnel.rest().await), (String::new(), String::new()));
}

#[tokio::test]
async fn who_sends_no_request_is_not_waited_for() {
    let upstream = Upstream::echo("").await;
    let gateway = Running::start(&format!(
        "[server]\nheader_timeout = 1\n[[route]]\npath = '/'\nupstream = '{}'\n",
        upstream.origin()
    ))
    .await;
    for start in ["", "P", "PRI * HT", "GET / HTTP/1.1\r\nHost: "] {
        let mut wire = gateway.connect().await;
        wire.send(start).await;
        let ended = tokio::time::timeout(LONG / 3, wire.rest()).await;
        assert!(ended.is_ok(), "{start:?} keeps a connection open");
    }
    assert_eq!(upstream.connections(), 0);
    let mut wire = gateway.connect().await;
    wire.send(GET).await;
    assert_eq!(wire.sized_answer().await.status(), 200);
    let ended = tokio::time::timeout(LONG / 3, wire.rest()).await;
    assert!(ended.is_ok(), "an unused connection is kept for ever");
}
