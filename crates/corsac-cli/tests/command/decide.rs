//! `corsac decide`: requests in, decisions out.

use super::{Ran, command, corsac, corsac_with};
use serde_json::{Value, json};
use std::path::PathBuf;

const CONFIG: &str =
    r#"{"allow_origins": ["https://app.example"], "allow_credentials": true, "allow_methods": ["PUT"]}"#;

const PREFLIGHT: &str = r#"{"method": "OPTIONS", "path": "/x", "headers": [["Origin", "https://app.example"], ["Access-Control-Request-Method", "PUT"]]}"#;

fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn decide(config: &str, requests: &str) -> Ran {
    corsac_with(&["decide", "--config-json", config], requests)
}

fn policy_file(name: &str, text: &str) -> PathBuf {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

#[test]
fn each_request_becomes_a_line() {
    let not_cors = r#"{"method": "GET", "path": "/x", "headers": []}"#;
    let actual = r#"{"method": "GET", "headers": [["origin", "https://app.example"]]}"#;
    let refused = PREFLIGHT.replace("PUT", "DELETE");
    let ran = decide(CONFIG, &[not_cors, actual, PREFLIGHT, &refused].join("\r\n"));
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    let asked = ["origin", "access-control-request-method", "access-control-request-headers"];
    let origin = json!(["access-control-allow-origin", "https://app.example"]);
    let credentials = json!(["access-control-allow-credentials", "true"]);
    let methods = json!(["access-control-allow-methods", "PUT"]);
    assert_eq!(
        lines(&ran),
        [
            json!({"kind": "not-cors", "allowed": false, "answered": false, "status": null, "headers": [],
                "vary": ["origin"], "why": "not-cors"}),
            json!({"kind": "actual", "allowed": true, "answered": false, "status": null,
                "headers": [origin, credentials], "vary": ["origin"], "why": "allowed"}),
            json!({"kind": "preflight", "allowed": true, "answered": true, "status": 204,
                "headers": [origin, credentials, methods], "vary": asked, "why": "preflight-allowed"}),
            json!({"kind": "preflight", "allowed": false, "answered": true, "status": 403, "headers": [],
                "vary": asked, "why": "method-not-allowed"}),
        ]
    );
}

/// CORS does not apply to WebSockets; a policy may check them all the same.
#[test]
fn a_websocket_is_no_cors_request_where_it_is_checked_by_itself() {
    let request =
        json!({"method": "GET", "headers": [["Origin", "https://evil.example"], ["Upgrade", "websocket"]]});
    let found = |config: &str| lines(&decide(config, &request.to_string()))[0].clone();
    let checked = found(r#"{"allow_origins": ["https://app.example"], "check_websockets": true}"#);
    assert_eq!((&checked["kind"], &checked["status"]), (&json!("not-cors"), &json!(403)));
    let passed = found(r#"{"allow_origins": ["https://app.example"]}"#);
    assert_eq!((&passed["kind"], &passed["answered"]), (&json!("actual"), &json!(false)));
}

#[test]
fn a_bad_line_is_answered_by_its_number_and_the_run_goes_on() {
    let odd = [r#"{"method": 1}"#, "", "nonsense", r#"{"method": "GET", "header": []}"#, PREFLIGHT];
    let ran = decide(CONFIG, &odd.join("\n"));
    assert_eq!((ran.code, ran.error.as_str()), (Some(2), ""));
    let lines = lines(&ran);
    let numbers: Vec<_> = lines.iter().map(|line| line["line"].as_u64()).collect();
    assert_eq!(numbers, [Some(1), Some(3), Some(4), None]);
    assert!(lines[2]["error"].as_str().is_some_and(|error| error.contains("unknown field `header`")));
    assert_eq!(lines[3]["why"], "preflight-allowed");
}

/// Bytes come as Latin-1 and go back so; repeated lines stay apart.
#[test]
fn header_lines_are_raw() {
    let config = r#"{"allow_origins": ["https://app.example"], "allow_headers": ["x-a", "x-b"]}"#;
    let request = |headers: Value| json!({"method": "OPTIONS", "headers": headers}).to_string();
    let named = |origin: &str, asked: &[&str]| {
        let mut headers = vec![json!(["Origin", origin]), json!(["Access-Control-Request-Method", "GET"])];
        headers.extend(asked.iter().map(|line| json!(["access-control-request-headers", line])));
        request(Value::Array(headers))
    };
    let requests = [
        named("https://app.example", &[" x-b\t", "X-A"]),
        named("https://\u{e9}.example", &[]),
        named("https://п.example", &[]),
        request(json!([["Origin", "https://app.example"], ["Origin", "https://app.example"]])),
    ];
    let found = lines(&decide(config, &requests.join("\n")));
    let echoed: Vec<_> = found[0]["headers"].as_array().expect("a list").iter().skip(1).cloned().collect();
    let allowed = "access-control-allow-headers";
    assert_eq!(echoed, [json!([allowed, "x-b"]), json!([allowed, "X-A"])]);
    let reasons: Vec<_> = found.iter().map(|line| line["why"].as_str().unwrap_or_default()).collect();
    assert_eq!(reasons, ["preflight-allowed", "malformed-origin", "malformed-origin", "several-origins"]);

    let any =
        r#"{"allow_origins": ["https://app.example"], "allow_credentials": true, "allow_headers": ["*"]}"#;
    let found = lines(&decide(any, &named("https://app.example", &["x-\u{ff}"])));
    assert_eq!(found[0]["headers"][2], json!([allowed, "x-\u{ff}"]));
}

#[test]
fn a_policy_that_does_not_build_is_told_in_full() {
    let config = r#"{"allow_origins": ["https://app.example/", "http://a.example"], "allow_credentials": true,
        "max_age": 90000, "allow_methods": ["GET"], "expose_headers": ["Set-Cookie"]}"#;
    let ran = decide(config, PREFLIGHT);
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""));
    let told = lines(&ran);
    assert_eq!(told.len(), 1, "{}", ran.out);
    let errors = told[0]["errors"].as_array().expect("a list");
    assert_eq!(
        errors[0],
        json!({"kind": "trailing-slash", "category": "invalid", "field": "allow_origins", "index": 0,
            "value": "https://app.example/", "at": 19, "message": "an origin ends without a slash",
            "corrected": "https://app.example", "dangerously": null})
    );
    let short: Vec<_> = errors.iter().map(|error| (&error["category"], &error["value"])).collect();
    let categories: Vec<_> =
        short.iter().map(|(category, _)| category.as_str().unwrap_or_default()).collect();
    assert_eq!(categories, ["invalid", "prohibited", "forbidden", "invalid"]);
    assert_eq!(errors[1]["dangerously"], "dangerously_allow_insecure_origins");
    assert_eq!((&errors[3]["value"], &errors[3]["corrected"]), (&json!(90000), &json!(86400)));
    let warnings = &told[0]["warnings"];
    assert_eq!((&warnings[0]["kind"], &warnings[0]["index"]), (&json!("safelisted-method"), &json!(0)));
}

#[test]
fn what_is_no_configuration_is_told_key_by_key() {
    let config = r#"{"allow_orgins": ["https://a.example"], "max_age": "600", "allow_methods": "PUT",
        "allow_headers": ["x-a", 7], "debug": "yes", "allow_origin_regex": ".*", "supportsCredentials": true,
        "colour": 1}"#;
    let told = lines(&decide(config, ""));
    let errors = told[0]["errors"].as_array().expect("a list");
    let of = |field: &str| errors.iter().find(|error| error["field"] == field).expect("it is told");
    assert_eq!(errors.len(), 8, "a misspelt key is no missing one: {errors:?}");
    assert_eq!(
        (&of("allow_orgins")["kind"], &of("allow_orgins")["corrected"]),
        (&json!("unknown-key"), &json!("allow_origins"))
    );
    assert_eq!(of("supportsCredentials")["corrected"], "allow_credentials");
    assert!(of("allow_origin_regex")["message"].as_str().is_some_and(|text| text.contains("https://*.")));
    assert!(of("colour")["message"].as_str().is_some_and(|text| text.contains("own_origins")));
    assert_eq!((&of("max_age")["kind"], &of("max_age")["corrected"]), (&json!("wrong-type"), &json!(600)));
    assert_eq!(of("allow_methods")["corrected"], json!(["PUT"]));
    assert_eq!((&of("allow_headers")["index"], &of("allow_headers")["corrected"]), (&json!(1), &json!("7")));
    assert_eq!(of("debug")["corrected"], true);
    for (text, kind) in [
        ("[]", "wrong-type"),
        ("{", "syntax"),
        (r#"{"debug": true, "allow_origins": ["*"], "debug": false}"#, "duplicate-key"),
    ] {
        let ran = decide(text, PREFLIGHT);
        assert_eq!((ran.code, &lines(&ran)[0]["errors"][0]["kind"]), (Some(1), &json!(kind)), "{text}");
    }
}

/// The first `errors` that a configuration is told, short.
fn told(config: &str) -> Vec<(String, String, Value, Value)> {
    let ran = decide(config, "");
    assert_eq!(ran.code, Some(1), "{config}: {}", ran.out);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let short = |error: &Value| {
        (text(&error["kind"]), text(&error["field"]), error["index"].clone(), error["corrected"].clone())
    };
    lines(&ran)[0]["errors"].as_array().expect("a list").iter().map(short).collect()
}

fn short(kind: &str, field: &str, index: Value, corrected: Value) -> (String, String, Value, Value) {
    (kind.to_owned(), field.to_owned(), index, corrected)
}

#[test]
fn values_of_other_types_are_told_with_what_they_mean() {
    let allow_origins = r#""allow_origins": ["https://a.example"]"#;
    for (key, value, meant) in [
        ("max_age", r#""10m""#, json!(600)),
        ("max_age", "600.0", json!(600)),
        ("max_age", "600.5", Value::Null),
        ("max_age", "true", Value::Null),
        ("allow_credentials", "1", json!(true)),
        ("allow_credentials", r#""Off""#, json!(false)),
        ("allow_credentials", r#""include""#, Value::Null),
        ("allow_methods", r#""GET, PUT""#, json!(["GET", "PUT"])),
        ("allow_methods", "null", Value::Null),
        ("preflight_status", r#""200""#, json!(200)),
    ] {
        let found = told(&format!("{{{allow_origins}, {key:?}: {value}}}"));
        assert_eq!(found, [short("wrong-type", key, Value::Null, meant)], "{value}");
    }
    // Each entry by its own place, and the others are checked.
    let found = told(r#"{"allow_origins": [{"exact": "https://a.example"}, {"regex": ".*"}]}"#);
    let exact = short("wrong-type", "allow_origins", json!(0), json!("https://a.example"));
    assert_eq!(found, [exact, short("wrong-type", "allow_origins", json!(1), Value::Null)]);
    let found = told(r#"{"allow_origins": [1, "https://a.example", null, "https://b.example/"]}"#);
    assert_eq!(
        found,
        [
            short("wrong-type", "allow_origins", json!(0), json!("1")),
            short("wrong-type", "allow_origins", json!(2), Value::Null),
            short("trailing-slash", "allow_origins", json!(3), json!("https://b.example")),
        ]
    );
}

/// What is a number, but beyond the key's type, is out of its bounds and not of another type.
#[test]
fn numbers_are_told_as_they_were_written() {
    for (key, value, kind, meant) in [
        ("max_age", json!(u64::MAX), "max-age-out-of-bounds", 86400),
        ("max_age", json!(1e20), "max-age-out-of-bounds", 86400),
        ("max_age", json!(-1e20), "max-age-out-of-bounds", -1),
        ("preflight_status", json!(99_999_999), "preflight-status", 204),
        ("preflight_status", json!(-1), "preflight-status", 204),
    ] {
        let ran = decide(&json!({"allow_origins": ["https://a.example"], key: value}).to_string(), "");
        let error = &lines(&ran)[0]["errors"][0];
        assert_eq!(
            (&error["kind"], &error["value"], &error["corrected"]),
            (&json!(kind), &value, &json!(meant))
        );
    }
    let ran = decide(r#"{"allow_origins": ["https://a.example"], "cross_origin_resource_policy": ""}"#, "");
    assert_eq!(lines(&ran)[0]["errors"][0]["value"], "");
}

#[test]
fn a_repeated_key_hides_no_other_mistake() {
    let found = told(r#"{"allow_origins": ["https://a.example/"], "max_age": "x", "allow_origins": ["*"]}"#);
    assert_eq!(
        found,
        [
            short("wrong-type", "max_age", Value::Null, Value::Null),
            short("duplicate-key", "allow_origins", Value::Null, Value::Null),
            short("trailing-slash", "allow_origins", json!(0), json!("https://a.example")),
        ]
    );
}

#[test]
fn options_of_other_middleware_have_their_key_or_their_cure() {
    let ran = decide(
        r#"{"CORS_ORIGINS": ["https://a.example"], "AllowAnyMethod": true, "disallow_credentials": true,
            "Access-Control-Max-Age": 600, "cors": {"methods": []}}"#,
        "",
    );
    let told = lines(&ran);
    let errors = told[0]["errors"].as_array().expect("a list");
    let meant: Vec<_> = errors.iter().map(|error| error["corrected"].clone()).collect();
    assert_eq!(
        meant,
        [json!("allow_origins"), json!("allow_methods"), Value::Null, json!("max_age"), Value::Null]
    );
    for (error, part) in
        [(1, r#"write "allow_methods": ["*"]"#), (2, "leave it out"), (4, "stand by themselves")]
    {
        let message = errors[error]["message"].as_str().expect("a sentence");
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_mistake_of_syntax_has_its_place() {
    let ran = decide("{\n  \"allow_origins\": [\"*\"],\n}", "");
    let error = &lines(&ran)[0]["errors"][0];
    assert_eq!((&error["kind"], &error["line"], &error["column"]), (&json!("syntax"), &json!(3), &json!(1)));
}

/// Some editors and shells put one there.
#[test]
fn a_byte_order_mark_is_no_mistake() {
    let ran = decide(&format!("\u{feff}{CONFIG}"), &format!("\u{feff}{PREFLIGHT}\n{PREFLIGHT}"));
    assert_eq!((ran.code, lines(&ran).len()), (Some(0), 2), "{}", ran.out);
}

/// The line is told once, by its number in the input.
#[test]
fn what_is_no_request_is_told_in_words_of_requests() {
    for (line, part) in [
        ("[]", "an object in braces belongs here"),
        (r#"["GET", "/", []]"#, "an object in braces belongs here"),
        (r#"{"method": "GET", "headers": {"Origin": "x"}}"#, "at column"),
        (
            r#"{"method": "GET", "headers": [["Origin:", "https://a.example"]]}"#,
            r#""Origin:" is no name of a header"#,
        ),
        (r#"{"method": "GET", "headers": [["", "x"]]}"#, "is no name of a header"),
    ] {
        let ran = decide(CONFIG, line);
        assert_eq!(ran.code, Some(2), "{line}: {}", ran.out);
        let error = lines(&ran)[0]["error"].as_str().expect("a sentence").to_owned();
        assert!(error.contains(part) && !error.contains("line 1") && !error.contains("struct"), "{error}");
    }
    let authority = r#"{"method": "GET", "headers": [[":authority", "a.example"]]}"#;
    assert_eq!(decide(CONFIG, authority).code, Some(0));
}

/// `--help` names every key of a configuration, and its default.
#[test]
fn help_lists_every_key() {
    let help = corsac(&["decide", "--help"]).out;
    let defaults = serde_json::to_value(corsac::server::Config::default()).expect("a configuration");
    for (key, default) in defaults.as_object().expect("an object") {
        assert!(help.contains(&format!("  {key} = {default}")), "{key} = {default}");
    }
}

#[test]
fn a_policy_that_builds_can_be_checked_alone() {
    let config = r#"{"allow_origins": ["*"], "allow_methods": ["patch"]}"#;
    let ran = corsac(&["decide", "--config-json", config, "--check"]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    let told = lines(&ran);
    assert_eq!(told[0]["errors"], json!([]));
    assert_eq!(
        (&told[0]["warnings"][0]["kind"], &told[0]["warnings"][0]["corrected"]),
        (&json!("method-case"), &json!("PATCH"))
    );
    let ran = decide(config, PREFLIGHT);
    assert_eq!(ran.code, Some(0));
    assert!(ran.error.starts_with("warning: allow_methods[0] \"patch\": "), "{}", ran.error);
}

const FILE: &str = r#"
[[route]]
path = "/"
upstream = "http://127.0.0.1:8000"

[[route]]
path = "/api"
upstream = "http://127.0.0.1:8000"
policy = "app"
guard = []

[[route]]
path = "/api/private"
upstream = "http://127.0.0.1:8000"
policy = "private"

[policy.app]
allow_origins = ["*"]

[policy.private]
allow_origins = ["https://app.example"]
"#;

#[test]
fn the_path_of_a_request_chooses_the_route_of_a_file() {
    let file = policy_file("routes.toml", FILE);
    let file = file.to_str().expect("text");
    let get =
        |path: &str| json!({"method": "GET", "path": path, "headers": [["Origin", "https://evil.example"]]});
    let forged = json!({"method": "POST", "path": "/api", "headers": [["Origin", "https://evil.example"], ["Host", "api.example"]]});
    let requests = [
        get("/api/x?y"),
        get("/api/private/x"),
        get("/"),
        get("/apis"),
        get("/api/../private"),
        get("//api"),
        forged,
    ];
    let requests: Vec<String> = requests.iter().map(Value::to_string).collect();
    let found = lines(&corsac_with(&["decide", "--policy", file], &requests.join("\n")));
    let short: Vec<_> = found
        .iter()
        .map(|line| {
            (
                line["why"].as_str().unwrap_or_default(),
                line["status"].as_u64(),
                line["headers"].as_array().map_or(0, Vec::len),
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            ("allowed", None, 1),
            ("origin-not-allowed", None, 0),
            ("no-policy", None, 0),
            ("no-policy", None, 0),
            ("dot-segments", Some(400), 0),
            ("ambiguous-path", Some(400), 0),
            // The policy's line, and the guard's with its reason.
            ("origin-not-host", Some(403), 2),
        ]
    );
    // One route for all.
    let ran = corsac_with(&["decide", "--policy", file, "--route", "/api/private"], &requests[0]);
    assert_eq!(lines(&ran)[0]["why"], "origin-not-allowed");
    for route in ["/api/private?page=2", "/api/private/", "https://api.example/api/private?page=2"] {
        let ran = corsac_with(&["decide", "--policy", file, "--route", route], &requests[0]);
        assert_eq!(lines(&ran)[0]["why"], "origin-not-allowed", "{route}");
    }
    let whole =
        ["https://api.example/api/private/x", "https://api.example", "HTTPS://api.example?x=/api"].map(get);
    let whole: Vec<String> = whole.iter().map(Value::to_string).collect();
    let found = lines(&corsac_with(&["decide", "--policy", file], &whole.join("\n")));
    let whys: Vec<_> = found.iter().map(|line| line["why"].clone()).collect();
    assert_eq!(whys, ["origin-not-allowed", "no-policy", "no-policy"]);
    let ran = corsac_with(&["decide", "--policy", file], r#"{"method": "GET"}"#);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("--route"), "{}", ran.out);
    let ran = corsac_with(&["decide", "--policy", file, "--route", "//api"], "");
    assert!(ran.code == Some(2) && ran.error.contains("/api/private"), "{}", ran.error);
    for route in ["", "api", "*"] {
        let ran = corsac_with(&["decide", "--policy", file, "--route", route], "");
        assert!(ran.code == Some(2) && ran.error.contains("/api/private"), "{}", ran.error);
    }
}

#[test]
fn mistakes_of_a_file_have_their_lines() {
    let file = policy_file(
        "wrong.toml",
        &FILE.replace("https://app.example", "https://app.example/").replace("guard =", "gard ="),
    );
    let ran = corsac_with(&["decide", "--policy", file.to_str().expect("text")], PREFLIGHT);
    assert_eq!(ran.code, Some(1));
    let told = lines(&ran);
    let [key, slash] = told[0]["errors"].as_array().expect("a list").as_slice() else {
        panic!("{}", ran.out)
    };
    assert_eq!(
        (&key["kind"], &key["value"], &key["corrected"], &key["line"]),
        (&json!("unknown-key"), &json!("gard"), &json!("guard"), &json!(10))
    );
    assert_eq!(
        (&slash["field"], &slash["index"], &slash["at"]),
        (&json!("policy.private.allow_origins"), &json!(0), &json!(19))
    );
    assert_eq!(
        (&slash["value"], &slash["corrected"]),
        (&json!("https://app.example/"), &json!("https://app.example"))
    );
}

#[test]
fn the_requests_may_stand_in_a_file() {
    let file = policy_file("requests.jsonl", PREFLIGHT);
    let ran = corsac(&["decide", "--config-json", CONFIG, file.to_str().expect("text")]);
    assert_eq!(lines(&ran)[0]["status"], 204);
    let ran = corsac(&["decide", "--config-json", CONFIG, "no-such-file"]);
    assert!(ran.code == Some(2) && ran.error.starts_with("error: no-such-file: "), "{}", ran.error);
    for wrong in
        [&["decide"][..], &["decide", "--config-json", CONFIG, "--route", "/"], &["decide", "--policy", "-"]]
    {
        let ran = corsac(wrong);
        assert!(ran.code == Some(2) && ran.out.is_empty(), "{wrong:?}: {}", ran.error);
    }
}

/// Lines are decided while the input is still open, and nothing of them is kept.
#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat_however_many_requests_come() {
    use super::simulate_lines::peak_kibibytes;
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::Stdio;

    let mut child = command(&["decide", "--config-json", CONFIG])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let line = format!("{PREFLIGHT}{}\n", " ".repeat(4096));
    let mut peak_after = |lines: usize| {
        std::thread::scope(|scope| {
            scope.spawn(|| (0..lines).for_each(|_| input.write_all(line.as_bytes()).expect("it reads")));
            assert_eq!(output.by_ref().take(lines).filter(|line| line.is_ok()).count(), lines);
        });
        peak_kibibytes(child.id())
    };
    let (few, many) = (peak_after(300), peak_after(10_000));
    assert!(many < few + 4096, "{few} KiB after 300 lines, {many} KiB after 10,300");
    drop(input);
    assert!(child.wait().expect("it ends").success());
}
