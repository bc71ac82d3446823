//! The scripted server, asked over plain sockets.

use std::net::{Ipv6Addr, SocketAddr};
use std::time::Duration;

use corsac_cases::lab::{Answer, Answering, Script};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Sends these bytes and reads until the server closes.
async fn exchange(address: SocketAddr, request: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    answer
}

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test]
async fn an_answer_keeps_order_case_duplicates_and_odd_bytes() {
    let answer = Answer::new(299)
        .reason("Odd")
        .line("X-b: 2")
        .line("x-B:1")
        .line("X-b: 2")
        .line(b"X-a: \xff\x01".as_slice());
    let server = Answering::start(Script::always(answer.body("hi").exactly())).await.unwrap();
    let bytes = exchange(server.address(), GET).await;
    assert_eq!(bytes, b"HTTP/1.1 299 Odd\r\nX-b: 2\r\nx-B:1\r\nX-b: 2\r\nX-a: \xff\x01\r\n\r\nhi");
}

#[tokio::test]
async fn a_length_is_added_where_an_answer_needs_one_and_has_none() {
    for (answer, added) in [
        (Answer::new(200).body("abc"), "Content-Length: 3\r\n"),
        (Answer::new(200).line("content-LENGTH: 3").body("abc"), ""),
        (Answer::new(204), ""),
        (Answer::new(403), "Content-Length: 0\r\n"),
    ] {
        let server = Answering::start(Script::always(answer.close())).await.unwrap();
        let text = String::from_utf8(exchange(server.address(), GET).await).unwrap();
        let lengths: String =
            text.split_inclusive("\r\n").filter(|line| line.starts_with("Content-Length")).collect();
        assert_eq!(lengths, added, "{text}");
    }
}

#[tokio::test]
async fn steps_are_given_in_turn_on_one_connection_and_one_too_many_is_hung_up_on() {
    let steps = [Answer::new(204), Answer::new(200).body("second")];
    let server = Answering::start(Script::steps(steps)).await.unwrap();
    let bytes = exchange(server.address(), &GET.repeat(3)).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text, "HTTP/1.1 204 \r\n\r\nHTTP/1.1 200 \r\nContent-Length: 6\r\n\r\nsecond");
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_request_gets_the_answer_of_its_method_and_path() {
    let script = Script::new()
        .on("GET", "/a", Answer::new(201).close())
        .on("GET", "/a", Answer::new(202).close())
        .on("PUT", "/a", Answer::new(203).close())
        .otherwise(Answer::new(404).close());
    let server = Answering::start(script).await.unwrap();
    for (line, status) in
        [("GET /a?x", "201"), ("PUT /a", "203"), ("GET /a", "202"), ("GET /a", "202"), ("put /a", "404")]
    {
        let bytes = exchange(server.address(), &format!("{line} HTTP/1.1\r\n\r\n")).await;
        assert_eq!(String::from_utf8_lossy(&bytes[9..12]), status, "{line}");
    }
}

#[tokio::test]
async fn one_port_serves_both_loopback_addresses_and_two_servers_are_two_origins() {
    let answer = || Script::always(Answer::new(200).close());
    let (one, two) = (Answering::start(answer()).await.unwrap(), Answering::start(answer()).await.unwrap());
    exchange((Ipv6Addr::LOCALHOST, one.port()).into(), GET).await;
    exchange(one.address(), "POST /x HTTP/1.1\r\nContent-Length: 2\r\n\r\nok").await;
    let received = one.take_received();
    assert_eq!((received[0].method.as_str(), received[1].body.as_slice()), ("GET", b"ok".as_slice()));
    assert!(one.received().is_empty() && two.received().is_empty());
    assert_ne!(one.origin("localhost"), two.origin("localhost"));
}

#[tokio::test]
async fn what_is_no_request_is_kept_as_a_fault() {
    let server = Answering::start(Script::always(Answer::new(200))).await.unwrap();
    assert_eq!(exchange(server.address(), "nonsense\r\n\r\n").await, b"");
    assert_eq!(server.faults(), ["not an HTTP/1.1 request: the request line"]);
}

#[tokio::test]
async fn a_slow_answer_waits_and_a_script_can_be_changed() {
    let slow = Answer::new(200).after(Duration::from_millis(80)).close();
    let server = Answering::start(Script::always(slow)).await.unwrap();
    let started = std::time::Instant::now();
    exchange(server.address(), GET).await;
    assert!(started.elapsed() >= Duration::from_millis(80));
    server.follow(Script::always(Answer::hang_up()));
    assert_eq!(exchange(server.address(), GET).await, b"");
}
