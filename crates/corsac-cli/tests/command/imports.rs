//! `corsac explain` with what people have in hand.

use super::served::Served;
use super::{corsac, corsac_with};

#[test]
fn a_copied_command_is_asked_again() {
    let served = Served::start();
    let command = format!(
        "curl '{}' -X 'PUT' -H 'Authorization: Bearer s3cret' -H 'Origin: http://localhost:5173' -H 'Sec-Fetch-Mode: cors' -b 'a=1'",
        served.url()
    );
    let ran = corsac(&["explain", &command]);
    assert_eq!((ran.code, served.changes()), (Some(4), 0), "{}{}", ran.out, ran.error);
    assert!(ran.out.contains("NOT SENT  PUT") && ran.out.contains("ms\n"), "{}", ran.out);
    assert!(
        ran.error
            .contains("note: left out, because browsers set them by themselves: Origin and Sec-Fetch-Mode")
    );
    assert!(!ran.out.contains("s3cret") && !ran.error.contains("s3cret"), "{}", ran.error);
    let ran = corsac_with(&["explain", "-", "--origin", "https://hacker.example"], &command);
    assert_eq!(ran.code, Some(1), "an option goes before what the text says: {}", ran.out);
}

#[test]
fn several_commands_are_explained_one_after_the_other() {
    let served = Served::start();
    let commands = format!(
        "curl {0} -H 'Origin: http://localhost:5173' ;\ncurl {0} -H 'Origin: https://b.example'",
        served.url()
    );
    let ran = corsac_with(&["explain", "-"], &commands);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
    assert!(ran.out.contains("ALLOWED") && ran.out.contains("BLOCKED"), "{}", ran.out);
}

#[test]
fn a_copied_fetch_is_asked_again() {
    let served = Served::start();
    let script = format!(
        "fetch('{}', {{ referrer: 'http://localhost:5173/', credentials: 'include' }})",
        served.url()
    );
    let ran = corsac(&["explain", &script, "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.error);
    assert!(ran.out.contains("\"credentials\": \"include\""), "{}", ran.out);
}

#[test]
fn what_cannot_be_read_is_shown_in_its_place() {
    let ran = corsac_with(&["explain", "-"], "curl https://a.example/ \\\n  -H 'x: 1");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.error.contains("this quote is never closed") && ran.error.contains(":2:6"), "{}", ran.error);
    let ran = corsac_with(&["explain", "-"], "nothing of the kind");
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("--input curl|"), "{}", ran.error);
}

fn message(served: &Served, page: &str) -> String {
    format!(
        "app.js:3 Access to fetch at '{}' from origin '{page}' has been blocked by CORS policy: Response to preflight \
         request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the \
         requested resource.",
        served.url()
    )
}

#[test]
fn a_message_is_looked_into() {
    let served = Served::start();
    let text = message(&served, "https://hacker.example");
    let ran = corsac(&["explain", &text]);
    assert_eq!((ran.code, served.changes()), (Some(1), 0), "{}{}", ran.out, ran.error);
    assert!(ran.out.contains("preflight-rejected-by-cors-layer"), "{}", ran.out);
    assert!(
        ran.error.contains("note: Chromium prints this for 9 causes, from preflight-not-routed"),
        "{}",
        ran.error
    );
    assert!(ran.error.contains("a POST with JSON is assumed"), "{}", ran.error);
    let allowed = corsac(&[
        "explain",
        &message(&served, "http://localhost:5173"),
        "-X",
        "GET",
        "--header",
        "Authorization: x",
    ]);
    assert!(!allowed.error.contains("is not what the browser's message means"), "{}", allowed.error);
}

#[test]
fn a_message_alone_proves_little() {
    let served = Served::start();
    let ran = corsac_with(&["explain", "-", "--offline"], &message(&served, "https://hacker.example"));
    assert_eq!((ran.code, ran.error.as_str()), (Some(4), ""), "{}", ran.out);
    assert!(ran.out.contains("preflight-requires-auth") && ran.out.contains("corsac codes"), "{}", ran.out);
    let star = "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.";
    let ran = corsac(&["explain", star, "--offline", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "there is only one cause: {}", ran.out);
    assert!(ran.out.contains("\"name\": \"allow-origin-wildcard-with-credentials\""), "{}", ran.out);
    let ran = corsac(&["explain", star]);
    assert!(ran.error.contains("give the URL with --url"), "{}", ran.error);
    let ran = corsac(&["explain", star, "--url", &served.url()]);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
}

/// A recording of the importer's tests.
fn recording(name: &str) -> String {
    format!("{}/../corsac-import/tests/har/{name}.har", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_recording_is_judged_without_asking_anybody() {
    let ran = corsac(&["explain", &recording("chrome")]);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
    for name in [
        "allow-origin-missing-on-error",
        "preflight-not-routed",
        "allow-origin-duplicate",
        "server-unreachable",
    ] {
        assert!(ran.out.contains(name), "{name}: {}", ran.out);
    }
    assert!(
        ran.out.contains("chrome.har, entries 5, 4, 7, 6: PUT https://api.shop.example/items/*"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.matches("BLOCKED").count(), 7, "alike ones stand together");
    assert!(
        ran.out.contains("so it was sent with credentials") && !ran.out.contains("ALLOWED"),
        "{}",
        ran.out
    );
    assert!(ran.error.contains("10 fetches: 2 allowed, 7 kinds of failure"), "{}", ran.error);
    let all = corsac(&["explain", &recording("chrome"), "--all"]);
    assert!(all.out.contains("ALLOWED"), "{}", all.out);
}

#[test]
fn what_a_recording_does_not_hold_is_undecided() {
    let lost = "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://a.example/1\",\"headers\":[{\"name\":\"Referer\",\"value\":\"https://b.example/\"}]},\"response\":{\"status\":0,\"_error\":\"net::ERR_BLOCKED_BY_CLIENT\"}}]}}";
    let ran = corsac_with(&["explain", "-"], lost);
    assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""), "{}", ran.error);
    assert!(ran.error.contains("such as an ad blocker"), "{}", ran.error);
    let either = "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://a.example/1\",\"headers\":[{\"name\":\"Origin\",\"value\":\"https://b.example\"}]},\"response\":{\"status\":200,\"headers\":[{\"name\":\"Access-Control-Allow-Origin\",\"value\":\"*\"}]}}]}}";
    let ran = corsac_with(&["explain", "-"], either);
    assert_eq!(ran.code, Some(4), "with and without cookies differ: {}", ran.out);
    assert!(ran.out.contains("nobody can tell"), "{}", ran.out);
    let ran = corsac_with(&["explain", "-"], "{\"log\": {\n  \"entries\": [ {} ");
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.error.contains("standard input:2:") && ran.error.contains("ends in the middle"),
        "{}",
        ran.error
    );
}

#[test]
fn heads_are_judged_without_asking_anybody() {
    let text = "GET /x HTTP/1.1\nHost: api.example.com\nOrigin: https://app.example.com\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://app.example.com/\n";
    let ran = corsac_with(&["explain", "-"], text);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
    assert!(ran.out.contains("allow-origin-trailing-slash"), "{}", ran.out);
    let answer = "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n";
    let ran = corsac_with(
        &["explain", "-", "--url", "https://a.example/", "--origin", "https://b.example"],
        answer,
    );
    assert_eq!(ran.code, Some(0), "{}{}", ran.error, ran.out);
    assert!(ran.out.contains("ALLOWED"), "{}", ran.out);
    let ran = corsac_with(&["explain", "-"], answer);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("--url and --origin"), "{}", ran.error);
}

const API: &str = "openapi: 3.0.3
paths:
  /items:
    get: {}
    put: { requestBody: { content: { text/plain: {} } } }
    delete: {}
  /elsewhere:
    get: {}
";

#[test]
fn every_operation_of_an_api_is_asked_for_each_page() {
    let served = Served::start();
    let base = format!("http://{}", served.address);
    let pages = ["--origin", "http://localhost:5173", "--origin", "https://hacker.example"];
    let ran = corsac_with(&[&["explain", "-", "--url", &base], pages.as_slice()].concat(), API);
    assert_eq!((ran.code, served.changes()), (Some(1), 0), "{}{}", ran.out, ran.error);
    assert!(ran.out.contains("  3  http://localhost:5173, with cookies"), "{}", ran.out);
    let row =
        |start: &str| ran.out.lines().find(|line| line.trim_start().starts_with(start)).unwrap_or_default();
    assert_eq!(
        row("GET /items").split_whitespace().collect::<Vec<_>>(),
        ["GET", "/items", "✔", "✘a", "✔", "✘a"]
    );
    assert_eq!(
        row("PUT /items").split_whitespace().collect::<Vec<_>>(),
        ["PUT", "/items", "·", "✘b", "·", "✘b"]
    );
    assert!(
        ran.error
            .contains("inconsistent for http://localhost:5173: DELETE /items is blocked, unlike 3 others"),
        "{}",
        ran.error
    );
    let ran = corsac_with(&["explain", "-"], API);
    assert!(ran.error.contains("give the server with --url"), "{}", ran.error);
    let ran = corsac_with(&["explain", "-", "--input", "openapi"], "openapi: 3.0.0\npaths: [");
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("no YAML"), "{}", ran.error);
}

const POLICY: &str = "[[route]]
path = '/api'
upstream = 'http://127.0.0.1:1'
policy = 'app'

[policy.app]
allow_origins = ['https://app.example.com', 'https://*.shop.example']
allow_credentials = true
allow_methods = ['PUT']
allow_headers = ['*']
";

#[test]
fn a_policy_file_is_explained_in_memory() {
    let ran = corsac_with(&["explain", "-"], POLICY);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.error);
    assert!(ran.out.contains("https://sub.shop.example, with cookies"), "{}", ran.out);
    assert!(ran.out.contains("https://stranger.example, with cookies, which no policy names"), "{}", ran.out);
    let row = ran.out.lines().find(|line| line.trim_start().starts_with("PUT /api")).unwrap_or_default();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["PUT", "/api", "✔", "✔", "✘b"], "{}", ran.out);
    let ran = corsac_with(
        &["explain", "-"],
        &POLICY.replace("https://app.example.com", "https://app.example.com/"),
    );
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("standard input:7:"), "{}", ran.error);
}

#[test]
fn an_operation_has_its_line_in_the_file() {
    let served = Served::start();
    let directory = tempdir("operations");
    let path = directory.join("api.yaml");
    std::fs::write(&path, API).unwrap();
    let base = format!("http://{}", served.address);
    let arguments =
        ["explain", path.to_str().unwrap(), "--url", &base, "--origin", "https://hacker.example", "--all"];
    let ran = corsac(&[arguments.as_slice(), &["--format", "sarif"]].concat());
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.error);
    for line in [4, 5, 6, 8] {
        assert!(ran.out.contains(&format!("\"startLine\": {line},")), "{line}: {}", ran.out);
    }
    let ran = corsac(&[arguments.as_slice(), &["--format", "github"]].concat());
    assert!(ran.out.contains("api.yaml,line=5,col=5,endLine=5,endColumn=8,"), "{}", ran.out);
}

/// A fresh directory for a test's files.
fn tempdir(name: &str) -> std::path::PathBuf {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("imports-{name}"));
    std::fs::create_dir_all(&path).expect("a directory");
    path
}

/// A zip of these files, packed.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let (mut zip, mut directory) = (Vec::<u8>::new(), Vec::<u8>::new());
    for (name, bytes) in files {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).unwrap();
        let packed = packer.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        for number in [crc.sum(), packed.len() as u32, bytes.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        let at = zip.len() as u32;
        zip.extend(*b"PK\x03\x04");
        zip.extend(&common);
        zip.extend(name.as_bytes());
        zip.extend(&packed);
        directory.extend(*b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, count) = (zip.len() as u32, files.len() as u16);
    let length = directory.len() as u32;
    zip.extend(directory);
    zip.extend(*b"PK\x05\x06\0\0\0\0");
    zip.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    zip.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    zip.extend([0, 0]);
    zip
}

#[test]
fn a_recording_in_an_archive_is_read_as_it_is() {
    let directory = tempdir("archive");
    let file = |name: &str, bytes: &[u8]| {
        let path = directory.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let har = std::fs::read(recording("playwright")).unwrap();
    let plain = corsac(&["explain", &recording("playwright")]);
    let same = |ran: super::Ran| {
        assert_eq!(ran.code, plain.code, "{}", ran.error);
        assert_eq!(ran.out.matches("BLOCKED").count(), plain.out.matches("BLOCKED").count(), "{}", ran.out);
    };
    // Playwright puts the bodies beside the recording.
    let zip = zipped(&[("9f86d081.json", b"{}"), ("har.har", &har), ("__MACOSX/._har.har", b"x")]);
    same(corsac(&["explain", &file("har.zip", &zip)]));
    same(corsac_with(&["explain", "-"], &zip));
    let entries = serde_json::from_slice::<serde_json::Value>(&har).unwrap();
    let entries = entries["log"]["entries"].as_array().unwrap().iter();
    let lines: Vec<String> =
        entries.map(|e| format!("{{\"type\":\"resource-snapshot\",\"snapshot\":{e}}}")).collect();
    let trace = zipped(&[("trace.trace", b"{}"), ("trace.network", lines.join("\n").as_bytes())]);
    let ran = corsac(&["explain", &file("trace.zip", &trace)]);
    assert!(ran.out.contains("BLOCKED") && ran.error.contains("trace.zip: "), "{}{}", ran.out, ran.error);

    let refused = |bytes: &[u8], part: &str| {
        let ran = corsac(&["explain", &file("refused.zip", bytes)]);
        assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.error);
        assert!(ran.error.contains(part), "{part}: {}", ran.error);
    };
    refused(&zipped(&[("a.har", b"{}"), ("b.har", b"{}")]), "there are 2 recordings in it: a.har, b.har");
    refused(&zipped(&[("a.txt", b""), ("b.txt", b"")]), "no recording in it, but a.txt, b.txt");
    refused(&zip[..zip.len() - 30], "this archive cannot be read");
}
