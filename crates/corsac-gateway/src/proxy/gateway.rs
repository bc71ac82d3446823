//! The gateway, ready to serve.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use corsac_tower::PreparedPolicy;
use http::uri::Scheme;
use rustls::ClientConfig;
use tokio::net::TcpListener;

use super::client::{self, TlsError, UpstreamClient};
use super::connection;
use super::drain::{CutOnDrop, Drain, Stopped};
use super::event::Event;
use super::shared::{Listener, Served, Shared};
use crate::file::{PolicyFile, Route, Routes, Server};

/// A reverse proxy with a CORS policy for each route. The [module page](super) says what it does.
///
/// Cloning is cheap; clones share their connections to the upstreams.
#[derive(Clone)]
pub struct Gateway {
    shared: Arc<Shared>,
}

/// Why there is no gateway.
#[derive(Debug)]
#[non_exhaustive]
pub enum GatewayError {
    /// There is no route.
    NoRoute,
    /// Two routes have this path.
    DuplicatePath(String),
    /// An upstream is `https` and cannot be reached.
    Tls(TlsError),
}

impl fmt::Display for GatewayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoute => f.write_str("a gateway needs a route"),
            Self::DuplicatePath(path) => write!(f, "two routes have the path {path}: leave one out"),
            Self::Tls(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for GatewayError {}

impl Gateway {
    /// A gateway that serves a policy file.
    ///
    /// # Errors
    /// An upstream is `https` and this system has no certificates to trust.
    pub fn from_file(file: &PolicyFile) -> Result<Self, GatewayError> {
        Self::new(file.server.clone(), file.routes.clone())
    }

    /// A gateway with these routes. Of `server`, the address is not used: [`serve`](Self::serve) takes a
    /// listener.
    ///
    /// # Errors
    /// No route, two of one path, or an upstream that is `https` where this system has no certificates to
    /// trust.
    pub fn new(server: Server, routes: Vec<Route>) -> Result<Self, GatewayError> {
        let needs_tls = routes.iter().any(|route| *route.upstream.scheme() == Scheme::HTTPS);
        let client =
            client::with_system_roots(needs_tls, server.connect_timeout).map_err(GatewayError::Tls)?;
        Self::with_client(server, routes, client)
    }

    /// The same as [`new`](Self::new), with other certificates to trust in `https` upstreams, or a
    /// certificate of the gateway's own.
    ///
    /// # Errors
    /// No route, or two of one path.
    pub fn with_tls(server: Server, routes: Vec<Route>, tls: ClientConfig) -> Result<Self, GatewayError> {
        let client = client::with_tls(tls, server.connect_timeout);
        Self::with_client(server, routes, client)
    }

    fn with_client(server: Server, routes: Vec<Route>, client: UpstreamClient) -> Result<Self, GatewayError> {
        let mut entries = Vec::new();
        for route in routes {
            if entries.iter().any(|(path, _)| *path == route.path) {
                return Err(GatewayError::DuplicatePath(route.path.as_str().to_owned()));
            }
            let policy = route.policy.map(PreparedPolicy::from);
            entries.push((route.path, Served { upstream: route.upstream, policy, guard: route.guard }));
        }
        if entries.is_empty() {
            return Err(GatewayError::NoRoute);
        }
        let routes = Arc::new(Routes::new(entries));
        Ok(Self { shared: Arc::new(Shared { server, routes, client, listener: None }) })
    }

    /// Tells `listen` of every refusal and every failure, while the request waits: it should be quick.
    #[must_use]
    pub fn on_event(self, listen: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        let listener: Option<Listener> = Some(Arc::new(listen));
        Self { shared: Arc::new(Shared { listener, ..Shared::clone(&self.shared) }) }
    }

    /// Serves what comes to `listener` until `stop` ends. Requests and tunnels under way may then take as
    /// long as the stop time-out allows; idle connections are closed at once.
    ///
    /// Needs a tokio runtime with I/O and time. Where speed counts, run one runtime of one thread for each
    /// core, each with a gateway and a listener of its own (`SO_REUSEPORT`).
    pub async fn serve(&self, listener: TcpListener, stop: impl Future<Output = ()>) -> Stopped {
        let drain = Drain::default();
        let _cut = CutOnDrop(drain.clone());
        let mut stop = pin!(stop);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                accepted = listener.accept() => match accepted {
                    Ok((stream, client)) => {
                        let serve = connection::serve(Arc::clone(&self.shared), stream, client, drain.clone());
                        drain.spawn(serve);
                    }
                    Err(error) => {
                        self.shared.tell(&Event::AcceptFailed(&error));
                        // Without file descriptors the next try would fail at once, and so on.
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                },
            }
        }
        drop(listener);
        drain.finish(self.shared.server.stop_timeout).await
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway")
            .field("server", &self.shared.server)
            .field("routes", &self.shared.routes)
            .finish_non_exhaustive()
    }
}
