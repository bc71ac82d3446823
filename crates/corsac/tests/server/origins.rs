//! Which origins a pattern matches: the set against a plain comparison, and the classes of mistakes
//! that other libraries made.

use super::{Head, allowing, policy};
use corsac::fetch::OriginRef;
use corsac::server::{Config, Guard, OriginPattern, Policy, RequestHeader, Why, corrected};
use proptest::prelude::*;
use proptest::sample::select;

/// Everything that keeps a configuration with odd origins from being refused.
fn tolerant(origins: Vec<String>, allow_credentials: bool) -> Config {
    Config {
        allow_origins: origins,
        allow_credentials,
        dangerously_allow_insecure_origins: true,
        dangerously_allow_public_suffix_wildcards: true,
        ..Config::default()
    }
}

fn allows(policy: &Policy, origin: &str) -> bool {
    policy.decide(&Head::get(origin)).why() == Why::Allowed
}

/// What a pattern means, told by comparing texts.
fn matches(pattern: &str, origin: &str) -> bool {
    let Some((scheme, rest)) = pattern.split_once("://") else {
        return false;
    };
    let Some(origin) = origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")) else {
        return false;
    };
    let colon = origin.rfind(':').filter(|at| !origin[*at..].contains(']'));
    let (rest, origin) = match rest.strip_suffix(":*") {
        Some(rest) => (rest, colon.map_or(origin, |at| &origin[..at])),
        None => (rest, origin),
    };
    match rest.strip_prefix("*.") {
        Some(suffix) => origin.strip_suffix(suffix).is_some_and(|labels| labels.ends_with('.')),
        None => origin == rest,
    }
}

fn host() -> impl Strategy<Value = String> {
    let label =
        select(vec!["a", "b", "ab", "foo", "bar", "barfoo", "example", "com", "co", "uk", "xn--p1ai", "x_y"]);
    let name = prop::collection::vec(label, 1..=4).prop_map(|labels| labels.join("."));
    prop_oneof![
        12 => name.clone(),
        1 => name.prop_map(|name| format!("{name}.")),
        1 => select(vec!["localhost", "127.0.0.1", "10.0.0.1", "[::1]", "[2001:db8::1]"]).prop_map(String::from),
    ]
}

fn scheme() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => Just("https"), 3 => Just("http"), 1 => Just("tauri"), 1 => Just("httpss")]
}

fn port() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just(""), 3 => select(vec![":1", ":8080", ":8443", ":65535"])]
}

fn origin() -> impl Strategy<Value = String> {
    (scheme(), host(), port()).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"))
}

fn pattern() -> impl Strategy<Value = String> {
    let port = prop_oneof![3 => port(), 1 => Just(":*")];
    (scheme(), any::<bool>(), host(), port).prop_map(|(scheme, subdomains, host, port)| {
        let is_name = host.ends_with(|c: char| c.is_ascii_alphabetic() || c == '.');
        let star = if subdomains && is_name { "*." } else { "" };
        format!("{scheme}://{star}{host}{port}")
    })
}

/// An origin that a pattern matches, or would if it were read carelessly.
fn near(pattern: &str, labels: &str, port: &str, slip: u8) -> String {
    let (scheme, rest) = pattern.split_once("://").unwrap();
    let (host, own_port) = match rest.strip_suffix(":*") {
        Some(host) => (host, port),
        None => (rest, ""),
    };
    let host = host.strip_prefix("*.").map_or_else(|| host.to_owned(), |suffix| format!("{labels}.{suffix}"));
    match slip {
        0 => format!("{scheme}://{labels}{host}{own_port}"),
        1 => format!("{scheme}://{host}{own_port}.evil.test"),
        2 => format!("{scheme}://.{host}{own_port}"),
        3 => format!("{scheme}://{host}{own_port}/"),
        4 => format!("{scheme}://{}{own_port}", host.to_uppercase()),
        _ => format!("{scheme}://{host}{own_port}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_set_equals_a_plain_comparison(
        patterns in prop::collection::vec(pattern(), 1..12),
        strangers in prop::collection::vec(origin(), 1..12),
        nears in prop::collection::vec((any::<prop::sample::Index>(), host(), port(), 0u8..12), 1..12),
        credentials in any::<bool>(),
    ) {
        let policy = policy(tolerant(patterns.clone(), credentials));
        let guard = Guard::new(patterns.clone()).unwrap();
        let nears = nears.iter().map(|(index, labels, port, slip)| near(index.get::<String>(&patterns), labels, port, *slip));
        for origin in strangers.into_iter().chain(nears) {
            let is_origin = OriginRef::parse(origin.as_bytes()).is_ok();
            let expected = is_origin && patterns.iter().any(|pattern| matches(pattern, &origin));
            prop_assert_eq!(allows(&policy, &origin), expected, "{} in {:?}", origin, patterns);
            let post = Head::new("POST", &[(RequestHeader::Origin, &origin)]);
            prop_assert_eq!(guard.check(&post).passes(), expected, "{} in {:?}", origin, patterns);
        }
    }

    #[test]
    fn order_and_repetition_of_patterns_do_not_matter(
        patterns in prop::collection::vec(pattern(), 1..8),
        origin in origin(),
    ) {
        let repeated: Vec<String> = patterns.iter().rev().chain(&patterns).cloned().collect();
        let (once, twice) = (policy(tolerant(patterns, false)), policy(tolerant(repeated, false)));
        prop_assert_eq!(allows(&once, &origin), allows(&twice, &origin));
    }

    #[test]
    fn a_pattern_without_wildcards_is_an_origin_and_matches_just_itself(text in pattern(), other in origin()) {
        let text = text.replace("*.", "").replace(":*", "");
        prop_assert!(OriginRef::parse(text.as_bytes()).is_ok());
        let policy = policy(tolerant(vec![text.clone()], false));
        prop_assert!(allows(&policy, &text));
        prop_assert_eq!(allows(&policy, &other), other == text);
    }

    #[test]
    fn any_text_is_a_pattern_or_a_mistake_in_its_place(text in ".{0,40}|[a-z:/.*0-9@?#\\[\\] -]{0,30}") {
        if let Err(error) = OriginPattern::parse(&text) {
            prop_assert!(error.at <= text.len());
            prop_assert!(Policy::new(tolerant(vec![text.clone()], false)).is_err() || text == "*");
        }
        if let Some(guess) = corrected(&text) {
            prop_assert!(OriginPattern::parse(&guess).is_ok(), "{:?} for {:?}", guess, text);
            prop_assert_ne!(guess, text);
        }
    }
}

#[track_caller]
fn check(patterns: &[&str], allowed: &[&str], refused: &[&str]) {
    let policy = policy(allowing(patterns));
    for origin in allowed {
        assert!(allows(&policy, origin), "{origin} is allowed by {patterns:?}");
    }
    for origin in refused {
        assert!(!allows(&policy, origin), "{origin} is not allowed by {patterns:?}");
    }
}

/// GHSA-vhxv-fg4m-p2w8: the hosts of two patterns merged into a third.
#[test]
fn two_patterns_never_make_a_third() {
    check(
        &["https://foo.com", "https://bar.com"],
        &["https://foo.com", "https://bar.com"],
        &["https://barfoo.com", "https://foobar.com", "https://com"],
    );
}

/// CVE-2024-27302: a suffix compared without its dot. CVE-2017-11173, CVE-2022-1996: an expression
/// without an end.
#[test]
fn subdomains_begin_at_a_label_and_end_with_the_host() {
    check(
        &["https://*.example.com"],
        &["https://foo.example.com", "https://bar.foo.example.com", "https://x_y.example.com"],
        &[
            "https://example.com",
            "https://fooexample.com",
            "https://foo.example.com.evil.test",
            "https://foo.example.com:8080",
            "https://.example.com",
            "https://..example.com",
            "https://evil.test/.example.com",
            "https://evil.test#.example.com",
            "https://a@b.example.com",
            "https://evil--example.com",
            "HTTPS://foo.example.com",
            "http://foo.example.com",
            "https://foo.example.com.",
        ],
    );
}

/// CVE-2019-25211: a trailing wildcard compared one byte short.
#[test]
fn any_port_is_a_port() {
    check(
        &["http://localhost:*", "http://*.example.com:*", "http://[::1]:*"],
        &[
            "http://localhost",
            "http://localhost:3000",
            "http://a.example.com:65535",
            "http://[::1]:1",
            "http://[::1]",
        ],
        &[
            "http://localhost.evil.test:3000",
            "http://localhost:0",
            "http://localhost:080",
            "http://localhost:65536",
            "http://localhost:",
            "http://localhost:80a",
            "http://localhost:-1",
            "http://127.0.0.1:3000",
            "http://example.com:3000",
            "https://localhost:3000",
        ],
    );
}

#[test]
fn an_exact_origin_is_compared_whole() {
    check(
        &["https://example.com", "http://[::1]:9090", "tauri://localhost"],
        &["https://example.com", "http://[::1]:9090", "tauri://localhost"],
        &[
            "https://EXAMPLE.com",
            "https://example.com/",
            "https://example.com:443",
            "https://example.com.",
            "https://[example.com]",
            "https://example.com, https://evil.test",
            "http://[::1]:9091",
            "http://::1:9090",
            "tauri://localhost.evil.test",
            "",
            "*",
            "null",
        ],
    );
}

#[test]
fn bytes_beyond_ascii_and_long_origins_are_just_refused() {
    let policy = policy(allowing(&["https://*.example.com"]));
    let refused = |line: &[u8]| {
        let head = Head::new("GET", &[]).with(RequestHeader::Origin, line);
        policy.decide(&head).why() == Why::MalformedOrigin
    };
    assert!(refused(b"https://\xe9.example.com"));
    assert!(refused("https://é.example.com".as_bytes()));
    assert!(refused(format!("https://{}.example.com", "a".repeat(8000)).as_bytes()));
}

#[test]
fn null_needs_its_switch() {
    let config = Config { dangerously_allow_null_origin: true, ..allowing(&["https://example.com"]) };
    assert!(allows(&policy(config.clone()), "null"));
    assert!(!allows(&policy(config.clone()), "Null"));
    let listed = Config { allow_origins: vec!["null".into()], ..config };
    assert!(allows(&policy(listed), "null"));
}

/// Many origins are found, and none beside them.
#[test]
fn many_origins() {
    let origins = (0..20_000).map(|n| match n % 3 {
        0 => format!("https://tenant-{n}.example"),
        1 => format!("https://*.tenant-{n}.example"),
        _ => format!("https://tenant-{n}.example:*"),
    });
    let policy = policy(tolerant(origins.collect(), true));
    for n in [0, 3, 9_999, 19_998] {
        assert!(allows(&policy, &format!("https://tenant-{n}.example")));
        assert!(!allows(&policy, &format!("https://a.tenant-{n}.example")));
        assert!(allows(&policy, &format!("https://a.b.tenant-{}.example", n + 1)));
        assert!(!allows(&policy, &format!("https://tenant-{}.example", n + 1)));
        assert!(allows(&policy, &format!("https://tenant-{}.example:7", n + 2)) || n + 2 >= 20_000);
    }
}
