//! The further requests with which `corsac explain` finds out why.

use super::replaying::Replaying;
use super::schema::{assert_valid, closed, closed_of_dry_runs};
use super::served::Served;
use super::{Ran, corsac};
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, Uri};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;

const PAGE: &str = "http://localhost:5173";

/// A server whose answers depend on who asks and how; returns its address.
fn depending() -> (SocketAddr, tokio::runtime::Runtime) {
    let router = Router::new().fallback(async |uri: Uri, headers: HeaderMap| {
        let origin = headers.get("origin").cloned().unwrap_or(HeaderValue::from_static("none"));
        let is_ours = origin == PAGE;
        let is_fresh = headers.get("cache-control").is_some_and(|value| value == "no-cache");
        let mut answer = HeaderMap::new();
        match uri.path() {
            "/any" => answer.insert("access-control-allow-origin", origin),
            "/any-with-cookies" => {
                answer.insert("access-control-allow-credentials", HeaderValue::from_static("true"));
                answer.insert("access-control-allow-origin", origin)
            }
            "/listed" if is_ours => answer.insert("access-control-allow-origin", origin),
            "/wrong" if !is_ours => {
                answer.insert("access-control-allow-origin", HeaderValue::from_static("*.a"))
            }
            "/wrong" => answer.insert("access-control-allow-origin", HeaderValue::from_static("*.b")),
            "/cached" if is_fresh => answer.insert("access-control-allow-origin", origin),
            "/cached-for-nobody" if is_fresh => None,
            "/cached" | "/cached-for-nobody" | "/cached-for-ever" => {
                answer.insert("age", HeaderValue::from_static("30"))
            }
            _ => None,
        };
        answer
    });
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let address = listener.local_addr().expect("an address");
    runtime.spawn(async move { axum::serve(listener, router).await });
    (address, runtime)
}

#[test]
fn what_depends_on_the_page_or_on_a_cache_is_told() {
    let (address, _runtime) = depending();
    for (path, purpose, found, without_origin) in [
        ("any", "other-origin", "lets-in", Some("not-kept-apart")),
        ("listed", "other-origin", "none-for-other", Some("not-kept-apart")),
        ("wrong", "other-origin", "names-other", None),
        ("cached", "past-caches", "passes", Some("not-kept-apart")),
    ] {
        let url = format!("http://{address}/{path}");
        let ran = corsac(&["explain", &url, "--origin", PAGE, "--format", "json"]);
        let report = report(&ran);
        let probe = &report["probes"][0];
        assert_eq!((&probe["purpose"], &probe["finding"]), (&purpose.into(), &found.into()), "{}", ran.out);
        let next = &report["probes"][1];
        assert_eq!(next["finding"].as_str(), without_origin, "{}", ran.out);
        assert_eq!(next["purpose"].as_str(), without_origin.map(|_| "no-origin"), "{}", ran.out);
        assert_eq!(report["probes"][2], Value::Null, "{}", ran.out);
    }
}

#[test]
fn what_asking_past_a_cache_shows_decides_the_cause() {
    let (address, _runtime) = depending();
    for (path, name, certainty, finding) in [
        ("cached", "allow-origin-missing-cached", "certain", "passes"),
        ("cached-for-nobody", "allow-origin-missing", "certain", "fails"),
        ("cached-for-ever", "allow-origin-missing-cached", "likely", "still-cached"),
    ] {
        let url = format!("http://{address}/{path}");
        let ran = corsac(&["explain", &url, "--origin", PAGE, "--format", "json"]);
        let report = report(&ran);
        assert_eq!(
            (&report["primary"]["name"], &report["primary"]["certainty"]),
            (&name.into(), &certainty.into())
        );
        assert_eq!(report["probes"][0]["finding"], finding, "{}", ran.out);
    }
}

#[test]
fn a_server_at_the_other_loopback_address_is_found() {
    let (address, _runtime) = depending();
    let url = format!("http://[::1]:{}/any", address.port());
    let ran = corsac(&["explain", &url, "--origin", PAGE]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.out.contains("a server does at 127.0.0.1"), "{}", ran.out);
    assert!(ran.out.contains(&format!("fetch(\"http://localhost:{}/any\")", address.port())), "{}", ran.out);
}

#[test]
fn a_server_that_speaks_tls_is_not_taken_for_one_that_crashed() {
    let identity = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let key =
        tokio_rustls::rustls::pki_types::PrivateKeyDer::Pkcs8(identity.signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![identity.cert.der().clone()], key)
        .expect("a configuration");
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    runtime.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            drop(acceptor.accept(stream).await);
        }
    });
    let url = format!("http://localhost:{port}/items");
    let ran = corsac(&["explain", &url, "--origin", PAGE]);
    assert!(ran.out.contains("not-http") && !ran.out.contains("crashed"), "{}", ran.out);
    let https = format!("https://localhost:{port}/items");
    assert!(ran.out.contains(&format!("fetch(\"{https}\")")), "{}", ran.out);
    let ran = corsac(&["explain", &https, "--origin", PAGE]);
    assert!(ran.out.contains("self-signed, and this machine"), "{}", ran.out);
}

#[test]
fn a_server_that_lets_in_everybody_with_cookies_is_told_to_be_dangerous() {
    let (address, _runtime) = depending();
    let url = format!("http://{address}/any-with-cookies");
    let ran = corsac(&["explain", &url, "--origin", PAGE, "--credentials", "include"]);
    assert!(ran.out.contains("with your users' cookies"), "{}", ran.out);
    let ran = corsac(&["explain", &url, "--origin", PAGE, "--credentials", "include", "--format", "json"]);
    let report = report(&ran);
    assert_eq!(report["probes"][0]["finding"], "lets-in-with-cookies");
}

#[test]
fn an_error_page_is_asked_about_no_further() {
    let server = Replaying::start(&["404 Not Found"], &["500 Internal Server Error"]);
    assert_eq!((probes(&server, &[]), server.count("GET")), (vec![], 1));
}

fn explain(server: &Replaying, more: &[&str]) -> Ran {
    corsac(&[&["explain", &server.url(), "--origin", PAGE], more].concat())
}

/// The report, which keeps to its schema.
fn report(ran: &Ran) -> Value {
    let report = serde_json::from_str(&ran.out).expect("JSON");
    assert_valid(&closed(), &report, &ran.out);
    report
}

/// Purpose, finding and status of each further request.
fn probes(server: &Replaying, more: &[&str]) -> Vec<(String, String, Value)> {
    let ran = explain(server, &[more, &["--format", "json"]].concat());
    let report = report(&ran);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let probes = report["probes"].as_array().cloned().unwrap_or_default();
    probes.iter().map(|one| (text(&one["purpose"]), text(&one["finding"]), one["status"].clone())).collect()
}

fn probed(purpose: &str, finding: &str, status: u16) -> Vec<(String, String, Value)> {
    vec![(purpose.into(), finding.into(), status.into())]
}

#[test]
fn another_page_tells_whom_the_server_lets_in() {
    let named = |lines: &[&str]| probes(&Replaying::start(&["404 Not Found"], lines), &[]);
    assert_eq!(named(&["200 OK"]), probed("other-origin", "nobody-named", 200));
    let fixed = ["200 OK", "Access-Control-Allow-Origin: https://other.example"];
    assert_eq!(named(&fixed), probed("other-origin", "same-for-all", 200));
    let one = ["200 OK", "Access-Control-Allow-Origin: http://probe.example"];
    assert_eq!(named(&one), probed("other-origin", "same-for-all", 200));
}

#[test]
fn an_allowed_answer_is_asked_about_only_if_caches_may_mix_it_up() {
    let allow = "Access-Control-Allow-Origin: http://localhost:5173";
    let unsaid = Replaying::start(&["404 Not Found"], &["200 OK", allow]);
    let both = [probed("other-origin", "same-for-all", 200), probed("no-origin", "same-for-all", 200)];
    assert_eq!(probes(&unsaid, &[]), both.concat());
    let said = Replaying::start(&["404 Not Found"], &["200 OK", allow, "Vary: Origin"]);
    assert_eq!((probes(&said, &[]), said.count("GET")), (vec![], 1));
    let any = Replaying::start(&["404 Not Found"], &["200 OK", "Access-Control-Allow-Origin: *"]);
    assert_eq!((probes(&any, &[]), any.count("GET")), (vec![], 1));
}

#[test]
fn a_real_policy_treats_both_pages_alike_that_it_does_not_know() {
    let served = Served::start();
    let ran = corsac(&["explain", &served.url(), "--origin", "https://hacker.example"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("from https://probe.example."), "{}", ran.out);
    assert!(ran.out.contains("It gets no Access-Control-Allow-Origin either"), "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

#[test]
fn what_cookies_spoil_is_asked_without_them() {
    let lines = ["200 OK", "Access-Control-Allow-Origin: *"];
    let server = Replaying::start(&["404 Not Found"], &lines);
    let cookies = ["--credentials", "include", "--cookie", "a=1"];
    assert_eq!(probes(&server, &cookies), probed("without-credentials", "passes", 200));
    let korean = explain(&server, &[cookies.as_slice(), &["--lang", "ko"]].concat());
    assert!(
        korean.out.contains("쿠키 때문일 뿐인가요?") && korean.out.contains("통과합니다"),
        "{}",
        korean.out
    );
}

#[test]
fn a_refused_options_is_compared_with_a_plain_get_and_nothing_unsafe_is_sent() {
    let allow = "Access-Control-Allow-Origin: http://localhost:5173";
    let server = Replaying::start(&["405 Method Not Allowed"], &["200 OK", allow]);
    let put = ["-X", "PUT", "-H", "Authorization: Bearer s3cret"];
    assert_eq!(probes(&server, &put), probed("plain-get", "passes", 200));
    assert_eq!((server.count("GET"), server.count("PUT"), server.count("OPTIONS")), (1, 0, 1));
    server.now(&["405 Method Not Allowed"], &["404 Not Found"]);
    assert_eq!(probes(&server, &[&put[..], &["--send"]].concat()), probed("plain-get", "fails", 404));
    assert_eq!(server.count("PUT"), 0, "not even with --send");
}

#[test]
fn a_redirected_preflight_is_followed_by_hand() {
    let end = Replaying::start(
        &["204 No Content", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: PUT"],
        &["200 OK"],
    );
    let to = |server: &Replaying| format!("Location: {}", server.url());
    let middle = Replaying::start(&["307 Temporary Redirect", &to(&end)], &["200 OK"]);
    let start = Replaying::start(&["301 Moved Permanently", &to(&middle)], &["200 OK"]);
    let found = probes(&start, &["-X", "PUT"]);
    let again = probed("past-redirect", "redirected-again", 307);
    assert_eq!(found, [again, probed("past-redirect", "preflight-passes", 204)].concat());
    assert_eq!((end.count("OPTIONS"), end.count("PUT")), (1, 0));
    let circle = Replaying::start(&["301 Moved Permanently", "Location: ?again"], &["200 OK"]);
    assert_eq!((probes(&circle, &["-X", "PUT"]).len(), circle.count("OPTIONS")), (3, 4), "it ends");
}

#[test]
fn secret_headers_go_to_no_other_host() {
    let end = Replaying::start(
        &["204 No Content", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Headers: x-api-key"],
        &["200 OK", "Access-Control-Allow-Origin: *"],
    );
    let elsewhere = end.url().replace("127.0.0.1", "localhost");
    let start = Replaying::start(&["301 Moved Permanently", &format!("Location: {elsewhere}")], &["200 OK"]);
    assert_eq!(probes(&start, &["-H", "X-Api-Key: s3cret"]), vec![]);
    assert_eq!((end.count("OPTIONS"), end.count("GET")), (0, 0));
}

#[test]
fn an_old_answer_is_asked_for_past_the_cache() {
    let server = Replaying::start(&["404 Not Found"], &["200 OK", "Age: 30", "X-Cache: HIT"]);
    assert_eq!(
        probes(&server, &[]),
        [probed("past-caches", "still-cached", 200), probed("no-origin", "not-kept-apart", 200)].concat()
    );
}

#[test]
fn nothing_more_is_sent_where_nothing_can_be_told_or_is_wanted() {
    let server = Replaying::start(&["404 Not Found"], &["200 OK"]);
    let ran = explain(&server, &["--no-probes"]);
    assert!(ran.code == Some(1) && !ran.out.contains("Probes"), "{}", ran.out);
    for format in ["sarif", "junit", "github"] {
        explain(&server, &["--format", format]);
    }
    assert_eq!(server.count("GET"), 4, "one for each run");
}

#[test]
fn a_dry_run_lists_what_would_be_sent_and_sends_nothing() {
    let server = Replaying::start(&["404 Not Found"], &["200 OK"]);
    let ran = explain(&server, &["--dry-run", "-X", "PUT", "--credentials", "include"]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[1], format!("  OPTIONS {} (preflight)", server.url()));
    assert!(lines[2].starts_with(&format!("  PUT {} (held back", server.url())), "{}", ran.out);
    for reason in ["from http://probe.example.", "without them", "redirect leads", "A plain GET"] {
        assert!(ran.out.contains(reason), "{reason}: {}", ran.out);
    }
    assert!(!ran.out.contains("cache keep"), "nobody caches a PUT: {}", ran.out);
    let ran = explain(&server, &["--dry-run", "--no-probes"]);
    assert!(ran.out.contains("GET http://") && !ran.out.contains('?'), "{}", ran.out);
    let ran = explain(&server, &["--dry-run", "-X", "TRACE"]);
    assert!(ran.out.contains("no browser makes this request"), "{}", ran.out);
    assert_eq!((server.count("GET"), server.count("OPTIONS"), server.count("PUT")), (0, 0, 0));
}

/// The requests of a dry run as method and time, and what may follow.
fn listed(plan: &Value) -> (Vec<(&str, &str)>, Vec<&str>) {
    assert_valid(&closed_of_dry_runs(), plan, "a dry run");
    let all = |name: &str| plan[name].as_array().expect("a list").iter();
    let requests = all("requests")
        .map(|one| (one["method"].as_str().expect("text"), one["when"].as_str().expect("text")));
    let purposes = all("may_follow").map(|one| one["purpose"].as_str().expect("text"));
    (requests.collect(), purposes.collect())
}

#[test]
fn a_dry_run_can_be_read_by_programs() {
    let server = Replaying::start(&["404 Not Found"], &["200 OK"]);
    let run = |more: &[&str]| explain(&server, &[&["--dry-run", "--format", "json"], more].concat());
    let json = |ran: &Ran| serde_json::from_str::<Value>(&ran.out).expect("JSON");
    let plan = json(&run(&["-X", "PUT"]));
    let (requests, purposes) = listed(&plan);
    assert_eq!(requests, [("OPTIONS", "first"), ("PUT", "held-back")]);
    assert_eq!(purposes, ["other-origin", "past-redirect", "plain-get", "over-tls", "other-loopback"]);
    let plan = json(&run(&["-X", "PUT", "--send", "--no-probes"]));
    assert_eq!(listed(&plan), (vec![("OPTIONS", "first"), ("PUT", "if-preflight-allows")], vec![]));
    let plan = json(&run(&["--lang", "ko"]));
    assert_eq!(
        listed(&plan),
        (
            vec![("GET", "first")],
            vec!["other-origin", "past-caches", "no-origin", "over-tls", "other-loopback"]
        )
    );
    assert!(
        plan["may_follow"][0]["reason"].as_str().is_some_and(|reason| reason.contains("페이지")),
        "{plan}"
    );
    assert_eq!(listed(&json(&run(&["-X", "TRACE"]))), (vec![], vec![]));
    let two = run(&["--origin", "https://b.example"]);
    assert_eq!(json(&two).as_array().map(Vec::len), Some(2), "{}", two.out);
    let lines = explain(&server, &["--dry-run", "--format", "ndjson", "--origin", "https://b.example"]).out;
    assert_eq!(
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>(),
        *json(&two).as_array().expect("a list")
    );
    let ran = explain(&server, &["--dry-run", "--format", "sarif"]);
    assert!(ran.code == Some(2) && ran.error.contains("take json or ndjson"), "{}", ran.error);
    assert_eq!((server.count("GET"), server.count("OPTIONS"), server.count("PUT")), (0, 0, 0));
}

#[test]
fn pages_and_comments_show_what_each_further_request_was_for() {
    let server = Replaying::start(&["404 Not Found"], &["200 OK"]);
    for (format, heading) in [("html", "<h3>Probes"), ("markdown", "\n**Probes")] {
        let ran = explain(&server, &["--format", format]);
        for part in [heading, "The same, from http", "probe.example", "Access-Control-Allow-Origin either"] {
            assert_eq!(ran.out.matches(part).count(), 1, "{part}: {}", ran.out);
        }
        let ran = explain(&server, &["--format", format, "--no-probes"]);
        assert!(!ran.out.contains("Probes") && ran.out.contains("allow-origin-missing"), "{}", ran.out);
    }
}

#[test]
fn a_further_request_without_an_answer_is_not_waited_for_long() {
    let end = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let to = format!("Location: http://{}/", end.local_addr().expect("an address"));
    let server = Replaying::start(&["301 Moved Permanently", &to], &["200 OK"]);
    let begin = Instant::now();
    let ran = explain(&server, &["-X", "PUT"]);
    assert!(ran.out.contains("No answer came in time"), "{}", ran.out);
    assert!(begin.elapsed() < Duration::from_secs(9), "less than the ten seconds of --timeout");
}
