//! What a browser's message proves by itself, and what it leaves open.

use crate::exit::Exit;
use crate::format::{Format, json};
use crate::harmless::escaped;
use crate::print::{print, print_text};
use crate::problem::Problem;
use crate::terminal::{Ink, Terminal};
use crate::words::told::Told;
use crate::wrap::wrapped;
use corsac_import::{Message, Symptom};
use serde::Serialize;

/// What a message says and may mean, as JSON.
#[derive(Debug, Serialize)]
struct Shown {
    schema: &'static str,
    browser: Option<&'static str>,
    url: Option<String>,
    redirected_to: Option<String>,
    origin: Option<String>,
    status: Option<u16>,
    is_preflight: bool,
    causes: Vec<Cause>,
}

#[derive(Debug, Serialize)]
struct Cause {
    name: &'static str,
    title: String,
}

/// Writes what the message alone says. It proves that the request was blocked, and seldom why.
pub(super) fn write(message: &Message, format: Format, terminal: &Terminal) -> Result<Exit, Problem> {
    let causes: Vec<Cause> = message
        .causes
        .iter()
        .map(|name| Cause { name: name.as_str(), title: terminal.language.title(*name) })
        .collect();
    let browser = message.browser.map(corsac_import::Browser::name);
    let whole = match message.symptom {
        Symptom::ContentSecurityPolicy => Some(Told::PrintsWhenPolicyForbids(browser)),
        Symptom::OpaqueBlocked => Some(Told::PrintsWhenOpaque(browser)),
        Symptom::BodyBroken => Some(Told::PrintsWhenBodyBroke(browser)),
        _ => None,
    };
    let exit = if causes.len() == 1 || whole.is_some() { Exit::Blocked } else { Exit::Undecided };
    if matches!(format, Format::Json | Format::Ndjson) {
        let shown = Shown {
            schema: "corsac.message/1",
            browser: message.browser.map(corsac_import::Browser::name),
            url: message.url.as_deref().map(escaped),
            redirected_to: message.redirected_to.as_deref().map(escaped),
            origin: message.origin.as_deref().map(escaped),
            status: message.status,
            is_preflight: message.is_preflight,
            causes,
        };
        print(&json(&shown)?)?;
        return Ok(exit);
    }
    let language = terminal.language;
    let mut text = if let Some(whole) = whole {
        wrapped(terminal, "", &whole.say(language))
    } else if causes.is_empty() {
        format!("{}\n", Told::PrintsWhenBlockedHere(browser).say(language))
    } else {
        let is_preflight = message.is_preflight;
        format!("{}\n\n", Told::PrintsWhen { browser, is_preflight }.say(language))
    };
    let widest = causes.iter().map(|cause| cause.name.len()).max().unwrap_or(0);
    for Cause { name, title } in &causes {
        let name = terminal.paint(Ink::Strong, name) + &" ".repeat(widest - name.len());
        text.push_str(&format!("  {name}  {title}\n"));
    }
    let next = match causes.as_slice() {
        [] => None,
        _ if message.symptom.is_of_browser() => Some(Told::NothingWasSent),
        _ => Some(Told::AskTheServer),
    };
    text.extend(next.map(|next| format!("\n{}\n", next.say(language))));
    print_text(&text)?;
    Ok(exit)
}

/// What the message may mean, in one sentence for a note.
pub(super) fn meaning(message: &Message) -> Told {
    let browser = message.browser.map(corsac_import::Browser::name);
    match message.causes.as_slice() {
        [] => Told::BlockedOnThisMachine(browser),
        [one] => Told::MeansOne(browser, *one),
        [first, second, .., last] if message.causes.len() > 4 => {
            let number = message.causes.len();
            Told::MeansMany { browser, number, first: *first, second: *second, last: *last }
        }
        names => Told::MeansFew(browser, names.to_vec()),
    }
}
