//! Inputs as programs and people really hand them over, each with what is read of it: `odd.toml`.

use corsac::browser::{Initiator, Quirks};
use corsac::explain::diagnose;
use corsac::fetch::site::LastTwoLabels;
use corsac_import::{Found, Imported, Kind, Message, Recorded, import};
use serde::Deserialize;

/// A text, and what stands in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    about: String,
    text: String,
    /// Its kind; none if it is not recognised.
    kind: Option<String>,
    /// What is found, one line each; or the mistake.
    found: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Inputs {
    input: Vec<Input>,
}

/// What is read of a text.
fn read(text: &str, kind: Kind) -> Vec<String> {
    match import(text, kind) {
        Err(error) => vec![format!("mistake: {error}")],
        Ok(Imported::Requests(found)) => found.iter().map(request).collect(),
        Ok(Imported::Message(message)) => vec![of_message(&message)],
        Ok(Imported::Recorded(fetches)) => fetches.fetches.iter().map(recorded).collect(),
        Ok(other) => panic!("{other:?}"),
    }
}

fn request(found: &Found) -> String {
    let init = &found.init;
    let initiator = &*format!("{:?}", init.initiator);
    let mut line = format!("{} {}", init.method, init.url);
    let mut add = |what: &str, value: &str| {
        if !value.is_empty() {
            line.push_str(&format!(" {what} {value}"));
        }
    };
    add("from", &init.origin);
    add("by", if init.initiator == Initiator::Fetch { "" } else { initiator });
    add("credentials", init.credentials.map_or("", |mode| mode.as_str()));
    let headers: Vec<String> = init.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    add("with", &headers.join(", "));
    add("cookies", &found.cookies.join("; "));
    add("body", init.body.as_deref().unwrap_or_default());
    for note in &found.notes {
        line.push_str(&format!("; {note}"));
    }
    line
}

fn of_message(message: &Message) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".into());
    format!(
        "{} {:?} url {} page {} status {}",
        message.browser.map_or("?", |browser| browser.name()),
        message.symptom,
        text(&message.url),
        text(&message.origin),
        message.status.map_or_else(|| "?".to_owned(), |status| status.to_string()),
    )
}

fn recorded(recorded: &Recorded) -> String {
    let played = recorded.play(None, &Quirks::STANDARD, &LastTwoLabels).expect("a request");
    let name = diagnose(&played.transcript).primary.name;
    let init = &recorded.found.init;
    format!("{} {} from {}: {name}", init.method, init.url, init.origin)
}

#[test]
fn each_is_read_as_it_is_meant_or_refused_in_its_place() {
    let inputs: Inputs = toml::from_str(include_str!("odd.toml")).expect("odd.toml");
    let mut wrong = Vec::new();
    for Input { about, text, kind, found } in &inputs.input {
        let recognised = Kind::of(text);
        if recognised.map(Kind::name) != kind.as_deref() {
            wrong.push(format!("{about}: {recognised:?} and not {kind:?}"));
        }
        let Some(kind) = recognised else { continue };
        let read = read(text, kind);
        if read != *found {
            wrong.push(format!("{about}:\n  found = {read:#?}"));
        }
    }
    assert!(inputs.input.len() > 50 && wrong.is_empty(), "{}", wrong.join("\n"));
}
