//! The verdict, the request, and the cause in a sentence.

use super::super::name::Name;
use super::super::report::{Report, Verdict};
use super::super::words::Label;
use super::page::Page;
use super::style::Ink;
use crate::fetch::request::{CredentialsMode, RequestMode};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// What stands at the head of a report, for those who lay it out themselves.
///
/// Secrets are masked as far as the report masks them. Control characters in the texts are not escaped again:
/// the report has none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headline {
    /// `ALLOWED`, `BLOCKED` or `NOT SENT`, in the language of the report.
    pub verdict: String,
    /// Who asks and how, in a few words.
    pub circumstances: String,
    /// The cause in a sentence or two, and how sure it is.
    pub cause: String,
    /// What the Standard and the browsers say, where they do not all say the same.
    pub verdicts: Option<String>,
    /// Whether the server acted on the request although the page gets nothing of it.
    pub executed: Option<String>,
}

impl Headline {
    /// The head of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let (_, mark) = mark(report);
        Self {
            verdict: mark.split_once(' ').map_or_else(|| mark.clone(), |(_, word)| word.into()),
            circumstances: circumstances(report),
            cause: cause(report),
            verdicts: verdicts(report),
            executed: executed(report),
        }
    }
}

pub(super) fn mark(report: &Report) -> (Ink, String) {
    let (ink, mark, label) = match report.is_allowed() {
        true => (Ink::Good, "✔ ", Label::Allowed),
        false if report.is_undecided() => (Ink::Warning, "· ", Label::NotSent),
        false => (Ink::Bad, "✘ ", Label::Blocked),
    };
    (ink, [mark, &report.language.say(label)].concat())
}

pub(super) fn write(page: &mut Page<'_>, report: &Report) {
    let url = page.style.quoted(&report.request.url);
    let request = format!("{} {url}", report.request.method);
    let (ink, verdict) = mark(report);
    page.paragraph(0, &[(ink, &verdict), (Ink::Plain, "  ")], Ink::Strong, &request);
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
    let mut parts = vec![match report.request.page.as_str() {
        "null" => Label::FromOpaque,
        page => Label::From(page),
    }];
    match report.request.mode {
        RequestMode::Cors => {}
        RequestMode::Navigate => parts.push(Label::LinkOrForm),
        mode => parts.push(Label::Mode(mode.as_str())),
    }
    if report.request.credentials == CredentialsMode::Include {
        parts.push(Label::WithCookies);
    }
    if report.preflight.cached {
        parts.push(Label::PreflightCached);
    }
    let parts: Vec<String> = parts.into_iter().map(|part| report.language.say(part)).collect();
    parts.join(" · ")
}

/// The message of the primary diagnosis, and how sure it is.
fn cause(report: &Report) -> String {
    report.language.say(Label::Cause(&report.primary.message, report.primary.certainty))
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
    let say = |label: Label<'_>| report.language.say(label);
    let mut parts = vec![say(Label::ByTheStandard(report.verdict.standard))];
    for verdict in [Verdict::Allowed, Verdict::Blocked, Verdict::Undecided] {
        let browsers = report.verdict.browsers.iter().filter(|(_, found)| **found == verdict);
        let names: Vec<&str> = browsers.map(|(name, _)| name).collect();
        if !names.is_empty() {
            parts.push(say(match verdict {
                Verdict::Undecided => Label::GoesOn(&names, &report.request.method),
                _ => Label::In(&names, verdict),
            }));
        }
    }
    Some(parts.join(" "))
}

/// Whether the server acted on the request although the page gets nothing of it.
pub(super) fn executed(report: &Report) -> Option<String> {
    if report.is_allowed() || report.is_undecided() {
        return None;
    }
    let method = &report.request.method;
    Some(report.language.say(match (report.executed_on_server, report.primary.name) {
        (_, Name::MixedContent) if report.exchanges.is_empty() => Label::NothingSent,
        (_, Name::MixedContent) => Label::MixedContentSent(method),
        (Some(true), Name::AllowOriginMissingCached | Name::AllowOriginOtherClient) => {
            Label::CacheAnswered(method)
        }
        (Some(true), _) => Label::Executed(method),
        (Some(false), _) if report.exchanges.is_empty() => Label::NothingSent,
        (Some(false), _) if report.preflight.sent => Label::NeverSent(method),
        (Some(false), _) => Label::NotReached(method),
        (None, _) => Label::NotKnown(method),
    }))
}
