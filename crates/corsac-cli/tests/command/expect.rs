//! What is expected, and how the command ends by it.

use super::served::Served;
use super::{Ran, corsac, corsac_with};
use std::path::{Path, PathBuf};

/// A fetch from this page; the policy lets the first one read, and says nothing of `Vary`.
fn scenario(origin: &str) -> String {
    format!(
        "[[step]]\nfetch.origin = \"{origin}\"\nfetch.url = \"https://api.example/items/7?page=2\"\n\
         [[server.answer]]\nheaders = [[\"Access-Control-Allow-Origin\", \"https://app.example\"]]\n"
    )
}

fn simulate(origin: &str, more: &[&str]) -> Ran {
    corsac_with(&[&["simulate", "-"], more].concat(), &scenario(origin))
}

const FRIEND: &str = "https://app.example";
const STRANGER: &str = "https://other.example";

#[test]
fn what_is_expected_ends_with_0_and_anything_else_with_1() {
    for (origin, what, code) in [
        (FRIEND, "allowed", 0),
        (FRIEND, "blocked", 1),
        (FRIEND, "ok-simple", 0),
        (FRIEND, "vary-origin-missing", 0),
        (STRANGER, "allowed", 1),
        (STRANGER, "blocked", 0),
        (STRANGER, "code=allow-origin-mismatch", 0),
        (STRANGER, "allow-origin-missing", 1),
    ] {
        let ran = simulate(origin, &["--expect", what]);
        assert_eq!(ran.code, Some(code), "{origin} {what}: {}", ran.out);
        assert_eq!(ran.out.contains("Expected "), code == 1, "{}", ran.out);
    }
    let ran = simulate(STRANGER, &["--expect", "allow-origin-missing"]);
    let said = "Expected allow-origin-missing, found allow-origin-mismatch.";
    assert!(ran.out.contains(said), "{}", ran.out);
    let ran = simulate(FRIEND, &["--expect", "allow-origin-mising"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("the nearest is allow-origin-missing"), "{}", ran.error);
}

#[test]
fn warnings_fail_where_that_is_asked_for() {
    let code = |more: &[&str]| simulate(FRIEND, more).code;
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["--fail-on", "warning", "--expect", "allowed"]), Some(1));
    assert_eq!(simulate(STRANGER, &["--fail-on", "never"]).code, Some(0));
    assert_eq!(code(&["--fail-on", "never", "--expect", "allowed"]), Some(2));
}

#[test]
fn an_answer_that_would_take_something_unsafe_is_refused() {
    let served = Served::start();
    let explain = |more: &[&str]| {
        let page = ["explain", &served.url(), "--origin", "http://localhost:5173", "-d", "a=1"];
        corsac(&[page.as_slice(), more].concat()).code
    };
    assert_eq!(explain(&[]), Some(4), "nobody has asked for more than what can be seen safely");
    assert_eq!(explain(&["--expect", "allowed"]), Some(5));
    assert_eq!(explain(&["--expect", "not-sent"]), Some(0));
    assert_eq!(served.changes(), 0);
    assert_eq!(explain(&["--expect", "allowed", "--send"]), Some(0));
    assert_eq!(corsac(&["explain", "http://name.invalid/", "--expect", "blocked"]).code, Some(3));
    assert_eq!(corsac(&["explain", "http://name.invalid/", "--expect", "dns-failure"]).code, Some(0));
}

fn file(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&file);
    file
}

#[test]
fn what_the_baseline_has_is_no_failure() {
    let file = file("baseline.json");
    let file = file.to_str().expect("text");
    let with = |origin: &str, more: &[&str]| simulate(origin, &[&["--baseline", file], more].concat());
    let ran = with(STRANGER, &[]);
    assert_eq!(
        (ran.code, ran.error.contains("--update-baseline writes it")),
        (Some(2), true),
        "{}",
        ran.error
    );
    let ran = with(STRANGER, &["--update-baseline"]);
    assert_eq!(ran.code, Some(0), "{}", ran.error);
    let text = std::fs::read_to_string(file).expect("a baseline");
    assert!(text.contains("\"url\": \"https://api.example/items/*\""), "{text}");
    let ran = with(STRANGER, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("The baseline has it"), "{}", ran.out);
    assert_eq!(with("https://third.example", &[]).code, Some(1), "another page is another matter");
    let log: serde_json::Value =
        serde_json::from_str(&with(STRANGER, &["--format", "sarif"]).out).expect("JSON");
    assert_eq!(log["runs"][0]["results"][0]["baselineState"], "unchanged");
    assert_eq!(with(STRANGER, &["--format", "github"]).out, "");
    // Once it is mended, it goes from the file.
    assert_eq!(with(FRIEND, &["--update-baseline"]).code, Some(0));
    assert!(!std::fs::read_to_string(file).expect("a baseline").contains("items"));
}

/// Two operations at a server that lets in one page.
const API: &str = "openapi: 3.0.3\npaths: { /items: { get: {}, delete: {} }, /elsewhere: { get: {} } }\n";

#[test]
fn a_table_can_be_known_in_whole() {
    let served = Served::start();
    let base = format!("http://{}", served.address);
    let (api, file) = (file("baseline.yaml"), file("baseline-of-a-table.json"));
    std::fs::write(&api, API).expect("a file");
    let (api, file) = (api.to_str().expect("text"), file.to_str().expect("text"));
    let pages = ["--origin", "http://localhost:5173", "--origin", "https://hacker.example"];
    let asked = [&["explain", api, "--url", &base], pages.as_slice()].concat();
    let run = |more: &[&str]| corsac(&[asked.as_slice(), more].concat());
    assert_eq!(run(&[]).code, Some(1));
    let ran = run(&["--baseline", file, "--update-baseline"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.error);
    assert!(ran.out.contains("\n12 requests: 8 blocked, 4 allowed\n8 known\n"), "{}", ran.out);
    let text = std::fs::read_to_string(file).expect("a baseline");
    let known: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let known: Vec<String> = known["known"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let part = |name: &str| one[name].as_str().expect("text").trim_start_matches(&base).to_owned();
            format!("{} {} {} {}", part("page"), part("method"), part("url"), part("name"))
        })
        .collect();
    let expected = [
        "https://hacker.example GET /elsewhere allow-credentials-missing",
        "https://hacker.example GET /elsewhere allow-origin-missing",
        "http://localhost:5173 DELETE /items preflight-rejected-by-cors-layer",
        "https://hacker.example DELETE /items preflight-rejected-by-cors-layer",
        "https://hacker.example GET /items allow-credentials-missing",
        "https://hacker.example GET /items allow-origin-missing",
    ];
    assert_eq!(known, expected, "with cookies and without is the same mistake");
    assert_eq!(run(&["--baseline", file]).code, Some(0));
    // What is not in it fails, though the table tells each cause only once.
    let less = text.replacen("/elsewhere", "/somewhere", 1);
    std::fs::write(file, less).expect("a file");
    let ran = run(&["--baseline", file]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert_eq!(served.changes(), 0);
}

#[test]
fn a_baseline_that_is_none_is_named() {
    let file = file("no-baseline.json");
    std::fs::write(&file, "{\"schema\": \"corsac.baseline/2\", \"known\": []}").expect("a file");
    let ran = simulate(FRIEND, &["--baseline", file.to_str().expect("text")]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.error.contains("corsac.baseline/2") && ran.error.contains("corsac.baseline/1"),
        "{}",
        ran.error
    );
    std::fs::write(&file, "[").expect("a file");
    let ran = simulate(FRIEND, &["--baseline", file.to_str().expect("text")]);
    assert!(ran.code == Some(2) && ran.error.contains("line 1"), "{}", ran.error);
}

#[test]
fn many_lines_can_be_expected_and_known_too() {
    let file = file("baseline-of-many.json");
    let file = file.to_str().expect("text");
    let line = |origin: &str| {
        format!(
            r#"{{"step": [{{"fetch": {{"origin": "{origin}", "url": "https://b.example/"}}}}], "server": {{"policy": {{"allow_origins": ["{FRIEND}"]}}}}}}"#
        )
    };
    let two = format!("{}\n{}\n", line(FRIEND), line(STRANGER));
    let run = |more: &[&str]| corsac_with(&[&["simulate", "-"], more].concat(), &two);
    assert_eq!(run(&[]).code, Some(1));
    let ran = run(&["--baseline", file, "--update-baseline"]);
    assert_eq!(ran.code, Some(0), "{}", ran.error);
    assert!(ran.out.starts_with("2 requests: 1 blocked, 1 allowed\n"), "{}", ran.out);
    assert_eq!(run(&["--baseline", file]).code, Some(0));
    assert_eq!(run(&["--expect", "allowed"]).code, Some(1));
}
