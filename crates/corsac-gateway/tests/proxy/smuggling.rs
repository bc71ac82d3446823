//! Requests that two programs might understand differently.

use super::in_front_of;
use super::parts::{Upstream, lines};

#[tokio::test]
async fn a_request_names_one_host() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    for (head, cause) in [
        ("GET / HTTP/1.1\r\n", "no-host"),
        ("GET / HTTP/1.0\r\n", "no-host"),
        ("GET / HTTP/1.1\r\nHost: a.test\r\nHost: b.test\r\n", "several-hosts"),
        ("GET / HTTP/1.1\r\nHost: a.test\r\nhost: a.test\r\n", "several-hosts"),
        ("GET / HTTP/1.1\r\nHost: a.test, b.test\r\n", "malformed-host"),
        ("GET http://u@a.test/ HTTP/1.1\r\nHost: a.test\r\n", "malformed-host"),
        ("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test\r\n", "connect"),
    ] {
        let answer = gateway.exchange(&format!("{head}Origin: https://front.test\r\n\r\n")).await;
        assert_eq!((answer.status(), answer.header("connection")), (400, Some("close")), "{head}");
        let told = gateway.events().pop().unwrap();
        assert!(told.starts_with(&format!("bad request, {cause}: ")), "{head}: {told}");
        if !matches!(cause, "connect") {
            assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"], "{head}");
        }
    }
    assert_eq!((upstream.connections(), gateway.events().len()), (0, 7));
}

#[tokio::test]
async fn what_is_no_http_is_refused_before_anybody_sees_it() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    for lines in [
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "Content-Length: +1\r\n",
        "Content-Length: 1, 1\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "X: a\r\n b\r\n",
    ] {
        let answer = gateway.exchange(&format!("POST / HTTP/1.1\r\nHost: a.test\r\n{lines}\r\nxx")).await;
        assert_eq!(answer.status(), 400, "{lines}");
    }
    let old = "POST / HTTP/1.0\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(gateway.exchange(old).await.status(), 400);
    assert_eq!(upstream.connections(), 0);
}

#[tokio::test]
async fn a_body_with_two_lengths_ends_the_connection_and_smuggles_nothing() {
    let upstream = Upstream::start(|mut wire| async move {
        while let Some(mut head) = wire.head().await {
            if head.to_lowercase().contains("chunked") {
                head += &wire.until("0\r\n\r\n").await.unwrap();
            }
            wire.send(&format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{head}", head.len())).await;
        }
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let smuggled = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a.test\r\n\r\n";
    for lengths in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    ] {
        let answer =
            gateway.exchange(&format!("POST / HTTP/1.1\r\nHost: a.test\r\n{lengths}\r\n{smuggled}")).await;
        assert_eq!(answer.status(), 200);
        assert!(lines(&answer.body, "content-length").is_empty(), "{}", answer.body);
        assert!(!answer.body.contains("smuggled"), "{}", answer.body);
    }
    let mut wire = gateway.connect().await;
    wire.send("GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n").await;
    assert!(!wire.answer().await.body.contains("smuggled"));
}
