//! What all connections share.

use std::sync::Arc;

use corsac::server::Guard;
use corsac_tower::PreparedPolicy;

use super::client::UpstreamClient;
use super::event::Event;
use crate::file::{Routes, Server, Upstream};

/// Who is told of events.
pub(super) type Listener = Arc<dyn Fn(&Event<'_>) + Send + Sync>;

/// What all connections share.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) server: Server,
    pub(super) routes: Arc<Routes<Served>>,
    pub(super) client: UpstreamClient,
    pub(super) listener: Option<Listener>,
}

/// A route that is served.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) upstream: Upstream,
    pub(super) policy: Option<PreparedPolicy>,
    pub(super) guard: Option<Arc<Guard>>,
}

impl Shared {
    /// Tells the listener, if there is one.
    pub(super) fn tell(&self, event: &Event<'_>) {
        if let Some(listener) = &self.listener {
            listener(event);
        }
    }
}
