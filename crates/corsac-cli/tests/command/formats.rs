//! The forms of output for programs and for the tools of a build.

use super::served::Served;
use super::{corsac, corsac_with};
use serde_json::Value;

/// Two pages ask: one is let in, one is not, and the server's answer is as hostile as headers can be.
const HOSTILE: &str = r#"
[[step]]
fetch.origin = "https://app.example.com"
fetch.url = "https://api.example.com/items/7?a=<script>alert(1)</script>&b='%22--%3E"
fetch.headers = [["Authorization", "Bearer s3cret"], ["X-Evil", "]]> <script>alert(2)</script> \u001b[31m | `@all`"]]

[[server.answer]]
status = 204
headers = [
  ["Access-Control-Allow-Origin", "https://app.example.com"],
  ["Access-Control-Allow-Headers", "authorization, \"><img src=x onerror=alert(3)>, x-evil\n::error::forged"],
  ["X-Injected", "</code></pre><script>alert(4)</script>\r\n::error::forged"],
]
"#;

fn hostile(format: &str) -> String {
    let ran = corsac_with(&["simulate", "-", "--format", format], HOSTILE);
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""), "{format}");
    assert!(!ran.out.contains("s3cret"), "{format}: {}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{format}: {}", ran.out);
    ran.out
}

#[test]
fn nothing_that_a_server_sends_becomes_markup() {
    let html = hostile("html");
    let body = html.split_once("</head>").expect("a head").1;
    assert!(!body.contains("<script") && !body.contains("<img"), "{body}");
    assert!(body.contains("&lt;script&gt;alert(4)"), "what was sent is shown: {body}");
    let markdown = hostile("markdown");
    let (prose, fenced): (Vec<(usize, &str)>, Vec<_>) =
        markdown.split("```").enumerate().partition(|(index, _)| index % 2 == 0);
    assert!(prose.iter().all(|(_, text)| !text.contains("<script") && !text.contains("<img")), "{markdown}");
    assert!(prose.iter().all(|(_, text)| !text.contains("@all")), "{markdown}");
    assert!(fenced.iter().any(|(_, text)| text.contains("<img src=x")), "{markdown}");
    let github = hostile("github");
    assert!(github.lines().all(|line| line.starts_with("::error title=")), "{github}");
}

#[test]
fn junit_is_xml() {
    let text = hostile("junit");
    let xml = roxmltree::Document::parse(&text).expect("XML");
    let suite = xml.root_element();
    assert_eq!((suite.tag_name().name(), suite.attribute("failures")), ("testsuites", Some("1")));
    let case = xml.descendants().find(|node| node.has_tag_name("testcase")).expect("a case");
    assert!(
        case.attribute("name").is_some_and(|name| name.starts_with("GET https://api.example.com/items/7"))
    );
    let failure = case.first_element_child().expect("a failure");
    assert_eq!(failure.attribute("type"), Some("allow-headers-malformed"));
    assert!(failure.text().is_some_and(|text| text.contains("✘ BLOCKED")), "{text}");
}

#[test]
fn a_case_is_skipped_or_an_error_where_nothing_is_decided() {
    let served = Served::start();
    let text =
        corsac(&["explain", &served.url(), "-d", "a", "-o", "http://localhost:5173", "--format", "junit"])
            .out;
    let xml = roxmltree::Document::parse(&text).expect("XML");
    assert_eq!(xml.root_element().attribute("skipped"), Some("1"), "{text}");
    let nowhere = ["explain", "http://name.invalid/", "--format", "junit"];
    let text = corsac(&nowhere).out;
    let xml = roxmltree::Document::parse(&text).expect("XML");
    assert_eq!(xml.root_element().attribute("errors"), Some("1"), "{text}");
    assert!(xml.descendants().any(|node| node.has_tag_name("error")), "{text}");
}

/// Whether a log has what SARIF requires, and nothing that it does not know.
pub(crate) fn assert_sarif(log: &Value) {
    let schema = serde_json::from_str(include_str!("sarif.schema.json")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> =
        schema.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for run in log["runs"].as_array().expect("runs") {
        for result in run["results"].as_array().expect("results") {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }
}

#[test]
fn sarif_has_the_properties_that_the_standard_gives_it() {
    let text = hostile("sarif");
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_sarif(&log);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "allow-headers-malformed");
    assert_eq!(result["level"], "error");
    assert_eq!(
        result["partialFingerprints"]["corsac/v1"],
        "https://app.example.com GET https://api.example.com/items/* allow-headers-malformed"
    );
    assert_eq!(result["webRequest"]["method"], "OPTIONS");
    assert_eq!(result["webResponse"]["statusCode"], 204);
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["id"], result["ruleId"]);
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    assert!(rule["fullDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
    let help = rule["help"]["markdown"].as_str().expect("help");
    assert!(help.starts_with("# allow-headers-malformed\n") && !help.contains("toml expect"), "{help}");
    assert!(result["locations"][0]["physicalLocation"].is_null(), "standard input is no file: {result}");
}

#[test]
fn findings_stand_in_their_file() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("with space.jsonl");
    let line = |origin: &str| {
        format!(
            r#"{{"step": [{{"fetch": {{"origin": "{origin}", "url": "https://b.example/"}}}}], "server": {{"policy": {{"allow_origins": ["https://a.example"]}}}}}}"#
        )
    };
    let text = format!("{}\n{}\n", line("https://a.example"), line("https://evil.example"));
    std::fs::write(&file, text).expect("a file");
    let run = |format: &str| {
        let file = file.to_str().expect("text");
        corsac(&["simulate", file, "--format", format]).out
    };
    let github = run("github");
    let path = file.display();
    let start = format!("::error file={path},line=2,title=allow-origin-missing::GET https://b.example/");
    assert!(github.starts_with(&start), "{github}");
    assert_eq!(github.lines().count(), 1);
    let log: Value = serde_json::from_str(&run("sarif")).expect("JSON");
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["region"]["startLine"], 2);
    let uri = location["artifactLocation"]["uri"].as_str().expect("a URI");
    assert!(uri.starts_with("file:///") && uri.ends_with("/with%20space.jsonl"), "{uri}");
    assert!(run("junit").contains("with space.jsonl\" line=\"2\""));
    let markdown = run("markdown");
    assert!(markdown.starts_with("### ✘ CORS: 1 / 2 requests: not as expected\n"), "{markdown}");
    let html = run("html");
    assert!(html.contains("CORS: 1 / 2 requests: not as expected") && html.contains("line 2"), "{html}");
}

#[test]
fn pages_and_comments_speak_korean() {
    for (format, start) in [("html", "<html lang=\"ko\">"), ("markdown", "### ✘ CORS: ")] {
        let ran = corsac_with(&["simulate", "-", "--format", format, "--lang", "ko"], HOSTILE);
        assert!(ran.out.contains(start), "{}", ran.out);
        for english in
            [">Fix<", "**Fix", "(server)", "The whole", "What ", "would fail", "| Request", ">Sent<"]
        {
            let said = ran.out.split("<pre class=\"page\">").next().unwrap_or_default();
            assert!(!said.contains(english), "{english}: {said}");
        }
        assert!(ran.out.contains("서버"), "{}", ran.out);
    }
}

#[test]
fn a_page_asks_for_nothing() {
    let html = hostile("html");
    assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{html}");
    for outside in [" src=", "<link", "url(", "@import", "<script", " style=", " onerror="] {
        let body = html.replace("&lt;img src=x onerror=alert(3)&gt;", "");
        assert!(!body.contains(outside), "{outside}: {html}");
    }
}

#[test]
fn ndjson_and_json_say_the_same() {
    let lines = hostile("ndjson");
    let [line] = lines.lines().collect::<Vec<_>>()[..] else { panic!("{lines}") };
    let list: Value = serde_json::from_str(&hostile("json")).expect("JSON");
    assert_eq!(serde_json::from_str::<Value>(line).expect("JSON"), list[0]);
    assert_eq!(list[0]["source"]["file"], "standard input");
}

#[test]
fn a_live_url_stands_beside_the_file_that_is_named() {
    let served = Served::start();
    let asked = ["explain", &served.url(), "--origin", "https://hacker.example", "--format"];
    let run = |more: &[&str]| corsac(&[asked.as_slice(), more].concat()).out;
    let github = run(&["github", "--anchor", "deploy/nginx.conf:12"]);
    let start = "::error file=deploy/nginx.conf,line=12,title=allow-origin-missing::GET http://127.0.0.1";
    assert!(github.starts_with(start), "{github}");
    let log: Value = serde_json::from_str(&run(&["sarif", "--anchor", "./nginx.conf"])).expect("JSON");
    assert_sarif(&log);
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(location, &serde_json::json!({ "uri": "nginx.conf", "uriBaseId": "%SRCROOT%" }));
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 1, "code scanning wants a line");
    assert!(run(&["github"]).starts_with("::error title="));
    let nowhere = corsac(&[asked.as_slice(), &["sarif"]].concat());
    assert!(nowhere.error.contains("note: code scanning shows nothing without a file"), "{}", nowhere.error);
    assert_eq!(corsac(&[asked.as_slice(), &["sarif", "--anchor", "a"]].concat()).error, "");
}
