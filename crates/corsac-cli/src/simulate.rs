//! `corsac simulate`: a browser against a policy or against recorded answers, without a network.

mod input;
mod many;
mod play;
mod scenario;

use crate::asking::Answer;
use crate::exit::{EXIT_CODES, Exit};
use crate::expect::ExpectArguments;
use crate::format::Format;
use crate::output::Output;
use crate::place::Place;
use crate::problem::Problem;
use crate::source::{Mistake, Source};
use crate::terminal::Terminal;
use corsac::explain::{Language, Report};
use input::Input;
use many::Many;
use std::path::PathBuf;

/// Explain a scenario from a file, with a policy or recorded answers in the server's place
///
/// A scenario says what pages do, one step after the other, and what the server is: a policy, answers that
/// were recorded, or both. Nothing is sent.
///
/// Scenarios may also come as JSON lines, one on each line, as many as there are: they are played while they
/// are read, and each fetch becomes one line. A line that cannot be understood is named on standard error by
/// its number, and the others are played.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  corsac simulate scenario.toml
  corsac codes allow-origin-missing --example | corsac simulate -",
  after_long_help = format!("\
A scenario:
  [[step]]
  fetch.origin = \"https://app.example.com\"
  fetch.url = \"https://api.example.com/items/1\"
  fetch.method = \"PUT\"
  fetch.credentials = \"include\"

  [[step]]
  wait = 60                             # seconds; preflight answers expire

  [server.policy]                       # a policy, as in a corsac.toml …
  allow_origins = [\"https://app.example.com\"]
  allow_credentials = true
  allow_methods = [\"PUT\"]

  [[server.answer]]                     # … and what the service behind it answers
  status = 200
  headers = [[\"Content-Type\", \"application/json\"]]

Examples:
  corsac simulate scenario.toml
  corsac simulate scenario.json --format json
  corsac simulate scenarios.jsonl       # a scenario on each line
  generate-scenarios | corsac simulate - --format ndjson
  corsac codes allow-origin-missing --example | corsac simulate -

{EXIT_CODES}"))]
pub(crate) struct SimulateArguments {
    /// The scenario, as TOML or JSON, or many as JSON lines; - reads standard input
    file: PathBuf,

    /// A response header that script wants to read; may be repeated
    #[arg(long, value_name = "NAME")]
    read: Vec<String>,

    #[command(flatten)]
    expect: ExpectArguments,

    /// In which form to write the reports
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Show cookies, passwords and tokens instead of masking them
    #[arg(long)]
    show_secrets: bool,
}

/// Plays the scenario and prints a report for each fetch.
pub(crate) fn run(arguments: &SimulateArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let SimulateArguments { file, read, format, show_secrets, expect } = arguments;
    let expectations = expect.expectations()?;
    let output = Output { command: "simulate", format: *format, each: true, terminal };
    let answers = match Input::of(file)? {
        Input::One(source) => match play_one(&source, arguments, terminal.language) {
            Ok(answers) => answers,
            Err(mistakes) => return Ok(source.refuse(&mistakes, terminal)),
        },
        Input::Many(scenarios) => {
            // What is made of all answers together cannot be written before the last one.
            let keep = expect.updates() || !matches!(format, Format::Text | Format::Json | Format::Ndjson);
            let (wanted_headers, expectations) = (read.as_slice(), &expectations);
            let (format, show_secrets) = (*format, *show_secrets);
            let many = Many { wanted_headers, format, show_secrets, terminal, expectations, keep };
            let (exit, kept) = many.run(scenarios)?;
            if !keep {
                return Ok(exit);
            }
            return Ok(exit.and(expect.finish(expectations, &kept, &Output { each: false, ..output })?));
        }
    };
    expect.finish(&expectations, &answers, &output)
}

fn play_one(
    source: &Source,
    arguments: &SimulateArguments,
    language: Language,
) -> Result<Vec<Answer>, Vec<Mistake>> {
    let scenario = scenario::read(source).map_err(|mistake| vec![*mistake])?;
    let mut reports = play::play(&scenario, &arguments.read, language)
        .map_err(|error| scenario::mistakes(source, &error))?;
    if arguments.show_secrets {
        reports.iter_mut().for_each(Report::reveal_secrets);
    }
    let place = || Some(Place::file(&source.name));
    Ok(reports.into_iter().map(|report| Answer { place: place(), ..Answer::from(report) }).collect())
}
