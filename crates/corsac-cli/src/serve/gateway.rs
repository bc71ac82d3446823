//! The gateway of a policy file.

use crate::exit::Exit;
use crate::listen::listen;
use crate::print::print_error;
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::source::{Mistake, Source};
use crate::stop::Stop;
use crate::terminal::{Ink, Terminal};
use corsac_gateway::file::{FileMistake, PolicyFile, Route};
use corsac_gateway::proxy::{Gateway, Stopped};
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves a policy file until Ctrl-C. A file with mistakes starts nothing.
pub(super) fn run(file: &Path, terminal: &Terminal) -> Result<Exit, Problem> {
    let source = Source::read(file)?;
    let file = match PolicyFile::parse(&source.text) {
        Ok(file) => file,
        Err(errors) => {
            draw(&source, errors.iter(), terminal);
            return Err(Problem::new(&source.name, "nothing is served with mistakes in the policy file")
                .cure("mend what is shown above; corsac check shows it again"));
        }
    };
    draw(&source, file.warnings.iter(), terminal);
    let gateway = gateway(&file, terminal)?;
    runtime()?.block_on(serve(&file, &gateway, terminal))
}

fn draw<'m>(source: &Source, mistakes: impl Iterator<Item = &'m FileMistake>, terminal: &Terminal) {
    let mistakes: Vec<Mistake> = mistakes.map(Mistake::from).collect();
    print_error(&source.draw(&mistakes, terminal));
}

/// The gateway of a file, which logs what it refuses.
pub(super) fn gateway(file: &PolicyFile, terminal: &Terminal) -> Result<Gateway, Problem> {
    let gateway = Gateway::from_file(file).map_err(|error| Problem::new("the gateway", error))?;
    let terminal = *terminal;
    Ok(gateway.on_event(move |event| print_error(&terminal.text(&format!("{event}\n")))))
}

async fn serve(file: &PolicyFile, gateway: &Gateway, terminal: &Terminal) -> Result<Exit, Problem> {
    let listener = listen(file.server.listen, "change listen in the file's [server]").await?;
    let stop = Stop::listen()?;
    print_error(&greeting(file, &listener, terminal));
    say_how(gateway.serve(listener, stop.wait()).await);
    Ok(Exit::Expected)
}

/// Says on standard error how the gateway stopped.
pub(super) fn say_how(stopped: Stopped) {
    print_error(&match stopped.cut {
        0 => "Stopped.\n".to_owned(),
        cut => format!("Stopped; {cut} connections were still busy and were cut.\n"),
    });
}

/// What listens, and what goes where.
fn greeting(file: &PolicyFile, listener: &TcpListener, terminal: &Terminal) -> String {
    let address = listener.local_addr().unwrap_or(file.server.listen);
    let mut text = format!("Listening on {}\n\n", terminal.paint(Ink::Strong, &format!("http://{address}")));
    for route in &file.routes {
        text.push_str(&routed(file, route, terminal));
    }
    text.push_str(&terminal.paint(Ink::Faint, "\nCtrl-C stops it. What is refused is logged below.\n"));
    text
}

fn routed(file: &PolicyFile, route: &Route, terminal: &Terminal) -> String {
    let policy = route.policy.as_ref().and_then(|policy| {
        file.policies.iter().find(|(_, named)| Arc::ptr_eq(named, policy)).map(|(name, _)| name)
    });
    let policy = policy.map_or_else(|| "no policy".to_owned(), |name| format!("policy {name}"));
    let guard = if route.guard.is_some() { ", guarded against forged requests" } else { "" };
    let arrow = terminal.text("→");
    format!("  {} {arrow} {}   {policy}{guard}\n", route.path.as_str(), route.upstream)
}
