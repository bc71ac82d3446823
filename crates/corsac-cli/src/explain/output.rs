//! How the answers are written, and the exit code that sums them up.

use crate::asking::Answer;
use crate::exit::Exit;
use crate::format::{Format, json};
use crate::print::print;
use crate::problem::Problem;
use crate::terminal::Terminal;
use crate::words;
use corsac::explain::{Name, Report, render_text};

/// Writes the reports: JSON of a single one is an object, of several an array.
pub(super) fn write(answers: &[Answer], format: Format, terminal: &Terminal) -> Result<(), Problem> {
    match format {
        Format::Json => match answers {
            [answer] => print(&json(&answer.report)?),
            answers => print(&json(&answers.iter().map(|answer| &answer.report).collect::<Vec<_>>())?),
        },
        Format::Text => answers.iter().try_for_each(|answer| print(&text(answer, terminal))),
    }
}

/// The exit code that says what the reports say: that of the worst.
pub(super) fn exit(answers: &[Answer]) -> Exit {
    let worst = answers.iter().map(|answer| of_report(&answer.report)).max_by_key(|exit| match exit {
        Exit::Allowed => 0,
        Exit::Undecided => 1,
        Exit::Unreachable => 2,
        Exit::Blocked => 3,
        Exit::Usage => 4,
    });
    worst.unwrap_or(Exit::Allowed)
}

fn of_report(report: &Report) -> Exit {
    match report {
        report if report.is_allowed() => Exit::Allowed,
        report if report.is_undecided() => Exit::Undecided,
        report if report.is_unanswered() => Exit::Unreachable,
        _ => Exit::Blocked,
    }
}

fn text(answer: &Answer, terminal: &Terminal) -> String {
    let language = terminal.language;
    let mut text = render_text(&answer.report, &terminal.text_style());
    if answer.report.is_undecided() {
        text.push_str(&format!("\n  {}\n", words::add_send(language, &answer.report.request.method)));
    } else if let Some(failure) = &answer.failure {
        text.push_str(&format!("\n  {}: {failure}\n", words::connection(language)));
        if answer.report.primary.name == Name::TlsFailure {
            text.push_str(&format!("  {}\n", words::add_insecure(language)));
        }
    }
    text
}
