//! The demo: a bank behind corsac, a front end that it allows and a hostile site that it does not.

mod bank;
mod greeting;
mod origins;
mod page;
mod site;

use super::gateway;
use crate::exit::Exit;
use crate::listen::listen;
use crate::print::print_error;
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::stop::Stop;
use crate::terminal::Terminal;
use crate::words::pages::{Pages, PolicyComments};
use crate::words::said::Said;
use axum::Router;
use bank::Bank;
use corsac_gateway::file::PolicyFile;
use origins::Origins;
use page::PageText;
use site::Site;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// Runs the demo on four ports from `port` on until Ctrl-C.
pub(super) fn run(port: u16, terminal: &Terminal) -> Result<Exit, Problem> {
    runtime()?.block_on(serve(port, terminal))
}

async fn serve(port: u16, terminal: &Terminal) -> Result<Exit, Problem> {
    let ports = Ports::open(port).await?;
    let origins = ports.origins()?;
    let policy = policy(&origins, &Pages::of(terminal.language).policy);
    let file = PolicyFile::parse(&policy)
        .map_err(|errors| Problem::new(Said::TheDemosPolicy, Said::plain(errors)))?;
    let bank = Bank::new(terminal.language);
    let site = |origin: &String| Site {
        bank: bank.clone(),
        origins: origins.clone(),
        origin: origin.clone(),
        terminal: *terminal,
    };
    let text = |html| {
        PageText::new(html, terminal.language, &origins, &policy)
            .map_err(|error| Problem::new(Said::TheDemo, Said::plain(error)))
    };
    let bank_site = site(&origins.bank).router(&text(include_str!("demo/pages/bank.html"))?);
    let upstream = bank.clone().api().merge(bank_site);
    let front_end = site(&origins.front_end).router(&text(include_str!("demo/pages/front_end.html"))?);
    let hostile = site(&origins.hostile).router(&text(include_str!("demo/pages/hostile.html"))?);
    let gateway = gateway::gateway(&file, terminal)?;
    let stop = Stop::listen()?;
    print_error(&greeting::greeting(&origins, terminal));
    let sites = async {
        tokio::try_join!(
            serve_site(ports.upstream, upstream, stop.clone()),
            serve_site(ports.front_end, front_end, stop.clone()),
            serve_site(ports.hostile, hostile, stop.clone()),
        )
    };
    let (stopped, sites) = tokio::join!(gateway.serve(ports.bank, stop.clone().wait()), sites);
    sites.map_err(|error| Problem::new(Said::TheDemo, error))?;
    gateway::say_how(stopped, terminal);
    Ok(Exit::Expected)
}

/// Serves a site until it is time to stop.
async fn serve_site(listener: TcpListener, router: Router, stop: Stop) -> io::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(stop.wait()).await
}

/// The demo's open ports.
struct Ports {
    bank: TcpListener,
    front_end: TcpListener,
    hostile: TcpListener,
    upstream: TcpListener,
}

impl Ports {
    /// Opens four ports from `first` on, or four free ones for 0.
    async fn open(first: u16) -> Result<Self, Problem> {
        let open = async |offset: u16| {
            let port = if first == 0 { Some(0) } else { first.checked_add(offset) };
            let port = port.ok_or_else(|| Problem::at("--port", Said::FourPorts))?;
            listen(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), Said::OtherPorts).await
        };
        Ok(Self {
            bank: open(0).await?,
            front_end: open(1).await?,
            hostile: open(2).await?,
            upstream: open(3).await?,
        })
    }

    fn origins(&self) -> Result<Origins, Problem> {
        let port = |listener: &TcpListener| {
            listener
                .local_addr()
                .map(|address| address.port())
                .map_err(|error| Problem::new(Said::TheDemo, error))
        };
        Ok(Origins::new(
            port(&self.bank)?,
            port(&self.front_end)?,
            port(&self.hostile)?,
            port(&self.upstream)?,
        ))
    }
}

/// The bank's policy, as a file that `corsac serve` takes.
fn policy(origins: &Origins, comments: &PolicyComments) -> String {
    let Origins { bank, front_end, upstream, .. } = origins;
    let listen = bank.replace("http://localhost:", "127.0.0.1:");
    let PolicyComments { guard, unguarded, seconds, debug } = comments;
    format!(
        r#"[server]
listen = "{listen}"

[[route]]
path = "/"
upstream = "{upstream}"
policy = "bank"
guard = ["{front_end}"]          # {guard}

[[route]]                                 # {unguarded}
path = "/unguarded"
upstream = "{upstream}"
policy = "bank"

[policy.bank]
allow_origins = ["{front_end}"]
allow_credentials = true
allow_methods = ["PUT"]
allow_headers = ["content-type"]
max_age = 600                             # {seconds}
debug = true                              # {debug}
"#
    )
}
