//! A whole report.

use super::super::report::{Diagnosis, Effect, Report};
use super::super::words::Label;
use super::page::Page;
use super::style::{Ink, TextStyle};
use super::{browsers, fixes, headline, hop};
use alloc::string::String;
use alloc::vec::Vec;

/// A report as a person reads it: the verdict, the cause in a sentence, the line to change, then
/// the evidence message by message, and last what else is worth knowing.
///
/// Ends with a line feed. Control characters of messages are escaped, and secrets are masked
/// unless the style shows them.
#[must_use]
pub fn render_text(report: &Report, style: &TextStyle) -> String {
    let mut page = Page::new(style, report.language);
    headline::write(&mut page, report);
    fixes::write(&mut page, &report.primary.fixes);
    hop::write(&mut page, report);
    if let Some(text) = headline::executed(report) {
        page.blank();
        page.paragraph(2, &[], Ink::Strong, &text);
    }
    readable(&mut page, report);
    others(&mut page, report);
    browsers::write(&mut page, report);
    page.blank();
    if headline::is_agreed(report) && !report.is_undecided() {
        let text = page.say(Label::Agreed);
        page.paragraph(2, &[], Ink::Faint, &text);
    }
    page.line(2, &[(Ink::Faint, &page.say(Label::Docs(report.primary.name.as_str())))]);
    page.finish()
}

/// What script gets of an answer that it may have.
fn readable(page: &mut Page<'_>, report: &Report) {
    let can = &report.script_can_read;
    if can.kind.is_none() {
        return;
    }
    page.blank();
    let status = can.status.map(|status| page.say(Label::CanReadStatus(status)));
    let mut parts: Vec<String> = status.into_iter().collect();
    if can.body {
        parts.push(page.say(Label::Body));
    }
    parts.extend(can.headers.iter().cloned());
    let parts = if parts.is_empty() { page.say(Label::Nothing) } else { parts.join(", ") };
    let title = page.say(Label::CanRead);
    page.paragraph(2, &[(Ink::Strong, &title)], Ink::Plain, &parts);
    // No script wants to read the headers that are for the browser.
    let mut hidden = can.hidden_headers.clone();
    hidden.retain(|name| !name.starts_with("access-control-") && name != "vary");
    if !hidden.is_empty() {
        let hidden = hidden.join(", ");
        let title = page.say(Label::CannotRead);
        page.paragraph(2, &[(Ink::Strong, &title)], Ink::Plain, &hidden);
    }
}

fn others(page: &mut Page<'_>, report: &Report) {
    let (blocks, notes): (Vec<&Diagnosis>, Vec<&Diagnosis>) =
        report.also.iter().partition(|diagnosis| diagnosis.effect == Effect::Blocks);
    let covered = blocks.iter().all(|diagnosis| diagnosis.fixes.is_empty())
        && report.primary.fixes.iter().any(|fix| !fix.lines.is_empty());
    let title = page.say(if covered { Label::NextAndMended } else { Label::Next });
    list(page, &title, &blocks);
    let title = page.say(Label::Also);
    list(page, &title, &notes);
}

fn list(page: &mut Page<'_>, title: &str, diagnoses: &[&Diagnosis]) {
    if diagnoses.is_empty() {
        return;
    }
    page.blank();
    page.line(2, &[(Ink::Strong, title)]);
    for diagnosis in diagnoses {
        let (ink, mark) = hop::mark(diagnosis.effect);
        page.line(4, &[(ink, mark), (Ink::Plain, " "), (Ink::Strong, diagnosis.name.as_str())]);
        page.paragraph(6, &[], Ink::Plain, &diagnosis.message);
        for fix in &diagnosis.fixes {
            fixes::one(page, 6, fix);
        }
    }
}
