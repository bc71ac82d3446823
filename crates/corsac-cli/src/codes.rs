//! `corsac codes`: the diagnoses, and the page of one.

mod page;
mod pages;

use crate::exit::Exit;
use crate::print::print;
use crate::problem::Problem;
use crate::terminal::{Ink, Terminal};
use crate::words;
use crate::words::said::Said;
use corsac::explain::{Language, Name, Phase};
use corsac_gateway::file::nearest;
use unicode_width::UnicodeWidthStr as _;

/// List the diagnoses, or print the page of one
///
/// Every diagnosis that `explain` can give has a name that stays the same, and a page: what happened, why
/// browsers do it, what to change, and what each browser prints.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  corsac codes                          every diagnosis, in the order of a fetch
  corsac codes allow-origin-missing     the page of one
  corsac codes allow-origin-missing --lang ko
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
        return Ok(Exit::Expected);
    };
    let name = find(text)?;
    let page = pages::page(name, terminal.language);
    let text = if arguments.example {
        page::example(page).ok_or_else(|| Problem::at(name, Said::NoExample))?
    } else {
        page::render(page, terminal)
    };
    print(&text)?;
    Ok(Exit::Expected)
}

/// The page of a diagnosis as Markdown, without what only the test of its examples needs.
pub(crate) fn markdown(name: Name, language: Language) -> String {
    page::markdown(pages::page(name, language))
}

fn find(text: &str) -> Result<Name, Problem> {
    Name::parse(text).ok_or_else(|| {
        let problem = Problem::at("codes", Said::NoDiagnosis(text.to_owned()));
        match nearest(text, Name::ALL.iter().map(|name| name.as_str())) {
            Some(name) => problem.cure(Said::NearestDiagnosis(name.to_owned())),
            None => problem.cure(Said::CodesLists),
        }
    })
}

/// Every name with its title, grouped by the part of a fetch in which it usually shows.
fn list(terminal: &Terminal) -> String {
    let phases =
        [Phase::Request, Phase::Network, Phase::Preflight, Phase::Redirect, Phase::Response, Phase::Cache];
    let mut text = String::new();
    let ok: Vec<Name> = Name::ALL.iter().copied().filter(|name| name.is_ok()).collect();
    group(&mut text, words::nothing_blocked(terminal.language), &ok, terminal);
    for phase in phases {
        let names: Vec<Name> =
            Name::ALL.iter().copied().filter(|name| name.phase() == phase && !name.is_ok()).collect();
        group(&mut text, words::heading(terminal.language, phase), &names, terminal);
    }
    text.push_str(&format!("{}\n", words::how_to_see_a_page(terminal.language)));
    text
}

fn group(text: &mut String, heading: &str, names: &[Name], terminal: &Terminal) {
    text.push_str(&terminal.paint(Ink::Strong, heading));
    text.push('\n');
    let widest = names.iter().map(|name| name.as_str().len()).max().unwrap_or_default();
    let title = |name: &Name| terminal.language.title(*name);
    let fits = names.iter().all(|name| 4 + widest + title(name).width() <= terminal.width());
    for name in names {
        let title = title(name);
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
