//! A browser's message goes in, and the true cause comes out: for every situation in `situations.toml`, by the
//! sentences of three browsers.
//!
//! `CORSAC_UPDATE_PAGES=1 cargo test -p corsac-import --test messages` writes `docs/messages.md` anew.

mod page;
mod pages;
mod situation;

use corsac::explain::Name;
use corsac_import::{Browser, Imported, Kind, Message, import};
use situation::{Situation, situations};

/// The browsers' messages of a situation, each as a person copies it: all lines at once.
fn printed(situation: &Situation) -> Vec<(Browser, String)> {
    let all = [
        (Browser::Chromium, &situation.chromium),
        (Browser::Firefox, &situation.firefox),
        (Browser::Webkit, &situation.safari),
    ];
    all.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(by, lines)| (by, lines.join("\n"))).collect()
}

#[test]
fn every_situation_has_its_true_cause() {
    let said = |situation: &Situation| situation.report(&situation.request).primary.name.as_str();
    let all = situations();
    let wrong = all.iter().filter(|situation| said(situation) != situation.cause);
    let wrong: Vec<String> = wrong.map(|s| format!("{}: {} and not {}", s.id, said(s), s.cause)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_is_recognised_and_leads_to_the_true_cause() {
    let mut read = 0;
    for situation in situations() {
        for (browser, text) in printed(&situation) {
            read += 1;
            let id = &situation.id;
            assert_eq!(Kind::of(&text), Some(Kind::Message), "{id}: {text}");
            let Imported::Message(message) = import(&text, Kind::Message).unwrap() else { panic!("{id}") };
            assert_eq!(message.browser, Some(browser), "{id}: {text}");
            let cause = Name::parse(&situation.cause).unwrap();
            assert!(message.causes.contains(&cause), "{id}: {cause} is no cause of {text}");
            // What is not told, a person knows: the request that the page makes.
            let request = asked_again(&situation, &message);
            assert_eq!(situation.report(&request).primary.name, cause, "{id}: {text}");
        }
    }
    assert!(read > 130, "{read} messages");
}

/// The request of a message, with what it does not tell taken from the page's code.
fn asked_again(situation: &Situation, message: &Message) -> corsac::browser::RequestInit {
    let known = &situation.request;
    let mut message = message.clone();
    let url = message.url.get_or_insert_with(|| known.url.clone());
    assert_eq!(url, &known.url, "{}", situation.id);
    let mut request = message.request().expect("a URL").init;
    if request.origin.is_empty() {
        request.origin.clone_from(&known.origin);
    }
    assert_eq!(request.origin, known.origin, "{}", situation.id);
    request.method.clone_from(&known.method);
    request.headers.clone_from(&known.headers);
    request.body.clone_from(&known.body);
    request.credentials = known.credentials;
    request.redirect = known.redirect;
    request.mode = known.mode;
    request
}

#[test]
fn what_a_message_tells_is_in_the_request() {
    for situation in situations() {
        for (_, text) in printed(&situation) {
            let Some(request) = Message::find(&text).and_then(|message| message.request()) else { continue };
            let (told, known) = (&request.init, &situation.request);
            if told.credentials.is_some() {
                assert_eq!(told.credentials, known.credentials, "{text}");
            }
            let assumed = request.notes.iter().any(|note| note.to_string().contains("assumed"));
            if !assumed && told.method != "GET" {
                assert!(told.method.eq_ignore_ascii_case(&known.method), "{text}");
            }
        }
    }
}

#[test]
fn the_page_in_docs_is_what_the_tests_found() {
    page::compare(&situations());
}
