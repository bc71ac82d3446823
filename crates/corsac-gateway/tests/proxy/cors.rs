//! The policy's headers, whatever the upstream says.

use super::parts::{Running, Upstream, lines};
use super::{POLICY, in_front_of};

const ALLOWED: &str =
    "GET /x HTTP/1.1\r\nHost: a.test\r\nOrigin: https://front.test\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn the_upstreams_own_headers_are_replaced_and_vary_is_merged() {
    let upstream = Upstream::echo(
        "Access-Control-Allow-Origin: *\r\naccess-control-allow-origin: https://evil.test\r\n\
         Access-Control-Allow-Methods: *\r\nVary: Accept-Encoding\r\nVary: Cookie\r\n",
    )
    .await;
    let gateway = in_front_of(&upstream).await;
    let answer = gateway.exchange(ALLOWED).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert_eq!(answer.lines("access-control-allow-credentials"), ["true"]);
    assert!(answer.lines("access-control-allow-methods").is_empty());
    assert_eq!(answer.lines("vary").join(","), "Accept-Encoding,Cookie,origin");
    assert!(gateway.events().is_empty());
}

#[tokio::test]
async fn a_stranger_gets_an_answer_without_permission_and_a_log_line_tells() {
    let upstream = Upstream::echo("Access-Control-Allow-Origin: *\r\n").await;
    let gateway = in_front_of(&upstream).await;
    let answer = gateway.exchange(&ALLOWED.replace("front.test", "evil.test")).await;
    assert_eq!(answer.status(), 200);
    assert!(!answer.head.to_lowercase().contains("access-control-"), "{}", answer.head);
    assert_eq!(answer.lines("vary"), ["origin"]);
    assert_eq!(
        gateway.events(),
        [
            "refused by the policy, origin-not-allowed: GET \"/x\" from \"https://evil.test\" (client 127.0.0.1)"
        ]
    );
}

#[tokio::test]
async fn preflights_never_reach_the_upstream() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    let preflight = |method: &str| {
        format!(
            "OPTIONS /x HTTP/1.1\r\nHost: a.test\r\nOrigin: https://front.test\r\n\
             Access-Control-Request-Method: {method}\r\nConnection: close\r\n\r\n"
        )
    };
    let answer = gateway.exchange(&preflight("PUT")).await;
    assert_eq!((answer.status(), answer.header("access-control-max-age")), (204, Some("600")));
    let answer = gateway.exchange(&preflight("DELETE")).await;
    assert_eq!((answer.status(), answer.header("access-control-allow-origin")), (403, None));
    assert_eq!(upstream.connections(), 0);
    assert!(gateway.events()[0].starts_with("refused by the policy, method-not-allowed: OPTIONS"));
    // Any other OPTIONS is the service's.
    let other = ALLOWED.replace("GET", "OPTIONS");
    assert!(gateway.exchange(&other).await.body.starts_with("OPTIONS /x"));
}

#[tokio::test]
async fn the_policy_sees_an_origin_that_connection_names() {
    let upstream = Upstream::echo("").await;
    let gateway = in_front_of(&upstream).await;
    let answer =
        gateway.exchange(&ALLOWED.replace("Connection: close", "Connection: close, Origin, host")).await;
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert!(lines(&answer.body, "origin").is_empty(), "{}", answer.body);
    assert_eq!(lines(&answer.body, "host"), ["a.test"]);
}

#[tokio::test]
async fn a_head_request_is_answered_by_its_head() {
    let upstream = Upstream::start(|mut wire| async move {
        while let Some(head) = wire.head().await {
            assert!(head.starts_with("HEAD "));
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n").await;
        }
    })
    .await;
    let answer = in_front_of(&upstream).await.exchange(&ALLOWED.replace("GET", "HEAD")).await;
    assert_eq!((answer.header("content-length"), answer.body.as_str()), (Some("5"), ""));
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
}

#[tokio::test]
async fn what_the_guard_refuses_can_be_read_by_an_allowed_page() {
    let upstream = Upstream::echo("").await;
    let gateway = Running::start(&format!(
        "[[route]]\npath = '/'\nupstream = '{}'\npolicy = 'app'\nguard = []\n{POLICY}",
        upstream.origin()
    ))
    .await;
    let forged = "POST /x HTTP/1.1\r\nHost: a.test\r\nOrigin: https://front.test\r\n\
                  Sec-Fetch-Site: cross-site\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let answer = gateway.exchange(forged).await;
    assert_eq!((answer.status(), answer.header("corsac-diagnosis")), (403, Some("cross-site")));
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://front.test"]);
    assert_eq!(upstream.connections(), 0);
    assert_eq!(
        gateway.events(),
        ["refused by the guard, cross-site: POST \"/x\" from \"https://front.test\" (client 127.0.0.1)"]
    );
    let own = forged.replace("https://front.test", "https://a.test").replace("cross-site", "same-origin");
    assert_eq!(gateway.exchange(&own).await.status(), 200);
}

#[tokio::test]
async fn without_a_policy_the_upstream_speaks_for_itself() {
    let upstream = Upstream::echo("Access-Control-Allow-Origin: *\r\n").await;
    let gateway =
        Running::start(&format!("[[route]]\npath = '/'\nupstream = '{}'\n", upstream.origin())).await;
    let answer = gateway.exchange(ALLOWED).await;
    assert_eq!((answer.header("access-control-allow-origin"), answer.header("vary")), (Some("*"), None));
}
