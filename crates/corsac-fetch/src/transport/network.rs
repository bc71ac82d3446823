//! The network: HTTP/1.1, HTTP/2 and TLS, with connections kept for later requests.

use std::task::{Context, Poll};
use std::time::Duration;

use corsac::browser::NetworkFailure;
use http::Uri;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpInfo;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::pki_types::CertificateDer;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::payload::RequestBody;

use super::failure::{BoxError, Failure, mark};
use super::reply::{Reply, header_list, reason, stream};
use super::resolve::{Addresses, Connector, Pending};
use super::tap::{Heard, LINES, Tapped};
use super::tls::{RootsError, certificates, config};

/// Unused connections are closed after this time.
const IDLE: Duration = Duration::from_secs(60);
/// The longest head that is read over HTTP/2, as in browsers; in bytes.
const HEAD_LIMIT: u32 = 256 * 1024;
/// As many connections closed by the server are taken from the pool before a request is given up.
const RETRIES: usize = 4;

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
pub(crate) struct Network(Client<Connections, RequestBody>);

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
            .http1_max_headers(LINES)
            .http2_max_header_list_size(HEAD_LIMIT)
            .build(Connections(https));
        Ok(Self(client))
    }

    pub(super) async fn send(&self, request: http::Request<RequestBody>) -> Result<Reply, Failure> {
        let (head, body) = self.answer(request).await?.into_parts();
        let status = head.status.as_u16();
        let heard = head.extensions.get::<Heard>();
        let lines = heard.and_then(|heard| heard.take_lines(status, head.headers.len()));
        Ok(Reply {
            status,
            reason: reason(&head),
            headers: lines.unwrap_or_else(|| header_list(&head.headers)),
            version: head.version,
            remote_address: head.extensions.get::<HttpInfo>().map(HttpInfo::remote_addr),
            body: stream(body),
        })
    }
}

impl Network {
    /// The answer to a request. A kept connection may have been closed by the server in the meantime; then
    /// the request goes out once more, over another one, as browsers do.
    async fn answer(&self, request: http::Request<RequestBody>) -> Result<http::Response<Incoming>, Failure> {
        for _ in 0..RETRIES {
            let Some(copy) = copy(&request) else { break };
            match self.0.request(copy).await {
                Ok(response) => return Ok(response),
                Err(error) if was_kept(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.0.request(request).await?)
    }
}

/// The same request once more; `None` if its body can be sent only once.
fn copy(request: &http::Request<RequestBody>) -> Option<http::Request<RequestBody>> {
    let mut copy = http::Request::new(request.body().again()?);
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}

/// Whether a request failed without an answer on a connection that had given one before.
fn was_kept(error: &Error) -> bool {
    let mut extensions = http::Extensions::new();
    if let Some(connected) = error.connect_info() {
        connected.get_extras(&mut extensions);
    }
    extensions.get::<Heard>().is_some_and(Heard::has_answered)
        && Failure::sort(error) == NetworkFailure::NoResponse
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
