//! A result as text, with what to do next at the command line.

use super::probes;
use super::words::words;
use crate::harmless::escaped;
use crate::judged::Judged;
use crate::terminal::{Ink, Terminal};
use crate::words::{add_insecure, add_send, connection};
use crate::wrap::wrapped;
use corsac::explain::{Name, render_text};

/// The report, and below it what the command has to add.
pub(super) fn write(result: &Judged<'_>, command: &str, terminal: &Terminal) -> String {
    let mut text = report(result, terminal);
    text.push_str(&probes::text(result, terminal));
    if command == "explain" {
        text.push_str(&next(result, terminal));
    }
    if let Some(unmet) = &result.unmet {
        text.push_str(&format!("\n  {}\n", terminal.paint(Ink::Bad, unmet)));
    } else if result.is_known() {
        text.push_str(&format!("\n  {}\n", words(result.answer.report.language).in_baseline));
    }
    text
}

/// The report alone, and why no answer came.
pub(super) fn report(result: &Judged<'_>, terminal: &Terminal) -> String {
    let answer = result.answer;
    let mut text = terminal.linked(render_text(&answer.report, &terminal.text_style()), &answer.report);
    if let Some(heading) = &answer.heading {
        // A file or a pipe gets a line for each.
        let shown = |line: &str| match terminal.is_seen {
            true => wrapped(terminal, "", line),
            false => terminal.text(line) + "\n",
        };
        let heading: String = escaped(heading).lines().map(shown).collect();
        text.insert_str(0, &painted(terminal, &heading));
    }
    if let Some(failure) = &answer.failure {
        text.push_str(&terminal.text(&format!("\n  {}: {failure}\n", connection(answer.report.language))));
    }
    text
}

/// Each line in strong letters.
fn painted(terminal: &Terminal, text: &str) -> String {
    text.lines().map(|line| terminal.paint(Ink::Strong, line) + "\n").collect()
}

/// The option with which the answer would be another.
fn next(result: &Judged<'_>, terminal: &Terminal) -> String {
    let report = &result.answer.report;
    if report.is_undecided() {
        return format!("\n{}", wrapped(terminal, "  ", &add_send(report.language, &report.request.method)));
    }
    match report.primary.name {
        Name::TlsFailure => format!("  {}\n", add_insecure(report.language)),
        _ => String::new(),
    }
}
