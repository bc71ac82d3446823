//! The lines of a message that matter, with what is to be said about each.

use crate::output::words::Words;
use corsac::explain::{Diagnosis, Effect, ExchangeShown, Part, Report};
use maud::{Markup, html};
use std::ops::Range;

/// How a line fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Good,
    Bad,
    Warning,
    Plain,
}

/// A line of a message.
#[derive(Debug)]
pub(super) struct Line<'r> {
    pub(super) name: String,
    /// `None` if the line is missing.
    value: Option<&'r str>,
    /// The bytes to underline.
    span: Option<Range<usize>>,
    mark: Mark,
    note: &'r str,
}

impl Mark {
    const fn of(effect: Effect) -> Self {
        match effect {
            Effect::Allows => Self::Good,
            Effect::Blocks => Self::Bad,
            Effect::Warns => Self::Warning,
            Effect::Informs => Self::Plain,
        }
    }

    /// Its class in the style.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Warning => "open",
            Self::Plain => "faint",
        }
    }

    /// The sign that is seen.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Good => "✔",
            Self::Bad => "✘",
            Self::Warning => "!",
            Self::Plain => "·",
        }
    }

    /// The word for those who do not see it.
    pub(super) const fn word(self, said: &Words) -> &'static str {
        match self {
            Self::Good => said.passes,
            Self::Bad => said.fails,
            Self::Warning => said.warning,
            Self::Plain => "",
        }
    }
}

/// The evidence about one message.
fn proofs<'r>(report: &'r Report, n: usize) -> Vec<(&'r Diagnosis, Line<'r>, Part)> {
    let mut proofs = Vec::new();
    for diagnosis in report.diagnoses() {
        for evidence in diagnosis.evidence.iter().filter(|evidence| evidence.exchange == n) {
            let name = match evidence.part {
                Part::Url => "URL".to_owned(),
                Part::Method => "method".to_owned(),
                Part::Status => "status".to_owned(),
                _ => evidence.header.clone().unwrap_or_default(),
            };
            let line = Line {
                name,
                value: evidence.value.as_ref().map(corsac::explain::Quoted::as_str),
                span: evidence.span.clone(),
                mark: Mark::of(diagnosis.effect),
                note: &evidence.note,
            };
            proofs.push((diagnosis, line, evidence.part));
        }
    }
    proofs
}

/// What stands before anything is sent.
pub(super) fn unsent(report: &Report) -> Vec<Line<'_>> {
    proofs(report, 0).into_iter().map(|(_, line, _)| line).collect()
}

/// The lines of a request that matter.
pub(super) fn sent<'r>(report: &'r Report, exchange: &'r ExchangeShown) -> Vec<Line<'r>> {
    const SHOWN: [&str; 6] = [
        "origin",
        "access-control-request-method",
        "access-control-request-headers",
        "authorization",
        "content-type",
        "cookie",
    ];
    let of_request = |part: &Part| matches!(part, Part::Url | Part::Method | Part::RequestHeader);
    let mut lines: Vec<Line<'r>> = proofs(report, exchange.n)
        .into_iter()
        .filter(|(.., part)| of_request(part))
        .map(|(_, line, _)| line)
        .collect();
    let place = |name: &str| SHOWN.iter().position(|shown| shown.eq_ignore_ascii_case(name));
    let mut headers: Vec<_> = exchange.request.headers.iter().collect();
    headers.sort_by_key(|(name, _)| place(name));
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        if place(&name).is_some() && !lines.iter().any(|line| line.name == name) {
            lines.push(Line { name, value: Some(value.as_str()), span: None, mark: Mark::Plain, note: "" });
        }
    }
    lines
}

/// The lines of an answer that matter, in the order in which a browser looks at them.
pub(super) fn answered<'r>(report: &'r Report, exchange: &'r ExchangeShown) -> Vec<Line<'r>> {
    let mut proofs: Vec<Line<'r>> = Vec::new();
    for (_, line, part) in self::proofs(report, exchange.n) {
        let is_of_answer = matches!(part, Part::Status | Part::ResponseHeader | Part::ResponseHeaderName);
        let is_new = !proofs.iter().any(|other| other.name == line.name && other.note == line.note);
        if is_of_answer && is_new {
            proofs.push(line);
        }
    }
    let mut lines = Vec::new();
    for judged in &exchange.judged {
        let name = judged.header.clone().unwrap_or_else(|| "status".to_owned());
        let (own, rest) = proofs.into_iter().partition(|line| line.name == name);
        proofs = rest;
        let own: Vec<Line<'r>> = own;
        if own.is_empty() {
            let mark = match judged.ok {
                Some(true) => Mark::Good,
                Some(false) => Mark::Bad,
                None => Mark::Plain,
            };
            let value = judged.value.as_ref().map(corsac::explain::Quoted::as_str);
            lines.push(Line { name, value, span: None, mark, note: &judged.note });
        } else {
            lines.extend(own);
        }
    }
    lines.extend(proofs);
    lines
}

impl Line<'_> {
    /// A row of a table: name, value, remark.
    pub(super) fn row(&self, said: &Words) -> Markup {
        html! {
            tr {
                th scope="row" { (self.name) }
                td { @match self.value {
                    Some(value) => code { (marked(value, self.span.clone(), self.mark)) },
                    None => i { (said.missing) },
                } }
                td class=(self.mark.class()) {
                    @if !self.note.is_empty() {
                        span aria-hidden="true" { (self.mark.sign()) " " }
                        span.unseen { (self.mark.word(said)) }
                        (self.note)
                    }
                }
            }
        }
    }
}

/// A value with its offending bytes underlined.
fn marked(value: &str, span: Option<Range<usize>>, mark: Mark) -> Markup {
    let parts = span.filter(|_| matches!(mark, Mark::Bad | Mark::Warning)).and_then(|span| {
        let start = span.start.min(value.len());
        let end = span.end.clamp(start, value.len());
        Some((value.get(..start)?, value.get(start..end)?, value.get(end..)?))
    });
    html! {
        @match parts {
            Some((before, offending, after)) => {
                (before)
                @if !offending.is_empty() { mark class=(mark.class()) { (offending) } }
                (after)
            },
            None => (value),
        }
    }
}
