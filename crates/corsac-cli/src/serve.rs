//! `corsac serve`: the gateway, from a policy file or as a demo.

mod demo;
mod gateway;

use crate::exit::Exit;
use crate::print::{print_error, print_note};
use crate::problem::Problem;
use crate::terminal::Terminal;
use crate::words::told::Told;
use std::path::{Path, PathBuf};

/// Put correct CORS in front of a service; without a file, see it work in a demo
///
/// With a policy file, a gateway: requests go on to their upstreams, preflights are answered, and every answer
/// carries exactly the headers that the policy says. A file with mistakes starts nothing.
///
/// Without a file, a demo of three sites on this machine: a bank behind corsac, a front end that may call it,
/// and a hostile site that may not.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "\
Examples:
  corsac serve                  a demo to open in the browser
  corsac serve corsac.toml      the gateway",
    after_long_help = "\
Examples:
  corsac serve                  a demo to open in the browser
  corsac serve --port 9000      the same on the ports 9000 to 9003
  corsac serve corsac.toml      the gateway

A policy file:
  [server]
  listen = \"127.0.0.1:8080\"

  [[route]]
  path = \"/\"
  upstream = \"http://127.0.0.1:8000\"
  policy = \"app\"

  [policy.app]
  allow_origins = [\"https://app.example.com\"]
  allow_credentials = true
  allow_methods = [\"PUT\", \"DELETE\"]
  allow_headers = [\"content-type\"]
  max_age = 600                         # seconds

`corsac check` says what is wrong with one."
)]
pub(crate) struct ServeArguments {
    /// The policy file; without one, a demo
    file: Option<PathBuf>,

    /// The first of the demo's four ports; 0 takes free ones
    #[arg(long, default_value_t = 8080, conflicts_with = "file")]
    port: u16,
}

/// The usual name of a policy file.
const USUAL: &str = "corsac.toml";

/// Serves until Ctrl-C.
pub(crate) fn run(arguments: &ServeArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let terminal = terminal.of_errors();
    match &arguments.file {
        Some(file) => gateway::run(file, &terminal),
        None => {
            if Path::new(USUAL).exists() {
                print_note(&Told::ThisIsTheDemo.say(terminal.language), &terminal);
                print_error(
                    "
",
                );
            }
            demo::run(arguments.port, &terminal)
        }
    }
}
