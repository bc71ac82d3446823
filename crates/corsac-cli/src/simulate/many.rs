//! Many scenarios, played while they are read: nothing of one is kept for the next.

use super::format::{Format, json_line};
use super::{play, scenario};
use crate::exit::Exit;
use crate::lines::{Line, Lines};
use crate::out::Out;
use crate::print::print_error;
use crate::problem::Problem;
use crate::source::{Mistake, Source};
use crate::terminal::Terminal;
use corsac::explain::{Report, render_line};

/// How many scenarios are played.
pub(super) struct Many<'a> {
    /// The response headers that script wants to read.
    pub(super) wanted_headers: &'a [String],
    pub(super) format: Format,
    pub(super) show_secrets: bool,
    pub(super) terminal: &'a Terminal,
}

/// A report and the line of its scenario.
#[derive(serde::Serialize)]
struct Numbered<'a> {
    line: u64,
    #[serde(flatten)]
    report: &'a Report,
}

impl Many<'_> {
    /// Plays the scenarios of all lines, and prints a line for each fetch.
    pub(super) fn run(&self, mut scenarios: Lines) -> Result<Exit, Problem> {
        let mut out = Out::new();
        let mut worst = Exit::Allowed;
        // One for all lines; only its text changes.
        let mut source = Source { name: scenarios.name().to_owned(), text: String::new() };
        while out.is_open {
            if scenarios.may_wait() {
                out.flush()?;
            }
            let Some(line) = scenarios.next()? else { break };
            worst = worst.max(self.play(line, &mut source, &mut out)?);
        }
        out.flush()?;
        Ok(worst)
    }

    fn play(&self, line: Line, source: &mut Source, out: &mut Out) -> Result<Exit, Problem> {
        let Line { number, text } = line;
        source.text = match text {
            Ok(text) => text,
            Err(cause) => {
                return self.refuse(out, &[Problem::new(format_args!("{}:{number}", source.name), cause)]);
            }
        };
        let played = scenario::from_json(source).map_err(|mistake| vec![*mistake]).and_then(|scenario| {
            play::play(&scenario, self.wanted_headers, self.terminal.language)
                .map_err(|error| scenario::mistakes(source, &error))
        });
        match played {
            Ok(reports) => self.print(number, reports, out),
            Err(mistakes) => {
                let problem = |mistake| of_mistake(&source.name, number, mistake);
                self.refuse(out, &mistakes.into_iter().map(problem).collect::<Vec<_>>())
            }
        }
    }

    fn print(&self, line: u64, reports: Vec<Report>, out: &mut Out) -> Result<Exit, Problem> {
        let mut worst = Exit::Allowed;
        for mut report in reports {
            if self.show_secrets {
                report.reveal_secrets();
            }
            if !report.is_allowed() {
                worst = Exit::Blocked;
            }
            out.write(&match self.format {
                Format::Text => render_line(&report, &self.terminal.text_style()) + "\n",
                Format::Json | Format::Ndjson => json_line(&Numbered { line, report: &report })?,
            })?;
        }
        Ok(worst)
    }

    /// Says on standard error what is wrong with a line, after what stands on standard output before it.
    fn refuse(&self, out: &mut Out, problems: &[Problem]) -> Result<Exit, Problem> {
        out.flush()?;
        for problem in problems {
            print_error(&problem.text(&self.terminal.of_errors()));
        }
        Ok(Exit::Usage)
    }
}

/// `FILE:LINE:COLUMN`, or `FILE:LINE` where the scenario as a whole is wrong.
fn of_mistake(name: &str, line: u64, mistake: Mistake) -> Problem {
    let column = mistake.span.map(|span| format!(":{}", span.start + 1)).unwrap_or_default();
    let problem = Problem::new(format_args!("{name}:{line}{column}"), mistake.message);
    let meant = mistake.replacement.map(|(_, text)| format!("write {text}"));
    let cures: Vec<_> = meant.into_iter().chain(mistake.help).collect();
    if cures.is_empty() { problem } else { problem.cure(cures.join("; ")) }
}
