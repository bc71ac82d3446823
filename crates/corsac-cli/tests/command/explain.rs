//! `corsac explain` against a real service.

use super::served::Served;
use super::{Ran, corsac, corsac_with};
use std::net::TcpListener;
use tokio::net::TcpSocket;

const PAGE: &str = "http://localhost:5173";

fn explain(served: &Served, more: &[&str]) -> Ran {
    corsac(&[&["explain", &served.url(), "--origin", PAGE], more].concat())
}

#[test]
fn what_is_allowed_ends_with_0_and_what_is_blocked_with_1() {
    let served = Served::start();
    let ran = explain(&served, &[]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("✔ ALLOWED  GET http://127.0.0.1"), "{}", ran.out);
    let ran = corsac(&["explain", &served.url(), "--origin", "https://hacker.example"]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""));
    assert!(ran.out.starts_with("✘ BLOCKED  GET http://127.0.0.1"), "{}", ran.out);
    assert!(ran.out.contains("allow-origin-missing"), "{}", ran.out);
}

#[test]
fn what_may_change_something_is_sent_only_on_request() {
    let served = Served::start();
    let ran = explain(&served, &["-X", "PUT"]);
    assert_eq!((ran.code, served.changes()), (Some(4), 0), "{}", ran.out);
    assert!(ran.out.contains("NOT SENT  PUT") && ran.out.contains("--send"), "{}", ran.out);
    assert!(ran.out.contains("OPTIONS http://") && ran.out.contains("(preflight)"), "{}", ran.out);
    assert!(!ran.out.contains(" agree."), "nobody has decided: {}", ran.out);
    let ran = explain(&served, &["-d", "a=1"]);
    assert_eq!((ran.code, served.changes()), (Some(4), 0), "{}", ran.out);
    assert!(ran.out.contains("The POST needs no preflight"), "{}", ran.out);
    let ran = explain(&served, &["-X", "DELETE"]);
    assert_eq!((ran.code, served.changes()), (Some(1), 0), "a refused preflight decides: {}", ran.out);
    let ran = explain(&served, &["-X", "PUT", "--send"]);
    assert_eq!((ran.code, served.changes()), (Some(0), 1), "{}", ran.out);
}

#[test]
fn nobody_there_ends_with_3() {
    // Taken and not listened at, so that nobody else can listen there.
    let taken = TcpSocket::new_v4().expect("a socket");
    taken.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let address = taken.local_addr().expect("an address");
    let ran = corsac(&["explain", &format!("http://{address}/"), "--origin", PAGE]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(3), ""));
    assert!(ran.out.contains("server-unreachable") && ran.out.contains("Connection: "), "{}", ran.out);
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/", silent.local_addr().expect("an address"));
    let ran = corsac(&["explain", &url, "--origin", PAGE, "--timeout", "1"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.out.contains("timeout"), "{}", ran.out);
}

#[test]
fn what_cannot_be_understood_ends_with_2() {
    let error = |arguments: &[&str]| {
        let ran = corsac(&[&["explain", "http://127.0.0.1:9/"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        ran.error
    };
    assert!(error(&["-H", "X-Api 1"]).contains("write 'Name: value'"));
    assert!(error(&["--origin", "https://a.example/index.html"]).contains("write https://a.example\n"));
    assert!(error(&["--resolve", "127.0.0.1"]).contains("write NAME=ADDRESS"));
    assert!(error(&["--cookie", "session"]).contains("name=value"));
    assert!(error(&["-d", "@no/such/file"]).contains("no/such/file"));
    assert!(error(&["--timeout", "0"]).contains("write something between 1ms and 1000000s"));
    assert!(error(&["--timeout", "soon"]).contains("write a number with a unit"));
}

#[test]
fn a_request_that_no_browser_makes_is_blocked_before_anything_is_sent() {
    let ran = corsac(&["explain", "http://127.0.0.1:9/", "--origin", PAGE, "-X", "TRACE"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("method-forbidden") && ran.out.contains("Nothing was sent"), "{}", ran.out);
}

#[test]
fn what_was_assumed_is_said() {
    let served = Served::start();
    let ran = corsac(&["explain", &format!("{}/items", served.address)]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.error.contains("read as http://127.0.0.1:"), "{}", ran.error);
    assert!(ran.error.contains("a page at http://localhost:3000 asks"), "{}", ran.error);
    let ran = explain(&served, &["--cookie", "a=1"]);
    assert!(ran.error.contains("without --credentials include"), "{}", ran.error);
}

#[test]
fn secrets_are_masked_unless_they_are_asked_for() {
    let served = Served::start();
    let secrets =
        ["-H", "Authorization: Bearer s3cret", "--cookie", "session=s3cret", "--credentials", "include"];
    let ran = explain(&served, &secrets);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("authorization") && !ran.out.contains("s3cret"), "{}", ran.out);
    let ran = explain(&served, &[secrets.as_slice(), &["--format", "json"]].concat());
    assert!(!ran.out.contains("s3cret"), "{}", ran.out);
    let ran = explain(&served, &[secrets.as_slice(), &["--show-secrets"]].concat());
    assert!(ran.out.contains("Bearer s3cret"), "{}", ran.out);
}

#[test]
fn json_is_a_report() {
    let served = Served::start();
    let ran = explain(&served, &["--format", "json", "--read", "X-Total-Count"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["schema"], "corsac.explain/1");
    assert_eq!(report["verdict"]["standard"], "allowed");
    assert_eq!(report["primary"]["name"], "ok-simple");
    assert_eq!(report["exchanges"][0]["response"]["status"], 200);
}

#[test]
fn a_name_is_resolved_by_hand() {
    let served = Served::start();
    let by_hand = format!("api.example.com={}", served.address);
    let ran = corsac(&["explain", "http://api.example.com/items", "-o", PAGE, "--resolve", &by_hand]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("http://api.example.com/items"), "{}", ran.out);
}

#[test]
fn a_switch_makes_the_preflight_that_many_believe_in() {
    let served = Served::start();
    let arguments = ["--credentials", "include", "--preflight-credentialed"];
    let ran = explain(&served, &arguments);
    assert!(ran.out.contains("OPTIONS"), "{}", ran.out);
    let ran = explain(&served, &arguments[..2]);
    assert!(!ran.out.contains("OPTIONS"), "{}", ran.out);
}

#[test]
fn a_body_comes_from_standard_input() {
    let served = Served::start();
    let arguments = ["explain", &served.url(), "-o", PAGE, "-d", "@-", "--send", "--format", "json"];
    let ran = corsac_with(&arguments, "a text");
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["request"]["method"], "POST");
    let headers = report["exchanges"][0]["request"]["headers"].to_string();
    assert!(headers.contains("text/plain;charset=UTF-8"), "{headers}");
    assert_eq!(served.changes(), 1);
}
