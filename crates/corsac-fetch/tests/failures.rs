//! Every way in which no answer comes, each over a real socket, told apart.

use std::io::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use corsac::browser::{Cause, NetworkFailure, Phase, TlsFailure};
use corsac_cases::lab::{Answer, Answering, Script};
use corsac_fetch::{BodyError, Client, ClientBuilder, Fetched};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const WAIT: Duration = Duration::from_millis(300);

/// A server that does the same with every connection.
async fn server<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    address
}

/// A server that reads a request's head, writes these bytes and closes.
async fn saying(bytes: &'static [u8]) -> SocketAddr {
    server(move |mut stream| async move {
        read_head(&mut stream).await;
        drop(stream.write_all(bytes).await);
    })
    .await
}

async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read_exact(&mut byte).await.is_err() {
            return;
        }
        head.extend_from_slice(&byte);
    }
}

async fn fetch(builder: ClientBuilder, url: &str) -> Fetched {
    let client = builder.timeout(WAIT).build().unwrap();
    client.page("https://app.example.com").unwrap().fetch(url).send().await.unwrap()
}

/// What kind of failure it was, and in whose words.
fn failure(fetched: &Fetched) -> (NetworkFailure, &str) {
    let error = fetched.response().unwrap_err();
    let Cause::Network(kind) = error.cause else { panic!("{error:?}") };
    assert_eq!(error.phase, Phase::Response);
    (kind, fetched.failure_detail().unwrap())
}

async fn failure_of_host(address: SocketAddr) -> (NetworkFailure, String) {
    let fetched = fetch(Client::builder().resolve("api.test", address), "http://api.test/").await;
    let (kind, detail) = failure(&fetched);
    (kind, detail.to_owned())
}

#[tokio::test]
async fn a_name_without_an_address() {
    // Names under .invalid never have one (RFC 6761).
    let client = Client::builder().build().unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let fetched = page.fetch("http://api.invalid/").send().await.unwrap();
    let (kind, detail) = failure(&fetched);
    assert_eq!(kind, NetworkFailure::Dns, "{detail}");
    assert!(!detail.is_empty());
}

#[tokio::test]
async fn a_port_where_nothing_listens() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let (kind, detail) = failure_of_host(free).await;
    assert_eq!(kind, NetworkFailure::Connect);
    assert!(detail.contains("refused"), "{detail}");
}

#[tokio::test]
async fn a_connection_that_ends_before_the_head_is_whole() {
    for bytes in [&b""[..], b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *"] {
        assert_eq!(failure_of_host(saying(bytes).await).await.0, NetworkFailure::NoResponse);
    }
    let reset = server(|stream| async move {
        stream.set_zero_linger().unwrap();
    });
    assert_eq!(failure_of_host(reset.await).await.0, NetworkFailure::NoResponse);
}

#[tokio::test]
async fn an_answer_that_is_not_http() {
    for bytes in
        [&b"SSH-2.0-OpenSSH_9.6\r\n\r\n"[..], b"HTTP/9.9 200 OK\r\n\r\n", b"\x15\x03\x01\0\x02\x02\x46"]
    {
        let (kind, detail) = failure_of_host(saying(bytes).await).await;
        assert_eq!(kind, NetworkFailure::Protocol, "{detail}");
    }
}

#[tokio::test]
async fn a_server_that_never_answers() {
    let silent = server(|mut stream| async move {
        read_head(&mut stream).await;
        std::future::pending().await
    });
    let (kind, detail) = failure_of_host(silent.await).await;
    assert_eq!((kind, detail.as_str()), (NetworkFailure::Timeout, "no answer within 300ms"));
}

#[tokio::test]
async fn https_where_only_http_is_spoken_or_the_connection_ends() {
    for bytes in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], b""] {
        let address = server(move |mut stream| async move {
            drop(stream.read(&mut [0; 1024]).await);
            drop(stream.write_all(bytes).await);
        })
        .await;
        let fetched = fetch(Client::builder().resolve("api.test", address), "https://api.test/").await;
        assert_eq!(failure(&fetched).0, NetworkFailure::Tls, "{fetched:?}");
        assert_eq!(fetched.tls_failure(), (!bytes.is_empty()).then_some(TlsFailure::NoTls));
    }
}

#[tokio::test]
async fn a_preflight_without_an_answer_fails_as_a_preflight() {
    let address = saying(b"").await;
    let client = Client::builder().resolve("api.test", address).build().unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let fetched = page.fetch("http://api.test/").method("PUT").send().await.unwrap();
    assert_eq!(fetched.response().unwrap_err().phase, Phase::Preflight);
    assert_eq!(fetched.deliveries().len(), 1);
}

#[tokio::test]
async fn a_kept_connection_that_the_server_has_closed_is_no_failure() {
    let shared = || Answer::new(200).line("Access-Control-Allow-Origin: *");
    let script = Script::steps([shared(), Answer::hang_up(), shared(), Answer::hang_up()]);
    let server = Answering::start(script).await.unwrap();
    let client = Client::builder().resolve("api.test", server.address()).build().unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let get = || page.fetch("http://api.test/").send();
    assert!(get().await.unwrap().is_allowed());
    assert!(get().await.unwrap().is_allowed());
    assert_eq!(server.received().len(), 3);
    // A fresh connection that is hung up on is a failure: after the fourth request, a fifth is hung up on too.
    let fetched = get().await.unwrap();
    assert_eq!(failure(&fetched).0, NetworkFailure::NoResponse);
    assert_eq!(server.received().len(), 5);
}

#[tokio::test]
async fn bodies_of_every_framing_are_read_and_a_broken_one_is_an_error() {
    const HEAD: &str = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n";
    for (head, body, expected) in [
        (HEAD, "Content-Length: 2\r\n\r\nhi", Ok("hi")),
        (HEAD, "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", Ok("hi")),
        (HEAD, "\r\nhi", Ok("hi")),
        ("HTTP/1.0 200 OK\r\nAccess-Control-Allow-Origin: *\r\n", "\r\nhi", Ok("hi")),
        ("HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n", "\r\n", Ok("")),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n",
            "\r\nhi",
            Ok("hi"),
        ),
        (HEAD, "Content-Length: 9\r\n\r\nhi", Err("failed")),
        (HEAD, "Content-Length: 3\r\n\r\nlong", Err("too long")),
    ] {
        let mut bytes = Vec::new();
        write!(bytes, "{head}{body}").unwrap();
        let address = saying(bytes.leak()).await;
        let builder = Client::builder().resolve("api.test", address).body_limit(2);
        let mut fetched = fetch(builder, "http://api.test/").await;
        assert!(fetched.is_allowed(), "{head}{body}: {fetched:?}");
        let found = fetched.text().await;
        match (&found, expected) {
            (Ok(text), Ok(expected)) => assert_eq!(text, expected),
            (Err(BodyError::Failed(_)), Err("failed")) | (Err(BodyError::TooLong(2)), Err("too long")) => {}
            _ => panic!("{head}{body}: {found:?}"),
        }
    }
}

#[tokio::test]
async fn a_body_that_stops_coming_is_given_up() {
    let stalling = server(|mut stream| async move {
        read_head(&mut stream).await;
        let head = b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 9\r\n\r\nhalf";
        drop(stream.write_all(head).await);
        std::future::pending().await
    });
    let mut fetched = fetch(Client::builder().resolve("api.test", stalling.await), "http://api.test/").await;
    let mut body = fetched.take_body().unwrap();
    assert_eq!(body.chunk().await.unwrap().as_deref(), Some(&b"half"[..]));
    assert_eq!(body.chunk().await, Err(BodyError::Timeout(WAIT)));
}

#[tokio::test]
async fn head_has_no_body_whatever_its_length_says() {
    let address =
        saying(b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 9\r\n\r\n").await;
    let client = Client::builder().resolve("api.test", address).build().unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let mut fetched = page.fetch("http://api.test/").method("HEAD").send().await.unwrap();
    assert_eq!((fetched.status(), fetched.text().await.as_deref()), (Some(200), Ok("")));
}

#[tokio::test]
async fn a_head_of_many_lines_is_read_whole() {
    let mut head = b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n".to_vec();
    for number in 0..300 {
        write!(head, "X-Line-{number}: {}\r\n", "v".repeat(100)).unwrap();
    }
    head.extend_from_slice(b"\r\n");
    let address = saying(head.leak()).await;
    let fetched = fetch(Client::builder().resolve("api.test", address), "http://api.test/").await;
    let headers = &fetched.transcript().messages[0].response().unwrap().headers;
    assert_eq!((headers.len(), headers.iter().last().unwrap().name.as_str()), (301, "X-Line-299"));
}

#[tokio::test]
async fn a_head_without_its_empty_line_is_forgiven_when_the_connection_ends() {
    let address = saying(b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nX: 1\r\n").await;
    let fetched = fetch(Client::builder().resolve("api.test", address), "http://api.test/").await;
    assert_eq!(fetched.status(), Some(200));
    let (kind, _) =
        failure_of_host(saying(b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r").await).await;
    assert_eq!(kind, NetworkFailure::NoResponse);
}
