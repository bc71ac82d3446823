//! `corsac simulate`.

use super::snapshot::compare;
use super::{corsac, corsac_with};

const WILDCARD_WITH_CREDENTIALS: &str = r#"
[[step]]
fetch.origin = "https://app.example.com"
fetch.url = "https://api.example.com/me"
fetch.credentials = "include"

[[server.answer]]
headers = [["Access-Control-Allow-Origin", "*"]]
"#;

const ONE_POLICY_TWO_PAGES: &str = r#"{
  "step": [
    { "fetch": { "origin": "https://app.example.com", "url": "https://api.example.com/items/1",
                 "method": "PUT", "headers": [["Authorization", "Bearer s3cret"]] } },
    { "fetch": { "origin": "https://hacker.example", "url": "https://api.example.com/items/1" } }
  ],
  "server": { "policy": { "allow_origins": ["https://app.example.com"], "allow_methods": ["PUT"],
                          "allow_headers": ["authorization"] } }
}"#;

#[test]
fn a_blocked_fetch_is_explained() {
    let ran = corsac_with(&["simulate", "-"], WILDCARD_WITH_CREDENTIALS);
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""));
    compare("simulate_wildcard_with_credentials", &ran.out);
}

#[test]
fn a_policy_answers_each_fetch() {
    let ran = corsac_with(&["simulate", "-"], ONE_POLICY_TWO_PAGES);
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""));
    assert!(ran.out.contains("ok-preflighted") && ran.out.contains("allow-origin-missing"), "{}", ran.out);
    assert!(!ran.out.contains("s3cret"), "{}", ran.out);
    let ran = corsac_with(&["simulate", "-", "--show-secrets"], ONE_POLICY_TWO_PAGES);
    assert!(ran.out.contains("s3cret"), "{}", ran.out);
}

#[test]
fn json_has_a_report_for_each_fetch() {
    let ran = corsac_with(&["simulate", "-", "--format", "json"], ONE_POLICY_TWO_PAGES);
    let reports: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let names: Vec<_> = (0..2).map(|index| reports[index]["primary"]["name"].as_str()).collect();
    assert_eq!(names, [Some("ok-preflighted"), Some("allow-origin-missing")]);
    assert_eq!(reports[0]["schema"], "corsac.explain/1");
    assert!(!ran.out.contains("s3cret"), "{}", ran.out);
}

#[test]
fn a_request_that_no_browser_makes_is_explained_and_the_others_are_played() {
    let scenario = ["[[step]]\nfetch.origin = \"https://a.example\"\nfetch.url = \"api.example/x\"\n"]
        .into_iter()
        .chain([WILDCARD_WITH_CREDENTIALS])
        .collect::<String>();
    let ran = corsac_with(&["simulate", "-"], &scenario);
    assert_eq!(ran.code, Some(1));
    let place = |name| ran.out.find(name).expect(name);
    assert!(place("url-missing-scheme") < place("allow-origin-wildcard-with-credentials"));
}

#[test]
fn mistakes_are_shown_in_their_place() {
    let ran = corsac_with(&["simulate", "-"], "[[step]]\nfetch.origin = \"x\"\nfetch.urll = \"y\"\n");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    compare("simulate_unknown_key", &ran.error);
    let ran = corsac_with(&["simulate", "-"], "{\"step\": [\n  {\"fetch\": {\"origin\": 3}}\n]}");
    assert_eq!(ran.code, Some(2));
    compare("simulate_wrong_json", &ran.error);
    let policy = "[server.policy]\nallow_origins = [\"https://a.example/\"]\nmax_age = 1000000\n";
    let ran = corsac_with(&["simulate", "-"], &format!("step = []\n{policy}"));
    assert_eq!(ran.code, Some(2));
    compare("simulate_policy_mistakes", &ran.error);
}

#[test]
fn a_header_that_script_wants_and_may_not_read_is_named() {
    let scenario = "[[step]]\nfetch.origin = \"https://a.example\"\nfetch.url = \"https://b.example/\"\n\
                    [server.policy]\nallow_origins = [\"https://a.example\"]\n\
                    [[server.answer]]\nheaders = [[\"X-Total-Count\", \"3\"]]\n";
    let ran = corsac_with(&["simulate", "-", "--read", "X-Total-Count"], scenario);
    assert!(ran.out.contains("response-header-not-exposed"), "{}", ran.out);
    let ran = corsac_with(&["simulate", "-"], scenario);
    assert_eq!((ran.code, ran.out.contains("response-header-not-exposed")), (Some(0), false), "{}", ran.out);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let ran = corsac(&["simulate", "no/such/file.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.error.starts_with("error: no/such/file.toml: "), "{}", ran.error);
}
