//! What others have written steers no terminal and no log of a build, whatever form it is shown in.

use super::{Ran, corsac, corsac_with};

const FORMATS: [&str; 8] = ["text", "json", "ndjson", "sarif", "junit", "github", "markdown", "html"];

/// Escape codes (C0 and C1), turns of direction, what nobody sees, and commands of logs, as in a JSON text.
const EVIL: &str = r"\u001b]0;x\u0007\u009b31m\u202e\u2066\u200b\ufeff\u3164 ::error::forged ##[error]forged";

/// The same with its characters.
fn evil() -> String {
    serde_json::from_str(&format!("\"{EVIL}\"")).expect("a text")
}

fn is_harmless(c: char) -> bool {
    let is_unseen = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}');
    c == '\n' || c == '\t' || !(c.is_control() || is_unseen)
}

fn assert_harmless(ran: &Ran, what: &str) {
    for text in [&ran.out, &ran.error] {
        let harm: Vec<_> = text.chars().filter(|c| !is_harmless(*c)).collect();
        assert!(harm.is_empty(), "{what}: {harm:?} in {text:?}");
        assert!(!text.contains("##["), "{what}: {text}");
        let is_ours = |line: &str| line.starts_with("::error ") || line.starts_with("::warning ");
        let mut commands = text.lines().filter(|line| line.trim_start().starts_with("::"));
        assert!(commands.all(is_ours), "{what}: {text}");
    }
}

#[test]
fn headers() {
    // What stands before it brings the command to the start of a line, however the text is broken.
    let padded = |words: usize| format!("{}{EVIL}", "x ".repeat(words));
    let long = format!("https://{}{EVIL}", "a".repeat(59));
    for value in [EVIL.to_owned(), padded(8), padded(22), padded(31), long] {
        let names = ["Access-Control-Allow-Origin", "Location", "Access-Control-Allow-Headers", "X-Other"];
        let headers = names.map(|name| format!("[\"{name}\", \"{value}\"]")).join(", ");
        for format in FORMATS {
            for status in [204, 302] {
                let scenario = format!(
                    r#"{{"step": [{{"fetch": {{"origin": "https://a.example", "url": "https://b.example/", "method": "PUT"}}}}],
                    "server": {{"answer": [{{"status": {status}, "headers": [{headers}]}}]}}}}"#
                )
                .replace('\n', "");
                let ran = corsac_with(&["simulate", "-", "--format", format], &scenario);
                assert_eq!(ran.code, Some(1), "{}", ran.error);
                assert_harmless(&ran, format);
            }
        }
    }
}

fn har() -> String {
    format!(
        r#"{{"log": {{"version": "1.2", "creator": {{"name": "x", "version": "1"}}, "pages": [], "entries": [{{
        "startedDateTime": "2026-01-01T00:00:00Z", "time": 1, "_resourceType": "fetch",
        "request": {{"method": "GET", "url": "https://b.example/{EVIL}", "httpVersion": "h2", "headers": [
            {{"name": "Origin", "value": "https://a.example"}}, {{"name": "X-Evil", "value": "{EVIL}"}}],
            "queryString": [], "cookies": [], "headersSize": -1, "bodySize": -1}},
        "response": {{"status": 200, "statusText": "{EVIL}", "httpVersion": "h2", "headers": [
            {{"name": "X", "value": "{EVIL}"}}], "cookies": [], "content": {{"size": 0, "mimeType": ""}},
            "redirectURL": "", "headersSize": -1, "bodySize": -1}},
        "cache": {{}}, "timings": {{"send": 0, "wait": 0, "receive": 0}}}}]}}}}"#
    )
}

fn api() -> String {
    format!(
        r#"{{"openapi": "3.0.0", "info": {{"title": "{EVIL}", "version": "1"}},
        "servers": [{{"url": "http://127.0.0.1:20001"}}], "paths": {{"/{EVIL}": {{"get": {{"responses": {{}}}}}}}}}}"#
    )
}

#[test]
fn texts_and_recordings() {
    let evil = evil();
    let message = format!(
        "Access to fetch at 'http://127.0.0.1:20001/{evil}' from origin 'https://a.example{evil}' has been blocked by CORS \
         policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
    );
    for (what, text) in [
        ("HAR", har()),
        ("OpenAPI", api()),
        ("cURL", format!("curl 'http://127.0.0.1:20001/{evil}' -H 'X-Evil: {evil}' --{evil}")),
        ("cURL", format!("curl 'http://127.0.0.1:20001/{evil}' -H 'Origin: https://a{evil}.example'")),
        ("fetch", format!("fetch('http://127.0.0.1:20001/{evil}', {{ method: '{evil}' }})")),
        ("message", message),
    ] {
        let run = |more: &[&str]| {
            let origin: &[&str] = if what == "OpenAPI" { &["--origin", "https://a.example"] } else { &[] };
            let ran = corsac_with(&[&["explain", "-"], origin, more].concat(), &text);
            assert_harmless(&ran, &format!("{what} with {more:?}"));
        };
        FORMATS.into_iter().for_each(|format| run(&["--format", format]));
        run(&["--dry-run"]);
        run(&["--dry-run", "--format", "json"]);
        run(&["--offline"]);
        run(&["--offline", "--format", "json"]);
        run(&["--replay"]);
    }
}

#[test]
fn words_of_the_command_line() {
    let evil = "a\u{1b}[31m\u{202e}##[error]";
    for arguments in [
        ["explain", evil, "--no-probes"],
        ["explain", "http://127.0.0.1:20001/", &format!("--origin={evil}")],
        ["explain", "http://127.0.0.1:20001/", &format!("-H{evil}")],
        ["check", &format!("./{evil}"), "--ascii"],
        ["codes", evil, "--ascii"],
    ] {
        assert_harmless(&corsac(&arguments), &format!("{arguments:?}"));
    }
}
