//! What carries messages: the network, or a service in its place.

mod failure;
mod network;
mod reply;
mod resolve;
mod service;
mod tap;
mod tls;

pub use failure::BoxError;
pub(crate) use failure::Failure;
pub(crate) use network::NetworkSettings;
pub(crate) use reply::{BodyStream, Reply, stream, whole};
pub use tls::RootsError;

use bytes::Bytes;
use tower_service::Service;

use crate::payload::RequestBody;

/// What carries a client's messages.
#[derive(Debug)]
pub(crate) enum Transport {
    Network(Box<network::Network>),
    Service(service::InPlace),
}

impl Transport {
    pub(crate) fn network(settings: NetworkSettings) -> Result<Self, RootsError> {
        Ok(Self::Network(Box::new(network::Network::new(settings)?)))
    }

    pub(crate) fn service<S, B>(service: S) -> Self
    where
        S: Service<http::Request<RequestBody>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send,
        S::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::Service(service::InPlace::new(service))
    }

    /// Sends one request and returns as soon as the head of its answer has come.
    pub(crate) async fn send(&self, request: http::Request<RequestBody>) -> Result<Reply, Failure> {
        match self {
            Self::Network(network) => network.send(request).await,
            Self::Service(service) => service.send(request).await,
        }
    }
}
