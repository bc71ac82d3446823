//! Which upstream gets a request.

use super::parts::{Running, Upstream};

async fn named(name: &'static str) -> Upstream {
    Upstream::start(move |mut wire| async move {
        while wire.head().await.is_some() {
            wire.send(&format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{name}", name.len())).await;
        }
    })
    .await
}

#[tokio::test]
async fn the_longest_path_decides_and_what_has_none_is_not_found() {
    let (api, admin) = (named("api").await, named("admin").await);
    let (api, admin) = (api, admin);
    let gateway = Running::start(&format!(
        "[[route]]\npath = '/api'\nupstream = '{}'\n[[route]]\npath = '/api/admin'\nupstream = '{}'\n",
        api.origin(),
        admin.origin()
    ))
    .await;
    for (target, status, body) in [
        ("/api", 200, "api"),
        ("/api/notes?x=/api/admin", 200, "api"),
        ("/api/admin/users", 200, "admin"),
        ("/api/administer", 200, "api"),
        ("/", 404, "this gateway has no route for the path.\n"),
        ("/apis", 404, "this gateway has no route for the path.\n"),
        ("/api/../api/admin", 400, "the path has a segment . or ...\n"),
        ("/api//admin", 400, "the path can be read in more than one way.\n"),
        ("http://other.test/api/admin", 200, "admin"),
    ] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n");
        let answer = gateway.exchange(&request).await;
        assert_eq!((answer.status(), answer.body.as_str()), (status, body), "{target}");
    }
    let events = gateway.events();
    assert_eq!(events.len(), 4, "{events:?}");
    assert_eq!(events[0], "no route: GET \"/\" (client 127.0.0.1)");
}

#[tokio::test]
async fn the_target_arrives_as_it_came() {
    let upstream = Upstream::echo("").await;
    let gateway =
        Running::start(&format!("[[route]]\npath = '/'\nupstream = '{}'\n", upstream.origin())).await;
    for target in ["/a%2Fb/%61?q=%20&x=1", "/a//b", "/?", "/a;b=c"] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n");
        let answer = gateway.exchange(&request).await;
        assert!(answer.body.starts_with(&format!("GET {target} HTTP/1.1\r\n")), "{}", answer.body);
    }
}
