//! Texts as origin patterns, and origins against them: the set does what comparing texts does, and what is no
//! pattern is told in its place.
#![no_main]

use corsac::fetch::OriginRef;
use corsac::server::{Config, OriginPattern, Policy, RequestHead, RequestHeader, Why, corrected};
use libfuzzer_sys::fuzz_target;

/// The first lines are patterns, and those behind an empty line origins.
fn parts(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (patterns, origins) = text.split_once("\n\n").unwrap_or((text, ""));
    (patterns.split('\n').collect(), origins.split('\n').collect())
}

fuzz_target!(|text: &str| {
    let (texts, origins) = parts(text);
    let mut patterns = Vec::new();
    for text in texts {
        match OriginPattern::parse(text) {
            Ok(pattern) => {
                pattern_is_what_it_says(text, &pattern);
                patterns.push(text);
            }
            Err(error) => {
                assert!(error.at <= text.len(), "{error:?} in {text:?}");
                assert!(!error.to_string().is_empty() && !error.to_string().contains('\n'));
            }
        }
        if let Some(guess) = corrected(text) {
            assert!(OriginPattern::parse(&guess).is_ok() && guess != text, "{guess:?} for {text:?}");
        }
    }
    if !patterns.is_empty() {
        set_matches_as_texts_do(&patterns, &origins);
    }
});

fn pattern_is_what_it_says(text: &str, pattern: &OriginPattern<'_>) {
    assert_eq!(pattern.to_string(), text);
    // What has no wildcard is an origin that a browser may send.
    if !text.contains('*') {
        assert!(OriginRef::parse(text.as_bytes()).is_ok(), "{text:?}");
    }
}

fn set_matches_as_texts_do(patterns: &[&str], origins: &[&str]) {
    let config = Config {
        allow_origins: patterns.iter().map(|text| (*text).to_owned()).collect(),
        ..Config::default()
    };
    let policy = Policy::new(config).expect("patterns that can be read build");
    // Each pattern is tried on the others, too, without their wildcards.
    let plain = patterns.iter().map(|text| text.replace("*.", "x.").replace(":*", ":1"));
    for origin in origins.iter().map(|text| (*text).to_owned()).chain(plain) {
        let is_origin = OriginRef::parse(origin.as_bytes()).is_ok();
        let expected = is_origin && patterns.iter().any(|pattern| matches(pattern, &origin));
        let why = policy.decide(&Get(&origin)).why();
        assert_eq!(why == Why::Allowed, expected, "{origin:?} by {patterns:?}: {why:?}");
    }
}

struct Get<'a>(&'a str);

impl RequestHead for Get<'_> {
    fn method(&self) -> &[u8] {
        b"GET"
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        (name == RequestHeader::Origin).then_some(self.0.as_bytes()).into_iter()
    }
}

/// What a pattern means, told by comparing texts.
fn matches(pattern: &str, origin: &str) -> bool {
    let (scheme, rest) = pattern.split_once("://").expect("a pattern has a scheme");
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
