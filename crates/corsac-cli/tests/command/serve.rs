//! `corsac serve`: the gateway of a file, and the demo.

use super::running::{Running, ask};
use super::{Ran, corsac};
use std::net::TcpListener;
use std::path::PathBuf;

/// A file with this text that is not there any more afterwards.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("corsac-{}-{name}", std::process::id()));
        std::fs::write(&path, text).expect("a temporary file");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("text")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn policy(listen: &str, upstream: &str) -> String {
    format!(
        "[server]\nlisten = \"{listen}\"\n\n[[route]]\npath = \"/\"\nupstream = \"{upstream}\"\npolicy = \"app\"\n\n\
         [policy.app]\nallow_origins = [\"http://localhost:5173\"]\nallow_methods = [\"PUT\"]\n"
    )
}

fn explain(url: &str, origin: &str, more: &[&str]) -> Ran {
    corsac(&[&["explain", url, "--origin", origin], more].concat())
}

#[test]
fn a_file_is_served_until_ctrl_c() {
    let upstream = super::served::Served::start();
    let file = Temporary::new("serve.toml", &policy("127.0.0.1:0", &format!("http://{}", upstream.address)));
    let mut gateway = Running::start(&["serve", file.path()]);
    let address = gateway.origins().remove(0);
    assert!(gateway.greeting.contains("policy app"), "{}", gateway.greeting);
    let url = format!("{address}/items");
    assert_eq!(explain(&url, "http://localhost:5173", &["-X", "PUT", "--send"]).code, Some(0));
    assert_eq!(upstream.changes(), 1);
    let ran = explain(&url, "https://hacker.example", &["-X", "PUT", "--send"]);
    assert_eq!((ran.code, upstream.changes()), (Some(1), 1), "{}", ran.out);
    let line = gateway.line();
    assert!(line.contains("OPTIONS") && line.contains("https://hacker.example"), "{line}");
    let ran = gateway.stop();
    assert_eq!((ran.code, ran.error.ends_with("Stopped.\n")), (Some(0), true), "{}", ran.error);
}

#[test]
fn a_file_with_mistakes_starts_nothing() {
    let file =
        Temporary::new("wrong.toml", &policy("127.0.0.1:0", "http://127.0.0.1:1").replace("PUT", "TRACE"));
    let ran = corsac(&["serve", file.path()]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.error.contains("error[forbidden-method]"), "{}", ran.error);
    assert!(ran.error.contains("nothing is served"), "{}", ran.error);
    let ran = corsac(&["serve", "no/such/corsac.toml"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.starts_with("error: no/such/corsac.toml"), "{}", ran.error);
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let file = Temporary::new("taken.toml", &policy(&address, "http://127.0.0.1:1"));
    let ran = corsac(&["serve", file.path()]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains(&address) && ran.error.contains("another program listens"), "{}", ran.error);
    let port = taken.local_addr().expect("an address").port().to_string();
    let ran = corsac(&["serve", "--port", &port]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("corsac serve --port 9000"), "{}", ran.error);
}

#[test]
fn the_demo_allows_one_page_and_not_another() {
    let demo = Running::start(&["serve", "--port", "0"]);
    let origins = demo.origins();
    let [bank, front_end, hostile, upstream] = origins.as_slice() else { panic!("{}", demo.greeting) };
    let url = format!("{bank}/api/user-info");
    let ran = explain(&url, front_end, &["--credentials", "include"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let ran = explain(&url, hostile, &["--credentials", "include"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("The server did receive the GET"), "{}", ran.out);
    let ran = explain(&format!("{upstream}/api/user-info"), front_end, &[]);
    assert_eq!(ran.code, Some(1), "without corsac nobody is allowed: {}", ran.out);
    let ran = demo.stop();
    assert_eq!(ran.code, Some(0));
    assert!(ran.error.contains("origin-not-allowed"), "{}", ran.error);
}

/// A text without its line breaks, its columns and the times of answers.
fn words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_time = |place: usize| words[place] == "ms" || words.get(place + 1) == Some(&"ms");
    let kept = (0..words.len()).filter(|place| !is_time(*place)).map(|place| words[place]);
    kept.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_readmes_show_what_is_printed() {
    let demo = Running::start(&["serve", "--port", "0"]);
    let origins = demo.origins();
    let url = format!("{}/api/user-info", origins[0]);
    for (language, readme) in [("en", "README.md"), ("ko", "README.ko.md")] {
        let ran = explain(&url, &origins[2], &["--lang", language]);
        let printed = ran.out.replace(&origins[0], "http://localhost:8080");
        let printed = words(&printed.replace(&origins[2], "http://localhost:8082"));
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(readme);
        let text = std::fs::read_to_string(path).expect("a README");
        let (_, shown) = text.split_once("$ cargo run --bin corsac -- explain").expect("a command");
        let (_, shown) = shown.split_once('\n').expect("what it prints");
        let (shown, _) = shown.split_once("```").expect("its end");
        for part in shown.split("[…]").map(words) {
            assert!(printed.contains(&part), "{readme} has {part:?}, and printed is {printed:?}");
        }
    }
}

#[test]
fn the_demos_pages_ask_nobody_else() {
    let demo = Running::start(&["serve", "--port", "0"]);
    for origin in &demo.origins()[..3] {
        let page = ask(origin, "GET", "/", &[], "");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.contains("content-security-policy: default-src 'none'"), "{page}");
        for asset in ["/lab.css", "/lab.js", "/favicon.ico"] {
            assert!(ask(origin, "GET", asset, &[], "").starts_with("HTTP/1.1 200"), "{origin}{asset}");
        }
    }
}

/// The JSON of a page's script element.
fn json_of(page: &str, id: &str) -> serde_json::Value {
    let (_, json) = page.split_once(&format!("id=\"{id}\">")).expect("a script element");
    let (json, _) = json.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn the_demos_pages_have_every_word_in_each_language() {
    for (language, title) in [("en", "A hostile site"), ("ko", "악성 사이트")] {
        let demo = Running::start(&["serve", "--port", "0", "--lang", language]);
        let origins = demo.origins();
        for origin in &origins[..3] {
            let page = ask(origin, "GET", "/", &[], "");
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{page}");
            assert!(!page.contains("{{"), "every place is filled in: {page}");
            let (words, actions) = (json_of(&page, "words"), json_of(&page, "actions"));
            let actions = actions.as_array().expect("a list");
            assert!(actions.len() >= 3, "{actions:?}");
            for action in actions {
                let name = action["name"].as_str().expect("a name");
                assert!(words["actions"][name]["title"].is_string(), "{name}");
            }
            let script = ask(origin, "GET", "/lab.js", &[], "");
            let used = script.split("words.").skip(1).map(|rest| {
                rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default()
            });
            for name in used {
                assert!(words["script"][name].is_string(), "{name}");
            }
        }
        assert!(ask(&origins[2], "GET", "/", &[], "").contains(&format!("<h1>{title}</h1>")));
    }
}

#[test]
fn a_forged_form_is_stopped_by_the_guard_and_by_nothing_else() {
    let demo = Running::start(&["serve", "--port", "0"]);
    let origins = demo.origins();
    let (bank, hostile) = (&origins[0], &origins[2]);
    let logged_in = ask(bank, "POST", "/api/login", &[], "");
    let (_, cookie) = logged_in.split_once("set-cookie: ").expect("a cookie");
    let cookie = format!("Cookie: {}", cookie.split(';').next().expect("a pair"));
    let forge = |path: &str| {
        let origin = format!("Origin: {hostile}");
        let form = "Content-Type: application/x-www-form-urlencoded";
        let headers = [&cookie, &origin, form, "Sec-Fetch-Site: same-site"];
        ask(bank, "POST", path, &headers, "to=mallory&amount=100")
    };
    let balance = || {
        let state = ask(hostile, "GET", "/demo/bank", &[&cookie], "");
        let (_, state) = state.split_once("\r\n\r\n").expect("a body");
        let state: serde_json::Value = serde_json::from_str(state).expect("JSON");
        assert_eq!(state["logged_in"], true);
        state["balance"].as_i64()
    };
    assert!(forge("/api/transfer").starts_with("HTTP/1.1 403"));
    assert_eq!(balance(), Some(1000));
    assert!(forge("/unguarded/api/transfer").starts_with("HTTP/1.1 200"));
    assert_eq!(balance(), Some(900));
}

#[test]
fn the_demos_pages_are_told_why() {
    let demo = Running::start(&["serve", "--port", "0"]);
    let origins = demo.origins();
    let (bank, front_end, hostile) = (&origins[0], &origins[1], &origins[2]);
    let why = |site: &str, url: &str| {
        let question = serde_json::json!({ "url": url, "method": "GET", "headers": [] }).to_string();
        ask(site, "POST", "/demo/explain", &["Content-Type: application/json"], &question)
    };
    let url = format!("{bank}/api/user-info");
    assert!(why(front_end, &url).contains("\"ok-simple\""));
    assert!(why(hostile, &url).contains("\"allow-origin-missing\""));
    let elsewhere = why(hostile, "http://127.0.0.1:1/");
    assert!(elsewhere.starts_with("HTTP/1.1 403"), "nobody but the bank is asked: {elsewhere}");
}
