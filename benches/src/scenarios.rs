//! Scenarios for `corsac simulate`, each on one line.

const ALLOWED: &str = "https://app.example.com";
const POLICY: &str = r#"{"policy": {"allow_origins": ["https://app.example.com"], "allow_credentials": true, "allow_methods": ["PUT"], "allow_headers": ["authorization"], "max_age": 600}}"#;
const PUT: &str =
    r#""method": "PUT", "headers": [["Authorization", "Bearer x"]], "credentials": "include", "#;

/// The scenario with this number. In turn: a simple fetch, a preflighted one, one after another that filled the
/// cache, a redirected one, and one of a page that is not allowed.
#[must_use]
pub fn line(number: u64) -> String {
    let url = format!("https://api.example.com/items/{number}");
    let fetch =
        |origin: &str, more: &str| format!(r#"{{"fetch": {{{more}"origin": "{origin}", "url": "{url}"}}}}"#);
    let (steps, server) = match number % 5 {
        0 => (fetch(ALLOWED, ""), POLICY.to_owned()),
        1 => (fetch(ALLOWED, PUT), POLICY.to_owned()),
        2 => (format!(r#"{0}, {{"wait": 10}}, {0}"#, fetch(ALLOWED, PUT)), POLICY.to_owned()),
        3 => (fetch(ALLOWED, ""), redirect(number, &url)),
        _ => (fetch("https://hacker.example", ""), POLICY.to_owned()),
    };
    format!(r#"{{"step": [{steps}], "server": {server}}}"#)
}

fn redirect(number: u64, from: &str) -> String {
    let shared = r#"["Access-Control-Allow-Origin", "*"]"#;
    format!(
        r#"{{"answer": [{{"url": "{from}", "status": 302, "headers": [{shared}, ["Location", "https://other.example/{number}"]]}}, {{"headers": [{shared}, ["Content-Type", "application/json"]]}}]}}"#
    )
}
