//! From a URL's host to the address to connect to.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use corsac::browser::NetworkFailure;
use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tower_service::Service;

use super::failure::{BoxError, mark};

/// A boxed future, which the connectors' traits ask for.
pub(super) type Pending<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Addresses that hosts are mapped to: by `name:port`, by `name`, and by `*`.
pub(super) type Addresses = HashMap<String, SocketAddr>;

/// Opens TCP connections: to mapped addresses, or wherever the system's resolver says.
#[derive(Clone, Debug)]
pub(super) struct Connector {
    addresses: std::sync::Arc<Addresses>,
    tcp: HttpConnector<Resolver>,
}

impl Connector {
    pub(super) fn new(addresses: Addresses) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver);
        // https goes through here as well.
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self { addresses: addresses.into(), tcp }
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<TcpStream>;
    type Error = BoxError;
    type Future = Pending<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connecting = self.tcp.call(mapped(&self.addresses, to));
        Box::pin(async move { connecting.await.map_err(|e| mark(NetworkFailure::Connect, e.into())) })
    }
}

/// The URI with the address in its host's place, if the host is mapped.
fn mapped(addresses: &Addresses, to: Uri) -> Uri {
    let host = to.host().unwrap_or_default().to_ascii_lowercase();
    let port = to.port_u16().unwrap_or_else(|| if to.scheme_str() == Some("https") { 443 } else { 80 });
    let address = [format!("{host}:{port}"), host, "*".to_owned()]
        .iter()
        .find_map(|name| addresses.get(name))
        .map(|address| if address.port() == 0 { SocketAddr::new(address.ip(), port) } else { *address })
        .and_then(|address| address.to_string().parse().ok());
    let Some(authority) = address else { return to };
    let mut parts = to.clone().into_parts();
    parts.authority = Some(authority);
    Uri::from_parts(parts).unwrap_or(to)
}

/// The system's resolver, but for `localhost` and the names below it, which are this machine in every
/// browser, whatever the system says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver;

impl Service<Name> for Resolver {
    type Response = vec::IntoIter<SocketAddr>;
    type Error = BoxError;
    type Future = Pending<Self::Response>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        Box::pin(async move {
            if is_localhost(name.as_str()) {
                let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
                return Ok(loopback.map(|ip| SocketAddr::new(ip, 0)).to_vec().into_iter());
            }
            let found =
                lookup_host((name.as_str(), 0)).await.map_err(|e| mark(NetworkFailure::Dns, e.into()))?;
            Ok(found.collect::<Vec<_>>().into_iter())
        })
    }
}

fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_exact_mapping_holds() {
        let addresses = ["a.test:8443=1", "a.test=2", "*=3"].map(|line| {
            let (name, port) = line.split_once('=').unwrap();
            (name.to_owned(), SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap())))
        });
        let addresses = Addresses::from(addresses);
        for (from, to) in [
            ("https://a.test:8443/", "https://127.0.0.1:1/"),
            ("http://A.test/x?y", "http://127.0.0.1:2/x?y"),
            ("https://b.test/", "https://127.0.0.1:3/"),
        ] {
            assert_eq!(mapped(&addresses, from.parse().unwrap()), to);
        }
        let none = Addresses::new();
        assert_eq!(mapped(&none, "https://b.test/".parse().unwrap()), "https://b.test/");
        let six = Addresses::from([("*".to_owned(), "[::1]:7".parse().unwrap())]);
        assert_eq!(mapped(&six, "http://b.test/".parse().unwrap()), "http://[::1]:7/");
    }
}
