//! The checks and chores of this repository: `cargo xtask COMMAND`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what a command does")]

mod ci;
mod fuzz;
mod layers;
mod rust;
mod screens;
mod source_files;
mod spec;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  ci [--list] [--only STAGE]… [--skip STAGE]…
                              everything that must hold before a change lands
  fuzz [TARGET]… [--seconds N]
                              the fuzz targets, a minute each
  layers [--table]            floors, import circles, arrows between crates, sizes
  screens                     the pictures in docs/screens, drawn anew by the real command
  spec [--import FETCH.BS --commit HASH]
                              the Standard's algorithms, step by step, against the code";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    };
    let result = match command.as_str() {
        "ci" => ci::main(rest),
        "fuzz" => fuzz::main(rest),
        "layers" => layers::main(rest),
        "screens" => screens::main(rest),
        "spec" => spec::main(rest),
        _ => Err(format!("unknown command {command}\n\n{USAGE}")),
    };
    result.map_or_else(
        |message| {
            eprintln!("{message}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}
