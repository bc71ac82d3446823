//! `corsac explain`: what a browser would make of a real server's answers.

pub(crate) mod client;
mod gather;
mod guess;
mod input;
mod matrix;
mod policy;
mod probe;
mod recording;
pub(crate) mod request;
mod stack;
mod told;

use crate::exit::{EXIT_CODES, Exit};
use crate::expect::ExpectArguments;
use crate::format::Format;
use crate::output::Output;
use crate::place::Place;
use crate::print::print_note;
use crate::problem::Problem;
use crate::terminal::Terminal;
use crate::words::name_an_anchor;
use client::ClientArguments;
use gather::{Gather, Gathered};
use probe::ProbeArguments;
use request::RequestArguments;
use stack::StackChoice;

/// Ask a server as a browser would, and explain the outcome
///
/// Sends what a browser would send for a fetch() from a page: preflights, redirects and all. Says whether
/// script gets the answer, why not, which line to change, and shows the evidence message by message.
///
/// A request that may change something at the server (any but GET, HEAD and OPTIONS) is held back unless
/// --send is given; its preflight is sent and judged in any case.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  corsac explain http://localhost:8000/items --origin http://localhost:5173
  corsac explain https://api.example.com/items/1 --origin https://app.example.com -X PUT \\
      -H 'Content-Type: application/json' -d '{}' --credentials include",
  after_long_help = format!("\
Examples:
  A simple request of a page at http://localhost:5173:
    corsac explain http://localhost:8000/items --origin http://localhost:5173

  The same with cookies, as fetch(url, {{ credentials: \"include\" }}) sends them:
    corsac explain http://localhost:8000/me --origin http://localhost:5173 \\
        --credentials include --cookie session=1234

  Only the preflight of a PUT with JSON; nothing is changed at the server:
    corsac explain https://api.example.com/items/1 --origin https://app.example.com \\
        -X PUT -H 'Content-Type: application/json' -d '{{}}'

  A request copied from a browser's network panel, Copy as cURL (bash, cmd) or Copy as PowerShell:
    corsac explain \"curl 'https://api.example.com/items/1' -X PUT \\
        -H 'Origin: https://app.example.com'\"
    xclip -o | corsac explain -

  Script as it stands in your code (fetch(), XMLHttpRequest, axios, jQuery, Angular's HttpClient):
    corsac explain save.js --origin http://localhost:3000

  A message from a browser's console; the server is asked what it means:
    corsac explain \"Access to fetch at 'https://api.example.com/' from origin
        'https://app.example.com' has been
        blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on
        the requested resource.\"

  A recording of a browser's network panel, or of Playwright, packed or not; of what failed,
  alike requests are shown once:
    corsac explain session.har
    corsac explain trace.zip

  Every operation of an API (OpenAPI 3, Swagger 2) by two pages, with and without cookies:
    corsac explain openapi.yaml --origin https://app.example.com --origin https://admin.example.com

  The routes of a policy file, by the pages that it allows; --replay asks the running server:
    corsac explain corsac.toml

  A server that is not in the DNS yet:
    corsac explain https://api.example.com/ --origin https://app.example.com \\
        --resolve api.example.com=127.0.0.1:8443 --insecure

{EXIT_CODES}"))]
pub(crate) struct ExplainArguments {
    #[command(flatten)]
    request: RequestArguments,

    #[command(flatten)]
    client: ClientArguments,

    #[command(flatten)]
    probing: ProbeArguments,

    /// The server's software, for the text to write into its configuration: a name, or none
    ///
    /// Without it, the headers of the server's answers decide, if they give it away.
    #[arg(long, value_name = "NAME", default_value = "auto", value_parser = stack::parser())]
    stack: StackChoice,

    #[command(flatten)]
    expect: ExpectArguments,

    /// In which form to write the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// The file of the repository beside which build tools show what was found, as FILE or FILE:LINE
    ///
    /// Code scanning and annotations stand beside a line of a file, and a live URL has none: name the file in
    /// which CORS is configured. Requests that come from a file stand there anyway.
    #[arg(long, hide_short_help = true, value_name = "FILE", help_heading = "For builds")]
    anchor: Option<String>,

    /// Tell every request in full, also what is allowed, and not the first failure of each kind
    #[arg(long)]
    all: bool,

    /// Show cookies, passwords and tokens instead of masking them
    #[arg(long)]
    show_secrets: bool,
}

/// How many requests are told one by one; more are summed up first.
const HANDFUL: usize = 5;

/// Gathers what is to be explained, and prints the reports.
pub(crate) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let ExplainArguments { expect, format, all, anchor, .. } = arguments;
    let expectations = expect.expectations()?;
    let gather = Gather {
        request: &arguments.request,
        browser: &arguments.client,
        probing: arguments.probing,
        expectations: &expectations,
        updates_baseline: expect.updates(),
        all: *all,
        format: *format,
        terminal,
    };
    let (mut answers, decided, each) = match gather.answers()? {
        Gathered::Asked(answers) => {
            let each = *all || (2..=HANDFUL).contains(&answers.len());
            (answers, None, each)
        }
        Gathered::Judged(answers, exit) => {
            // Who writes a baseline wants to know what is in it, and not each request once more.
            (answers, exit, !(expect.updates() && *format == Format::Text))
        }
        Gathered::Told(exit) => return Ok(exit),
    };
    answers.iter_mut().for_each(|answer| arguments.stack.advise(&mut answer.report));
    let anchor = anchor.as_deref().map(Place::parse);
    for answer in &mut answers {
        answer.place = answer.place.take().or_else(|| anchor.clone());
    }
    if *format == Format::Sarif && answers.iter().any(|answer| answer.place.is_none()) {
        print_note(name_an_anchor(terminal.language), terminal);
    }
    if arguments.show_secrets {
        answers.iter_mut().for_each(|answer| answer.report.reveal_secrets());
    }
    let output = Output { command: "explain", format: *format, each, terminal };
    let exit = expect.finish(&expectations, &answers, &output)?;
    Ok(decided.unwrap_or(exit))
}
