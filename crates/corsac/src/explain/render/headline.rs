//! The verdict, the request, and the cause in a sentence.

use super::super::build::and;
use super::super::name::Name;
use super::super::report::{Certainty, Report, Verdict};
use super::page::Page;
use super::style::Ink;
use crate::fetch::request::{CredentialsMode, RequestMode};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

pub(super) fn mark(report: &Report) -> (Ink, &'static str) {
    match report.is_allowed() {
        true => (Ink::Good, "✔ ALLOWED"),
        false if report.is_undecided() => (Ink::Warning, "· NOT SENT"),
        false => (Ink::Bad, "✘ BLOCKED"),
    }
}

pub(super) fn write(page: &mut Page<'_>, report: &Report) {
    let url = page.style.quoted(&report.request.url);
    let request = format!("{} {url}", report.request.method);
    page.paragraph(0, &[mark(report), (Ink::Plain, "  ")], Ink::Strong, &request);
    page.remarked(
        2,
        &[(Ink::Plain, &circumstances(report))],
        page.width(),
        (Ink::Strong, report.primary.name.as_str()),
    );
    page.blank();
    page.paragraph(2, &[], Ink::Plain, &cause(report));
    if let Some(text) = verdicts(report) {
        page.paragraph(2, &[], Ink::Warning, &text);
    }
}

fn circumstances(report: &Report) -> String {
    let page = report.request.page.as_str();
    let mut parts = vec![match page {
        "null" => "from a page without an origin (null)".into(),
        _ => format!("from {page}"),
    }];
    match report.request.mode {
        RequestMode::Cors => {}
        RequestMode::Navigate => parts.push("a link or a form".into()),
        mode => parts.push(format!("mode {}", mode.as_str())),
    }
    if report.request.credentials == CredentialsMode::Include {
        parts.push("with cookies".into());
    }
    if report.preflight.cached {
        parts.push("preflight answered from the cache".into());
    }
    parts.join(" · ")
}

/// The message of the primary diagnosis, and how sure it is.
fn cause(report: &Report) -> String {
    let message = &report.primary.message;
    match report.primary.certainty {
        Certainty::Certain => message.clone(),
        Certainty::Likely => format!("{message} (Likely, not certain.)"),
        Certainty::Possible => format!("{message} (One of several explanations.)"),
    }
}

/// Whether the Standard and all browsers have one verdict.
pub(super) fn is_agreed(report: &Report) -> bool {
    report.verdict.browsers.iter().all(|(_, verdict)| *verdict == report.verdict.standard)
}

/// What the Standard and the browsers say, where they do not all say the same.
fn verdicts(report: &Report) -> Option<String> {
    if is_agreed(report) {
        return None;
    }
    let standard = report.verdict.standard;
    let mut parts = vec![format!("By the Fetch Standard it is {}.", word(standard))];
    for verdict in [Verdict::Allowed, Verdict::Blocked, Verdict::Undecided] {
        let browsers = report.verdict.browsers.iter().filter(|(_, found)| **found == verdict);
        let names: Vec<&str> = browsers.map(|(name, _)| name).collect();
        if !names.is_empty() {
            let text = match (verdict, names.as_slice()) {
                (Verdict::Undecided, [_]) => {
                    format!("{} goes on and sends the {}.", and(&names), report.request.method)
                }
                (Verdict::Undecided, _) => {
                    format!("{} go on and send the {}.", and(&names), report.request.method)
                }
                _ => format!("In {} it is {}.", and(&names), word(verdict)),
            };
            parts.push(text);
        }
    }
    Some(parts.join(" "))
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Blocked => "blocked",
        Verdict::Undecided => "not decided by these messages",
    }
}

/// Whether the server acted on the request although the page gets nothing of it.
pub(super) fn executed(report: &Report) -> Option<String> {
    if report.is_allowed() || report.is_undecided() {
        return None;
    }
    let method = &report.request.method;
    Some(match (report.executed_on_server, report.primary.name) {
        (_, Name::MixedContent) if report.exchanges.is_empty() => "Nothing was sent.".into(),
        (_, Name::MixedContent) => {
            format!("A browser does not even send the {method}; here it was sent to see the answer.")
        }
        (Some(true), Name::AllowOriginMissingCached | Name::AllowOriginOtherClient) => {
            format!("A cache answered the {method}: the server may not even have seen it.")
        }
        (Some(true), _) => {
            format!(
                "The server did receive the {method} and may have acted on it: only its answer is kept from the page."
            )
        }
        (Some(false), _) if report.exchanges.is_empty() => "Nothing was sent.".into(),
        (Some(false), _) if report.preflight.sent => format!("The {method} itself was never sent."),
        (Some(false), _) => format!("The {method} did not reach a server."),
        (None, _) => format!("Whether the server acted on the {method} is not known: no answer came."),
    })
}
