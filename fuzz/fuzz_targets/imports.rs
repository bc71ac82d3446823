//! Any text as what people have in hand: a mistake has its place in the text, and what is found can be judged.
#![no_main]

use corsac::browser::Quirks;
use corsac::explain::Language;
use corsac::fetch::site::LastTwoLabels;
use corsac_import::{Found, Imported, Kind, Message, heads, import, template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(kind) = Kind::of(text) {
        assert!(Kind::ALL.iter().any(|(_, known)| *known == kind));
    }
    for (_, kind) in Kind::ALL {
        match import(text, *kind) {
            Ok(imported) => judged(text, imported),
            Err(error) => {
                assert!(text.get(error.span.clone()).is_some(), "{error:?}");
                let line = text.split('\n').nth(error.line - 1).expect("the line is there");
                assert!(error.column <= line.chars().count() + 1, "{error:?}");
                assert!(!error.cause.to_string().contains('\n'), "{error:?}");
            }
        }
    }
    if let Ok(fetches) = heads(text, Some("https://api.example/"), Some("https://app.example")) {
        judged(text, Imported::Recorded(fetches));
    }
    let once = template(text);
    assert!(once.len() <= 2 * text.len() + 3, "{once}");
});

fn judged(text: &str, imported: Imported) {
    match imported {
        Imported::Requests(found) => found.iter().for_each(|found| asked(text, found)),
        Imported::Message(message) => told(&message),
        Imported::Recorded(fetches) => {
            for recorded in &fetches.fetches {
                if let Ok(played) = recorded.play(None, &Quirks::STANDARD, &LastTwoLabels) {
                    let _never_panics = corsac::explain::diagnose(&played.transcript);
                }
            }
        }
        Imported::Api(api) => api.operations.iter().for_each(|operation| asked("", &operation.found)),
        _ => {}
    }
}

fn asked(text: &str, found: &Found) {
    assert!(found.span.start <= found.span.end);
    assert!(text.is_empty() || text.get(found.span.clone()).is_some());
    assert!(found.notes.iter().all(|note| !note.say(Language::English).is_empty()));
    let _never_panics = found.init.make();
}

fn told(message: &Message) {
    let mut causes = message.causes.clone();
    causes.sort();
    causes.dedup();
    assert_eq!(causes.len(), message.causes.len(), "each cause once");
    if let Some(found) = message.request() {
        asked("", &found);
    }
}
