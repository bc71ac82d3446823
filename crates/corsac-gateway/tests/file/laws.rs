//! What holds of every file.

use corsac::server::Config;
use corsac_gateway::file::{FileMistake, PolicyFile, Severity};
use proptest::prelude::*;

/// Origins, right and wrong.
const ORIGINS: [&str; 12] = [
    "https://a.test",
    "https://*.a.test",
    "http://localhost:*",
    "*",
    "null",
    "https://a.test/",
    "https://A.test",
    "a.test",
    "https://a.test:443",
    "https://a.test:0",
    "https://bücher.test",
    "",
];

/// Keys, right and wrong.
const KEYS: [&str; 5] = ["allow_origins", "allowOrigins", "origins", "own_origins", "nothing"];

fn text() -> impl Strategy<Value = String> {
    let origins = prop::collection::vec(prop::sample::select(ORIGINS.to_vec()), 0..4);
    (prop::sample::select(KEYS.to_vec()), origins, any::<bool>(), -9..99_999_i64).prop_map(
        |(key, origins, credentials, age)| {
            format!(
                "[[route]]\npath = '/'\nupstream = 'http://a.test'\npolicy = 'a'\n[policy.a]\n{key} = {origins:?}\n\
                 allow_credentials = {credentials}\nmax_age = {age}\n"
            )
        },
    )
}

/// Every suggestion put into the text, from the end so that places stay right.
fn corrected(text: &str, mistakes: &[FileMistake]) -> String {
    let mut text = text.to_owned();
    let mut spans: Vec<_> =
        mistakes.iter().filter_map(|m| Some((m.whole.clone(), m.suggestion.clone()?))).collect();
    spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    spans.dedup_by_key(|(span, _)| span.start);
    for (span, suggestion) in spans {
        text.replace_range(span, &suggestion);
    }
    text
}

proptest! {
    /// A suggestion that is followed is no mistake any more, and brings no new one of its kind there.
    #[test]
    fn suggestions_are_accepted(text in text()) {
        let mistakes = PolicyFile::parse(&text).map_or_else(|errors| errors.iter().cloned().collect(), |file| file.warnings);
        let with_cure = |mistakes: &[FileMistake]| mistakes.iter().filter(|m| m.suggestion.is_some()).count();
        let mut text = text;
        let mut left = mistakes;
        // Each round cures: a wrong key first, then what stands under it.
        for _ in 0..4 {
            text = corrected(&text, &left);
            left = PolicyFile::parse(&text).map_or_else(|errors| errors.iter().cloned().collect(), |file| file.warnings);
        }
        prop_assert_eq!(with_cure(&left), 0, "{}", text);
    }

    /// Whatever the text, the places lie in it.
    #[test]
    fn places_lie_in_the_text(text in "[\\[\\]a-z\"'=\\.\n ü/:0-9#]{0,60}") {
        if let Err(errors) = PolicyFile::parse(&text) {
            prop_assert!(errors.iter().any(|mistake| mistake.severity == Severity::Error));
            for mistake in &errors {
                prop_assert!(text.get(mistake.span.clone()).is_some() && text.get(mistake.whole.clone()).is_some());
                prop_assert!(!mistake.to_string().contains('\n'));
            }
        }
    }
}

/// The engine's names and the file's are the same.
#[test]
fn every_field_of_a_configuration_is_a_key() {
    let config = Config {
        allow_origins: vec!["https://a.test".into()],
        max_age: Some(1),
        cross_origin_resource_policy: Some("same-site".into()),
        ..Config::default()
    };
    let serde_json::Value::Object(fields) = serde_json::to_value(&config).unwrap() else {
        panic!("no object")
    };
    let policy: String = fields.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    let route = "[[route]]\npath = '/'\nupstream = 'http://a.test'\npolicy = 'a'\n";
    let file = PolicyFile::parse(&format!("{route}[policy.a]\n{policy}")).unwrap();
    assert_eq!(file.policies["a"].config(), &config);
    assert!(fields.len() > 10, "{fields:?}");
}
