//! The further requests of an answer, in each form that has a place for them.

use super::markup::{code, words};
use crate::judged::Judged;
use crate::probed::Probed;
use crate::terminal::{Ink, Terminal};
use crate::words::probes::{finding, heading, reason};
use crate::wrap::wrapped;
use corsac::explain::Language;
use maud::{Markup, html};
use serde::Serialize;

/// A section below the report; empty without further requests.
pub(super) fn text(result: &Judged<'_>, terminal: &Terminal) -> String {
    let Some((language, probes)) = of(result) else { return String::new() };
    let mut text = format!("\n  {}\n", terminal.paint(Ink::Strong, &terminal.text(heading(language))));
    for probed in probes {
        let Probed { purpose, method, url, .. } = probed;
        text.push_str(&wrapped(terminal, "    ? ", &reason(language, *purpose, &probed.page)));
        let status = format!(" → {}", status(probed));
        let room = terminal.width().saturating_sub(7 + method.len() + status.len());
        text.push_str(&wrapped(terminal, "      ", &format!("{method} {}{status}", terminal.cut(url, room))));
        text.push_str(&wrapped(terminal, "      → ", &finding(language, &probed.finding)));
    }
    text
}

/// The status of the answer, or a dash if none came.
fn status(probed: &Probed) -> String {
    probed.status.map_or_else(|| "–".into(), |status| status.to_string())
}

/// A list in Markdown; empty without further requests.
pub(super) fn markdown(result: &Judged<'_>) -> String {
    let Some((language, probes)) = of(result) else { return String::new() };
    let mut text = format!("\n**{}**\n\n", words(heading(language)));
    for probed in probes {
        let reason = words(&reason(language, probed.purpose, &probed.page));
        let request = code(&format!("{} {}", probed.method, probed.url));
        let found = words(&finding(language, &probed.finding));
        text.push_str(&format!("- {reason} {request} → {}. {found}\n", status(probed)));
    }
    text
}

/// A section of a page; empty without further requests.
pub(super) fn section(result: &Judged<'_>) -> Markup {
    html! {
        @if let Some((language, probes)) = of(result) {
            section {
                h3 { (heading(language)) }
                @for probed in probes {
                    div.probe {
                        p { b { (reason(language, probed.purpose, &probed.page)) } }
                        p.faint { code { (probed.method) " " (probed.url) } " → " (status(probed)) }
                        p { (finding(language, &probed.finding)) }
                    }
                }
            }
        }
    }
}

fn of<'a>(result: &Judged<'a>) -> Option<(Language, &'a [Probed])> {
    let answer = result.answer;
    (!answer.probes.is_empty()).then_some((answer.report.language, answer.probes.as_slice()))
}

/// A further request for programs.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    purpose: &'static str,
    reason: String,
    method: &'a str,
    url: &'a str,
    page: &'a str,
    status: Option<u16>,
    name: Option<&'static str>,
    finding: &'static str,
    message: String,
}

/// The further requests for programs.
pub(super) fn shown<'a>(result: &Judged<'a>) -> Vec<Shown<'a>> {
    let Some((language, probes)) = of(result) else { return Vec::new() };
    let shown = probes.iter().map(|probed| Shown {
        purpose: probed.purpose.as_str(),
        reason: reason(language, probed.purpose, &probed.page),
        method: &probed.method,
        url: &probed.url,
        page: &probed.page,
        status: probed.status,
        name: probed.name.map(|name| name.as_str()),
        finding: probed.finding.as_str(),
        message: finding(language, &probed.finding),
    });
    shown.collect()
}
