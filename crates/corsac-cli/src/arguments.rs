//! The command line.

mod korean;
mod refused;
#[cfg(test)]
mod tests;
mod translated;

use crate::agent::AgentArguments;
use crate::check::CheckArguments;
use crate::codes::CodesArguments;
use crate::completions::CompletionsArguments;
use crate::decide::DecideArguments;
use crate::exit::EXIT_CODES;
use crate::explain::ExplainArguments;
use crate::man::ManArguments;
use crate::serve::ServeArguments;
use crate::simulate::SimulateArguments;
use crate::terminal::{self, Look};
use crate::watch::WatchArguments;
use clap::{CommandFactory as _, FromArgMatches as _};
use corsac::explain::Language;
use std::ffi::OsString;
use std::process::ExitCode;
use translated::Translation;

pub(crate) use refused::BadValue;

/// CORS explained, served, simulated and checked
///
/// Corsac knows both ends of CORS: which headers a server has to send, and what a browser makes of them.
#[derive(Debug, clap::Parser)]
#[command(name = "corsac", version, max_term_width = 100, after_help = FIRST, after_long_help = [FIRST, "\n\n", EXIT_CODES].concat(),
          infer_subcommands = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// How it looks.
    #[command(flatten)]
    pub(crate) look: Look,
}

/// Where to start.
const FIRST: &str = "\
Start here:
  corsac explain http://localhost:8000/items --origin http://localhost:5173
                 a CORS error: your page's address goes behind --origin
  corsac serve   how CORS works, on this machine, with links to click";

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Explain(ExplainArguments),
    Watch(WatchArguments),
    Serve(ServeArguments),
    Simulate(SimulateArguments),
    Check(CheckArguments),
    Decide(DecideArguments),
    Agent(AgentArguments),
    Codes(CodesArguments),
    Completions(CompletionsArguments),
    Man(ManArguments),
}

/// The definition of the command line in a language: what is parsed, and what completions and man pages are made from.
pub(crate) fn command(language: Language) -> clap::Command {
    match translation(language) {
        Some(translation) => translation.of(definition()),
        None => definition(),
    }
}

/// A manual page whose headings are in a language.
pub(crate) fn man_headings(page: &str, language: Language) -> String {
    let Some(translation) = translation(language) else { return page.to_owned() };
    let line = |line: &str| match line.strip_prefix(".SH ") {
        Some(heading) => {
            let known = translation.own.man.iter().find(|(of, _)| *of == heading);
            format!(".SH {}\n", known.map_or(heading, |(_, is)| *is))
        }
        None => format!("{}\n", translation.marks(line)),
    };
    page.lines().map(line).collect()
}

/// Shows help, the version, or what is wrong with the command line.
pub(crate) fn show(error: &clap::Error, language: Language) -> ExitCode {
    refused::show(error, language, translation(language))
}

/// The translation into a language; `None` for that of the definition.
const fn translation(language: Language) -> Option<&'static Translation> {
    match language {
        Language::English => None,
        Language::Korean => Some(&korean::KOREAN),
    }
}

fn definition() -> clap::Command {
    Arguments::command().mut_subcommand("watch", |watch| {
        // Here `--timeout` is the end of the watching, and a request is never sent.
        watch
            .mut_arg("timeout", |argument| argument.long("answer-timeout"))
            .mut_arg("send", |argument| argument.hide(true))
    })
}

/// The command line as it was given, or what is to be shown instead: help, or what is wrong with it.
pub(crate) fn parse() -> Result<(Arguments, Language), (clap::Error, Language)> {
    let given: Vec<OsString> = std::env::args_os().collect();
    let language = terminal::language_of(&given);
    let parsed = command(language).try_get_matches_from(given);
    match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => Ok((arguments, language)),
        Err(error) => Err((error, language)),
    }
}
