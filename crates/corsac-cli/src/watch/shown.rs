//! What is shown while watching.

use super::change::Seen;
use crate::expect::Expect;
use crate::format::json_line;
use crate::print::{print, print_error, print_text};
use crate::problem::Problem;
use crate::progress::CLEAR;
use crate::terminal::{Ink, Terminal};
use crate::words::told::{Label, Told};
use crate::words::{connection, may_be_kept};
use corsac::explain::{Language, Report, render_line, render_text};
use serde::Serialize;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Where it is shown.
pub(super) struct Screen<'t> {
    start: Instant,
    terminal: &'t Terminal,
    /// Whether changes are told to programs, as JSON lines.
    as_json: bool,
}

/// The name and version of a JSON line's shape; `schema/` describes it.
const SCHEMA: &str = "corsac.watch/1";

/// A change as JSON.
#[derive(Serialize)]
struct Change<'a> {
    schema: &'static str,
    /// Since the beginning, in milliseconds.
    ms: u128,
    /// What was found before; `None` at first.
    before: Option<&'static str>,
    /// The lines that went, and those that came.
    gone: Vec<&'a str>,
    come: Vec<&'a str>,
    /// Whether what `--until` names has come for this URL.
    is_met: bool,
    /// Why no answer came, in the words of the part that failed.
    connection: Option<&'a str>,
    report: &'a Report,
}

impl<'t> Screen<'t> {
    pub(super) const fn new(start: Instant, terminal: &'t Terminal, as_json: bool) -> Self {
        Self { start, terminal, as_json }
    }

    /// The language of what is told.
    pub(super) const fn language(&self) -> Language {
        self.terminal.language
    }

    /// Says how to end it.
    pub(super) fn greet(&self, until: Option<Expect>) {
        if self.terminal.errors_are_seen && until.is_none() {
            print_error(
                &self
                    .terminal
                    .of_errors()
                    .paint(Ink::Faint, &format!("{}\n", Told::CtrlC.say(self.terminal.language))),
            );
        }
    }

    /// Tells what is seen now, and how it differs from before.
    pub(super) fn tell(&self, before: Option<&Seen>, now: &Seen, is_met: bool) -> Result<(), Problem> {
        self.end();
        let report = &now.answer.report;
        if self.as_json {
            let (gone, come) = before.map(|before| before.difference(now)).unwrap_or_default();
            return print(&json_line(&Change {
                schema: SCHEMA,
                ms: self.start.elapsed().as_millis(),
                before: before.map(|before| before.answer.report.primary.name.as_str()),
                gone,
                come,
                is_met,
                connection: now.answer.failure.as_deref(),
                report,
            })?);
        }
        let line = format!(
            "{} {}\n",
            self.terminal.paint(Ink::Faint, &self.clock()),
            render_line(report, &self.terminal.text_style())
        );
        if !self.terminal.is_seen {
            return print_text(&line);
        }
        let mut text = String::from("\n") + &line;
        if let Some(before) = before {
            self.difference(&mut text, before, now);
        }
        let is_news = before.is_none_or(|before| before.answer.report.primary.name != report.primary.name);
        if is_news && !report.is_allowed() {
            let _ = write!(text, "\n{}", render_text(report, &self.terminal.text_style()));
            if let Some(failure) = &now.answer.failure {
                let _ = write!(text, "\n  {}: {failure}\n", connection(self.terminal.language));
            }
        }
        if report.is_allowed() && before.is_some_and(|before| !before.answer.report.is_allowed()) {
            // Who waits for it may be looking elsewhere.
            text.push('\x07');
        }
        print_text(&text)
    }

    fn difference(&self, text: &mut String, before: &Seen, now: &Seen) {
        let (gone, come) = before.difference(now);
        for (ink, sign, lines) in [(Ink::Bad, '-', gone), (Ink::Good, '+', come)] {
            for line in lines {
                let line = self.terminal.cut(line, self.terminal.width().saturating_sub(8));
                let _ = writeln!(text, "      {}", self.terminal.paint(ink, &format!("{sign} {line}")));
            }
        }
        if before.may_be_kept() {
            let note = may_be_kept(self.terminal.language);
            let _ = writeln!(text, "      {}", self.terminal.paint(Ink::Faint, note));
        }
    }

    /// Says that it goes on, in a line that is drawn over.
    pub(super) fn wait<'s>(&self, seen: impl Iterator<Item = &'s Seen>, pause: Duration) {
        if !self.terminal.errors_are_seen {
            return;
        }
        let state: Vec<String> = seen.map(|seen| seen.answer.report.primary.name.to_string()).collect();
        let (clock, state) = (self.clock(), state.join(", "));
        let line = Told::AgainIn { clock, state, seconds: pause.as_secs_f32().max(1.0).round() as u64 };
        let line = line.say(self.terminal.language);
        let line = self.terminal.cut(&line, self.terminal.width().saturating_sub(1));
        print_error(&[CLEAR, &self.terminal.of_errors().paint(Ink::Faint, &line)].concat());
    }

    /// Takes that line away.
    pub(super) fn end(&self) {
        if self.terminal.errors_are_seen {
            print_error(CLEAR);
        }
    }

    /// Says what did not come in time.
    pub(super) fn give_up<'s>(
        &self,
        until: Option<Expect>,
        open: impl Iterator<Item = (&'s str, Option<&'s Seen>)>,
    ) {
        let Some(until) = until else { return };
        for (url, seen) in open {
            let found = seen.map(|seen| seen.answer.report.primary.name);
            let terminal = self.terminal.of_errors();
            let text = Told::Still { url: url.to_owned(), found, until: until.as_str() };
            let before = terminal.paint(Ink::Bad, Label::Timeout.say(terminal.language));
            print_error(&format!("{before} {}\n", text.say(terminal.language)));
        }
    }

    /// How long it has taken.
    fn clock(&self) -> String {
        let seconds = self.start.elapsed().as_secs();
        format!("{:>2}:{:02}", seconds / 60, seconds % 60)
    }
}
