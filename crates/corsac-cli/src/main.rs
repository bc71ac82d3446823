//! The `corsac` command: CORS explained, served, simulated and checked.
//!
//! One file per command, each with its arguments and its `run`. Commands know no CORS: they connect
//! the engine to files, to the network and to the terminal.

mod address;
mod agent;
mod arguments;
mod asking;
mod check;
mod codes;
mod decide;
mod exit;
mod explain;
mod format;
mod lines;
mod listen;
mod out;
mod policy_file;
mod print;
mod problem;
mod runtime;
mod serve;
mod simulate;
mod source;
mod stop;
mod terminal;
mod words;

use arguments::{Arguments, Command};
use clap::Parser as _;
use exit::Exit;
use print::print_error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Arguments { command, look } = Arguments::parse();
    let terminal = look.terminal();
    let done = match command {
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
        Command::Serve(arguments) => serve::run(&arguments, &terminal),
        Command::Simulate(arguments) => simulate::run(&arguments, &terminal),
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Decide(arguments) => decide::run(&arguments, &terminal),
        Command::Agent(arguments) => agent::run(&arguments, &terminal),
        Command::Codes(arguments) => codes::run(&arguments, &terminal),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(problem) => {
            print_error(&problem.text(&terminal.of_errors()));
            Exit::Usage.into()
        }
    }
}
