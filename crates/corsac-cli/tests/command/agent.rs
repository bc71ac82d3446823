//! `corsac agent`: what programs say to it, and what it answers.

use super::corsac;
use super::running::{Running, ask};

#[test]
fn a_program_fetches_as_a_page_would() {
    let served = super::served::Served::start();
    let agent = Running::start(&["agent", "--listen", "127.0.0.1:0", "--resolve", "*=127.0.0.1"]);
    let address = agent.origins().remove(0);
    let port = served.address.port();
    let fetch = |origin: &str| {
        let message =
            format!(r#"{{"origin": "{origin}", "url": "http://api.example:{port}/items", "method": "PUT"}}"#);
        ask(&address, "POST", "/fetch", &[], &message)
    };
    let answer = fetch("https://hacker.example");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(r#""error":true"#), "{answer}");
    assert!(answer.contains("corsac.explain/1"), "{answer}");
    let answer = fetch("http://localhost:5173");
    assert!(answer.contains(r#""status":200"#), "{answer}");
    assert_eq!(served.changes(), 1);
    let answer = ask(&address, "POST", "/fetch", &[], r#"{"origin": "https://a.example", "url": 7}"#);
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("field url"), "{answer}");
    let ran = agent.stop();
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), "Stopped.\n"));
}

#[test]
fn no_other_machine_may_use_it() {
    let ran = corsac(&["agent", "--listen", "0.0.0.0:7777"]);
    assert_eq!(ran.code, Some(5), "refused for safety");
    assert!(ran.error.contains("0.0.0.0:7777") && ran.error.contains("127.0.0.1"), "{}", ran.error);
    let ran = corsac(&["agent", "--preset", "netscape"]);
    assert!(ran.code == Some(2) && ran.error.contains("chromium-156"), "{}", ran.error);
    let ran = corsac(&["agent", "--resolve", "api.example"]);
    assert!(ran.code == Some(2) && ran.error.contains("NAME=ADDRESS"), "{}", ran.error);
}
