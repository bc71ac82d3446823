//! What is measured.

use std::env;
use std::fs;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::Command;

use corsac_gateway::file::PolicyFile;
use corsac_gateway::proxy::Gateway;
use tokio::net::TcpListener;

use super::children::{Child, Core, free_port, on};

/// A proxy.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Contender {
    Nginx,
    GatewayWithoutPolicy,
    GatewayWithPolicy,
}

impl Contender {
    /// The first is what the others are compared with.
    pub(crate) const ALL: [Self; 3] = [Self::Nginx, Self::GatewayWithoutPolicy, Self::GatewayWithPolicy];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx, no CORS",
            Self::GatewayWithoutPolicy => "corsac gateway, no policy",
            Self::GatewayWithPolicy => "corsac gateway, policy with credentials",
        }
    }
}

/// A directory for the configurations; removed when this is dropped.
#[derive(Debug)]
pub(crate) struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Place {
    pub(crate) fn make() -> io::Result<Self> {
        let path = env::temp_dir().join(format!("corsac-benches-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// The service behind the proxies.
    pub(crate) fn upstream(&self) -> io::Result<(Child, u16)> {
        let body = "x".repeat(1024);
        let port = free_port()?;
        let server = format!("server {{ listen 127.0.0.1:{port}; location / {{ return 200 '{body}'; }} }}");
        Ok((self.nginx("upstream", Core::Other, &server, port)?, port))
    }

    pub(crate) fn start(&self, contender: Contender, upstream: u16) -> io::Result<(Child, u16)> {
        let port = free_port()?;
        let child = match contender {
            Contender::Nginx => {
                let server = format!(
                    "upstream service {{ server 127.0.0.1:{upstream}; keepalive 128; }}
                     server {{ listen 127.0.0.1:{port}; location / {{
                         proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection '';
                         proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr;
                         proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $host; }} }}"
                );
                self.nginx("proxy", Core::Measured, &server, port)?
            }
            Contender::GatewayWithoutPolicy => gateway(port, upstream, "bare")?,
            Contender::GatewayWithPolicy => gateway(port, upstream, "policy")?,
        };
        Ok((child, port))
    }

    /// One process without workers of its own, so that its processor time is all there is.
    fn nginx(&self, name: &str, core: Core, server: &str, port: u16) -> io::Result<Child> {
        let configuration = self.0.join(format!("{name}.conf"));
        let text = format!(
            "daemon off; master_process off; pid {name}.pid; error_log stderr crit;
             events {{ worker_connections 1024; }}
             http {{ access_log off; keepalive_requests 1000000000; keepalive_timeout 600; {server} }}"
        );
        fs::write(&configuration, text)?;
        let mut command = on(core, "nginx");
        command.arg("-p").arg(&self.0).arg("-e").arg("stderr").arg("-c").arg(&configuration);
        Child::start(command, port)
    }
}

/// This program once more, as a gateway.
fn gateway(port: u16, upstream: u16, kind: &str) -> io::Result<Child> {
    let this = env::current_exe()?;
    let mut command: Command = on(Core::Measured, &this.to_string_lossy());
    command.args(["serve", &port.to_string(), &upstream.to_string(), kind]);
    Child::start(command, port)
}

/// Serves until it is killed.
pub(crate) fn serve(port: &str, upstream: &str, kind: &str) -> io::Result<()> {
    let policy = if kind == "policy" { "policy = 'app'" } else { "" };
    let table = "[policy.app]\nallow_origins = ['https://front.example']\nallow_credentials = true\n\
                 expose_headers = ['x-total']";
    let table = if kind == "policy" { table } else { "" };
    let file = PolicyFile::parse(&format!(
        "[[route]]\npath = '/'\nupstream = 'http://127.0.0.1:{upstream}'\n{policy}\n{table}"
    ));
    let gateway = Gateway::from_file(&file.map_err(io::Error::other)?).map_err(io::Error::other)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let port = port.parse().map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        gateway.serve(listener, std::future::pending()).await;
        Ok(())
    })
}
