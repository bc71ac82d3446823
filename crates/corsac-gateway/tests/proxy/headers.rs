//! What the upstream is told.

use super::in_front_of;
use super::parts::{Upstream, lines};

/// The head that arrives when these lines are sent.
async fn arrives(sent: &str) -> String {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    let request = format!("GET / HTTP/1.1\r\nHost: a.test:81\r\n{sent}\r\n");
    let mut wire = gateway.connect().await;
    wire.send(&request).await;
    wire.sized_answer().await.body
}

#[tokio::test]
async fn the_host_stays_and_the_way_is_told() {
    let head = arrives("").await;
    assert_eq!(lines(&head, "host"), ["a.test:81"]);
    assert_eq!(lines(&head, "x-forwarded-for"), ["127.0.0.1"]);
    assert_eq!(lines(&head, "x-forwarded-proto"), ["http"]);
    assert_eq!(lines(&head, "x-forwarded-host"), ["a.test:81"]);
    let head = arrives("X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n").await;
    assert_eq!(lines(&head, "x-forwarded-for"), ["203.0.113.9, 127.0.0.1"]);
    assert_eq!(lines(&head, "x-forwarded-proto"), ["https"]);
}

#[tokio::test]
async fn what_concerns_one_connection_is_not_passed_on() {
    let sent = "Connection: keep-alive, X-Private\r\nX-Private: 1\r\nKeep-Alive: timeout=5\r\nX-Public: 1\r\n\
                Proxy-Authorization: Basic eA==\r\nProxy-Connection: close\r\nTE: gzip\r\nUpgrade: h2c\r\n";
    let head = arrives(sent).await;
    for gone in
        ["connection", "x-private", "keep-alive", "proxy-authorization", "proxy-connection", "te", "upgrade"]
    {
        assert!(lines(&head, gone).is_empty(), "{gone} in {head}");
    }
    assert_eq!(lines(&head, "x-public"), ["1"]);
}

#[tokio::test]
async fn two_origin_lines_are_nobodys() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    let origin = "Origin: https://front.test\r\n";
    let request = format!("GET / HTTP/1.1\r\nHost: a.test\r\n{origin}{origin}Connection: close\r\n\r\n");
    let answer = gateway.exchange(&request).await;
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert!(gateway.events()[0].starts_with("refused by the policy, several-origins: "));
}
