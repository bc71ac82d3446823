//! Recordings of Chromium (as DevTools exports it), Firefox, Safari and Playwright.

use super::{Fetches, Har};
use crate::recorded::Recorded;
use corsac::browser::Quirks;
use corsac::explain::{Name, Question};
use corsac::fetch::request::CredentialsMode;
use corsac::fetch::site::LastTwoLabels;

fn read(text: &str) -> Fetches {
    Har::read(text.as_bytes(), &mut |_| {}).unwrap().fetches()
}

fn said(recorded: &Recorded, credentials: Option<CredentialsMode>) -> Name {
    let played = recorded.play(credentials, &Quirks::STANDARD, &LastTwoLabels).unwrap();
    let mut question = Question::new(&played.transcript);
    question.dropped_headers = &played.dropped_headers;
    question.diagnose().primary.name
}

fn of<'f>(all: &'f Fetches, path: &str) -> &'f Recorded {
    let ends = |recorded: &&Recorded| recorded.found.init.url.ends_with(path);
    all.fetches.iter().find(ends).unwrap_or_else(|| panic!("{path} is missing: {all:?}"))
}

#[test]
fn chromium() {
    let all = read(include_str!("../../tests/har/chrome.har"));
    assert!(all.sanitized);
    assert_eq!((all.same_origin, all.without_cors, all.without_page), (1, 0, 0), "{all:?}");
    let name = |path| said(of(&all, path), None);
    assert_eq!(name("/missing"), Name::AllowOriginMissingOnError);
    assert_eq!(name("/items/17"), Name::AllowOriginMissingOnError);
    assert_eq!(of(&all, "/items/17").entries.len(), 2);
    assert_eq!(name("/orders/5"), Name::PreflightNotRouted);
    assert_eq!(name("/moved"), Name::OkSimple);
    assert_eq!(of(&all, "/moved").entries.len(), 2);
    assert_eq!(name("/two"), Name::AllowOriginDuplicate);
    assert_eq!(name("/close"), Name::NoResponse);
    assert_eq!(name("/refused"), Name::ServerUnreachable);
    // Without cookies nobody knows, but that it was blocked.
    let star = of(&all, "/star");
    assert_eq!((said(star, Some(CredentialsMode::Omit)), star.blocked), (Name::OkSimple, Some(true)));
    assert_eq!(said(star, Some(CredentialsMode::Include)), Name::AllowOriginWildcardWithCredentials);
    assert_eq!(of(&all, "/ok").blocked, Some(false));
}

#[test]
fn playwright_keeps_no_answer_that_was_blocked() {
    let all = read(include_str!("../../tests/har/playwright.har"));
    let lost = of(&all, "/items/17");
    assert_eq!(
        (lost.lost.as_ref().map(ToString::to_string).as_deref(), lost.blocked),
        (Some("net::ERR_FAILED"), Some(true))
    );
    let played = lost.play(None, &Quirks::STANDARD, &LastTwoLabels).unwrap();
    assert!(!Recorded::is_complete(&played));
    assert_eq!(lost.found.init.origin, "https://shop.example");
    assert_eq!(said(of(&all, "/refused"), None), Name::ServerUnreachable);
    assert_eq!(said(of(&all, "/moved"), None), Name::OkSimple);
}

#[test]
fn firefox() {
    let all = read(include_str!("../../tests/har/firefox.har"));
    assert!(!all.sanitized);
    assert_eq!(said(of(&all, "/slash"), None), Name::AllowOriginTrailingSlash);
    assert_eq!(said(of(&all, "/items/17"), None), Name::MethodNotAllowed);
    assert_eq!(said(of(&all, "/lone"), None), Name::PreflightRequiresAuth);
    assert_eq!(said(of(&all, "/me"), None), Name::AllowOriginWildcardWithCredentials);
    assert_eq!(of(&all, "/ok").blocked, None);
}

#[test]
fn safari() {
    let all = read(include_str!("../../tests/har/safari.har"));
    assert_eq!(said(of(&all, "/ok"), None), Name::OkSimple);
    let cached = of(&all, "/cached");
    assert!(
        cached.found.notes.iter().any(|note| note.to_string().contains("the browser's cache")),
        "{cached:?}"
    );
    assert!(of(&all, "/worker").found.notes.iter().any(|note| note.to_string().contains("a service worker")));
}

#[test]
fn what_is_odd_is_read_all_the_same() {
    let odd = r#"{"log":{"pages":null,"entries":[{},{"request":{"url":"https://a.example/","method":null,"headers":[{"name":"Origin","value":"https://b.example"},{}],"cookies":[]},
        "response":{"status":"200","headers":[],"cookies":[],"content":{"text":"x"}},"_initiator":{"type":"script"},"time":"5"}],"comment":[1,{}]}}"#;
    let all = read(odd);
    assert_eq!(said(of(&all, "a.example/"), None), Name::AllowOriginMissing);
    let error = Har::read("{\"log\": {\n \"entries\": [{}, 5]}}".as_bytes(), &mut |_| {}).unwrap_err();
    assert_eq!((error.line, error.cause.to_string().starts_with("this is no HAR")), (2, true), "{error}");
    let error = Har::read("{\"log\": {\"entries\": [{}".as_bytes(), &mut |_| {}).unwrap_err();
    assert_eq!(error.cause.to_string(), "the recording ends in the middle");
}
