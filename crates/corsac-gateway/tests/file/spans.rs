//! Places in odd texts.

use super::errors;

/// The spans of the mistakes in a policy with these origins.
fn spans(origins: &str) -> Vec<String> {
    let text = format!(
        "[[route]]\npath = '/'\nupstream = 'http://a.test'\npolicy = 'a'\n[policy.a]\nallow_origins = {origins}\n"
    );
    errors(&text).iter().map(|mistake| text[mistake.span.clone()].to_owned()).collect()
}

#[test]
fn a_string_without_escapes_is_pointed_into() {
    assert_eq!(spans("['https://a.test/']"), ["/"]);
    assert_eq!(spans("['https://bücher.test']"), ["ü"]);
}

#[test]
fn a_string_with_escapes_is_pointed_at_whole() {
    assert_eq!(spans("[\"https://a.test\\u002f\"]"), ["\"https://a.test\\u002f\""]);
    assert_eq!(spans("['''https://a.test/''']"), ["'''https://a.test/'''"]);
}

#[test]
fn what_is_missing_at_the_end_is_pointed_at_with_the_closing_quote() {
    assert_eq!(spans("['https://']"), ["'"]);
}

#[test]
fn columns_count_characters() {
    let errors = errors("x = 'ü'\n\"ü\" = 1 # ü\nroute = []");
    let places: Vec<_> = errors.iter().map(|mistake| (mistake.line, mistake.column)).collect();
    assert_eq!(places, [(1, 1), (2, 1), (3, 9)]);
    let errors = super::errors("policy = {ä = 1}");
    assert!(errors.iter().all(|mistake| mistake.line == 1), "{errors}");
}
