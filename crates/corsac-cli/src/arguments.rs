//! The command line.

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
use crate::terminal::Look;
use crate::watch::WatchArguments;
use clap::CommandFactory as _;

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

/// The definition of the command line: what is parsed, and what completions and man pages are made from.
pub(crate) fn command() -> clap::Command {
    Arguments::command().mut_subcommand("watch", |watch| {
        // Here `--timeout` is the end of the watching, and a request is never sent.
        watch
            .mut_arg("timeout", |argument| argument.long("answer-timeout"))
            .mut_arg("send", |argument| argument.hide(true))
    })
}
