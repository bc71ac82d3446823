//! The command line.

use crate::agent::AgentArguments;
use crate::check::CheckArguments;
use crate::codes::CodesArguments;
use crate::decide::DecideArguments;
use crate::exit::EXIT_CODES;
use crate::explain::ExplainArguments;
use crate::serve::ServeArguments;
use crate::simulate::SimulateArguments;
use crate::terminal::Look;

/// CORS explained, served, simulated and checked
///
/// Corsac knows both ends of CORS: which headers a server has to send, and what a browser makes of them.
#[derive(Debug, clap::Parser)]
#[command(name = "corsac", version, max_term_width = 100, after_long_help = EXIT_CODES,
          infer_subcommands = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// How it looks.
    #[command(flatten)]
    pub(crate) look: Look,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Explain(ExplainArguments),
    Serve(ServeArguments),
    Simulate(SimulateArguments),
    Check(CheckArguments),
    Decide(DecideArguments),
    Agent(AgentArguments),
    Codes(CodesArguments),
}
