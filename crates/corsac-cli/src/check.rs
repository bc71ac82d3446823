//! `corsac check`: every mistake of a policy file at once.

mod tools;

use crate::exit::Exit;
use crate::format::{Format, json, json_line};
use crate::output::{github, junit, sarif};
use crate::policy_file;
use crate::print::print;
use crate::problem::Problem;
use crate::source::{Mistake, Source};
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::Told;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use corsac::explain::Language;
use corsac_gateway::file::{FileMistake, PolicyFile, Severity};
use serde::Serialize;
use std::path::PathBuf;

/// Check a policy file: every mistake at once, with its place, its cause and the cure
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  corsac check corsac.toml

Exit codes:
  0  no mistakes, though perhaps warnings
  1  mistakes: `corsac serve` would refuse the file
  2  the file cannot be read")]
pub(crate) struct CheckArguments {
    /// The policy file; - reads standard input
    file: PathBuf,

    /// In which form to write the mistakes
    #[arg(long, value_parser = formats(), default_value = "text")]
    format: Format,
}

/// The forms that suit a file; it has no timeline.
fn formats() -> impl TypedValueParser<Value = Format> {
    let all = Format::value_variants().iter().filter(|format| **format != Format::Html);
    let values = all.filter_map(ValueEnum::to_possible_value).collect::<Vec<_>>();
    PossibleValuesParser::new(values).try_map(|word| Format::from_str(&word, false))
}

/// Prints the mistakes and warnings.
pub(crate) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let source = Source::read(&arguments.file)?;
    let checked = PolicyFile::parse(&source.text);
    let mistakes: Vec<&FileMistake> = match &checked {
        Ok(file) => file.warnings.iter().collect(),
        Err(errors) => errors.iter().collect(),
    };
    let exit = if checked.is_ok() { Exit::Expected } else { Exit::Blocked };
    let placed = tools::placed(&source, &mistakes);
    let findings =
        || placed.iter().map(|placed| placed.finding(&source, terminal.language)).collect::<Vec<_>>();
    let shown = mistakes.iter().copied().map(|mistake| Shown::of(mistake, terminal.language));
    print(&match arguments.format {
        Format::Text | Format::Html => text(&source, checked.as_ref().ok(), &mistakes, terminal),
        Format::Json => json(&shown.collect::<Vec<_>>())?,
        Format::Ndjson => shown.map(|shown| json_line(&shown)).collect::<Result<String, _>>()?,
        Format::Sarif => sarif("check", &findings())?,
        Format::Junit => junit("check", &[tools::case(&source, &placed, exit, terminal.language)]),
        Format::Github => github(&findings()),
        Format::Markdown => tools::markdown(&source, &placed, terminal.language),
    })?;
    Ok(exit)
}

fn text(
    source: &Source,
    file: Option<&PolicyFile>,
    mistakes: &[&FileMistake],
    terminal: &Terminal,
) -> String {
    let drawn: Vec<Mistake> = mistakes.iter().copied().map(policy_file::mistake).collect();
    let mut text = source.draw(&drawn, terminal);
    let count = |severity| mistakes.iter().filter(|mistake| mistake.severity == severity).count();
    let warnings = count(Severity::Warning);
    let summary = match file {
        Some(file) => {
            let (routes, policies) = (file.routes.len(), file.policies.len());
            let told = Told::Checked { routes, policies, warnings }.say(terminal.language);
            terminal.paint(Ink::Good, &terminal.text("✔")) + &format!(" {}: {told}\n", source.name)
        }
        None => {
            let told = Told::Refused { errors: count(Severity::Error), warnings }.say(terminal.language);
            terminal.paint(Ink::Bad, &terminal.text("✘")) + &format!(" {}: {told}\n", source.name)
        }
    };
    text.push_str(&summary);
    text
}

/// A mistake as JSON.
#[derive(Debug, Serialize)]
struct Shown<'m> {
    severity: &'static str,
    /// What sort of mistake it is.
    kind: &'static str,
    line: usize,
    column: usize,
    /// The first offending byte and the one after the last.
    span: [usize; 2],
    /// The bytes that the suggestion replaces.
    whole: [usize; 2],
    place: &'m str,
    cause: String,
    suggestion: Option<&'m str>,
    danger_switch: Option<&'static str>,
}

impl<'m> Shown<'m> {
    fn of(mistake: &'m FileMistake, language: Language) -> Self {
        Self {
            severity: mistake.severity.name(),
            kind: mistake.kind.name(),
            line: mistake.line,
            column: mistake.column,
            span: [mistake.span.start, mistake.span.end],
            whole: [mistake.whole.start, mistake.whole.end],
            place: &mistake.place,
            cause: Said::File(mistake.cause.clone()).say(language),
            suggestion: mistake.suggestion.as_deref(),
            danger_switch: mistake.danger_switch,
        }
    }
}
