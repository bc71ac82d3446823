//! `corsac agent`: the user agent as a local service.

use crate::address;
use crate::exit::Exit;
use crate::listen::listen;
use crate::print::print_error;
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::stop::Stop;
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::Told;
use clap::builder::PossibleValuesParser;
use corsac::browser::Quirks;
use corsac_fetch::Client;
use corsac_fetch::agent::Agent;
use std::net::SocketAddr;

/// Fetch as a browser would, for test suites in any language
///
/// A service on this machine: POST /fetch takes a request as script would make it, as JSON, and answers with what
/// script would see. It has one cookie jar, and a preflight cache for each page.
///
/// The request needs `url` and `origin` (or `client`, the page's URL); method, mode, credentials, redirect, cache,
/// referrerPolicy, referrer, headers as [[name, value], …], body as base64, usePreflight and stream are as in
/// fetch(). A blocked request is answered with {"error": true, "diagnosis": …}, as corsac explain prints it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  corsac agent --resolve '*=127.0.0.1'
  curl http://127.0.0.1:7777/fetch -d '{\"origin\": \"https://app.example.com\", \"url\": \"http://api.test:3000/\"}'")]
pub(crate) struct AgentArguments {
    /// Where to listen; only this machine's own addresses, 127.0.0.1 and [::1]
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7777")]
    listen: SocketAddr,

    /// Connect to ADDRESS where a URL names the host NAME; * is every host
    ///
    /// ADDRESS is an IP address, with a port if it is not the URL's: --resolve api.example.com=127.0.0.1:8443
    #[arg(long, value_name = "NAME=ADDRESS")]
    resolve: Vec<String>,

    /// Accept any certificate
    #[arg(long)]
    insecure: bool,

    /// The browser whose departures from the Fetch Standard to imitate
    #[arg(long, default_value = "standard", value_parser = presets())]
    preset: String,
}

fn presets() -> PossibleValuesParser {
    PossibleValuesParser::new(Quirks::PRESETS.iter().map(|(name, _)| *name))
}

/// Serves until Ctrl-C.
pub(crate) fn run(arguments: &AgentArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let client = Client::builder()
        .quirks(Quirks::preset(&arguments.preset).unwrap_or_default())
        .danger_accept_invalid_certs(arguments.insecure);
    let client = address::resolved(client, &arguments.resolve)?;
    let client = client.build().map_err(|error| Problem::new(Said::TheClient, Said::from(error)))?;
    runtime()?.block_on(serve(Agent::new(client), arguments.listen, &terminal.of_errors()))
}

async fn serve(agent: Agent, address: SocketAddr, terminal: &Terminal) -> Result<Exit, Problem> {
    if !address.ip().is_loopback() {
        return Err(Problem::at(format_args!("--listen {address}"), Said::OtherMachines)
            .cure(Said::ListenOnLoopback)
            .refused());
    }
    let listener = listen(address, Said::OtherListen).await?;
    let stop = Stop::listen()?;
    let address = listener.local_addr().unwrap_or(address);
    let service = terminal.paint(Ink::Strong, &format!("http://{address}/fetch"));
    let how = terminal.paint(Ink::Faint, &Told::CtrlC.say(terminal.language));
    print_error(&format!("{}\n{how}\n", Told::AgentTakes(service).say(terminal.language)));
    agent
        .serve(listener, stop.wait())
        .await
        .map_err(|error| Problem::new(Said::TheAgent, Said::plain(error)))?;
    print_error(&format!("{}\n", Told::Stopped.say(terminal.language)));
    Ok(Exit::Expected)
}
