//! The real gateway, in this process, made from the text of a policy file.

use corsac_gateway::file::PolicyFile;
use corsac_gateway::proxy;
use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A running gateway. It stops when this is dropped.
pub(crate) struct Gateway {
    address: SocketAddr,
    _serving: JoinSet<()>,
}

impl Gateway {
    /// A gateway on a free port, with one route for everything to the server at `upstream`, behind this policy.
    pub(crate) async fn start(upstream: SocketAddr, policy: &str, guard: Option<&[String]>) -> Self {
        let text = policy_file(upstream, policy, guard);
        let file = PolicyFile::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes}\n{text}"));
        let gateway = proxy::Gateway::from_file(&file).unwrap_or_else(|error| panic!("{error}"));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            gateway.serve(listener, pending()).await;
        });
        Self { address, _serving: serving }
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }
}

/// A policy file: one route, and one policy, whose keys are given.
fn policy_file(upstream: SocketAddr, policy: &str, guard: Option<&[String]>) -> String {
    let guard = guard.map(|origins| format!("guard = {origins:?}\n")).unwrap_or_default();
    let route =
        format!("[[route]]\npath = \"/\"\nupstream = \"http://{upstream}\"\npolicy = \"app\"\n{guard}");
    format!("{route}\n[policy.app]\n{policy}")
}
