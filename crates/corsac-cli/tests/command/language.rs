//! Explanations and pages in the language of the reader.

use super::{command, corsac, corsac_with};

fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn a_scenario_is_explained_in_korean() {
    let example = corsac(&["codes", "allow-origin-missing", "--example"]).out;
    let ran = corsac_with(&["simulate", "-", "--lang", "ko"], &example);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
    assert!(ran.out.starts_with("✘ 차단됨  GET "), "{}", ran.out);
    let ran = corsac_with(&["simulate", "-", "--lang", "ko", "--format", "json"], &example);
    assert!(ran.out.contains("\"language\": \"ko\""), "{}", ran.out);
    let ran = corsac_with(&["--lang", "en", "simulate", "-"], &example);
    assert!(ran.out.starts_with("✘ BLOCKED  GET ") && !is_korean(&ran.out), "{}", ran.out);
}

#[test]
fn the_environment_chooses_and_the_option_overrules_it() {
    let list = |environment: &[(&str, &str)], arguments: &[&str]| {
        let mut command = command(&["codes"]);
        let ran =
            command.args(arguments).envs(environment.iter().copied()).output().expect("the command runs");
        is_korean(&String::from_utf8_lossy(&ran.stdout))
    };
    assert!(list(&[("LANG", "ko_KR.UTF-8")], &[]));
    assert!(list(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ko_KR.UTF-8")], &[]));
    assert!(!list(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")], &[]));
    assert!(list(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "")], &[]));
    assert!(!list(&[("LANG", "ko_KR.UTF-8")], &["--lang", "en"]));
    assert!(!list(&[], &[]));
}

#[test]
fn the_page_of_a_name_is_korean_and_has_the_same_example() {
    let page = corsac(&["codes", "allow-origin-trailing-slash", "--lang", "ko"]);
    assert_eq!((page.code, page.error.as_str()), (Some(0), ""));
    assert!(page.out.contains("\n흔한 오해\n") && !page.out.contains("verdict = "), "{}", page.out);
    let example =
        |language| corsac(&["codes", "allow-origin-trailing-slash", "--example", "--lang", language]);
    assert_eq!(example("ko").out, example("en").out);
}

#[test]
fn there_is_no_third_language() {
    let ran = corsac(&["codes", "--lang", "tlh"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("en, ko"), "{}", ran.error);
}

/// Whether a line is a sentence in English: four words in a row, and nothing in Korean. Code, headers and names
/// have fewer, or signs between them.
fn is_english(line: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ':', ';']);
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '\'')
    };
    let words: Vec<bool> = line.split_whitespace().map(is_word).collect();
    // A browser's message in an example.
    let is_quoted = line.trim().starts_with("blocked by CORS policy");
    !is_korean(line) && !is_quoted && words.windows(4).any(|four| four.iter().all(|is_word| *is_word))
}

/// Runs the command in Korean and finds no sentence in English.
fn korean(arguments: &[&str], input: &str) -> super::Ran {
    let ran = corsac_with(&[arguments, &["--lang", "ko"]].concat(), input);
    let said = format!("{}{}", ran.out, ran.error);
    assert!(is_korean(&said), "{arguments:?}: {said}");
    let mut in_browsers_words = false;
    for line in said.lines() {
        in_browsers_words =
            !line.trim().is_empty() && (in_browsers_words || line.contains("브라우저가 출력하는"));
        // What was handed over is quoted behind a bar.
        let is_quoted = in_browsers_words || line.contains('│');
        assert!(is_quoted || !is_english(line), "{arguments:?}: {line:?} in\n{said}");
    }
    ran
}

#[test]
fn a_sentence_is_told_from_code() {
    assert!(is_english("the page is taken from Referer: https://a.example"));
    assert!(is_english("error: standard input:1:5: this quote is never closed"));
    assert!(!is_english("> 1 | curl 'https://a.example/' -X PUT -H 'origin: https://b.example'"));
    assert!(!is_english("서버 the page is taken from"));
}

#[test]
fn what_is_wrong_with_a_command_line_is_korean() {
    for arguments in [
        &["explian"][..],
        &["explain"],
        &["explain", "https://a.example", "--credential", "include"],
        &["explain", "https://a.example", "--credentials", "yes"],
        &["explain", "https://a.example", "--timeout", "0"],
        &["explain", "https://a.example", "--offline", "--replay"],
        &["explain", "https://a.example", "--expect", "allow-origin-missin"],
        &["explain", "https://a.example", "--origin", "https://b.example/page"],
        &["explain", "https://a.example", "--origin", "b.example"],
        &["explain", "https://a.example", "-H", "x"],
        &["explain", "https://a.example", "--resolve", "x"],
        &["explain", "https://a.example", "--resolve", "a=b"],
        &["explain", "https://a.example", "--fail-on", "never", "--expect", "allowed"],
        &["explain", "https://a.example", "--baseline", "/nowhere/baseline.json"],
        &["explain", "https://a.example", "-d", "@/nowhere"],
        &["explain", "https://a.example", "--cookie", "x\n", "--credentials", "include"],
        &["watch", "https://a.example", "--until", "okay"],
        &["watch", "https://a.example", "--interval", "soon"],
        &["watch", "https://a.example", "--send"],
        &["agent", "--listen", "0.0.0.0:0"],
        &["agent", "--listen", "here"],
        &["serve", "/nowhere/corsac.toml"],
        &["serve", "--port", "65534"],
        &["simulate", "/nowhere"],
        &["check", "/nowhere"],
        &["decide", "--policy", "-"],
        &["codes", "allow-origin-missin"],
        &["codes", "colour"],
        &["man", "/dev/null/pages"],
        &["completions", "command.com"],
    ] {
        let ran = korean(arguments, "");
        assert!(matches!(ran.code, Some(2 | 5)) && ran.error.contains("오류: "), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn what_is_wrong_with_a_text_is_korean() {
    for (kind, text) in [
        ("curl", "curl 'https://a.example/"),
        ("curl", "curl -v"),
        ("curl", "curl https://a.example/ -H"),
        ("curl", "Invoke-WebRequest -Method PUT"),
        ("fetch", "fetch('https://a.example/', {"),
        ("fetch", "fetch(url)"),
        ("fetch", "call('x')"),
        ("har", "{\"log\": {\"entries\": [7]}}"),
        ("har", "{\"log\": {"),
        ("heads", "HTTP/1.1 200 OK\n\n"),
        ("heads", "GET / HTTP/1.1\nno header\n\n"),
        ("message", "it does not work"),
        ("openapi", "openapi: 3.0.0\npaths: {}"),
        ("openapi", "a: [b"),
        ("policy", "[[route]]\npath = 1"),
    ] {
        let ran = korean(&["explain", "--input", kind, "-"], text);
        assert_eq!(ran.code, Some(2), "{kind} {text}: {ran:?}");
    }
    korean(&["explain", "-"], "what is this supposed to be");
    korean(&["explain", "--offline", "curl https://a.example/"], "");
    korean(
        &[
            "explain",
            "--offline",
            "Access to fetch at 'https://a.example/' from origin 'https://b.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        ],
        "",
    );
}

/// No browser asks port 9, so nothing is sent.
#[test]
fn what_is_assumed_of_a_request_is_korean() {
    for text in [
        "curl 'http://localhost:9/x' -u a:b -d @file -X PUT --http2 -o out -H 'x' -H 'y:' -H 'Cookie: a=b' \
         -H 'Referer: https://b.example/page' > out.json",
        "curl \"http://localhost:9/$ID\" -H 'Origin: b' -H 'sec-fetch-mode: cors' -H 'sec-fetch-site: cross-site'",
        "curl http://localhost:9/ -X GET -d x",
        "curl http://localhost:9/ -d x",
        "fetch(`http://localhost:9/${id}`, { method, body: { a }, headers: { a: token }, signal, color: 1 })",
        "fetch('http://localhost:9/', options)",
        "fetch('http://localhost:9/', { headers: all, body })",
        "fetch('http://localhost:9/', { mode: 'cors', credentials: 'omit', method: 'PUT', body: 'x' })",
        "$.ajax({ url: 'http://localhost:9/', dataType: 'jsonp' })",
        "const x = new XMLHttpRequest(); x.open('PUT', 'http://localhost:9/');",
    ] {
        let ran = korean(&["explain", "--no-probes", "-"], text);
        assert!(ran.error.starts_with("참고: "), "{text}: {ran:?}");
    }
    korean(&["explain", "localhost:9", "--cookie", "a=b", "--expect", "allowed"], "");
    korean(&["explain", "http://localhost:9/", "--dry-run"], "");
}

#[test]
fn a_recording_is_told_in_korean() {
    let entry = |url: &str, status: u16, more: &str| {
        format!(
            "{{\"request\": {{\"method\": \"GET\", \"url\": \"{url}\", \"headers\": [\
             {{\"name\": \"Origin\", \"value\": \"https://b.example\"}}]}}, \
             \"response\": {{\"status\": {status}, \"headers\": []{more}}}, \"_resourceType\": \"fetch\"}}"
        )
    };
    let lost = ", \"_error\": \"net::ERR_BLOCKED_BY_CLIENT\"";
    let entries = [
        entry("https://a.example/1", 200, ""),
        entry("https://a.example/2", 0, ""),
        entry("https://a.example/ad", 0, lost),
        entry("https://b.example/own", 200, ""),
    ];
    let har = format!("{{\"log\": {{\"entries\": [{}]}}}}", entries.join(", "));
    let ran = korean(&["explain", "-"], &har);
    assert!(ran.error.contains("허용 0개, 실패 1종류"), "{}", ran.error);
    for format in ["json", "markdown", "html", "sarif", "junit", "github"] {
        let ran = corsac_with(&["explain", "-", "--format", format, "--lang", "ko"], &har);
        assert!(is_korean(&ran.out) && is_korean(&ran.error), "{format}: {}", ran.out);
        if matches!(format, "markdown" | "sarif") {
            assert!(ran.out.contains("/blob/main/diagnoses/ko/allow-origin-missing.md"), "{}", ran.out);
        }
    }
}

const POLICY: &str = "
[server]
listen = \"here\"
stop_timeout = 0
color = 1
[[route]]
path = \"api\"
upstream = \"localhost\"
policy = \"ap\"
guard = [\"https://a.example/\"]
[[route]]
guard = 1
[policy.app]
allow_origins = [\"https://example.com/\", \"http://example.com\", \"*.example.com\", \"null\", 7]
allow_credentials = \"yes\"
allow_methods = [\"patch\", \"GET\", \"TRACE\", \"a b\"]
allow_headers = [\"cookie\", \"a b\", \"access-control-allow-origin\"]
expose_headers = [\"*\", \"set-cookie\"]
max_age = 100000
preflight_status = 201
allow_origin_regex = \".*\"
allow_all_methods = true
cross_origin_resource_policy = \"all\"
[policy.none]
";

#[test]
fn a_policy_file_is_checked_in_korean() {
    let ran = korean(&["check", "-"], POLICY);
    assert!(ran.code == Some(1) && ran.out.contains("오류["), "{}", ran.out);
    for format in ["json", "ndjson", "sarif", "junit", "github", "markdown"] {
        korean(&["check", "-", "--format", format], POLICY);
    }
    for text in
        ["a = b", "[route]\n", "route = 1", "a = 1\na = 2", "[[route]]\npath = \"/\"\n[policy]\nx = 1"]
    {
        korean(&["check", "-"], text);
    }
    let good = "[[route]]\npath = \"/admin\"\nupstream = \"http://127.0.0.1:8000\"\npolicy = \"a\"\n\
                [policy.a]\nallow_origins = [\"*\"]\nmax_age = 86400\nallow_methods = [\"patch\", \"*\"]\n";
    let ran = korean(&["check", "-"], good);
    assert!(ran.code == Some(0) && ran.out.contains("라우트 1개, 정책 1개, 경고 "), "{}", ran.out);
    let table = korean(&["explain", "-", "--input", "policy"], good);
    assert!(table.out.contains("✔ 허용"), "{}", table.out);
}

#[test]
fn decisions_about_nothing_are_korean() {
    for json in [
        "{",
        "[]",
        "{\"origins\": 1}",
        "{\"colour\": 1, \"allow_origins\": [1], \"max_age\": \"x\"}",
        "{\"allow_origins\": []}",
    ] {
        let ran = corsac_with(&["decide", "--check", "--config-json", json, "--lang", "ko"], "");
        assert!(ran.code == Some(1) && is_korean(&ran.out), "{json}: {ran:?}");
    }
    let policy = "{\"allow_origins\": [\"https://a.example\", \"https://a.example\"]}";
    let ran = korean(&["decide", "--config-json", policy], "no request\n{\"method\": 1}\n");
    assert!(ran.code == Some(2) && ran.error.starts_with("경고: "), "{ran:?}");
}

#[test]
fn a_scenario_that_is_none_is_told_in_korean() {
    for text in [
        "[[stap]]",
        "{\"steps\": 1}",
        "preset = \"opera\"\n[[step]]\nwait = 1",
        "[[step]]\nwait = 1\n[server.policy]\nallow_origins = []",
    ] {
        let ran = korean(&["simulate", "-"], text);
        assert_eq!(ran.code, Some(2), "{text}: {ran:?}");
    }
    korean(&["simulate", "-"], "{\"stap\": []}\n{\"stap\": []}\n");
}

#[test]
fn help_and_manual_are_korean() {
    let names =
        ["explain", "watch", "serve", "simulate", "check", "decide", "agent", "codes", "completions", "man"];
    for flag in ["-h", "--help"] {
        let ran = korean(&[flag], "");
        assert!(ran.code == Some(0) && ran.out.contains("사용법: corsac [옵션] <명령>"), "{}", ran.out);
        for name in names {
            let ran = korean(&[name, flag], "");
            assert!(ran.code == Some(0) && ran.out.contains("사용법: corsac"), "{}", ran.out);
        }
    }
    let ran = korean(&["man"], "");
    assert!(ran.out.contains(".SH 이름\n"), "{}", ran.out);
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("man1-ko");
    let ran = corsac(&["man", directory.to_str().expect("text"), "--lang", "ko"]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    for name in names {
        let page = std::fs::read_to_string(directory.join(format!("corsac-{name}.1"))).expect("a page");
        assert!(page.contains(".SH 설명\n") && !page.lines().any(is_english), "{page}");
    }
    // The script itself is clap's, with its comments; what it describes is ours.
    let ran = corsac(&["completions", "fish", "--lang", "ko"]);
    assert!(ran.out.contains("브라우저처럼 서버에 물어보고"), "{}", ran.out);
}
