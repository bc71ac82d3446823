//! The `corsac` command: CORS explained, served, simulated and checked.
//!
//! One file per command, each with its arguments and its `run`. Commands know no CORS: they connect
//! the engine to files, to the network and to the terminal.

mod address;
mod agent;
mod arguments;
mod asking;
mod astray;
mod check;
mod codes;
mod completions;
mod decide;
mod duration;
mod exit;
mod expect;
mod explain;
mod finding;
mod format;
mod harmless;
mod judged;
mod lines;
mod listen;
mod man;
mod out;
mod output;
mod place;
mod policy_file;
mod print;
mod probed;
mod problem;
mod progress;
mod runtime;
mod serve;
mod simulate;
mod source;
mod stop;
mod terminal;
mod watch;
mod words;
mod wrap;

use arguments::{Arguments, Command};
use corsac::explain::Language;
use print::print_error;
use problem::Problem;
use std::process::ExitCode;
use terminal::Terminal;

fn main() -> ExitCode {
    let (arguments, language) = match arguments::parse() {
        Ok(parsed) => parsed,
        Err((error, language)) => return not_understood(&error, language),
    };
    let Arguments { command, look } = arguments;
    let terminal = look.terminal();
    let done = match command {
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
        Command::Serve(arguments) => serve::run(&arguments, &terminal),
        Command::Simulate(arguments) => simulate::run(&arguments, &terminal),
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Decide(arguments) => decide::run(&arguments, &terminal),
        Command::Agent(arguments) => agent::run(&arguments, &terminal),
        Command::Watch(arguments) => watch::run(&arguments, &terminal),
        Command::Completions(arguments) => completions::run(&arguments, arguments::command(language)),
        Command::Man(arguments) => {
            man::run(&arguments, arguments::command(language), |page| arguments::man_headings(page, language))
        }
        Command::Codes(arguments) => codes::run(&arguments, &terminal),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(problem) => tell(&problem, &terminal),
    }
}

fn tell(problem: &Problem, terminal: &Terminal) -> ExitCode {
    print_error(&problem.text(&terminal.of_errors()));
    problem.exit().into()
}

/// Tells what a command line lacks, or the help that it asks for.
fn not_understood(error: &clap::Error, language: Language) -> ExitCode {
    let terminal = Terminal::seen(language);
    match astray::way_on(error, terminal.language) {
        Some(problem) => tell(&problem, &terminal),
        None => arguments::show(error, language),
    }
}
