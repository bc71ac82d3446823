//! Markdown, for the comment of a pull request or the summary of a job.

use super::fold;
use super::markup::{code, fence, words};
use super::probes;
use super::text;
use super::words::{Words, words as words_of};
use crate::exit::Exit;
use crate::judged::Judged;
use crate::terminal::Terminal;
use crate::terminal::page_address;
use crate::words::connection;
use corsac::explain::{Diagnosis, Effect, Fix, Language, Report, Side};
use std::fmt::Write as _;

/// How many rows a table has, and how many results are told in full: a comment of GitHub holds 65,536
/// characters.
const ROWS: usize = 50;
const TOLD: usize = 10;

/// A heading; of several requests a table of what failed, and each cause folded up; of one all that matters.
pub(super) fn write(results: &[Judged<'_>]) -> String {
    let language = results.first().map_or_else(Language::default, |result| result.answer.report.language);
    let said = words_of(language);
    let failed: Vec<&Judged<'_>> = results.iter().filter(|result| result.exit != Exit::Expected).collect();
    let mut text = heading(results.len(), &failed, said);
    if let [one] = results {
        text.push('\n');
        text.push_str(&told(one));
        return text;
    }
    let rows: Vec<&Judged<'_>> = if results.len() <= ROWS { results.iter().collect() } else { failed };
    let _ =
        write!(text, "\n| | {} | {} | {} |\n|---|---|---|---|\n", said.request, said.page, said.diagnosis);
    rows.iter().take(ROWS).for_each(|result| row(&mut text, result));
    if rows.len() > ROWS {
        let _ = write!(text, "\n… {} {}\n", rows.len() - ROWS, said.more);
    }
    for result in fold::first_of_each(results).into_iter().take(TOLD) {
        let asked = &result.answer.report.request;
        let title = code(&format!("{} {}", asked.method, asked.url));
        let summary = format!("{} {title}", mark(result));
        let _ = write!(text, "\n{}", folded(&summary, &told(result)));
    }
    text
}

fn heading(all: usize, failed: &[&Judged<'_>], said: &Words) -> String {
    match (failed, all) {
        ([], 1) => format!("### ✔ CORS: {}\n", said.as_expected),
        ([one], 1) => format!(
            "### {} CORS: {}\n",
            mark(one),
            link(&one.answer.report.primary, one.answer.report.language)
        ),
        ([], _) => format!("### ✔ CORS: {all} {}: {}\n", said.requests, said.as_expected),
        (many, _) => {
            format!("### ✘ CORS: {} / {all} {}: {}\n", many.len(), said.requests, said.not_as_expected)
        }
    }
}

fn row(text: &mut String, result: &Judged<'_>) {
    let report = &result.answer.report;
    let asked = &report.request;
    let request = code(&format!("{} {}", asked.method, asked.url));
    let known =
        if result.is_known() { format!(" ({})", words_of(report.language).known) } else { String::new() };
    let _ = writeln!(
        text,
        "| {} | {request} | {} | {}{known} |",
        mark(result),
        code(&asked.page),
        link(&report.primary, report.language)
    );
}

const fn mark(result: &Judged<'_>) -> &'static str {
    match result.exit {
        Exit::Expected => "✔",
        Exit::Undecided | Exit::Refused => "·",
        _ => "✘",
    }
}

/// A diagnosis as a link to its page.
fn link(diagnosis: &Diagnosis, language: Language) -> String {
    format!("[`{}`]({})", diagnosis.name, page_address(diagnosis.name, language))
}

/// A text behind a line to click at.
fn folded(summary: &str, text: &str) -> String {
    format!("<details><summary>{summary}</summary>\n\n{text}\n</details>\n")
}

/// What came of a request, and the whole report folded up.
fn told(result: &Judged<'_>) -> String {
    let report = &result.answer.report;
    let said = words_of(report.language);
    let mut text = String::new();
    if let Some(unmet) = &result.unmet {
        let _ = write!(text, "**{}**\n\n", words(unmet));
    }
    text.push_str(&of_diagnosis(report, &report.primary));
    for next in report.also.iter().filter(|also| also.effect == Effect::Blocks) {
        let link = link(next, report.language);
        let _ = write!(text, "\n{}: {link}\n\n{}", said.fails_next, of_diagnosis(report, next));
    }
    text.push_str(&probes::markdown(result));
    if let Some(failure) = &result.answer.failure {
        let _ = write!(text, "\n{}: {}\n", connection(report.language), code(failure));
    }
    let report = fence("text", &text::report(result, &Terminal::plain()));
    let _ = write!(text, "\n{}", folded(said.whole_report, &report));
    text
}

/// What a diagnosis says, and the way out.
pub(super) fn of_diagnosis(report: &Report, diagnosis: &Diagnosis) -> String {
    let asked = &report.request;
    let request = code(&format!("{} {}", asked.method, asked.url));
    let mut text = format!("{request} ← {}: {}\n", code(&asked.page), words(&diagnosis.message));
    let said = words_of(report.language);
    diagnosis.fixes.iter().for_each(|fix| write_fix(&mut text, fix, said));
    text
}

fn write_fix(text: &mut String, fix: &Fix, said: &Words) {
    let side = match fix.side {
        Side::Server => said.server,
        Side::Client => said.page,
    };
    let _ = write!(text, "\n**{} ({side})** {}\n", said.fix, words(&fix.what));
    if !fix.lines.is_empty() {
        let lines: Vec<String> = fix.lines.iter().map(fix_line).collect();
        let _ = write!(text, "\n{}", fence("diff", &lines.join("\n")));
    }
    if let Some(code) = &fix.code {
        let _ = write!(text, "\n{}", fence(if fix.stack.is_none() { "js" } else { "" }, code));
    }
    if let Some(toml) = &fix.toml {
        let _ = write!(text, "\n{}\n\n{}", said.or_corsac, fence("toml", toml));
    }
}

/// A line of a difference.
pub(super) fn fix_line(line: &corsac::explain::FixLine) -> String {
    let sign = if line.add { '+' } else { '-' };
    match &line.header {
        Some(name) => format!("{sign} {name}: {}", line.value),
        None => format!("{sign} status {}", line.value),
    }
}
