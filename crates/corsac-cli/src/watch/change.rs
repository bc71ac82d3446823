//! What was seen, and how it differs from what was seen before.

use crate::asking::Answer;
use corsac::exchange::MessageKind;
use corsac::explain::{Phase, Report};

/// What came of asking, by the lines that a browser looks at.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) answer: Answer,
    /// `name: value`, with `preflight` before those of its answer.
    lines: Vec<String>,
}

impl Seen {
    pub(super) fn of(answer: Answer) -> Self {
        let lines = lines(&answer.report);
        Self { answer, lines }
    }

    /// Whether something has changed that matters to a browser.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let (before, now) = (&self.answer.report, &other.answer.report);
        before.primary.name != now.primary.name || before.verdict != now.verdict || self.lines != other.lines
    }

    /// The lines that are gone in `now`, and those that have come.
    pub(super) fn difference<'a>(&'a self, now: &'a Self) -> (Vec<&'a str>, Vec<&'a str>) {
        let without = |all: &'a [String], others: &[String]| {
            all.iter().filter(|line| !others.contains(line)).map(String::as_str).collect()
        };
        (without(&self.lines, &now.lines), without(&now.lines, &self.lines))
    }

    /// Whether a browser that saw this may have kept the answer to the preflight: it keeps what passed.
    pub(super) fn may_be_kept(&self) -> bool {
        let report = &self.answer.report;
        report.preflight.sent && (report.is_allowed() || report.primary.phase != Phase::Preflight)
    }
}

fn lines(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for exchange in &report.exchanges {
        let of = if exchange.kind == MessageKind::Preflight { "preflight " } else { "" };
        if let Some(response) = &exchange.response {
            lines.push(format!("{of}status: {}", response.status));
        }
        for judged in &exchange.judged {
            if let (Some(header), Some(value)) = (&judged.header, &judged.value) {
                lines.push(format!("{of}{header}: {value}"));
            }
        }
    }
    lines
}
