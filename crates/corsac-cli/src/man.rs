//! `corsac man`: manual pages, made from the definition of the command line.

use crate::exit::Exit;
use crate::print::print;
use crate::problem::Problem;
use clap_mangen::Man;
use std::path::PathBuf;

/// Print the manual page, or write the pages of all commands
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  corsac man | man -l -
  corsac man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// Where to write a page for each command, as corsac.1, corsac-explain.1 and so on
    #[arg(value_name = "DIRECTORY")]
    directory: Option<PathBuf>,
}

/// Prints one page or writes all.
pub(crate) fn run(arguments: &ManArguments, command: clap::Command) -> Result<Exit, Problem> {
    match &arguments.directory {
        None => print(&page(command)?)?,
        Some(directory) => {
            let problem = |error: std::io::Error| {
                Problem::new(directory.display(), error).cure("choose a directory that you may write to")
            };
            std::fs::create_dir_all(directory).map_err(problem)?;
            clap_mangen::generate_to(command, directory).map_err(problem)?;
        }
    }
    Ok(Exit::Expected)
}

fn page(command: clap::Command) -> Result<String, Problem> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| Problem::new("the page", error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
