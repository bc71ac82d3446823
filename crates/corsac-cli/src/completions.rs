//! `corsac completions`: what a shell needs to complete the command line.

use crate::exit::Exit;
use crate::print::print;
use crate::problem::Problem;
use clap_complete::Shell;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  corsac completions bash > ~/.local/share/bash-completion/completions/corsac
  corsac completions zsh > ~/.zfunc/_corsac       # with fpath+=~/.zfunc before compinit
  corsac completions fish > ~/.config/fish/completions/corsac.fish")]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions, made from the definition of the command line.
pub(crate) fn run(arguments: &CompletionsArguments, mut command: clap::Command) -> Result<Exit, Problem> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "corsac", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Expected)
}
