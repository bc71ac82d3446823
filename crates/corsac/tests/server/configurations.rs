//! Mistakes of configurations: each with its place, cause and cure, and all at once.

use super::{allowing, strings};
use corsac::fetch::OriginErrorKind as Origin;
use corsac::fetch::site::LastTwoLabels;
use corsac::server::{
    Config, ConfigError, ConfigErrorCause as Cause, ConfigErrorKind as Kind, ConfigField, ConfigWarningCause,
    Guard, PatternErrorKind as Pattern, Policy,
};

fn errors(config: Config) -> Vec<ConfigError> {
    Policy::new(config).map_or_else(|errors| errors.iter().cloned().collect(), |_| Vec::new())
}

fn with_credentials(origin: &str) -> Config {
    Config { allow_credentials: true, ..allowing(&[origin]) }
}

/// The only mistake of one origin.
#[track_caller]
fn origin_error(origin: &str) -> ConfigError {
    let errors = errors(allowing(&[origin]));
    assert_eq!(errors.len(), 1, "{origin}: {errors:?}");
    errors[0].clone()
}

#[test]
fn what_is_no_origin_pattern_is_told_apart_and_corrected() {
    let punycode = cfg!(feature = "browser").then_some("https://xn--exmple-cua.com");
    let short = cfg!(feature = "browser").then_some("http://127.0.0.1:3999");
    let dotted = cfg!(feature = "browser").then_some("http://127.0.0.1");
    let long = format!("https://{}.com", "a".repeat(64));
    let scheme = format!("{}://a.com", "s".repeat(65));
    let deep = format!("https://{}b.com", "a.".repeat(125));
    for (text, kind, at, suggestion) in [
        ("", Pattern::Origin(Origin::Empty), 0, None),
        ("h*", Pattern::Origin(Origin::MissingScheme), 0, None),
        ("example.com", Pattern::Origin(Origin::MissingScheme), 0, Some("https://example.com")),
        ("*.example.com", Pattern::Origin(Origin::MissingScheme), 0, Some("https://*.example.com")),
        ("localhost:3000", Pattern::Origin(Origin::MissingScheme), 0, Some("http://localhost:3000")),
        ("//example.com", Pattern::Origin(Origin::MissingScheme), 0, Some("https://example.com")),
        ("https:/example.com", Pattern::Origin(Origin::MissingScheme), 0, Some("https://example.com")),
        ("1s://example.com", Pattern::Origin(Origin::InvalidScheme), 0, None),
        ("https://example.com/", Pattern::Origin(Origin::TrailingSlash), 19, Some("https://example.com")),
        ("https://*.example.com/", Pattern::Origin(Origin::TrailingSlash), 21, Some("https://*.example.com")),
        ("https://example.com/app", Pattern::Origin(Origin::Path), 19, Some("https://example.com")),
        ("https://example.com?a", Pattern::Origin(Origin::Query), 19, Some("https://example.com")),
        ("https://example.com#a", Pattern::Origin(Origin::Fragment), 19, Some("https://example.com")),
        ("https://u:p@example.com:1", Pattern::Origin(Origin::Userinfo), 11, Some("https://example.com:1")),
        (&scheme, Pattern::Origin(Origin::InvalidScheme), 64, None),
        ("https://", Pattern::Origin(Origin::MissingHost), 8, None),
        ("https://*.", Pattern::WildcardWithoutName, 10, None),
        ("https://*.*", Pattern::WildcardWithoutName, 10, None),
        ("https://*.*.example.com", Pattern::WildcardWithoutName, 10, Some("https://*.example.com")),
        ("https://*.[::1]", Pattern::WildcardWithoutName, 10, Some("https://[::1]")),
        ("https://ex^ample.com", Pattern::Origin(Origin::InvalidHost), 10, None),
        ("https://Example.com", Pattern::Origin(Origin::UpperCase), 8, Some("https://example.com")),
        ("HTTPS://example.com", Pattern::Origin(Origin::UpperCase), 0, Some("https://example.com")),
        ("https://ex\u{e4}mple.com", Pattern::Origin(Origin::NotAscii), 10, punycode),
        ("intranet", Pattern::Origin(Origin::MissingScheme), 0, Some("https://intranet")),
        ("Null", Pattern::Origin(Origin::MissingScheme), 0, None),
        ("https://a.com, https://b.com", Pattern::Origin(Origin::List), 13, None),
        ("https://a.com https://b.com", Pattern::Origin(Origin::List), 13, None),
        ("https://a.com:0", Pattern::Origin(Origin::InvalidPort), 14, None),
        ("https://a.com:", Pattern::Origin(Origin::InvalidPort), 14, Some("https://a.com")),
        ("https://a.com:08080", Pattern::Origin(Origin::InvalidPort), 14, Some("https://a.com:8080")),
        ("https://a.com:65536", Pattern::Origin(Origin::InvalidPort), 14, None),
        ("https://a.com:80:*", Pattern::Origin(Origin::InvalidPort), 13, None),
        ("http://127.1:3999", Pattern::Origin(Origin::InvalidIpv4), 7, short),
        ("http://127.0.0.1.", Pattern::Origin(Origin::InvalidIpv4), 7, dotted),
        ("http://a.0x1f", Pattern::Origin(Origin::InvalidIpv4), 7, None),
        ("http://[example]:90", Pattern::Origin(Origin::InvalidIpv6), 7, None),
        ("http://[fe80::1%25eth0]", Pattern::Origin(Origin::InvalidIpv6), 7, None),
        (" https://example.com", Pattern::Whitespace, 0, Some("https://example.com")),
        ("https://example.com\n", Pattern::Whitespace, 19, Some("https://example.com")),
        ("https://**.example.com", Pattern::MisplacedWildcard, 9, Some("https://*.example.com")),
        ("https://*example.com", Pattern::MisplacedWildcard, 8, Some("https://*.example.com")),
        ("https://a.*.example.com", Pattern::MisplacedWildcard, 10, None),
        ("https://example.*", Pattern::MisplacedWildcard, 16, None),
        ("https://example.com:8*", Pattern::MisplacedWildcard, 21, Some("https://example.com:*")),
        ("https://example.com/*", Pattern::MisplacedWildcard, 20, Some("https://example.com")),
        ("https://*", Pattern::MisplacedWildcard, 8, None),
        ("https://*.10.0.0.1", Pattern::WildcardBeforeAddress, 10, Some("https://10.0.0.1")),
        ("file:///index.html", Pattern::OpaqueScheme, 0, None),
        ("https://example.com:443", Pattern::DefaultPort, 19, Some("https://example.com")),
        ("http://*.example.com:80", Pattern::DefaultPort, 20, Some("http://*.example.com")),
        ("https://a.com:[1,2]", Pattern::PortList, 14, None),
        ("http://::1:90", Pattern::UnbracketedIpv6, 7, None),
        ("http://[0:0:0:0:0:0:0:1]:90", Pattern::UncompressedIpv6, 7, Some("http://[::1]:90")),
        ("http://[::ffff:7f00:1]", Pattern::MappedIpv6, 7, Some("http://127.0.0.1")),
        ("https://.example.com", Pattern::EmptyLabel, 8, Some("https://*.example.com")),
        ("https://*.a..com", Pattern::EmptyLabel, 11, Some("https://*.a.com")),
        ("https://a-.com", Pattern::HyphenatedLabel, 8, None),
        ("https://a.-b.com", Pattern::HyphenatedLabel, 10, None),
        (&long, Pattern::LongLabel, 8, None),
        (&deep, Pattern::LongHost, 261, None),
        ("https://xn--a.com", Pattern::Punycode, 8, None),
        ("https://www.xn--f", Pattern::Punycode, 12, None),
    ] {
        let error = origin_error(text);
        assert_eq!(error.cause, Cause::Pattern(kind), "{text}");
        assert_eq!((error.at, error.suggestion.as_deref()), (Some(at), suggestion), "{text}");
        assert_eq!((error.field, error.index), (ConfigField::AllowOrigins, Some(0)));
        assert!(!error.to_string().contains('\n'));
    }
}

#[test]
fn what_browsers_send_is_accepted() {
    for origin in [
        "https://example.com",
        "https://example.com.",
        "https://foo_bar.example.com",
        "https://10.0.0.1",
        "http://[2001:db8::1]:8080",
        "http://localhost:*",
        "https://xn--bcher-kva.example",
        "https://xn--p1ai",
        "https://r3---sn-a.example.com",
        "https://build.2go",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        "tauri://localhost",
        "https://*.example.com:*",
        "https://*.com",
        "*",
    ] {
        assert_eq!(errors(allowing(&[origin])), [], "{origin}");
    }
}

#[test]
fn credentials_need_tls_or_the_own_machine() {
    for origin in ["http://example.com:8080", "http://*.example.com", "http://192.168.1.2", "connector://foo"]
    {
        let found = errors(with_credentials(origin));
        assert_eq!(found.len(), 1, "{origin}");
        assert_eq!(found[0].cause, Cause::InsecureOriginWithCredentials);
        assert_eq!(found[0].danger_switch, Some("dangerously_allow_insecure_origins"));
        assert!(errors(allowing(&[origin])).is_empty());
        let tolerant = Config { dangerously_allow_insecure_origins: true, ..with_credentials(origin) };
        assert!(errors(tolerant).is_empty());
    }
    assert_eq!(errors(with_credentials("http://a.com:1"))[0].suggestion.as_deref(), Some("https://a.com:1"));
    for origin in ["http://localhost:3000", "http://app.localhost", "http://127.8.0.1", "http://[::1]:*"] {
        assert!(errors(with_credentials(origin)).is_empty(), "{origin}");
    }
}

#[test]
fn credentials_and_a_wildcard_that_anybody_can_match() {
    for origin in
        ["https://*.com", "https://*.com.", "https://*.co.uk", "https://*.github.io", "https://*.app:*"]
    {
        let found = errors(with_credentials(origin));
        assert_eq!(found.len(), 1, "{origin}");
        assert_eq!(found[0].cause, Cause::PublicSuffixWithCredentials);
        assert_eq!(found[0].danger_switch, Some("dangerously_allow_public_suffix_wildcards"));
        assert!(errors(allowing(&[origin])).is_empty());
        let tolerant = Config { dangerously_allow_public_suffix_wildcards: true, ..with_credentials(origin) };
        assert!(errors(tolerant).is_empty());
    }
    for origin in
        ["https://*.example.com", "https://*.me.github.io", "https://*.internal", "http://*.localhost"]
    {
        assert!(errors(with_credentials(origin)).is_empty(), "{origin}");
    }
    if cfg!(feature = "public-suffix-list") {
        for origin in ["https://*.blogspot.com", "https://*.kawasaki.jp", "https://*.anything.ck"] {
            assert_eq!(errors(with_credentials(origin)).len(), 1, "{origin}");
        }
        // An exception of the list.
        assert!(errors(with_credentials("https://*.www.ck")).is_empty());
    }
    // A program may know better.
    let lent = |origin| Policy::with_domains(with_credentials(origin), &LastTwoLabels);
    assert!(lent("https://*.github.io").is_ok());
    fn nothing_registrable(_: &str) -> Option<&str> {
        None
    }
    let strict = Policy::with_domains(with_credentials("https://*.example.com"), &nothing_registrable);
    assert!(strict.is_err());
}

/// CVE-2024-25124: any origin was accepted together with credentials.
#[test]
fn wildcards_and_credentials() {
    let any = errors(with_credentials("*"));
    assert_eq!((any[0].cause, any[0].danger_switch), (Cause::AnyOriginWithCredentials, None));
    let exposed = Config { expose_headers: strings(&["*"]), ..with_credentials("https://a.com") };
    assert_eq!(errors(exposed)[0].cause, Cause::AnyHeaderExposedWithCredentials);
    let rest = Config {
        allow_methods: strings(&["*"]),
        allow_headers: strings(&["*", "Authorization"]),
        ..with_credentials("https://a.com")
    };
    assert!(errors(rest).is_empty());
}

#[test]
fn null_names_its_switch() {
    let error = origin_error("null");
    assert_eq!(error.kind, Kind::Prohibited);
    assert_eq!(error.danger_switch, Some("dangerously_allow_null_origin"));
    let own = Config { own_origins: strings(&["null"]), ..allowing(&["https://a.com"]) };
    assert_eq!(errors(own)[0].danger_switch, None, "the switch does not concern own origins");
}

#[test]
fn methods_and_headers() {
    let config = Config {
        allow_methods: strings(&["r\u{e9}sum\u{e9}", "trace", "GET, PUT", " PUT", "PATCH"]),
        allow_headers: strings(&[
            "",
            "Cookie",
            "Sec-Foo",
            "Proxy-Foo",
            "access-control-Max-Age",
            "X-Ok",
            "x: y",
        ]),
        expose_headers: strings(&["a b", "Set-Cookie", "Access-Control-Allow-Methods", "ETag"]),
        ..allowing(&["https://a.com"])
    };
    let found: Vec<_> = errors(config).into_iter().map(|e| (e.field, e.index, e.kind, e.cause)).collect();
    let (methods, headers, exposed) =
        (ConfigField::AllowMethods, ConfigField::AllowHeaders, ConfigField::ExposeHeaders);
    assert_eq!(
        found,
        [
            (methods, Some(0), Kind::Invalid, Cause::MalformedMethod),
            (methods, Some(1), Kind::Forbidden, Cause::ForbiddenMethod),
            (methods, Some(2), Kind::Invalid, Cause::MalformedMethod),
            (methods, Some(3), Kind::Invalid, Cause::MalformedMethod),
            (headers, Some(0), Kind::Invalid, Cause::MalformedHeaderName),
            (headers, Some(1), Kind::Forbidden, Cause::ForbiddenRequestHeader),
            (headers, Some(2), Kind::Forbidden, Cause::ForbiddenRequestHeader),
            (headers, Some(3), Kind::Forbidden, Cause::ForbiddenRequestHeader),
            (headers, Some(4), Kind::Prohibited, Cause::ResponseHeaderInRequest),
            (headers, Some(6), Kind::Invalid, Cause::MalformedHeaderName),
            (exposed, Some(0), Kind::Invalid, Cause::MalformedHeaderName),
            (exposed, Some(1), Kind::Forbidden, Cause::ForbiddenResponseHeader),
            (exposed, Some(2), Kind::Prohibited, Cause::CorsHeaderExposed),
        ]
    );
}

#[test]
fn all_mistakes_are_reported_at_once_one_line_each() {
    let config = Config {
        allow_origins: strings(&["https://a.com", "https://b.com/", "http://c.com"]),
        allow_credentials: true,
        allow_methods: strings(&["PUT "]),
        max_age: Some(86_401),
        preflight_status: 201,
        own_origins: strings(&["https://*.a.com"]),
        ..Config::default()
    };
    let text = Policy::new(config).unwrap_err().to_string();
    let expected = [
        r#"allow_origins[1] "https://b.com/": an origin ends without a slash; write "https://b.com""#,
        r#"allow_origins[2] "http://c.com": without TLS anybody on the network can act for this origin, and credentials are allowed; write "https://c.com"; dangerously_allow_insecure_origins accepts it"#,
        r#"allow_methods[0] "PUT ": not an HTTP method: one method per entry, without spaces or commas; write "PUT""#,
        r#"max_age 86401: max_age is 0 to 86400 seconds, or -1 to forbid caching; write "86400""#,
        r#"preflight_status 201: an allowed preflight is answered 200 or 204; write "204""#,
        r#"own_origins[0] "https://*.a.com": only whole origins can stand here, no wildcard"#,
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    let empty = Policy::new(Config::default()).unwrap_err().to_string();
    assert_eq!(
        empty,
        "allow_origins: no origin is allowed: list at least one; where none may read, no policy is needed"
    );
}

#[test]
fn bounds() {
    for (max_age, is_valid) in
        [(-2, false), (-1, true), (0, true), (86_400, true), (86_401, false), (i64::MIN, false)]
    {
        let config = Config { max_age: Some(max_age), ..allowing(&["https://a.com"]) };
        assert_eq!(errors(config).is_empty(), is_valid, "{max_age}");
    }
    assert!(errors(Config { preflight_status: 200, ..allowing(&["https://a.com"]) }).is_empty());
}

#[test]
fn warnings() {
    let config = Config {
        allow_methods: strings(&["put", "patch", "PATCH", "PUT", "get"]),
        allow_headers: strings(&["*", "x-a"]),
        expose_headers: strings(&["ETag", "etag", "Content-Type"]),
        max_age: Some(86_400),
        ..allowing(&["https://a.com", "*"])
    };
    let found: Vec<_> = config.warnings().iter().map(|w| (w.index, w.cause)).collect();
    assert_eq!(
        found,
        [
            (Some(0), ConfigWarningCause::OriginBesideAny),
            (Some(1), ConfigWarningCause::MethodCase),
            (Some(3), ConfigWarningCause::Duplicate),
            (Some(4), ConfigWarningCause::SafelistedMethod),
            (Some(0), ConfigWarningCause::AuthorizationNotCovered),
            (Some(1), ConfigWarningCause::NameBesideAny),
            (Some(1), ConfigWarningCause::Duplicate),
            (Some(2), ConfigWarningCause::SafelistedResponseHeader),
            (None, ConfigWarningCause::MaxAgeAboveCaps),
        ]
    );
    assert!(config.warnings()[1].to_string().ends_with(r#"; write "PATCH""#));
    assert!(Policy::new(config).is_ok());
    let listed = Config { allow_headers: strings(&["*", "Authorization"]), ..allowing(&["https://a.com"]) };
    assert!(listed.warnings().is_empty());
    assert!(Guard::new(["https://a.com"]).is_ok());
}

#[test]
fn an_origin_that_a_wildcard_covers_is_redundant() {
    let origins = [
        "https://*.a.com",
        "https://x.a.com",
        "https://*.x.a.com",
        "https://a.com",
        "http://x.a.com",
        "https://x.a.com:1",
        "https://b.com:*",
        "https://b.com",
        "https://b.com:1",
        "https://*.b.com:1",
        "https://a.com",
    ];
    let warnings = allowing(&origins).warnings();
    let found: Vec<_> = warnings.iter().map(|warning| (warning.value.as_str(), warning.cause)).collect();
    let redundant = ["https://x.a.com", "https://*.x.a.com", "https://b.com", "https://b.com:1"];
    let redundant = redundant.map(|origin| (origin, ConfigWarningCause::RedundantOrigin));
    assert_eq!(found, [&redundant[..], &[("https://a.com", ConfigWarningCause::Duplicate)]].concat());
}

#[test]
fn the_resource_policy_has_three_values() {
    let with = |value: &str| {
        errors(Config { cross_origin_resource_policy: Some(value.into()), ..allowing(&["https://a.com"]) })
    };
    for value in ["same-origin", "same-site", "cross-origin"] {
        assert!(with(value).is_empty(), "{value}");
    }
    let [error] = &with(" Same_Site ")[..] else { panic!("one mistake") };
    assert_eq!(error.field, ConfigField::CrossOriginResourcePolicy);
    assert_eq!(error.suggestion.as_deref(), Some("same-site"));
    assert_eq!(with("none")[0].suggestion, None);
}
