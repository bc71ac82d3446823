//! The agent, spoken to over a socket.

use std::future::pending;
use std::net::SocketAddr;
use std::time::Duration;

use corsac_cases::lab::{Answer, Answering, Script};
use corsac_fetch::Client;
use corsac_fetch::agent::{Agent, ServeError};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// An agent for which every host is this server.
async fn agent(server: &Answering) -> SocketAddr {
    let wait = Duration::from_secs(1);
    let client = Client::builder().resolve("*", server.address()).timeout(wait).build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(Agent::new(client).serve(listener, pending()));
    address
}

/// The status and the body of the answer to one request.
async fn ask(agent: SocketAddr, request: &str) -> (u16, Value) {
    let mut stream = TcpStream::connect(agent).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), serde_json::from_str(body).unwrap())
}

fn post(headers: &str, body: &str) -> String {
    format!(
        "POST /fetch HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

async fn fetch(agent: SocketAddr, message: Value) -> Value {
    let (status, answer) = ask(agent, &post("Host: localhost:7777\r\n", &message.to_string())).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

const PAGE: &str = "http://app.example.com/page";

#[tokio::test]
async fn what_script_reads_comes_back_as_the_server_wrote_it() {
    let answer = Answer::new(299)
        .line("Access-Control-Allow-Origin: http://app.example.com")
        .line("access-control-EXPOSE-headers: X-Odd, x-twice")
        .line("X-Odd: caf\u{e9}")
        .line("x-TWICE: 1")
        .line("X-Hidden: 1")
        .line("X-Twice: 2")
        .body("hello");
    let server = Answering::start(Script::new().otherwise(answer)).await.unwrap();
    let agent = agent(&server).await;
    let answer = fetch(
        agent,
        json!({
            "client": PAGE, "url": "http://api.example.com/x", "method": "POST", "body": "AP8=",
            "headers": [["Accept", "a/b"], ["cookie", "no=1"], ["Content-Type", "text/plain"]],
        }),
    )
    .await;
    assert_eq!(answer["type"], "cors");
    assert_eq!(answer["status"], 299);
    assert_eq!(answer["url"], "http://api.example.com/x");
    assert_eq!((&answer["redirected"], &answer["nullBody"]), (&json!(false), &json!(false)));
    assert_eq!(answer["body"], "aGVsbG8=");
    let readable = answer["headers"].as_array().unwrap();
    let odd: Vec<_> =
        readable.iter().filter(|pair| pair[0].as_str().unwrap().starts_with(['x', 'X'])).collect();
    // The test's own text is UTF-8: two bytes, two characters.
    assert_eq!(json!(odd), json!([["X-Odd", "caf\u{c3}\u{a9}"], ["x-TWICE", "1"], ["X-Twice", "2"]]));
    let received = server.received();
    assert_eq!((received[0].header("cookie"), received[0].header("accept")), (None, Some("a/b".into())));
}

#[tokio::test]
async fn a_blocked_fetch_is_explained_and_a_refused_one_too() {
    let server = Answering::start(Script::new().otherwise(Answer::new(200))).await.unwrap();
    let agent = agent(&server).await;
    let blocked = fetch(agent, json!({"client": PAGE, "url": "http://api.example.com/x"})).await;
    assert_eq!(blocked["error"], true);
    assert_eq!(blocked["diagnosis"]["schema"], "corsac.explain/1");
    assert_eq!(blocked["diagnosis"]["primary"]["name"], "allow-origin-missing");
    let refused =
        fetch(agent, json!({"client": PAGE, "url": "http://x.example.com/", "method": "TRACE"})).await;
    assert_eq!(refused["error"], true);
    assert_eq!(refused["diagnosis"]["exchanges"], json!([]));
    let opaque =
        fetch(agent, json!({"client": PAGE, "url": "http://x.example.com/", "mode": "no-cors"})).await;
    assert_eq!(
        (&opaque["type"], &opaque["status"], &opaque["nullBody"]),
        (&json!("opaque"), &json!(0), &json!(true))
    );
}

#[tokio::test]
async fn one_jar_for_all_and_a_preflight_cache_for_each_page() {
    let allowed = || {
        Answer::new(200)
            .line("Access-Control-Allow-Origin: http://app.example.com")
            .line("Access-Control-Allow-Credentials: true")
    };
    let preflight = allowed().line("Access-Control-Allow-Methods: PUT").line("Access-Control-Max-Age: 60");
    let script = Script::new()
        .on("OPTIONS", "/x", preflight)
        .otherwise(allowed().line("Set-Cookie: session=1; Path=/"));
    let server = Answering::start(script).await.unwrap();
    let agent = agent(&server).await;
    let put = |page: &str| json!({"client": page, "url": "http://api.example.com/x", "method": "PUT", "credentials": "include"});
    for page in [PAGE, "http://app.example.com/page#again", "http://app.example.com/other"] {
        assert_eq!(fetch(agent, put(page)).await["status"], 200);
    }
    let seen: Vec<_> = server.received().iter().map(|r| (r.method.clone(), r.header("cookie"))).collect();
    let (session, none) = (Some("session=1".to_owned()), None);
    let expected =
        [("OPTIONS", &none), ("PUT", &none), ("PUT", &session), ("OPTIONS", &none), ("PUT", &session)];
    assert_eq!(seen, expected.map(|(method, cookie)| (method.to_owned(), cookie.clone())));
}

#[tokio::test]
async fn only_programs_on_this_machine_are_answered_and_mistakes_are_named() {
    let server = Answering::start(Script::new().otherwise(Answer::new(200))).await.unwrap();
    let agent = agent(&server).await;
    let message = json!({"client": PAGE, "url": PAGE}).to_string();
    for (headers, body, status, says) in [
        ("Host: 127.0.0.1\r\n", message.as_str(), 200, ""),
        ("Host: [::1]:7777\r\n", &message, 200, ""),
        ("Host: evil.example\r\n", &message, 403, "Host must name this machine"),
        ("Host: 127.0.0.1.evil.example\r\n", &message, 403, "Host must name this machine"),
        ("", &message, 403, "Host must name this machine"),
        ("Host: 127.0.0.1\r\nHost: evil.example\r\n", &message, 403, "Host must name this machine"),
        ("Host: localhost\r\nOrigin: http://evil.example\r\n", &message, 403, "not for web pages"),
        ("Host: localhost\r\nSec-Fetch-Site: none\r\n", &message, 403, "not for web pages"),
        ("Host: localhost\r\n", "{", 400, "not a JSON object"),
        ("Host: localhost\r\n", "{\"origin\": 7}", 400, "field origin"),
        ("Host: localhost\r\n", "{\"origin\": \"app\", \"url\": \"http://a.test\"}", 400, "field origin"),
    ] {
        let (found, answer) = ask(agent, &post(headers, body)).await;
        assert_eq!(found, status, "{headers:?} {body}");
        assert!(status == 200 || answer["message"].as_str().unwrap().contains(says), "{answer}");
    }
    let (status, _) = ask(agent, "GET /fetch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
    assert_eq!(status, 405);
    let (status, _) = ask(agent, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn a_body_comes_piece_by_piece_to_whoever_asks_for_lines() {
    let answer = Answer::new(200).line("Content-Length: 9").line("Content-Type: text/plain").body("hello");
    let server = Answering::start(Script::always(answer)).await.unwrap();
    let agent = agent(&server).await;
    let message = json!({"client": PAGE, "url": PAGE});
    let whole = fetch(agent, message.clone()).await;
    assert_eq!(whole["body"], "aGVsbG8=");
    assert!(whole["bodyError"].is_string(), "{whole}");
    let mut stream = TcpStream::connect(agent).await.unwrap();
    let headers = "Host: localhost\r\nAccept: application/x-ndjson\r\n";
    stream.write_all(post(headers, &message.to_string()).as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let lines: Vec<Value> = answer
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((&lines[0]["status"], &lines[0]["body"]), (&json!(200), &Value::Null));
    assert_eq!(lines[1], json!({"body": "aGVsbG8="}));
    assert!(lines[2]["bodyError"].is_string() && lines.len() == 3, "{answer}");
}

#[tokio::test]
async fn no_address_but_this_machine_s_is_listened_on() {
    let client = Client::builder().build().unwrap();
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let error = Agent::new(client).serve(listener, pending()).await.unwrap_err();
    assert!(matches!(error, ServeError::NotLoopback(_)));
    assert!(error.to_string().contains("127.0.0.1"));
}
