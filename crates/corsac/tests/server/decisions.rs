//! What a policy answers, header by header.

use super::{Head, allowing, decide, strings};
use corsac::server::{Config, RequestHeader};

const APP: &str = "https://app.example";
const HOSTILE: &str = "https://hostile.example";

/// One exact origin with credentials, two methods, two headers.
fn shop() -> Config {
    Config {
        allow_credentials: true,
        allow_methods: strings(&["put", "PURGE"]),
        allow_headers: strings(&["X-Cart", "Authorization"]),
        expose_headers: strings(&["X-Total", "Content-Type", "ETag"]),
        max_age: Some(600),
        ..allowing(&[APP])
    }
}

/// Everything that can be allowed without credentials.
fn open() -> Config {
    Config {
        allow_methods: strings(&["*"]),
        allow_headers: strings(&["*"]),
        expose_headers: strings(&["*"]),
        ..allowing(&["*"])
    }
}

#[test]
fn actual_requests_always_pass() {
    let allowed = "pass; allow-origin: https://app.example; allow-credentials: true; \
                   expose-headers: etag,x-total; vary: origin (allowed)";
    assert_eq!(decide(&shop(), &Head::get(APP)), allowed);
    assert_eq!(decide(&shop(), &Head::get(HOSTILE)), "pass; vary: origin (origin-not-allowed)");
    assert_eq!(decide(&shop(), &Head::new("GET", &[])), "pass; vary: origin (not-cors)");
    assert_eq!(decide(&shop(), &Head::get("null")), "pass; vary: origin (null-origin)");
    assert_eq!(decide(&shop(), &Head::get("app.example")), "pass; vary: origin (malformed-origin)");
}

/// CVE-2018-20744, CVE-2017-20146, CVE-2023-49803: `*` was turned into the request's origin.
#[test]
fn any_origin_is_a_constant_and_never_reflected() {
    let constant = "pass; allow-origin: *; expose-headers: *";
    assert_eq!(decide(&open(), &Head::get(HOSTILE)), format!("{constant} (allowed)"));
    assert_eq!(decide(&open(), &Head::get("null")), format!("{constant} (allowed)"));
    assert_eq!(decide(&open(), &Head::new("GET", &[])), format!("{constant} (not-cors)"));
}

#[test]
fn an_allowed_preflight_names_what_was_asked_for() {
    let asked = Head::preflight(APP, "PUT", &["authorization,x-cart"]);
    assert_eq!(
        decide(&shop(), &asked),
        "204; allow-origin: https://app.example; allow-credentials: true; allow-methods: PUT; \
         allow-headers: authorization,x-cart; max-age: 600; vary: origin method headers (preflight-allowed)"
    );
    let plain = "; allow-origin: https://app.example; allow-credentials: true; max-age: 600; \
                 vary: origin method headers (preflight-allowed)";
    for safelisted in ["GET", "HEAD", "POST"] {
        assert_eq!(decide(&shop(), &Head::preflight(APP, safelisted, &[])), format!("204{plain}"));
    }
    let old = Config { preflight_status: 200, ..shop() };
    assert_eq!(decide(&old, &Head::preflight(APP, "GET", &[])), format!("200{plain}"));
}

/// CVE-2020-5397: a refused preflight still reached the service.
#[test]
fn a_refused_preflight_says_nothing() {
    for (head, why) in [
        (Head::preflight(HOSTILE, "PUT", &[]), "origin-not-allowed"),
        (Head::preflight("null", "PUT", &[]), "null-origin"),
        (Head::preflight("https://*@:;", "PUT", &[]), "malformed-origin"),
        (Head::preflight(APP, "DELETE", &[]), "method-not-allowed"),
        (Head::preflight(APP, "purge", &[]), "method-not-allowed"),
        (Head::preflight(APP, "", &[]), "malformed-method"),
        (Head::preflight(APP, "PUT, PURGE", &[]), "malformed-method"),
        (Head::preflight(APP, "GET", &["x-cart,x-other"]), "header-not-allowed"),
        (Head::preflight(APP, "GET", &["x-cart", "x-other"]), "header-not-allowed"),
        (Head::preflight(APP, "GET", &["accept"]), "header-not-allowed"),
    ] {
        assert_eq!(decide(&shop(), &head), format!("403; vary: origin method headers ({why})"));
    }
}

#[test]
fn repeated_lines_are_refused_even_if_equal() {
    for second in [APP, HOSTILE] {
        let actual = Head::get(APP).with(RequestHeader::Origin, second.as_bytes());
        assert_eq!(decide(&shop(), &actual), "pass; vary: origin (several-origins)");
        let preflight = Head::preflight(APP, "PUT", &[]).with(RequestHeader::Origin, second.as_bytes());
        assert_eq!(decide(&shop(), &preflight), "403; vary: origin method headers (several-origins)");
    }
    let methods = Head::preflight(APP, "PUT", &[]).with(RequestHeader::AccessControlRequestMethod, b"PURGE");
    assert_eq!(decide(&shop(), &methods), "403; vary: origin method headers (several-methods)");
}

#[test]
fn only_options_with_origin_and_method_is_a_preflight() {
    let allowed = "pass; allow-origin: https://app.example; allow-credentials: true; \
                   expose-headers: etag,x-total; vary: origin method (allowed)";
    assert_eq!(decide(&shop(), &Head::new("OPTIONS", &[(RequestHeader::Origin, APP)])), allowed);
    assert_eq!(decide(&shop(), &Head::new("OPTIONS", &[])), "pass; vary: origin method (not-cors)");
    let no_origin = Head::new("OPTIONS", &[(RequestHeader::AccessControlRequestMethod, "PUT")]);
    assert_eq!(decide(&shop(), &no_origin), "pass; vary: origin method (not-cors)");
    let get = Head::get(APP).with(RequestHeader::AccessControlRequestMethod, b"PUT");
    assert!(decide(&shop(), &get).starts_with("pass; allow-origin"));
    assert!(decide(&shop(), &Head::new("options", &[(RequestHeader::Origin, APP)])).starts_with("pass"));
}

#[test]
fn any_method_and_header_without_credentials_are_wildcards() {
    let all = Head::preflight(APP, "PURGE", &["x-a"]);
    assert_eq!(
        decide(&open(), &all),
        "204; allow-origin: *; allow-methods: *; allow-headers: * (preflight-allowed)"
    );
    let with_authorization = Config { allow_headers: strings(&["Authorization", "*"]), ..open() };
    assert!(decide(&with_authorization, &all).contains("allow-headers: *,authorization"));
    // What is left out because nobody asked for it would be there for another request.
    assert_eq!(
        decide(&open(), &Head::preflight(APP, "GET", &[])),
        "204; allow-origin: *; vary: method headers (preflight-allowed)"
    );
}

#[test]
fn any_method_and_header_with_credentials_are_echoes() {
    let config = Config {
        allow_methods: strings(&["*"]),
        allow_headers: strings(&["*"]),
        expose_headers: Vec::new(),
        max_age: None,
        ..shop()
    };
    assert_eq!(
        decide(&config, &Head::preflight(APP, "patch", &["authorization", "x-b"])),
        "204; allow-origin: https://app.example; allow-credentials: true; allow-methods: patch; \
         allow-headers: authorization|x-b; vary: origin method headers (preflight-allowed)"
    );
}

#[test]
fn method_case_matters_but_for_six_methods() {
    let config = Config { allow_methods: strings(&["patch", "delete"]), ..shop() };
    assert!(decide(&config, &Head::preflight(APP, "DELETE", &[])).starts_with("204"));
    assert!(decide(&config, &Head::preflight(APP, "patch", &[])).starts_with("204"));
    assert!(decide(&config, &Head::preflight(APP, "PATCH", &[])).starts_with("403"));
}

#[test]
fn max_age_is_sent_as_configured() {
    let of = |max_age| {
        let text = decide(&Config { max_age, ..shop() }, &Head::preflight(APP, "GET", &[]));
        text.split("; ").find_map(|part| part.strip_prefix("max-age: ").map(str::to_owned))
    };
    assert_eq!(of(None), None);
    assert_eq!(of(Some(-1)).as_deref(), Some("0"));
    assert_eq!(of(Some(0)).as_deref(), Some("0"));
    assert_eq!(of(Some(86_400)).as_deref(), Some("86400"));
}

/// CVE-2025-47908: a list of commas cost memory in proportion to its length.
#[test]
fn requested_headers_are_read_liberally_within_bounds() {
    let answer = |lines: &[&str]| decide(&shop(), &Head::preflight(APP, "GET", lines));
    for lines in [
        &["X-Cart , AUTHORIZATION"][..],
        &["authorization\t", " ", " x-cart"],
        &[",,authorization,,"],
        &["", "x-cart", ""],
        &["x-cart,,,,,,,,,,,,,,,,"],
        &["        x-cart        "],
    ] {
        assert!(answer(lines).starts_with("204"), "{lines:?}");
    }
    assert!(!answer(&["", " ", ","]).contains("allow-headers"), "nothing was asked for");
    for lines in [
        &["x-cart,,,,,,,,,,,,,,,,,"][..],
        &[""; 17],
        &["x-cart,x-cart,x-cart"],
        &["         x-cart        "],
        &[&" ".repeat(1000)],
    ] {
        assert!(answer(lines).ends_with("(malformed-headers)"), "{lines:?}");
    }
    for lines in [&["x-car"][..], &["x-cart2"], &["x cart"], &["authorization;x-cart"], &[&"a".repeat(1000)]]
    {
        assert!(answer(lines).ends_with("(header-not-allowed)"), "{lines:?}");
    }
}

#[test]
fn the_refused_header_is_told() {
    let refused = |lines: &[&str]| {
        let head = Head::preflight(APP, "GET", lines);
        super::policy(shop()).refused_header(&head).map(|name| String::from_utf8_lossy(name).into_owned())
    };
    assert_eq!(refused(&["x-cart", " X-Other ,x-more"]).as_deref(), Some("X-Other"));
    assert_eq!(refused(&["authorization,x-cart"]), None);
    assert_eq!(refused(&[&",".repeat(100)]), None);
    assert_eq!(refused(&[&"a".repeat(1000)]).map(|name| name.len()), Some("authorization".len() + 17));
    let any = Config { allow_headers: strings(&["*"]), ..shop() };
    assert_eq!(super::policy(any).refused_header(&Head::preflight(APP, "GET", &["x-other"])), None);
}

#[test]
fn debug_mode_says_why_and_keeps_what_held() {
    let debug = Config { debug: true, ..shop() };
    assert_eq!(
        decide(&debug, &Head::preflight(HOSTILE, "PUT", &[])),
        "403; corsac-diagnosis: origin-not-allowed; vary: origin method headers (origin-not-allowed)"
    );
    assert_eq!(
        decide(&debug, &Head::preflight(APP, "DELETE", &[])),
        "204; allow-origin: https://app.example; allow-credentials: true; \
         corsac-diagnosis: method-not-allowed; vary: origin method headers (method-not-allowed)"
    );
    assert_eq!(
        decide(&debug, &Head::preflight(APP, "PUT", &["x-other"])),
        "204; allow-origin: https://app.example; allow-credentials: true; allow-methods: PUT; \
         allow-headers: authorization,x-cart; corsac-diagnosis: header-not-allowed; \
         vary: origin method headers (header-not-allowed)"
    );
    let allowed = Head::preflight(APP, "PUT", &["x-cart"]);
    assert_eq!(decide(&debug, &allowed), decide(&shop(), &allowed));
    assert_eq!(decide(&debug, &Head::get(HOSTILE)), decide(&shop(), &Head::get(HOSTILE)));
}

#[test]
fn enforcement_answers_what_is_not_allowed() {
    let strict = Config { enforce: true, own_origins: strings(&["https://api.example"]), ..shop() };
    let post = |origin, host: &str| {
        let head = Head::new("POST", &[(RequestHeader::Origin, origin), (RequestHeader::Host, host)]);
        decide(&strict, &head)
    };
    assert_eq!(post(HOSTILE, "internal"), "403; vary: origin (origin-not-allowed)");
    assert_eq!(post("null", "internal"), "403; vary: origin (null-origin)");
    assert!(post(APP, "internal").starts_with("pass; allow-origin"));
    assert_eq!(post("https://api.example", "internal"), "pass; vary: origin (same-origin)");
    assert_eq!(decide(&strict, &Head::new("POST", &[])), "pass; vary: origin (not-cors)");
    let diagnosed = decide(&Config { debug: true, ..strict.clone() }, &Head::get(HOSTILE));
    assert_eq!(diagnosed, "403; corsac-diagnosis: origin-not-allowed; vary: origin (origin-not-allowed)");
}

#[test]
fn the_host_header_names_the_own_origin() {
    let config = Config { enforce: true, ..shop() };
    let is_own = |origin, host: &str| {
        let head = Head::new("POST", &[(RequestHeader::Origin, origin), (RequestHeader::Host, host)]);
        decide(&config, &head).ends_with("(same-origin)")
    };
    assert!(is_own("https://api.example", "api.example"));
    assert!(is_own("https://api.example", "API.example:443"));
    assert!(is_own("http://api.example:8080", "api.example:8080"));
    assert!(is_own("http://[::1]:8080", "[::1]:8080"));
    assert!(!is_own("https://api.example", "app.example"));
    assert!(!is_own("https://api.example", "api.example:8443"));
    assert!(!is_own("https://api.example:8443", "api.example"));
    assert!(!is_own("https://api.example.hostile.example", "api.example"));
    assert!(!is_own("https://api.example", "api.example.hostile.example"));
    assert!(!is_own("https://api.example", "api.example:"));
    assert!(!is_own("chrome-extension://api", "api"));
    assert!(!is_own("https://api.example", ""));
}

#[test]
fn a_preflight_is_never_the_services_own() {
    let head = Head::preflight("http://api.example", "PUT", &[]).with(RequestHeader::Host, b"api.example");
    assert!(decide(&shop(), &head).ends_with("(origin-not-allowed)"));
}

#[test]
fn timing_goes_to_those_who_may_read_the_answer() {
    let config = Config { timing_allow_origin: true, ..allowing(&[APP]) };
    assert_eq!(
        decide(&config, &Head::get(APP)),
        format!("pass; allow-origin: {APP}; timing-allow-origin: {APP}; vary: origin (allowed)"),
    );
    assert_eq!(decide(&config, &Head::get(HOSTILE)), "pass; vary: origin (origin-not-allowed)");
    let open = Config { timing_allow_origin: true, ..allowing(&["*"]) };
    assert_eq!(decide(&open, &Head::get(APP)), "pass; allow-origin: *; timing-allow-origin: * (allowed)");
}

#[test]
fn the_resource_policy_stands_on_every_answer_of_the_service() {
    let config = Config { cross_origin_resource_policy: Some("same-site".into()), ..allowing(&[APP]) };
    let name = "cross-origin-resource-policy: same-site";
    assert_eq!(decide(&config, &Head::new("GET", &[])), format!("pass; {name}; vary: origin (not-cors)"));
    let refused = format!("pass; {name}; vary: origin (origin-not-allowed)");
    assert_eq!(decide(&config, &Head::get(HOSTILE)), refused);
    assert!(!decide(&config, &Head::preflight(APP, "GET", &[])).contains(name));
}

#[test]
fn the_handshake_of_a_websocket_is_checked_where_asked_for() {
    let checking = Config { check_websockets: true, ..allowing(&[APP]) };
    let handshake = |origin| Head::get(origin).with(RequestHeader::Upgrade, b"h2c, WebSocket");
    let refused = "403; vary: origin (origin-not-allowed)";
    assert_eq!(decide(&checking, &handshake(HOSTILE)), refused);
    assert_eq!(decide(&checking, &handshake("null")), "403; vary: origin (null-origin)");
    let connect = Head::new("CONNECT", &[(RequestHeader::Origin, HOSTILE)]);
    assert_eq!(decide(&checking, &connect), refused);
    assert!(decide(&checking, &handshake(APP)).ends_with("(allowed)"));
    let own = handshake("https://api.example").with(RequestHeader::Host, b"api.example");
    assert!(decide(&checking, &own).ends_with("(same-origin)"));
    let program = Head::new("GET", &[]).with(RequestHeader::Upgrade, b"websocket");
    assert!(decide(&checking, &program).ends_with("(not-cors)"));
    for passing in [
        Head::get(HOSTILE),
        Head::get(HOSTILE).with(RequestHeader::Upgrade, b"h2c"),
        Head::new("POST", &[(RequestHeader::Origin, HOSTILE), (RequestHeader::Upgrade, "websocket")]),
    ] {
        assert!(decide(&checking, &passing).starts_with("pass"), "{passing:?}");
    }
    let lax = Config { check_websockets: false, ..checking };
    assert!(decide(&lax, &handshake(HOSTILE)).starts_with("pass"));
}
