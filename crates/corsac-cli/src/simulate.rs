//! `corsac simulate`: a browser against a policy or against recorded answers, without a network.

mod format;
mod input;
mod many;
mod play;
mod scenario;

use crate::exit::{EXIT_CODES, Exit};
use crate::format::json;
use crate::print::print;
use crate::problem::Problem;
use crate::source::Source;
use crate::terminal::Terminal;
use corsac::explain::{Report, render_text};
use format::{Format, json_line};
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

    /// In which form to write the reports
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Show cookies, passwords and tokens instead of masking them
    #[arg(long)]
    show_secrets: bool,
}

/// Plays the scenario and prints a report for each fetch.
pub(crate) fn run(arguments: &SimulateArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let SimulateArguments { file, read, format, show_secrets } = arguments;
    match Input::of(file)? {
        Input::One(source) => run_one(&source, arguments, terminal),
        Input::Many(scenarios) => {
            let many = Many { wanted_headers: read, format: *format, show_secrets: *show_secrets, terminal };
            many.run(scenarios)
        }
    }
}

fn run_one(source: &Source, arguments: &SimulateArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let scenario = match scenario::read(source) {
        Ok(scenario) => scenario,
        Err(mistake) => return Ok(source.refuse(&[*mistake], terminal)),
    };
    let mut reports = match play::play(&scenario, &arguments.read, terminal.language) {
        Ok(reports) => reports,
        Err(error) => return Ok(source.refuse(&scenario::mistakes(source, &error), terminal)),
    };
    if arguments.show_secrets {
        reports.iter_mut().for_each(Report::reveal_secrets);
    }
    print(&match arguments.format {
        Format::Json => json(&reports)?,
        Format::Ndjson => reports.iter().map(json_line).collect::<Result<String, _>>()?,
        Format::Text => text(&reports, terminal),
    })?;
    let all_allowed = reports.iter().all(Report::is_allowed);
    Ok(if all_allowed { Exit::Allowed } else { Exit::Blocked })
}

fn text(reports: &[Report], terminal: &Terminal) -> String {
    let style = terminal.text_style();
    let texts: Vec<String> = reports.iter().map(|report| render_text(report, &style)).collect();
    texts.join("\n")
}
