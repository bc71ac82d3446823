//! `corsac man`: manual pages, made from the definition of the command line.

use crate::exit::Exit;
use crate::print::print;
use crate::problem::Problem;
use crate::words::said::Said;
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

/// Prints one page or writes all; `headed` gives a page its headings in the language of the reader.
pub(crate) fn run(
    arguments: &ManArguments,
    command: clap::Command,
    headed: impl Fn(&str) -> String,
) -> Result<Exit, Problem> {
    match &arguments.directory {
        None => print(&headed(&page(command)?))?,
        Some(directory) => {
            let problem =
                |error: std::io::Error| Problem::at(directory.display(), error).cure(Said::WritableDirectory);
            std::fs::create_dir_all(directory).map_err(problem)?;
            for (name, page) in pages(command)? {
                std::fs::write(directory.join(name), headed(&page)).map_err(problem)?;
            }
        }
    }
    Ok(Exit::Expected)
}

/// The page of the command and of each of its commands, each with the name of its file.
fn pages(mut command: clap::Command) -> Result<Vec<(String, String)>, Problem> {
    command.build();
    let mut pages = Vec::new();
    for inner in command.get_subcommands() {
        // The whole name, as in `corsac-explain`.
        let name = inner.get_display_name().unwrap_or_else(|| inner.get_name()).to_owned();
        pages.push((format!("{name}.1"), page(inner.clone())?));
    }
    pages.push((format!("{}.1", command.get_name()), page(command)?));
    Ok(pages)
}

fn page(command: clap::Command) -> Result<String, Problem> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| Problem::new(Said::ThePage, error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
