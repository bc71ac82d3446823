//! What came of a cell, and where two accounts of it differ.

use std::collections::BTreeMap;

/// What came of a cell, whoever played it.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// The messages of all its fetches, in order.
    pub sent: Vec<Sent>,
    /// What script got of each fetch.
    pub got: Vec<Got>,
}

/// One message.
#[derive(Debug)]
pub(crate) struct Sent {
    pub method: String,
    /// Without the cell's number.
    pub url: String,
    /// The headers that are compared, in lower case.
    pub headers: BTreeMap<String, String>,
}

/// What script got.
#[derive(Debug)]
pub(crate) enum Got {
    /// A response; an `XMLHttpRequest` does not tell its type.
    Response { kind: Option<String>, status: u16, headers: BTreeMap<String, String> },
    /// An error.
    Error,
    /// The event that an element or an `EventSource` fires: whether it is a good one.
    Event(bool),
    /// Script is not told.
    Untold,
}

/// The headers that are compared in every message.
pub(crate) const ALWAYS: [&str; 6] = [
    "origin",
    "access-control-request-method",
    "access-control-request-headers",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
];

/// Where the engine and the browser differ, a line each.
pub(crate) fn differences(engine: &Account, browser: &Account) -> Vec<String> {
    let mut lines = Vec::new();
    let mut compare = |what: String, engine: String, browser: String| {
        if engine != browser {
            lines.push(format!("{what}: engine {engine}, browser {browser}"));
        }
    };
    compare("sent".into(), list(&engine.sent), list(&browser.sent));
    if list(&engine.sent) == list(&browser.sent) {
        for (index, (engine, browser)) in engine.sent.iter().zip(&browser.sent).enumerate() {
            let what = |name: &str| format!("message {} {name}", index + 1);
            headers(&what, &engine.headers, &browser.headers, &mut compare);
        }
    }
    compare("results".into(), engine.got.len().to_string(), browser.got.len().to_string());
    for (index, (engine, browser)) in engine.got.iter().zip(&browser.got).enumerate() {
        let number = if index == 0 { String::new() } else { format!(" {}", index + 1) };
        match (engine, browser) {
            (Got::Untold, _) | (_, Got::Untold) => {}
            (
                Got::Response { kind, status, headers: readable },
                Got::Response { kind: told, status: seen, headers: read },
            ) => {
                let told = told.clone().or_else(|| kind.clone());
                compare(format!("type{number}"), format!("{kind:?}"), format!("{told:?}"));
                compare(format!("status{number}"), status.to_string(), seen.to_string());
                headers(&|name| format!("reads{number} {name}"), readable, read, &mut compare);
            }
            _ => compare(format!("verdict{number}"), verdict(engine), verdict(browser)),
        }
    }
    lines
}

fn headers(
    what: &dyn Fn(&str) -> String,
    engine: &BTreeMap<String, String>,
    browser: &BTreeMap<String, String>,
    compare: &mut impl FnMut(String, String, String),
) {
    let mut names: Vec<_> = engine.keys().chain(browser.keys()).collect();
    names.sort();
    names.dedup();
    let value = |of: &BTreeMap<String, String>, name: &String| {
        of.get(name).map_or_else(|| "none".to_owned(), |value| format!("{value:?}"))
    };
    for name in names {
        compare(what(name), value(engine, name), value(browser, name));
    }
}

fn list(sent: &[Sent]) -> String {
    let sent: Vec<_> = sent.iter().map(|sent| format!("{} {}", sent.method, sent.url)).collect();
    format!("[{}]", sent.join(", "))
}

fn verdict(got: &Got) -> String {
    match got {
        Got::Response { status, .. } => format!("allowed ({status})"),
        Got::Error => "blocked".to_owned(),
        Got::Event(true) => "loaded".to_owned(),
        Got::Event(false) => "error".to_owned(),
        Got::Untold => "untold".to_owned(),
    }
}

#[test]
fn a_lost_result_is_a_difference() {
    let account = |got| Account { sent: Vec::new(), got };
    let found = differences(&account(vec![Got::Error, Got::Error]), &account(vec![Got::Error]));
    assert_eq!(found, ["results: engine 2, browser 1"]);
}
