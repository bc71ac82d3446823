//! Where two set-ups, or Chromium and explain, differ: an exact list with reasons.

use super::cell::Cell;
use super::rows::Row;
use super::setup::Setup;
use corsac::exchange::MessageKind;
use corsac_cases::played::PlayedMessage;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Differences {
    /// What script gets, with FastAPI's own middleware and behind corsac.
    #[serde(default)]
    pub(crate) outcome: Vec<OutcomeDifference>,
    /// What is answered, with FastAPI's own middleware and behind corsac.
    #[serde(default)]
    pub(crate) answer: Vec<AnswerDifference>,
    /// What Chromium does and what explain says.
    #[serde(default)]
    pub(crate) explain: Vec<ExplainDifference>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeDifference {
    pub(crate) row: String,
    pub(crate) own: String,
    pub(crate) corsac: String,
    pub(crate) because: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerDifference {
    /// `preflight` or `request`, and whether of an allowed or a refused one.
    pub(crate) to: String,
    /// `status`, or the name of a header.
    pub(crate) part: String,
    /// What FastAPI answers and what corsac does; an empty text for a header that is not there.
    pub(crate) seen: Vec<(String, String)>,
    pub(crate) because: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExplainDifference {
    pub(crate) setup: String,
    pub(crate) row: String,
    pub(crate) chromium: String,
    pub(crate) explain: String,
    pub(crate) because: String,
}

/// One difference between two answers.
type Seen = (String, String, String, String);

impl Differences {
    pub(crate) fn read() -> Self {
        toml::from_str(include_str!("differences.toml")).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What was found and is not listed, or is listed and was not found.
    pub(crate) fn check(&self, rows: &[Row], columns: &[Vec<Cell>]) -> Vec<String> {
        let mut wrong = unequal("Chromium and explain", &self.listed_explained(), &explained(rows, columns));
        if let [_, own, corsac, ..] = columns {
            wrong.extend(unequal("outcomes", &self.listed_outcomes(), &outcomes(rows, own, corsac)));
            wrong.extend(unequal("answers", &self.listed_answers(), &answers(rows, own, corsac)));
        }
        wrong
    }

    fn listed_explained(&self) -> BTreeSet<Seen> {
        let entries = self.explain.iter();
        entries.map(|e| (e.setup.clone(), e.row.clone(), e.chromium.clone(), e.explain.clone())).collect()
    }

    fn listed_outcomes(&self) -> BTreeSet<Seen> {
        let entries = self.outcome.iter();
        entries.map(|e| (String::new(), e.row.clone(), e.own.clone(), e.corsac.clone())).collect()
    }

    fn listed_answers(&self) -> BTreeSet<Seen> {
        let each = |e: &AnswerDifference| {
            let (to, part) = (e.to.clone(), e.part.clone());
            e.seen.clone().into_iter().map(move |(own, corsac)| (to.clone(), part.clone(), own, corsac))
        };
        self.answer.iter().flat_map(each).collect()
    }
}

fn unequal(what: &str, listed: &BTreeSet<Seen>, found: &BTreeSet<Seen>) -> Vec<String> {
    let new = found.difference(listed).map(|seen| format!("{what}: not listed: {seen:?}"));
    let gone = listed.difference(found).map(|seen| format!("{what}: listed, but not found: {seen:?}"));
    new.chain(gone).collect()
}

/// Whatever script gets, and whatever is sent for it.
fn explained(rows: &[Row], columns: &[Vec<Cell>]) -> BTreeSet<Seen> {
    let mut found = BTreeSet::new();
    for (setup, cells) in Setup::ALL.iter().zip(columns) {
        for (row, cell) in rows.iter().zip(cells) {
            let chromium = format!("{} {}", cell.sent().join(" "), cell.outcome());
            let explain = format!("{} {}", cell.explained_sent().join(" "), cell.explained_outcome());
            if chromium != explain {
                found.insert((setup.name().to_owned(), row.name(), chromium, explain));
            }
        }
    }
    found
}

fn outcomes(rows: &[Row], own: &[Cell], corsac: &[Cell]) -> BTreeSet<Seen> {
    let mut found = BTreeSet::new();
    for ((row, own), corsac) in rows.iter().zip(own).zip(corsac) {
        let text = |cell: &Cell| format!("{} {}", cell.sent().join(" "), cell.outcome());
        if text(own) != text(corsac) {
            found.insert((String::new(), row.name(), text(own), text(corsac)));
        }
    }
    found
}

fn answers(rows: &[Row], own: &[Cell], corsac: &[Cell]) -> BTreeSet<Seen> {
    let mut found = BTreeSet::new();
    for ((row, own), corsac) in rows.iter().zip(own).zip(corsac) {
        let allowed = if corsac.seen.response().is_some() { "allowed" } else { "refused" };
        for (own, corsac) in own.messages().iter().zip(&corsac.messages()) {
            let kind = if own.kind == MessageKind::Preflight { "preflight" } else { "request" };
            let to = if row.page() == "own" { "own page".to_owned() } else { format!("{allowed} {kind}") };
            found.extend(parts(own, corsac).into_iter().map(|(part, o, c)| (to.clone(), part, o, c)));
        }
    }
    found
}

/// The status and the headers in which two answers differ, of those that concern CORS.
fn parts(own: &PlayedMessage, corsac: &PlayedMessage) -> Vec<(String, String, String)> {
    let names = |message: &PlayedMessage| -> BTreeSet<String> {
        let headers = message.answer.iter().flat_map(|answer| answer.headers.iter());
        let names = headers.map(|header| header.name.to_ascii_lowercase());
        names.filter(|name| name == "vary" || name.starts_with("access-control-")).collect()
    };
    let status = |message: &PlayedMessage| {
        message.answer.as_ref().map(|answer| answer.status.to_string()).unwrap_or_default()
    };
    let value = |message: &PlayedMessage, name: &str| {
        let value = message.answer.as_ref().and_then(|answer| answer.headers.get(name));
        let value = value.map(|value| String::from_utf8_lossy(&value).into_owned()).unwrap_or_default();
        // The names in it may be in any case.
        if name == "vary" { value.to_ascii_lowercase() } else { value }
    };
    let mut parts = vec![("status".to_owned(), status(own), status(corsac))];
    for name in names(own).union(&names(corsac)) {
        parts.push((name.clone(), value(own, name), value(corsac, name)));
    }
    parts.retain(|(_, own, corsac)| own != corsac);
    parts
}
