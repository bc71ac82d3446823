//! `corsac codes`: the diagnoses, and the page of one.

mod page;
mod pages;

use crate::exit::Exit;
use crate::print::print;
use crate::problem::Problem;
use crate::terminal::{Ink, Terminal};
use corsac::explain::{Name, Phase};
use corsac_gateway::file::nearest;

/// List the diagnoses, or print the page of one
///
/// Every diagnosis that `explain` can give has a name that stays the same, and a page: what happened, why
/// browsers do it, what to change, and what each browser prints.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  corsac codes                          every diagnosis, in the order of a fetch
  corsac codes allow-origin-missing     the page of one
  corsac codes allow-origin-missing --example | corsac simulate -")]
pub(crate) struct CodesArguments {
    /// The diagnosis whose page to print
    name: Option<String>,

    /// Print only the page's example, a scenario for `corsac simulate`
    #[arg(long, requires = "name")]
    example: bool,
}

/// Prints the list or a page.
pub(crate) fn run(arguments: &CodesArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let Some(text) = &arguments.name else {
        print(&list(terminal))?;
        return Ok(Exit::Allowed);
    };
    let name = find(text)?;
    let page = pages::page(name);
    let text = if arguments.example {
        page::example(page).ok_or_else(|| Problem::new(name, "the page has no example"))?
    } else {
        page::render(page, terminal)
    };
    print(&text)?;
    Ok(Exit::Allowed)
}

fn find(text: &str) -> Result<Name, Problem> {
    Name::parse(text).ok_or_else(|| {
        let problem = Problem::new("codes", format_args!("there is no diagnosis {text:?}"));
        match nearest(text, Name::ALL.iter().map(|name| name.as_str())) {
            Some(name) => problem.cure(format_args!("the nearest is {name}: corsac codes {name}")),
            None => problem.cure("corsac codes lists them all"),
        }
    })
}

/// Every name with its title, grouped by the part of a fetch in which it usually shows.
fn list(terminal: &Terminal) -> String {
    let phases =
        [Phase::Request, Phase::Network, Phase::Preflight, Phase::Redirect, Phase::Response, Phase::Cache];
    let mut text = String::new();
    let ok: Vec<Name> = Name::ALL.iter().copied().filter(|name| name.is_ok()).collect();
    group(&mut text, "Nothing is blocked", &ok, terminal);
    for phase in phases {
        let names: Vec<Name> =
            Name::ALL.iter().copied().filter(|name| name.phase() == phase && !name.is_ok()).collect();
        group(&mut text, heading(phase), &names, terminal);
    }
    text.push_str("corsac codes NAME prints the page of one.\n");
    text
}

fn heading(phase: Phase) -> &'static str {
    match phase {
        Phase::Request => "Before anything is sent",
        Phase::Network => "On the way to the server",
        Phase::Preflight => "At the preflight's answer",
        Phase::Redirect => "At a redirect",
        Phase::Response => "At the answer",
        Phase::Cache => "In a cache",
        _ => "Elsewhere",
    }
}

fn group(text: &mut String, heading: &str, names: &[Name], terminal: &Terminal) {
    text.push_str(&terminal.paint(Ink::Strong, heading));
    text.push('\n');
    let widest = names.iter().map(|name| name.as_str().len()).max().unwrap_or_default();
    let fits = names.iter().all(|name| 4 + widest + name.title().len() <= terminal.width());
    for name in names {
        let title = name.title();
        let painted = terminal.paint(Ink::Code, name.as_str());
        if fits {
            let gap = " ".repeat(widest - name.as_str().len());
            text.push_str(&format!("  {painted}{gap}  {title}\n"));
        } else {
            text.push_str(&format!("  {painted}\n      {title}\n"));
        }
    }
    text.push('\n');
}
