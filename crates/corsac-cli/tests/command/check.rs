//! `corsac check`.

use super::formats::assert_sarif;
use super::snapshot::compare;
use super::{corsac, corsac_with};

const WRONG: &str = r#"[server]
lissten = "127.0.0.1:8080"

[[route]]
path = "/"
upstream = "http://127.0.0.1:8000"
policy = "ap"

[policy.app]
allow_origins = ["https://example.com/", "http://shop.example.com", "*"]
allow_credentials = true
allow_methods = ["GET", "TRACE"]
max_age = "600"
"#;

const DOUBTFUL: &str = r#"[[route]]
path = "/"
upstream = "http://127.0.0.1:8000"
policy = "app"

[policy.app]
allow_origins = ["https://example.com"]
allow_methods = ["patch"]
"#;

#[test]
fn every_mistake_is_shown_at_once() {
    let ran = corsac_with(&["check", "-"], WRONG);
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""));
    compare("check_mistakes", &ran.out);
}

#[test]
fn a_warning_does_not_fail() {
    let ran = corsac_with(&["check", "-"], DOUBTFUL);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    compare("check_warning", &ran.out);
}

#[test]
fn json_has_the_places() {
    let ran = corsac_with(&["check", "-", "--format", "json"], WRONG);
    assert_eq!(ran.code, Some(1));
    let mistakes: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let first = &mistakes[0];
    assert_eq!(first["kind"], "unknown-key");
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &1.into()));
    assert_eq!(first["suggestion"], "listen");
    let ran = corsac_with(&["check", "-", "--format", "json"], DOUBTFUL);
    assert_eq!((ran.code, ran.out.contains("\"severity\": \"warning\"")), (Some(0), true));
}

#[test]
fn what_cannot_be_read_is_no_mistake_of_the_file() {
    let ran = corsac(&["check", "no/such/corsac.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.error.starts_with("error: no/such/corsac.toml: "), "{}", ran.error);
}

#[test]
fn the_tools_of_a_build_are_told_the_places() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("wrong.toml");
    std::fs::write(&file, WRONG).expect("a file");
    let path = file.to_str().expect("text");
    let run = |format: &str| {
        let ran = corsac(&["check", path, "--format", format]);
        assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""), "{format}");
        ran.out
    };
    let github = run("github");
    let first = github.lines().next().expect("a line");
    let expected =
        format!("::error file={path},line=2,col=1,endLine=2,endColumn=8,title=unknown-key::server.lissten: ");
    assert!(first.starts_with(&expected) && first.ends_with("write listen"), "{first}");
    let log: serde_json::Value = serde_json::from_str(&run("sarif")).expect("JSON");
    assert_sarif(&log);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["endColumn"], 8);
    let junit = run("junit");
    let xml = roxmltree::Document::parse(&junit).expect("XML");
    assert_eq!(xml.root_element().attribute("failures"), Some("1"), "{junit}");
    assert!(junit.contains("unknown-key") && junit.contains("line=\"2\""), "{junit}");
    let markdown = run("markdown");
    assert!(markdown.contains("| ✘ | 2 | `unknown-key` |"), "{markdown}");
    assert_eq!(run("ndjson").lines().count(), github.lines().count());
    let ran = corsac(&["check", path, "--format", "html"]);
    assert_eq!(ran.code, Some(2), "a file has no timeline");
}
