//! Each mistake: what is found, where, and what is to be written instead.

use super::{GOOD, errors};
use corsac_gateway::file::{PolicyFile, Severity};

/// Puts `wrong` in the place of `right` in the good file and compares name, offending text and suggestion
/// of every mistake.
fn with(right: &str, wrong: &str, expected: &[(&str, &str, Option<&str>)]) {
    assert!(GOOD.contains(right), "{right}");
    let text = GOOD.replacen(right, wrong, 1);
    let found = match PolicyFile::parse(&text) {
        Ok(file) => file.warnings,
        Err(errors) => errors.iter().cloned().collect(),
    };
    let found: Vec<_> = found
        .iter()
        .map(|mistake| (mistake.kind.name(), &text[mistake.span.clone()], mistake.suggestion.as_deref()))
        .collect();
    assert_eq!(found, expected, "{wrong}");
}

#[test]
fn unknown_keys_name_the_nearest_known_one_at_every_level() {
    with("[server]", "[srever]", &[("unknown-key", "srever", Some("server"))]);
    with("listen =", "lisen =", &[("unknown-key", "lisen", Some("listen"))]);
    with("path = \"/\"", "path = \"/\"\nupstrem = 1", &[("unknown-key", "upstrem", Some("upstream"))]);
    with("max_age", "max-age", &[("unknown-key", "max-age", Some("max_age"))]);
    with("path = \"/\"", "paths = \"/\"", &[("unknown-key", "paths", Some("path"))]);
    with("max_age = 600", "paths = 600", &[("unknown-key", "paths", None)]);
    with("max_age", "colour", &[("unknown-key", "colour", None)]);
    with("max_age = 600", "enforced = true", &[("unknown-key", "enforced", Some("enforce"))]);
}

#[test]
fn options_of_other_middleware_are_told_with_what_stands_for_them() {
    with("max_age", "max_age_in_seconds", &[("unknown-key", "max_age_in_seconds", Some("max_age"))]);
    with(
        "max_age = 600",
        "AllowAnyHeader = true",
        &[("unknown-key", "AllowAnyHeader", Some("allow_headers"))],
    );
    let text = GOOD.replace("max_age = 600", "allow_origin_regex = \".*\"");
    let found = errors(&text).to_string();
    assert!(found.contains("regular expressions are not taken"), "{found}");
}

/// Where every page of the Web gets an answer that seems not to be meant for it.
#[test]
fn every_origin_is_doubtful_on_this_machine_and_for_administrators() {
    let warnings = |listen: &str, path: &str, origins: &str| {
        let text = format!(
            "[server]\nlisten = '{listen}'\n[[route]]\npath = '{path}'\nupstream = 'http://a.test'\npolicy = 'a'\n\
             [policy.a]\nallow_origins = ['{origins}']"
        );
        let file = PolicyFile::parse(&text).expect("a policy file");
        file.warnings.iter().map(|mistake| (mistake.kind.name(), mistake.line)).collect::<Vec<_>>()
    };
    assert_eq!(warnings("127.0.0.1:80", "/", "*"), [("any-origin-on-loopback", 6)]);
    assert_eq!(warnings("[::1]:80", "/", "*"), [("any-origin-on-loopback", 6)]);
    assert_eq!(warnings("0.0.0.0:80", "/api/Admin", "*"), [("any-origin-for-administrators", 6)]);
    assert_eq!(warnings("0.0.0.0:80", "/administration", "*"), []);
    assert_eq!(warnings("127.0.0.1:80", "/admin", "https://a.test"), []);
}

#[test]
fn wrong_types_are_told_with_what_belongs_there() {
    let wrong_type = |right: &str, wrong: &str, found: &str, meant: Option<&str>| {
        with(right, wrong, &[("wrong-type", found, meant)]);
    };
    wrong_type("max_age = 600", "max_age = \"600\"", "\"600\"", Some("600"));
    wrong_type("max_age = 600", "max_age = 1.5", "1.5", None);
    wrong_type("max_age = 600", "max_age = 600.0", "600.0", Some("600"));
    wrong_type("max_age = 600", "max_age = \"10m\"", "\"10m\"", Some("600"));
    wrong_type("credentials = true", "credentials = \"True\"", "\"True\"", Some("true"));
    wrong_type("credentials = true", "credentials = 1", "1", Some("true"));
    wrong_type("[\"PUT\", \"DELETE\"]", "\"PUT, PATCH\"", "\"PUT, PATCH\"", Some("[\"PUT\", \"PATCH\"]"));
    wrong_type("[\"*\"]", "\"*\"", "\"*\"", Some("[\"*\"]"));
    wrong_type("[\"*\"]", "[\"*\", 5]", "5", Some("\"5\""));
    wrong_type("listen = \"127.0.0.1:8081\"", "listen = 8081", "8081", Some("\"8081\""));
    let text = "[[route]]\npath = '/'\nupstream = 'http://a.test'\npolicy = 'a'\n[policy]\na = 5";
    let found: Vec<_> = errors(text).iter().map(|m| (m.kind.name(), m.line, m.place.clone())).collect();
    assert_eq!(found, [("wrong-type", 6, "policy.a".to_owned())]);
}

#[test]
fn a_wrong_type_brings_no_mistake_that_only_follows_from_it() {
    let list = "[\"https://example.com\"]\nallow_c";
    with(list, "7\nallow_c", &[("wrong-type", "7", None)]);
    with(list, "[7]\nallow_c", &[("wrong-type", "7", Some("\"7\""))]);
}

#[test]
fn a_list_is_checked_beside_what_is_no_text() {
    let text = GOOD.replace("[\"https://example.com\"]\nallow_c", "[7, \"https://example.com/\"]\nallow_c");
    let found: Vec<_> = errors(&text).iter().map(|m| (m.kind.name(), m.place.clone())).collect();
    let at = |index| format!("policy.app.allow_origins[{index}]");
    assert_eq!(found, [("wrong-type", at(0)), ("trailing-slash", at(1))]);
}

#[test]
fn missing_keys_are_told_at_their_table() {
    let text = "[[route]]\npath = '/'\n[[route]]\nupstream = 'http://a.test'";
    let found: Vec<_> = errors(text).iter().map(|m| (m.kind.name(), m.line, m.place.clone())).collect();
    let missing = |line, place: &str| ("missing-key", line, place.to_owned());
    assert_eq!(found, [missing(1, "route[0].upstream"), missing(3, "route[1].path")]);
    assert_eq!(errors("").iter().map(|m| m.place.as_str()).collect::<Vec<_>>(), ["route"]);
}

#[test]
fn routes_and_policies_fit_together() {
    with("policy = \"app\"", "policy = \"ap\"", &[("undefined-policy", "\"ap\"", Some("\"app\""))]);
    with("policy = \"app\"", "policy = \"other\"", &[("undefined-policy", "\"other\"", None)]);
    let more = "[policy.spare]\nallow_origins = [\"https://a.test\"]\n\n[policy.app]";
    with("[policy.app]", more, &[("unused-policy", "spare", None)]);
    with("path = \"/static/\"", "path = \"/api/\"", &[("duplicate-path", "\"/api\"", None)]);
    with("policy = \"app\"\nguard", "guard", &[("guard-without-policy", "[\"https://example.com\"]", None)]);
    with(
        "[[route]]",
        "[[route]]\npath = 1\n[[route]]",
        &[("missing-key", "[[route]]", None), ("wrong-type", "1", Some("\"1\""))],
    );
}

#[test]
fn addresses_and_paths_are_checked() {
    let listen = "\"127.0.0.1:8081\"";
    for (wrong, meant) in [
        ("\":8081\"", Some(listen)),
        ("\"localhost:8081\"", Some(listen)),
        ("\"http://127.0.0.1:8081/\"", Some(listen)),
        ("\"127.0.0.1\"", Some("\"127.0.0.1:8080\"")),
        ("\"somewhere\"", None),
    ] {
        with(listen, wrong, &[("listen", wrong, meant)]);
    }
    with(
        "http://127.0.0.1:8000",
        "127.0.0.1:8000",
        &[("upstream", "\"127.0.0.1:8000\"", Some("\"http://127.0.0.1:8000\""))],
    );
    with(
        "http://127.0.0.1:8000",
        "http://localhost:8081",
        &[("upstream-is-listen", "\"http://localhost:8081\"", None)],
    );
    with("\"/api\"", "\"/api/*\"", &[("path", "\"/api/*\"", Some("\"/api\""))]);
    with("stop_timeout = 3", "stop_timeout = 0", &[("out-of-bounds", "0", Some("1"))]);
}

#[test]
fn the_engines_mistakes_stand_at_the_very_byte() {
    let origin = "https://example.com\"]\nallow_c";
    with(
        origin,
        "https://example.com/\"]\nallow_c",
        &[("trailing-slash", "/", Some("\"https://example.com\""))],
    );
    with(origin, "https://Example.com\"]\nallow_c", &[("upper-case", "E", Some("\"https://example.com\""))]);
    with(origin, "*\"]\nallow_c", &[("any-origin-with-credentials", "\"*\"", None)]);
    with("\"PUT\"", "\"TRACE\"", &[("forbidden-method", "\"TRACE\"", None)]);
    with("600", "86401", &[("max-age-out-of-bounds", "86401", Some("86400"))]);
    let huge = "99999999999999999999";
    with("600", huge, &[("max-age-out-of-bounds", huge, Some("86400"))]);
    with("600", "600\npreflight_status = 99999", &[("preflight-status", "99999", Some("204"))]);
    with("\"PUT\"", "\"patch\"", &[("method-case", "\"patch\"", Some("\"PATCH\""))]);
    with("guard = [\"https://example.com\"]", "guard = [\"*\"]", &[("missing-scheme", "*", None)]);
    with("allow_origins = [\"https://example.com\"]\n", "", &[("no-origins", "app", None)]);
    // A list that is empty is as good as none.
    with("allow_origins = [\"https://example.com\"]", "allow_origins = []", &[("no-origins", "[]", None)]);
}

/// Who wants no other origin to read leaves the policy out, as the message says.
#[test]
fn a_route_that_nobody_may_read_has_no_policy() {
    let text = GOOD.replace("allow_origins = [\"https://example.com\"]", "allow_origins = []");
    let found = errors(&text).to_string();
    assert!(found.contains("where none may read, no policy is needed"), "{found}");
    let (above, _) = GOOD.split_once("[policy.app]").expect("a policy");
    let above = above.replace("policy = \"app\"\n", "").replace("guard = [\"https://example.com\"]\n", "");
    let file = PolicyFile::parse(&above).expect("a file without policies");
    assert!(file.routes.iter().all(|route| route.policy.is_none()));
}

#[test]
fn a_dangerous_switch_is_named() {
    let text = GOOD.replace("[\"https://example.com\"]\nallow_c", "[\"http://example.com\"]\nallow_c");
    let errors = errors(&text);
    let mistake = errors.iter().next().unwrap();
    assert_eq!(mistake.danger_switch, Some("dangerously_allow_insecure_origins"));
    assert_eq!(
        mistake.to_string(),
        "line 22, column 18: error: policy.app.allow_origins[0]: without TLS anybody on the network can act for \
         this origin, and credentials are allowed; write \"https://example.com\"; \
         dangerously_allow_insecure_origins = true accepts it"
    );
}

#[test]
fn mistakes_of_syntax_hide_only_what_follows_from_them() {
    let text = GOOD.replace("max_age = 600", "max_age = \nallow_credentials = true\ncolour = 1");
    let found: Vec<_> = errors(&text).iter().map(|m| (m.kind.name(), m.line)).collect();
    assert_eq!(found, [("syntax", 26), ("duplicate-key", 27), ("unknown-key", 28)]);
}

#[test]
fn a_text_without_quotes_gets_them() {
    let listen = "\"127.0.0.1:8081\"";
    with(listen, "127.0.0.1:8081", &[("syntax", "127.0.0.1:8081", Some(listen))]);
    with("credentials = true", "credentials = True", &[("syntax", "True", Some("true"))]);
}

#[test]
fn a_misspelt_key_is_not_missed_as_well() {
    with("path = \"/\"", "pth = \"/\"", &[("unknown-key", "pth", Some("path"))]);
    with("policy = \"app\"\nguard", "polcy = \"app\"\nguard", &[("unknown-key", "polcy", Some("policy"))]);
    with("allow_origins", "origins", &[("unknown-key", "origins", Some("allow_origins"))]);
    let found: Vec<_> = errors("[[routes]]").iter().map(|m| m.kind.name()).collect();
    assert_eq!(found, ["unknown-key"]);
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_file() {
    let text = GOOD
        .replace("stop_timeout", "stop_timeut")
        .replace("\"/static/\"", "\"static\"")
        .replace("\"PUT\"", "\"patch\", \"put it\"");
    let found: Vec<_> = errors(&text).iter().map(|m| (m.kind.name(), m.severity)).collect();
    assert_eq!(
        found,
        [
            ("unknown-key", Severity::Error),
            ("path", Severity::Error),
            ("method-case", Severity::Warning),
            ("malformed-method", Severity::Error),
        ]
    );
}
