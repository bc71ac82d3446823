//! A policy as text.

use super::{allowing, policy, strings};
use corsac::server::{Config, Policy};

fn lines(config: Config) -> Vec<String> {
    policy(config).to_string().lines().map(str::to_owned).collect()
}

#[test]
fn everything_open() {
    let any = strings(&["*"]);
    let open = Config {
        allow_methods: any.clone(),
        allow_headers: any.clone(),
        expose_headers: any,
        max_age: Some(-1),
        ..allowing(&["*"])
    };
    assert_eq!(
        lines(open),
        [
            "origins: any",
            "credentials: no",
            "methods: any",
            "request headers: any but authorization",
            "response headers: any",
            "preflights: 204, never kept",
        ]
    );
}

#[test]
fn a_long_list_is_cut_and_choices_are_told() {
    let origins = (0..20).map(|n| format!("https://a{n}.example")).collect();
    let config = Config {
        allow_origins: origins,
        allow_methods: strings(&["GET", "PUT"]),
        enforce: true,
        check_websockets: true,
        timing_allow_origin: true,
        cross_origin_resource_policy: Some("same-site".into()),
        own_origins: strings(&["https://api.example"]),
        debug: true,
        dangerously_allow_null_origin: true,
        ..Config::default()
    };
    let lines = lines(config);
    assert!(
        lines[0].starts_with("origins: https://a0.example, ")
            && lines[0].ends_with("a7.example and 12 more and null")
    );
    assert_eq!(lines[2], "methods: GET, HEAD, POST, PUT");
    let choices = [
        "enforced: ",
        "websockets: ",
        "timing: ",
        "resource policy: same-site",
        "own origins: https://api.example",
        "debug: ",
    ];
    assert_eq!(lines.len(), 6 + choices.len());
    assert!(lines[6..].iter().zip(choices).all(|(line, choice)| line.starts_with(choice)), "{lines:?}");
    assert!(Policy::with_source(Config::default()).unwrap().to_string().starts_with("origins: none\n"));
}
