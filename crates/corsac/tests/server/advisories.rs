//! What other implementations were mistaken in, each by its advisory.

use super::{Head, allowing, decide, strings};
use corsac::server::{Config, Decision, Policy, RequestHeader, ResponseHeader, Value, Why};

const APP: &str = "https://example.com";
const EVIL: &str = "https://evil.test";

#[track_caller]
fn is_refused(origins: &[&str], origin: &str) {
    let answer = decide(&allowing(origins), &Head::get(origin));
    assert!(
        answer.starts_with("pass; vary: origin (") && !answer.ends_with("(allowed)"),
        "{origin}: {answer}"
    );
}

#[track_caller]
fn does_not_build(config: Config) {
    assert!(Policy::new(config.clone()).is_err(), "{config:?}");
}

/// rs/cors turned `*` into an echo of any origin, credentials included; so did hono for some months.
#[test]
fn cve_2018_20744_any_origin_is_never_an_echo() {
    does_not_build(Config { allow_credentials: true, ..allowing(&["*"]) });
    let decision = Policy::new(allowing(&["*"])).unwrap().decide(&Head::get(EVIL));
    assert_eq!(decision.headers().get(ResponseHeader::AccessControlAllowOrigin), Some(Value::Wildcard));
}

/// fiber sent `*` with credentials.
#[test]
fn cve_2024_25124_any_origin_with_credentials_does_not_build() {
    does_not_build(Config { allow_credentials: true, ..allowing(&["*"]) });
    does_not_build(Config { allow_credentials: true, ..allowing(&[APP, "*"]) });
}

/// gorilla/handlers and @koa/cors allowed every origin where none was configured.
#[test]
fn cve_2017_20146_and_cve_2023_49803_no_origin_is_allowed_by_default() {
    does_not_build(Config::default());
    does_not_build(Config { allow_credentials: true, ..Config::default() });
}

/// rs/cors allocated for every comma in `Access-Control-Request-Headers`.
#[test]
fn cve_2025_47908_a_megabyte_of_commas_is_left_early() {
    let policy = Policy::new(Config { allow_headers: strings(&["x-api"]), ..allowing(&[APP]) }).unwrap();
    for line in
        [",".repeat(1 << 20), "x-api,".repeat(1 << 18), " ".repeat(1 << 20) + "x", "x".repeat(1 << 20)]
    {
        let head = Head::preflight(APP, "GET", &[&line]);
        // That it is left early is held by the counts of the stage `cost`.
        assert!(matches!(policy.decide(&head), Decision::Answer { status: 403, .. }));
    }
}

/// hono split the same header by a pattern that took quadratic time.
#[test]
fn ghsa_hono_2026_08_a_header_of_spaces_is_not_searched() {
    let any = Policy::new(Config { allow_headers: strings(&["*"]), ..allowing(&[APP]) }).unwrap();
    let head = Head::preflight(APP, "GET", &[&format!("a{}b", " ".repeat(1 << 20))]);
    assert_eq!(any.decide(&head).why(), Why::PreflightAllowed);
}

/// jub0bs/cors and fcors merged the ends of two domains.
#[test]
fn ghsa_vhxv_fg4m_p2w8_and_ghsa_v84h_653v_4pq9_two_domains_do_not_allow_their_concatenation() {
    for origin in ["https://barfoo.com", "https://foobar.com", "https://foo.combar.com", "https://oo.com"] {
        is_refused(&["https://foo.com", "https://bar.com"], origin);
    }
}

/// gin-contrib/cors cut one byte too many off a pattern.
#[test]
fn cve_2019_25211_a_domain_does_not_allow_a_longer_one() {
    is_refused(&[APP, "http://localhost:*"], "https://example.community");
    is_refused(&[APP, "http://localhost:*"], "http://localhost.evil.test:3000");
    does_not_build(allowing(&["https://example.com*"]));
}

/// go-zero compared ends without the dot.
#[test]
fn cve_2024_27302_a_name_that_ends_alike_is_no_subdomain() {
    is_refused(&["https://*.example.com"], "https://fooexample.com");
    is_refused(&["https://*.example.com"], APP);
}

/// go-restful, and rack-cors before it, took a domain for a regular expression without ends.
#[test]
fn cve_2022_1996_and_cve_2017_11173_a_name_within_another_is_no_match() {
    for origin in
        ["https://example.com.evil.test", "https://a.example.com.evil.test", "https://evil.test/example.com"]
    {
        is_refused(&[APP, "https://*.example.com"], origin);
    }
    is_refused(&["https://foo.com"], "https://fooxcom");
    does_not_build(allowing(&["https://.*\\.example\\.com"]));
}

/// rs/cors took `h*` for every origin.
#[test]
fn rs_cors_197_a_wildcard_within_a_word_does_not_build() {
    for pattern in ["h*", "https://*example.com", "https://ex*mple.com", "*example.com", "https://example.*"]
    {
        does_not_build(Config { allow_credentials: true, ..allowing(&[pattern]) });
    }
}

/// coder told a workspace's name by the text before the domain.
#[test]
fn cve_2026_55438_a_label_that_holds_the_domain_is_not_below_it() {
    is_refused(&["https://*.apps.example.com"], "https://evil--apps.example.com");
    is_refused(&["https://*.apps.example.com"], "https://apps.example.com");
}

/// flask-cors, and others, answered `Access-Control-Request-Private-Network` without being asked to.
#[test]
fn cve_2024_6221_nothing_is_said_about_private_networks() {
    let answer = decide(&allowing(&[APP]), &Head::preflight(APP, "GET", &[]));
    assert!(!answer.contains("private"), "{answer}");
}

/// flask-cors wrote origins with line ends into its log. What corsac says of a request is one word.
#[test]
fn cve_2024_1681_no_reason_holds_bytes_of_the_request() {
    let head = Head::get("https://evil.test\r\nlevel=info msg=fine");
    let decision =
        Policy::new(Config { debug: true, enforce: true, ..allowing(&[APP]) }).unwrap().decide(&head);
    assert_eq!(
        decision.headers().get(ResponseHeader::CorsacDiagnosis),
        Some(Value::Diagnosis(Why::MalformedOrigin))
    );
    assert!(
        Why::ALL.iter().all(|why| why.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
    );
}

/// Spring let preflights through to the service.
#[test]
fn cve_2020_5397_no_preflight_reaches_the_service() {
    for origin in [APP, EVIL, "null", "", "nonsense"] {
        let decision = Policy::new(allowing(&[APP])).unwrap().decide(&Head::preflight(origin, "PUT", &[]));
        assert!(matches!(decision, Decision::Answer { .. }), "{origin:?}");
    }
}

/// Spring failed on an origin that is none; poem's middleware panicked on a byte beyond ASCII.
#[test]
fn spring_33682_what_is_no_origin_is_refused_like_any_other() {
    for line in [
        &b"https://*@:;"[..],
        b"\xe9",
        b"https://\xe9.example.com",
        b"\0",
        b"https://[",
        b"://",
        b"https://a:b:c",
    ] {
        let head = Head::new("GET", &[]).with(RequestHeader::Origin, line);
        let wide = ["https://*.example.com:*", APP];
        assert_eq!(decide(&allowing(&wide), &head), "pass; vary: origin (malformed-origin)");
    }
}

/// Quarkus let simple requests from elsewhere through although it was told to refuse them.
#[test]
fn cve_2022_4147_enforcement_refuses_simple_requests_and_malformed_origins() {
    let strict = Config { enforce: true, ..allowing(&[APP]) };
    for (method, origin) in
        [("GET", EVIL), ("POST", EVIL), ("POST", "null"), ("POST", "nonsense"), ("POST", "")]
    {
        let head = Head::new(method, &[(RequestHeader::Origin, origin)]);
        assert!(decide(&strict, &head).starts_with("403"), "{method} {origin}");
    }
}

/// hono took the `Vary` of the request for that of the answer. A policy cannot read it.
#[test]
fn ghsa_q7jf_gf43_6x6p_vary_names_only_what_a_decision_reads() {
    let policy = Policy::new(allowing(&[APP])).unwrap();
    let decision = policy.decide(&Head::get(APP));
    assert_eq!(decision.headers().vary().text(), "origin");
}

/// starlette, django-cors-headers and most others told strangers whether credentials are allowed.
#[test]
fn starlette_2560_strangers_learn_nothing() {
    let config = Config {
        allow_credentials: true,
        expose_headers: strings(&["x-total"]),
        timing_allow_origin: true,
        ..allowing(&[APP])
    };
    assert_eq!(decide(&config, &Head::get(EVIL)), "pass; vary: origin (origin-not-allowed)");
}

/// jub0bs/cors refused legitimate origins after it had left out the redundant ones (its issues 12 and 15).
#[test]
fn jub0bs_12_redundant_patterns_take_nothing_away() {
    let config =
        allowing(&["https://*.example.com", "https://a.example.com", "https://*.b.example.com:*", APP]);
    for origin in [
        "https://a.example.com",
        "https://x.b.example.com",
        "https://b.example.com",
        "https://x.b.example.com:1",
        APP,
    ] {
        assert!(decide(&config, &Head::get(origin)).ends_with("(allowed)"), "{origin}");
    }
}

/// jub0bs/cors searched its list of header names by a length that was not the longest, and missed some.
#[test]
fn jub0bs_15_every_listed_header_is_found() {
    let names: Vec<String> = (1..40).map(|length| format!("x-{}", "a".repeat(length))).collect();
    let config = Config { allow_headers: names.clone(), ..allowing(&[APP]) };
    for name in &names {
        let answer = decide(&config, &Head::preflight(APP, "GET", &[name]));
        assert!(answer.ends_with("(preflight-allowed)"), "{name}: {answer}");
    }
    let all = decide(&config, &Head::preflight(APP, "GET", &[&names.join(",")]));
    assert!(all.ends_with("(preflight-allowed)"), "{all}");
}

/// Nor do the lists: with credentials `*` is sent as what was asked for.
#[test]
fn cve_2024_25124_and_cve_2018_20744_credentials_never_meet_a_wildcard_in_any_answer() {
    let config = Config {
        allow_credentials: true,
        allow_methods: strings(&["*"]),
        allow_headers: strings(&["*"]),
        ..allowing(&["https://*.example.com"])
    };
    let head = Head::preflight("https://a.example.com", "PUT", &["x-api"]);
    let answer = decide(&config, &head);
    assert!(answer.starts_with("204") && !answer.contains('*'), "{answer}");
}
