//! A report in one line.

use super::super::report::{Effect, Report};
use super::headline::mark;
use super::page::Page;
use super::style::{Ink, TextStyle, columns, cut};
use alloc::format;
use alloc::string::String;

/// A report in one line without a line feed, for lists of many requests: verdict, method, URL and
/// the name of the primary diagnosis. A URL that is too long is cut; the name is not.
#[must_use]
pub fn render_line(report: &Report, style: &TextStyle) -> String {
    let mut page = Page::new(style, report.language);
    let (ink, word) = mark(report);
    let more = report.also.iter().filter(|diagnosis| diagnosis.effect == Effect::Blocks).count();
    let more = if more == 0 { String::new() } else { format!(" +{more}") };
    let start = format!("  {} ", report.request.method);
    let end = format!("  {}{more}", report.primary.name);
    let taken = columns(&page.clean(&word)) + columns(&start) + columns(&end);
    let url = page.clean(style.quoted(&report.request.url));
    let url = cut(&url, style.columns().saturating_sub(taken).max(8), &page.clean("…"));
    page.line(0, &[(ink, &word), (Ink::Plain, &start), (Ink::Plain, &url), (Ink::Strong, &end)]);
    let mut text = page.finish();
    text.truncate(text.trim_end().len());
    text
}
