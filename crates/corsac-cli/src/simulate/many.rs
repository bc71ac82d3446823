//! Many scenarios, played while they are read: nothing of one is kept for the next.

use super::{play, scenario};
use crate::asking::Answer;
use crate::exit::Exit;
use crate::expect::Expectations;
use crate::format::{Format, json_line};
use crate::lines::{Line, Lines};
use crate::out::Out;
use crate::place::Place;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::source::{Mistake, Source};
use crate::terminal::Terminal;
use crate::words::said::Said;
use crate::words::told::Label;
use corsac::explain::{Report, render_line};

/// How many scenarios are played.
pub(super) struct Many<'a> {
    /// The response headers that script wants to read.
    pub(super) wanted_headers: &'a [String],
    pub(super) format: Format,
    pub(super) show_secrets: bool,
    pub(super) terminal: &'a Terminal,
    pub(super) expectations: &'a Expectations,
    /// Whether the answers are kept for the end, and nothing is printed.
    pub(super) keep: bool,
}

/// A report and the line of its scenario.
#[derive(serde::Serialize)]
struct Numbered<'a> {
    line: u64,
    #[serde(flatten)]
    report: &'a Report,
}

/// What has come of them so far.
struct Played {
    out: Out,
    progress: Progress,
    kept: Vec<Answer>,
}

impl Many<'_> {
    /// Plays the scenarios of all lines, and prints a line for each fetch; or returns the answers.
    pub(super) fn run(&self, mut scenarios: Lines) -> Result<(Exit, Vec<Answer>), Problem> {
        // On a terminal the lines themselves say how far it is.
        let progress = Progress::unless(self.terminal.is_seen, Label::ScenariosSoFar, self.terminal);
        let mut played = Played { out: Out::new(), progress, kept: Vec::new() };
        let mut worst = Exit::Expected;
        // One for all lines; only its text changes.
        let mut source = Source { name: scenarios.name().to_owned(), text: String::new() };
        while played.out.is_open {
            if scenarios.may_wait() {
                played.out.flush()?;
            }
            let Some(line) = scenarios.next()? else { break };
            worst = worst.and(self.play(line, &mut source, &mut played)?);
            played.progress.advance(1);
        }
        played.out.flush()?;
        Ok((worst, played.kept))
    }

    fn play(&self, line: Line, source: &mut Source, played: &mut Played) -> Result<Exit, Problem> {
        let Line { number, text } = line;
        source.text = match text {
            Ok(text) => text,
            Err(cause) => {
                return self.refuse(played, &[Problem::at(format_args!("{}:{number}", source.name), cause)]);
            }
        };
        let reports = scenario::from_json(source).map_err(|mistake| vec![*mistake]).and_then(|scenario| {
            play::play(&scenario, self.wanted_headers, self.terminal.language)
                .map_err(|error| scenario::mistakes(source, &error))
        });
        match reports {
            Ok(reports) => self.tell(&source.name, number, reports, played),
            Err(mistakes) => {
                let problem = |mistake| of_mistake(&source.name, number, mistake);
                self.refuse(played, &mistakes.into_iter().map(problem).collect::<Vec<_>>())
            }
        }
    }

    fn tell(
        &self,
        name: &str,
        line: u64,
        reports: Vec<Report>,
        played: &mut Played,
    ) -> Result<Exit, Problem> {
        let mut worst = Exit::Expected;
        for mut report in reports {
            if self.show_secrets {
                report.reveal_secrets();
            }
            let place = usize::try_from(line).ok().map(|line| Place::line(name, line));
            let answer = Answer { place, ..Answer::from(report) };
            if self.keep {
                played.kept.push(answer);
                continue;
            }
            let report = &answer.report;
            worst = worst.and(self.expectations.judge(&answer).exit);
            played.out.write(&match self.format {
                Format::Text => render_line(report, &self.terminal.text_style()) + "\n",
                _ => json_line(&Numbered { line, report })?,
            })?;
        }
        Ok(worst)
    }

    /// Says on standard error what is wrong with a line, after what stands on standard output before it.
    fn refuse(&self, played: &mut Played, problems: &[Problem]) -> Result<Exit, Problem> {
        played.out.flush()?;
        for problem in problems {
            played.progress.note(&problem.text(&self.terminal.of_errors()));
        }
        Ok(Exit::Usage)
    }
}

/// `FILE:LINE:COLUMN`, or `FILE:LINE` where the scenario as a whole is wrong.
fn of_mistake(name: &str, line: u64, mistake: Mistake) -> Problem {
    let column = mistake.span.map(|span| format!(":{}", span.start + 1)).unwrap_or_default();
    let problem = Problem::at(format_args!("{name}:{line}{column}"), mistake.message);
    let meant = mistake.replacement.map(|(_, text)| Said::Write(text));
    let cures: Vec<_> = meant.into_iter().chain(mistake.help).collect();
    if cures.is_empty() { problem } else { problem.cure(Said::Several(cures)) }
}
