//! Bodies that are passed on while they come.

use super::in_front_of;
use super::parts::Upstream;

#[tokio::test]
async fn an_answer_may_begin_before_the_request_has_ended() {
    let upstream = Upstream::start(|mut wire| async move {
        wire.head().await;
        wire.until("1\r\na\r\n").await;
        wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nA\r\n").await;
        wire.until("1\r\nb\r\n").await;
        wire.send("1\r\nB\r\n").await;
        wire.until("0\r\n\r\n").await;
        wire.send("0\r\n\r\n").await;
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    wire.send("POST / HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\na\r\n").await;
    wire.head().await.unwrap();
    assert_eq!(wire.until("A\r\n").await.unwrap(), "1\r\nA\r\n");
    wire.send("1\r\nb\r\n").await;
    assert_eq!(wire.until("B\r\n").await.unwrap(), "1\r\nB\r\n");
    wire.send("0\r\n\r\n").await;
    assert_eq!(wire.rest().await, "0\r\n\r\n");
}

#[tokio::test]
async fn trailers_pass_in_both_directions() {
    let upstream = Upstream::start(|mut wire| async move {
        let head = wire.head().await.unwrap().to_lowercase();
        assert!(head.contains("te: trailers") && head.contains("trailer: x-sum"), "{head}");
        assert_eq!(wire.until("\r\n\r\n").await.unwrap(), "1\r\na\r\n0\r\nx-sum: 1\r\n\r\n");
        wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Check\r\n\r\n").await;
        wire.send("1\r\nA\r\n0\r\nX-Check: 2\r\n\r\n").await;
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    wire.send(
        "POST / HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nTE: trailers\r\n\
         Connection: close, TE\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n",
    )
    .await;
    assert_eq!(wire.answer().await.body, "1\r\nA\r\n0\r\nx-check: 2\r\n\r\n");
}

const ASKING: &str = "POST / HTTP/1.1\r\nHost: a.test\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn a_client_that_asks_first_goes_on_when_the_upstream_says_so() {
    let upstream = Upstream::start(|mut wire| async move {
        assert!(wire.head().await.unwrap().to_lowercase().contains("expect: 100-continue"));
        wire.send("HTTP/1.1 100 Continue\r\n\r\n").await;
        wire.until("body").await;
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    wire.send(ASKING).await;
    assert_eq!(wire.head().await.unwrap(), "HTTP/1.1 100 Continue\r\n\r\n");
    wire.send("body").await;
    assert_eq!(wire.answer().await.status(), 200);
}

#[tokio::test]
async fn a_client_that_asks_first_hears_a_refusal_first() {
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let upstream = Upstream::start(move |mut wire| {
        let tell = tell.clone();
        async move {
            wire.head().await;
            wire.send("HTTP/1.1 413 Too Large\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntoo\r\n").await;
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            wire.send("4\r\n big\r\n0\r\n\r\n").await;
            let _ = tell.send(wire.rest().await);
        }
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let answer = gateway.exchange(ASKING).await;
    assert_eq!((answer.status(), answer.body.as_str()), (413, "3\r\ntoo\r\n4\r\n big\r\n0\r\n\r\n"));
    assert_eq!(told.recv().await.unwrap(), "", "no body comes, and the connection ends");
}

#[tokio::test]
async fn an_upstream_that_does_not_know_expect_gets_the_body_all_the_same() {
    let upstream = Upstream::start(|mut wire| async move {
        wire.head().await;
        wire.until("body").await;
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    wire.send(ASKING).await;
    assert_eq!(wire.head().await.unwrap(), "HTTP/1.1 100 Continue\r\n\r\n");
    wire.send("body").await;
    assert_eq!(wire.answer().await.status(), 200);
}

#[tokio::test]
async fn a_client_that_does_not_read_makes_the_upstream_wait() {
    const MEGABYTES: usize = 64;
    let (sent, mut counted) = tokio::sync::watch::channel(0);
    let sent = std::sync::Arc::new(sent);
    let upstream = Upstream::start(move |mut wire| {
        let sent = std::sync::Arc::clone(&sent);
        async move {
            wire.head().await;
            wire.send(&format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", MEGABYTES << 20)).await;
            let megabyte = "x".repeat(1 << 20);
            for _ in 0..MEGABYTES {
                wire.send(&megabyte).await;
                sent.send_modify(|sent| *sent += 1);
            }
        }
    })
    .await;
    let gateway = in_front_of(&upstream).await;
    let mut wire = gateway.connect().await;
    wire.send("GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n").await;
    wire.head().await.unwrap();
    // What the sockets hold is sent; then nothing moves any more.
    while tokio::time::timeout(std::time::Duration::from_millis(300), counted.changed()).await.is_ok() {}
    let stuck_at = *counted.borrow();
    assert!(stuck_at < MEGABYTES - 8, "{stuck_at} of {MEGABYTES} MiB went out to nobody");
    assert_eq!(wire.rest().await.len(), MEGABYTES << 20);
}
