//! The network: HTTP/1.1, HTTP/2 and TLS, with connections kept for later requests.

use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use corsac::browser::NetworkFailure;
use http::Uri;
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpInfo;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::pki_types::CertificateDer;
use tokio::net::TcpStream;
use tower_service::Service;

use super::failure::{BoxError, Failure, mark};
use super::reply::{Reply, header_list, stream};
use super::resolve::{Addresses, Connector, Pending};
use super::tap::{Heard, Tapped};
use super::tls::{RootsError, certificates, config};

/// Unused connections are closed after this time.
const IDLE: Duration = Duration::from_secs(60);

/// How the network is reached.
#[derive(Debug, Default)]
pub(crate) struct NetworkSettings {
    pub(crate) addresses: Addresses,
    pub(crate) accept_invalid_certificates: bool,
    roots: Vec<CertificateDer<'static>>,
}

impl NetworkSettings {
    pub(crate) fn add_roots(&mut self, pem: &[u8]) -> Result<(), RootsError> {
        self.roots.extend(certificates(pem)?);
        Ok(())
    }
}

/// The network.
#[derive(Debug)]
pub(crate) struct Network(Client<Connections, Full<Bytes>>);

impl Network {
    pub(super) fn new(settings: NetworkSettings) -> Result<Self, RootsError> {
        let tls = config(settings.roots, settings.accept_invalid_certificates)?;
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .enable_http2()
            .wrap_connector(Connector::new(settings.addresses));
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .http1_title_case_headers(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_ignore_invalid_headers_in_responses(true)
            .build(Connections(https));
        Ok(Self(client))
    }

    pub(super) async fn send(&self, request: http::Request<Full<Bytes>>) -> Result<Reply, Failure> {
        let (head, body) = self.0.request(request).await?.into_parts();
        let status = head.status.as_u16();
        let heard = head.extensions.get::<Heard>();
        let lines = heard.and_then(|heard| heard.take_lines(status, head.headers.len()));
        Ok(Reply {
            status,
            headers: lines.unwrap_or_else(|| header_list(&head.headers)),
            version: head.version,
            remote_address: head.extensions.get::<HttpInfo>().map(HttpInfo::remote_addr),
            body: stream(body),
        })
    }
}

/// Opens connections that are listened in on.
#[derive(Clone, Debug)]
struct Connections(HttpsConnector<Connector>);

impl Service<Uri> for Connections {
    type Response = Tapped<MaybeHttpsStream<TokioIo<TcpStream>>>;
    type Error = BoxError;
    type Future = Pending<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connecting = self.0.call(to);
        // Whatever the TCP connector has not marked as its own failed in TLS.
        Box::pin(async move {
            connecting.await.map(Tapped::new).map_err(|error| mark(NetworkFailure::Tls, error))
        })
    }
}
