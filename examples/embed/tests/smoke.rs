//! Runs the example against a server on the loopback, and holds the guide to the example.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::thread::{JoinHandle, spawn};

/// A server that says the same to everybody, so many times, and returns the heads of what it was asked.
fn serve(times: usize, answer: &'static str) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/notes/1", listener.local_addr().unwrap());
    let answer_one = move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(head).unwrap()
    };
    (url, spawn(move || (0..times).map(|_| answer_one()).collect()))
}

/// What the example says.
fn example(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_example-embed")).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

const ALLOWS: &str = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: http://localhost:5173\r\n\
                      Access-Control-Allow-Methods: PUT\r\nAccess-Control-Max-Age: 600\r\n\
                      Content-Type: text/plain\r\nX-Secret: 1\r\n\r\neggs";

#[test]
fn it_asks_once_and_remembers_the_answer() {
    let (url, server) = serve(3, ALLOWS);
    let said = example(&["http://localhost:5173", &url, "PUT"]);
    let asked = server.join().unwrap();
    let methods: Vec<_> = asked.iter().filter_map(|head| head.split(' ').next()).collect();
    assert_eq!(methods, ["OPTIONS", "PUT", "PUT"]);
    assert!(asked[0].contains("\r\nAccess-Control-Request-Method: PUT\r\n"), "{}", asked[0]);
    assert!(asked[1].contains("\r\nOrigin: http://localhost:5173\r\n"), "{}", asked[1]);
    let read = "script reads: cors 200\n  Content-Type: text/plain\n  \"eggs\"\n";
    assert_eq!(said, read.repeat(2));
}

#[test]
fn it_keeps_from_script_what_is_not_shared_with_it() {
    let (url, server) = serve(2, ALLOWS);
    let said = example(&["https://evil.example", &url]);
    assert_eq!(server.join().unwrap().len(), 2);
    let error = said.lines().next().unwrap();
    assert!(error.starts_with("script gets a TypeError: CorsCheck(AllowOriginMismatch"), "{said}");
    assert!(error.ends_with("at the Response, AllowOriginMismatch"), "{said}");
    assert!(!said.contains("eggs"), "{said}");
}

#[test]
fn nobody_there_is_a_network_error_and_no_such_method_is_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert!(example(&["http://localhost:5173", &url]).contains("Network(Connect)"));
    assert!(example(&["http://localhost:5173", &url, "TRACE"]).starts_with("not sent: "));
}

#[test]
fn the_guide_shows_the_example_as_it_is() {
    let guide = include_str!("../../../docs/guide/embedding.md");
    let sources = [
        include_str!("../src/main.rs"),
        include_str!("../src/user_agent.rs"),
        include_str!("../src/http.rs"),
    ];
    let snippets: Vec<_> =
        guide.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(snippets.len() >= 3);
    for snippet in snippets {
        assert!(sources.iter().any(|source| source.contains(snippet)), "not in the example:\n{snippet}");
    }
}
