//! `corsac explain`: what a browser would make of a real server's answers.

mod guess;
mod request;

use crate::address;
use crate::asking::{Answer, ask};
use crate::exit::{EXIT_CODES, Exit};
use crate::format::{Format, json};
use crate::print::{print, print_error};
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::terminal::{Ink, Terminal};
use clap::ValueEnum as _;
use corsac::browser::Quirks;
use corsac::explain::{Name, Report, render_text};
use corsac_fetch::Client;
use request::RequestArguments;
use std::time::Duration;

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

  A server that is not in the DNS yet:
    corsac explain https://api.example.com/ --origin https://app.example.com \\
        --resolve api.example.com=127.0.0.1:8443 --insecure

{EXIT_CODES}"))]
pub(crate) struct ExplainArguments {
    #[command(flatten)]
    request: RequestArguments,

    #[command(flatten)]
    client: ClientArguments,

    /// In which form to write the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Show cookies, passwords and tokens instead of masking them
    #[arg(long)]
    show_secrets: bool,
}

/// Which browser asks, and how it connects.
#[derive(Debug, clap::Args)]
struct ClientArguments {
    /// Send the request even if it may change something at the server
    #[arg(long)]
    send: bool,

    /// A cookie of the URL's host; it travels with --credentials include, or to the page's own origin
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Browser")]
    cookie: Vec<String>,

    /// The browser whose departures from the Fetch Standard to imitate
    #[arg(long, value_enum, default_value_t = Preset::Standard, help_heading = "Browser")]
    preset: Preset,

    /// Make a preflight for every request with credentials, as many believe browsers do
    #[arg(long, help_heading = "Browser")]
    preflight_credentialed: bool,

    /// The longest wait for an answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, help_heading = "Connection",
          value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    /// Connect to ADDRESS where a URL names the host NAME
    ///
    /// ADDRESS is an IP address, with a port if it is not the URL's: --resolve api.example.com=127.0.0.1:8443
    #[arg(long, value_name = "NAME=ADDRESS", help_heading = "Connection")]
    resolve: Vec<String>,

    /// Accept any certificate
    #[arg(long, help_heading = "Connection")]
    insecure: bool,
}

/// A user agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Preset {
    /// The Fetch Standard, to the letter.
    Standard,
    /// Chrome, Edge and others.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari.
    Webkit,
}

/// Sends the request and prints the report.
pub(crate) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let asked = arguments.request.asked()?;
    let client = arguments.client.client(asked.init.url.as_str())?;
    for note in asked.notes.iter().chain(&arguments.client.notes(&asked.init)) {
        print_error(&format!("{} {note}\n", terminal.of_errors().paint(Ink::Strong, "note:")));
    }
    let mut answer =
        runtime()?.block_on(ask(&client, asked.init, arguments.client.send, &arguments.request.read))?;
    if arguments.show_secrets {
        answer.report.reveal_secrets();
    }
    print(&match arguments.format {
        Format::Json => json(&answer.report)?,
        Format::Text => text(&answer, terminal),
    })?;
    Ok(exit(&answer.report))
}

/// The exit code that says what a report says.
fn exit(report: &Report) -> Exit {
    match report {
        report if report.is_allowed() => Exit::Allowed,
        report if report.is_undecided() => Exit::Undecided,
        report if report.is_unanswered() => Exit::Unreachable,
        _ => Exit::Blocked,
    }
}

fn text(answer: &Answer, terminal: &Terminal) -> String {
    let mut text = render_text(&answer.report, &terminal.text_style());
    if answer.report.is_undecided() {
        let method = &answer.report.request.method;
        text.push_str(&format!("\n  To send the {method} and see the answer to it, add --send.\n"));
    } else if let Some(failure) = &answer.failure {
        text.push_str(&format!("\n  Connection: {failure}\n"));
        if answer.report.primary.name == Name::TlsFailure {
            text.push_str("  To look past the certificate, add --insecure.\n");
        }
    }
    text
}

impl ClientArguments {
    fn client(&self, url: &str) -> Result<Client, Problem> {
        let mut client = Client::builder()
            .quirks(self.quirks())
            .timeout(Duration::from_secs(self.timeout))
            .danger_accept_invalid_certs(self.insecure);
        for cookie in &self.cookie {
            client = client.cookie(url, cookie);
        }
        client = address::resolved(client, &self.resolve)?;
        client.build().map_err(|error| Problem::new("the client", error))
    }

    fn quirks(&self) -> Quirks {
        let preset = self.preset.to_possible_value();
        let quirks = preset.and_then(|preset| Quirks::preset(preset.get_name()));
        let mut quirks = quirks.unwrap_or_default();
        quirks.preflight_credentialed = self.preflight_credentialed;
        quirks
    }

    /// What the options do not do, although one may think so.
    fn notes(&self, init: &corsac::browser::RequestInit) -> Vec<String> {
        use corsac::fetch::request::CredentialsMode::Include;
        let idle = !self.cookie.is_empty() && init.credentials != Some(Include);
        let note = "without --credentials include, cookies go to the page's own origin only";
        idle.then(|| note.to_owned()).into_iter().collect()
    }
}
