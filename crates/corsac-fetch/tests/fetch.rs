//! Pages that fetch from scripted servers over plain sockets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use corsac::browser::{Cause, CorsCheckFailure, HttpRequest, Phase, RequestInitError, ResponseType};
use corsac::exchange::MessageKind;
use corsac::fetch::Response;
use corsac::fetch::request::{CredentialsMode, RedirectMode, RequestMode};
use corsac_cases::lab::{Answer, Answering, Responding, Script};
use corsac_fetch::{BodyError, Client, FetchError, StreamBody};

const APP: &str = "https://app.example.com";

async fn server(script: Script) -> Answering {
    Answering::start(script).await.unwrap()
}

/// A client for which `name` is the server.
fn client_of(server: &Answering, name: &str) -> Client {
    Client::builder().resolve(name, server.address()).build().unwrap()
}

fn allowed() -> Answer {
    Answer::new(200).line("Access-Control-Allow-Origin: https://app.example.com")
}

fn preflight_allowed() -> Answer {
    Answer::new(204)
        .line("Access-Control-Allow-Origin: https://app.example.com")
        .line("Access-Control-Allow-Methods: PUT")
        .line("Access-Control-Max-Age: 60")
}

fn methods(server: &Answering) -> Vec<String> {
    server.received().into_iter().map(|request| request.method).collect()
}

#[tokio::test]
async fn script_sees_what_is_shared_and_no_other_header() {
    let answer = allowed()
        .line("Access-Control-Expose-Headers: X-Total")
        .line("X-Total: 42")
        .line("X-Secret: 1")
        .line("Content-Type: text/plain")
        .body("hello");
    let server = server(Script::always(answer)).await;
    let client = client_of(&server, "api.example.com");
    let page = client.page(APP).unwrap();
    let mut fetched = page.fetch("http://api.example.com/items").send().await.unwrap();
    assert!(fetched.is_allowed());
    assert_eq!(fetched.response().unwrap().kind, ResponseType::Cors);
    assert_eq!((fetched.header("x-total").as_deref(), fetched.header("x-secret")), (Some("42"), None));
    assert_eq!(fetched.text().await.unwrap(), "hello");
    let delivery = &fetched.deliveries()[0];
    assert_eq!(delivery.remote_address, Some(server.address()));
    assert_eq!(delivery.version, Some(http::Version::HTTP_11));
    let received = &server.received()[0];
    assert_eq!(received.header("origin").as_deref(), Some(APP));
    assert_eq!(received.header("host").as_deref(), Some("api.example.com"));
    assert_eq!(received.header("accept").as_deref(), Some("*/*"));
    assert!(received.header("user-agent").unwrap().contains("corsac/"));
}

#[tokio::test]
async fn a_response_that_is_not_shared_arrives_and_is_withheld_with_its_body() {
    let server = server(Script::always(Answer::new(200).body("secret"))).await;
    let client = client_of(&server, "bank.com");
    let page = client.page("https://hacker.com").unwrap();
    let mut fetched = page.fetch("http://bank.com/api/user-info").send().await.unwrap();
    let error = fetched.response().unwrap_err();
    assert_eq!(error.phase, Phase::Response);
    assert!(matches!(error.cause, Cause::CorsCheck(CorsCheckFailure::AllowOriginMissing)), "{error:?}");
    assert!(fetched.transcript().reached_server());
    assert_eq!(fetched.text().await, Err(BodyError::Withheld));
    assert_eq!(fetched.status(), None);
}

#[tokio::test]
async fn lines_are_judged_as_they_stood_on_the_wire() {
    let lines = ["X-Two: 2", "access-CONTROL-allow-Origin: *", "X-One: 1", "Access-Control-Allow-Origin: *"];
    let answer = lines.iter().fold(Answer::new(200), |answer, line| answer.line(*line));
    let server = server(Script::always(answer)).await;
    let client = client_of(&server, "api.example.com");
    let fetched = client.page(APP).unwrap().fetch("http://api.example.com/").send().await.unwrap();
    assert!(matches!(fetched.response().unwrap_err().cause, Cause::CorsCheck(_)));
    let response = fetched.transcript().messages[0].response().unwrap();
    let found: Vec<_> = response
        .headers
        .iter()
        .map(|line| format!("{}: {}", line.name, String::from_utf8_lossy(&line.value)))
        .collect();
    assert_eq!(found, [&lines[..], &["Content-Length: 0"]].concat());
}

#[tokio::test]
async fn a_preflight_goes_first_and_its_answer_is_kept_until_max_age() {
    let script =
        Script::new().on("OPTIONS", "/items/1", preflight_allowed()).on("PUT", "/items/1", allowed());
    let server = server(script).await;
    let time = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&time);
    let client = Client::builder()
        .resolve("api.example.com", server.address())
        .clock(move || Duration::from_secs(clock.load(Ordering::Relaxed)))
        .build()
        .unwrap();
    let page = client.page(APP).unwrap();
    let put = || page.fetch("http://api.example.com/items/1").method("put").body(vec![1, 2, 3]);
    let fetched = put().send().await.unwrap();
    assert_eq!(fetched.transcript().messages[0].kind, MessageKind::Preflight);
    assert_eq!(fetched.status(), Some(200));
    let received = server.take_received();
    let asked = received[0].header("access-control-request-method");
    assert_eq!((received[0].method.as_str(), asked.as_deref()), ("OPTIONS", Some("PUT")));
    assert_eq!((received[0].body.len(), received[1].body.as_slice()), (0, [1, 2, 3].as_slice()));
    assert_eq!(received[1].header("content-type"), None);
    time.store(59, Ordering::Relaxed);
    assert!(put().send().await.unwrap().is_allowed());
    assert_eq!(methods(&server), ["PUT"]);
    time.store(61, Ordering::Relaxed);
    assert!(put().send().await.unwrap().is_allowed());
    client.clear_preflight_cache();
    assert!(put().send().await.unwrap().is_allowed());
    assert_eq!(methods(&server), ["PUT", "OPTIONS", "PUT", "OPTIONS", "PUT"]);
}

#[tokio::test]
async fn a_refused_preflight_ends_the_fetch() {
    let server = server(Script::always(Answer::new(403))).await;
    let client = client_of(&server, "api.example.com");
    let page = client.page(APP).unwrap();
    let fetched = page.fetch("http://api.example.com/").method("DELETE").send().await.unwrap();
    assert_eq!(fetched.response().unwrap_err().phase, Phase::Preflight);
    assert_eq!(methods(&server), ["OPTIONS"]);
}

#[tokio::test]
async fn a_redirect_is_followed_by_the_engine_and_taints_the_origin() {
    let any = "Access-Control-Allow-Origin: *";
    let other = server(Script::always(Answer::new(200).line(any).body("there"))).await;
    let location = "Location: http://other.example.org/there".to_owned();
    let first = server(Script::always(Answer::new(302).line(any).line(location).body("moved"))).await;
    let client = Client::builder()
        .resolve("api.example.net", first.address())
        .resolve("other.example.org", other.address())
        .build()
        .unwrap();
    let page = client.page(APP).unwrap();
    let mut fetched = page.fetch("http://api.example.net/here").send().await.unwrap();
    let response = fetched.response().unwrap();
    assert!(response.redirected);
    assert_eq!(response.url.as_ref().unwrap().as_str(), "http://other.example.org/there");
    assert_eq!(fetched.text().await.unwrap(), "there");
    assert_eq!(other.received()[0].header("origin").as_deref(), Some("null"));
    let fetched =
        page.fetch("http://api.example.net/here").redirect(RedirectMode::Manual).send().await.unwrap();
    assert_eq!(fetched.response().unwrap().kind, ResponseType::OpaqueRedirect);
    assert_eq!(other.received().len(), 1);
}

#[tokio::test]
async fn cookies_go_where_credentials_are_included_and_to_their_host_alone() {
    let location = "Location: http://other.example.org/".to_owned();
    let answer = allowed().line("Access-Control-Allow-Credentials: true");
    let script = Script::new()
        .on("OPTIONS", "/", preflight_allowed().line("Access-Control-Allow-Credentials: true"))
        .on("GET", "/away", Answer::new(307).line(location))
        .otherwise(answer);
    let server = server(script).await;
    let client = Client::builder()
        .resolve("*", server.address())
        .cookie("http://api.example.com/", "session=1")
        .build()
        .unwrap();
    let page = client.page(APP).unwrap();
    let include = |url: &str| page.fetch(url).credentials(CredentialsMode::Include).cookie("theme=dark");
    let fetched = include("http://api.example.com/").method("PUT").send().await.unwrap();
    assert!(fetched.is_allowed());
    page.fetch("http://api.example.com/").cookie("theme=dark").send().await.unwrap();
    let image = include("http://api.example.com/away").mode(RequestMode::NoCors);
    assert!(image.send().await.unwrap().is_allowed());
    let cookies: Vec<_> = server.received().iter().map(|r| (r.method.clone(), r.header("cookie"))).collect();
    let both = Some("session=1; theme=dark".to_owned());
    let expected = [("OPTIONS", None), ("PUT", both.clone()), ("GET", None), ("GET", both), ("GET", None)];
    assert_eq!(cookies, expected.map(|(method, cookie)| (method.to_owned(), cookie)));
    assert!(!format!("{client:?} {fetched:?} {:?}", fetched.deliveries()).contains("session=1"));
}

#[tokio::test]
async fn an_opaque_response_gives_nothing_away() {
    let server = server(Script::always(Answer::new(200).line("X-A: 1").body("pixel"))).await;
    let client = client_of(&server, "img.example.net");
    let page = client.page(APP).unwrap();
    let mut fetched = page.fetch("http://img.example.net/").mode(RequestMode::NoCors).send().await.unwrap();
    assert_eq!((fetched.status(), fetched.header("x-a")), (Some(0), None));
    assert_eq!(fetched.bytes().await, Err(BodyError::Withheld));
}

#[tokio::test]
async fn what_a_browser_refuses_to_make_is_an_error_and_what_it_leaves_out_is_named() {
    let server = server(Script::always(allowed())).await;
    let client = client_of(&server, "api.example.com");
    assert!(matches!(client.page("app.example.com"), Err(RequestInitError::Origin(_))));
    let page = client.page(APP).unwrap();
    let error = |request: corsac_fetch::FetchRequest| async { request.send().await.unwrap_err() };
    assert_eq!(
        error(page.fetch("localhost:3000/x")).await,
        RequestInitError::UrlMissingScheme("localhost:3000/x".into()).into()
    );
    let url = "http://api.example.com/";
    assert_eq!(error(page.fetch(url).body("x")).await, RequestInitError::BodyNotAllowed.into());
    assert_eq!(error(page.fetch(url).body(vec![1])).await, RequestInitError::BodyNotAllowed.into());
    assert_eq!(error(page.fetch(url).header("X-A", "\u{1}")).await, FetchError::HeaderValue("X-A".into()));
    assert_eq!(error(page.fetch(url).cookie("session")).await, FetchError::Cookie);
    let fetched = page.fetch(url).header("Cookie", "a=1").header("Origin", "x").send().await.unwrap();
    assert_eq!(fetched.dropped_headers(), ["Cookie", "Origin"]);
    assert_eq!(server.received()[0].header("cookie"), None);
}

#[tokio::test]
async fn messages_stand_on_the_wire_as_a_browser_writes_them() {
    let preflight = preflight_allowed().line("Access-Control-Allow-Credentials: true");
    let script = Script::new().on("OPTIONS", "/", preflight).on("PUT", "/", allowed());
    let server = server(script).await;
    let client = client_of(&server, "api.example.com");
    let page = client.page(APP).unwrap();
    let put = page.fetch("http://api.example.com/").method("PUT").credentials(CredentialsMode::Include);
    put.body("new").cookie("a=1").send().await.unwrap();
    let names = server
        .received()
        .into_iter()
        .map(|request| request.lines.into_iter().map(|line| line.name).collect::<Vec<_>>().join(" "));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            "Accept Access-Control-Request-Method Origin User-Agent Accept-Language Host",
            "Content-Type Accept Content-Length Origin User-Agent Accept-Language Cookie Host"
        ]
    );
}

#[tokio::test]
async fn a_redirect_takes_the_body_along_or_turns_into_a_get() {
    for (status, method, body) in [(307, "PUT", "new"), (303, "GET", "")] {
        let back = Answer::new(status).line("Location: /there").line("Access-Control-Allow-Origin: *");
        let script = Script::new().on("PUT", "/here", back).otherwise(Answer::new(200).body("ok"));
        let server = server(script).await;
        let client = Client::builder().build().unwrap();
        let page = client.page(&server.origin("app.localhost")).unwrap();
        let mut fetched = page.fetch("/here").method("PUT").body("new").send().await.unwrap();
        assert_eq!(fetched.text().await.unwrap(), "ok");
        let last = server.received().pop().unwrap();
        assert_eq!((last.method.as_str(), last.body.as_slice()), (method, body.as_bytes()), "{status}");
        assert_eq!(last.header("content-type").is_some(), status == 307);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_fetches_at_once_do_not_mix_up_their_answers() {
    let echo = |request: &HttpRequest| {
        let path = request.url.path().to_owned();
        let lines = [("Access-Control-Allow-Origin", "*"), ("access-control-EXPOSE-headers", "*")];
        let lines = lines.map(|(name, value)| (name, value.to_owned())).into_iter();
        Ok(Response::new(200, lines.chain([("X-PATH", path)]).collect()))
    };
    let server = Responding::start(echo).await.unwrap();
    let client =
        Client::builder().resolve("*", server.address()).danger_accept_invalid_certs(true).build().unwrap();
    let page = client.page(APP).unwrap();
    let mut fetches = tokio::task::JoinSet::new();
    for number in 0..200 {
        let scheme = ["http", "https"][number % 2];
        let fetch = page.fetch(&format!("{scheme}://api.example.com/{number}"));
        fetches.spawn(async move { (number, fetch.send().await.unwrap()) });
    }
    while let Some(done) = fetches.join_next().await {
        let (number, fetched) = done.unwrap();
        assert_eq!(fetched.header("x-path"), Some(format!("/{number}")), "{fetched:?}");
        let headers = &fetched.response().unwrap().internal.headers;
        assert_eq!(headers.iter().nth(2).unwrap().name, "X-PATH");
    }
}

#[tokio::test]
async fn this_machine_is_reached_by_each_of_its_names() {
    let server = server(Script::always(Answer::new(200))).await;
    let client = Client::builder().build().unwrap();
    let has_ipv6 = std::net::TcpListener::bind("[::1]:0").is_ok();
    let hosts = ["127.0.0.1", "localhost", "app.localhost", "LOCALHOST."];
    for host in hosts.into_iter().chain(has_ipv6.then_some("[::1]")) {
        let page = client.page(APP).unwrap();
        let url = format!("http://{host}:{}/", server.port());
        let fetched = page.fetch(&url).mode(RequestMode::NoCors).send().await.unwrap();
        assert!(fetched.is_allowed(), "{host}: {:?}", fetched.failure_detail());
    }
}

#[tokio::test]
async fn a_page_reads_its_own_origin_without_cors() {
    let server = server(Script::always(Answer::new(200).line("X-A: 1").body("own"))).await;
    let client = Client::builder().build().unwrap();
    let page = client.page(&server.origin("localhost")).unwrap();
    let mut fetched = page.fetch("/path?q#fragment").send().await.unwrap();
    assert_eq!(fetched.response().unwrap().kind, ResponseType::Basic);
    assert_eq!((fetched.header("x-a").as_deref(), fetched.text().await.as_deref()), (Some("1"), Ok("own")));
    assert_eq!(server.received()[0].target, "/path?q");
    assert_eq!(server.received()[0].header("origin"), None);
}

#[tokio::test]
async fn a_streamed_body_asks_first_and_whoever_watches_hears_of_every_piece() {
    let script = Script::new()
        .on("OPTIONS", "/", preflight_allowed())
        .otherwise(allowed().line("Content-Length: 5").line("Content-Type: text/plain").body("hello"));
    let server = server(script).await;
    let client = client_of(&server, "api.example.com");
    let page = client.page(APP).unwrap();
    let heard = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&heard);
    let body = StreamBody::new(http_body_util::Full::new(bytes::Bytes::from_static(b"a stream")));
    let request = page.fetch("http://api.example.com/").method("PUT").body(body);
    let request = request.on_upload(move |sent| counter.store(sent, Ordering::SeqCst));
    let again = request.clone();
    let mut fetched = request.send().await.unwrap();
    let mut body = fetched.take_body().unwrap();
    assert_eq!((body.received(), body.total()), (0, Some(5)));
    while body.chunk().await.unwrap().is_some() {}
    assert_eq!((body.received(), body.total()), (5, Some(5)));
    assert_eq!(heard.load(Ordering::SeqCst), 8);
    assert_eq!(methods(&server), ["OPTIONS", "PUT"]);
    assert_eq!(server.received()[1].body, b"a stream");
    // It was sent once and for all.
    again.send().await.unwrap();
    assert_eq!(server.received()[2].body, b"");
    // Watching alone makes a preflight, too.
    let watched = page.fetch("http://api.example.com/x").method("POST").body("a").on_upload(|_| ());
    watched.send().await.unwrap();
    assert_eq!(methods(&server)[3], "OPTIONS");
}

#[tokio::test]
async fn a_page_at_a_url_has_relative_urls_and_a_referrer() {
    let server = server(Script::always(allowed())).await;
    let client = Client::builder().resolve("*", server.address()).build().unwrap();
    let page = client.page("http://app.example.com").unwrap().at("http://app.example.com/a/page?q").unwrap();
    page.fetch("items").send().await.unwrap();
    page.fetch("http://api.example.com/").send().await.unwrap();
    let received = server.received();
    let referer = |index: usize| received[index].header("referer");
    assert_eq!(received[0].target, "/a/items");
    assert_eq!(referer(0).as_deref(), Some("http://app.example.com/a/page?q"));
    assert_eq!(referer(1).as_deref(), Some("http://app.example.com/"));
    assert!(client.page(APP).unwrap().at("page").is_err());
}
