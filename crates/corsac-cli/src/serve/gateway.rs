//! The gateway of a policy file.

use crate::exit::Exit;
use crate::listen::listen;
use crate::policy_file;
use crate::print::print_error;
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::source::{Mistake, Source};
use crate::stop::Stop;
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::Told;
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
            return Err(Problem::at(&source.name, Said::FileHasMistakes).cure(Said::MendAbove));
        }
    };
    draw(&source, file.warnings.iter(), terminal);
    let gateway = gateway(&file, terminal)?;
    runtime()?.block_on(serve(&file, &gateway, terminal))
}

fn draw<'m>(source: &Source, mistakes: impl Iterator<Item = &'m FileMistake>, terminal: &Terminal) {
    let mistakes: Vec<Mistake> = mistakes.map(policy_file::mistake).collect();
    print_error(&source.draw(&mistakes, terminal));
}

/// The gateway of a file, which logs what it refuses.
pub(super) fn gateway(file: &PolicyFile, terminal: &Terminal) -> Result<Gateway, Problem> {
    let gateway =
        Gateway::from_file(file).map_err(|error| Problem::new(Said::TheGateway, Said::plain(error)))?;
    let terminal = *terminal;
    Ok(gateway.on_event(move |event| print_error(&terminal.text(&format!("{event}\n")))))
}

async fn serve(file: &PolicyFile, gateway: &Gateway, terminal: &Terminal) -> Result<Exit, Problem> {
    let listener = listen(file.server.listen, Said::ChangeListen).await?;
    let stop = Stop::listen()?;
    print_error(&greeting(file, &listener, terminal));
    say_how(gateway.serve(listener, stop.wait()).await, terminal);
    Ok(Exit::Expected)
}

/// Says on standard error how the gateway stopped.
pub(super) fn say_how(stopped: Stopped, terminal: &Terminal) {
    let how = match stopped.cut {
        0 => Told::Stopped,
        cut => Told::StoppedWithCut(cut),
    };
    print_error(&format!("{}\n", how.say(terminal.language)));
}

/// What listens, and what goes where.
fn greeting(file: &PolicyFile, listener: &TcpListener, terminal: &Terminal) -> String {
    let address = listener.local_addr().unwrap_or(file.server.listen);
    let address = terminal.paint(Ink::Strong, &format!("http://{address}"));
    let mut text = format!("{}\n\n", Told::ListeningOn(address).say(terminal.language));
    for route in &file.routes {
        text.push_str(&routed(file, route, terminal));
    }
    let how = Told::CtrlCAndLog.say(terminal.language);
    text.push_str(&terminal.paint(Ink::Faint, &format!("\n{how}\n")));
    text
}

fn routed(file: &PolicyFile, route: &Route, terminal: &Terminal) -> String {
    let policy = route.policy.as_ref().and_then(|policy| {
        file.policies.iter().find(|(_, named)| Arc::ptr_eq(named, policy)).map(|(name, _)| name)
    });
    let policy = policy.map_or(Told::NoPolicy, |name| Told::Policy(name.clone())).say(terminal.language);
    let guard = if route.guard.is_some() { Told::Guarded.say(terminal.language) } else { String::new() };
    let arrow = terminal.text("→");
    format!("  {} {arrow} {}   {policy}{guard}\n", route.path.as_str(), route.upstream)
}
