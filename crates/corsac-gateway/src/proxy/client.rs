//! The gateway as a client of its upstreams.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use http::header::UPGRADE;
use http::{Request, Response};
use hyper::body::{Body as _, Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};

use super::upload::Upload;

/// A client with a pool of connections.
pub(super) type UpstreamClient = Client<HttpsConnector<HttpConnector>, Upload>;

/// How long a connection may stay unused. Below the five seconds after which uvicorn and Node.js close
/// one: a request that crosses with the closing would fail.
const IDLE: Duration = Duration::from_secs(4);

/// Why an upstream's answer is not passed on.
#[derive(Debug)]
#[non_exhaustive]
pub enum UpstreamFailure {
    /// No connection.
    Connect(legacy::Error),
    /// No connection in time.
    ConnectTimeout,
    /// No answer in time.
    ResponseTimeout,
    /// The connection broke, or what came was no answer.
    BadResponse(legacy::Error),
    /// It broke off in the middle of its answer, part of which has been passed on.
    Broken(hyper::Error),
    /// It switched to a protocol that nobody asked for.
    UnaskedUpgrade,
}

impl UpstreamFailure {
    pub(super) fn of(error: legacy::Error) -> Self {
        match error.is_connect() {
            true if is_time_out(&error) => Self::ConnectTimeout,
            true => Self::Connect(error),
            false => Self::BadResponse(error),
        }
    }

    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Connect(_) => "connect",
            Self::ConnectTimeout => "connect-timeout",
            Self::ResponseTimeout => "response-timeout",
            Self::BadResponse(_) => "bad-response",
            Self::Broken(_) => "broken",
            Self::UnaskedUpgrade => "unasked-upgrade",
        }
    }

    /// Whether it is answered `504` instead of `502`.
    #[must_use]
    pub const fn is_time_out(&self) -> bool {
        matches!(self, Self::ConnectTimeout | Self::ResponseTimeout)
    }
}

/// What an error comes from, the last the deepest.
fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

fn is_time_out(error: &legacy::Error) -> bool {
    let ours = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    ours.map(io::Error::kind).any(|kind| kind == io::ErrorKind::TimedOut)
}

/// Sends a request. One that may be repeated is sent once more if its connection broke without an answer:
/// an upstream may close one, as uvicorn does after an error, at the very moment in which it is used again.
pub(super) async fn send(
    client: &UpstreamClient,
    request: Request<Upload>,
) -> Result<Response<Incoming>, legacy::Error> {
    let again = again(&request);
    match (client.request(request).await, again) {
        (Err(error), Some(again)) if is_broken(&error) => client.request(again).await,
        (answer, _) => answer,
    }
}

/// The same request once more, if that makes no difference
/// ([RFC 9110 section 9.2.2](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2)).
fn again(request: &Request<Upload>) -> Option<Request<Upload>> {
    let repeats = request.method().is_idempotent() && request.body().is_end_stream();
    if !repeats || request.headers().contains_key(UPGRADE) {
        return None;
    }
    let mut again = Request::new(Upload::none());
    request.method().clone_into(again.method_mut());
    request.uri().clone_into(again.uri_mut());
    request.headers().clone_into(again.headers_mut());
    Some(again)
}

/// Whether the connection ended before the head of the answer did.
fn is_broken(error: &legacy::Error) -> bool {
    let is_end = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe
        )
    };
    !error.is_connect()
        && causes(error).any(|cause| {
            cause.downcast_ref::<io::Error>().is_some_and(is_end)
                || cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_incomplete_message)
        })
}

/// One line.
impl fmt::Display for UpstreamFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, error): (_, Option<&(dyn Error + 'static)>) = match self {
            Self::Connect(error) => ("no connection", Some(error)),
            Self::ConnectTimeout => ("no connection in time", None),
            Self::ResponseTimeout => ("no answer in time", None),
            Self::BadResponse(error) => ("no answer that can be passed on", Some(error)),
            Self::Broken(error) => ("it broke off in the middle of its answer", Some(error)),
            Self::UnaskedUpgrade => ("it switched to a protocol that nobody asked for", None),
        };
        f.write_str(text)?;
        // The last cause is the one that tells: connection refused, say.
        let last = error.and_then(|error| causes(error).last());
        last.map_or(Ok(()), |cause| write!(f, " ({cause})"))
    }
}

impl Error for UpstreamFailure {}

/// Why no `https` upstream can be reached.
#[derive(Debug)]
#[non_exhaustive]
pub enum TlsError {
    /// The system has no certificates to trust.
    NoRoots,
    /// The cryptography is not to be had.
    Setup(rustls::Error),
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoots => f.write_str(
                "an upstream is https, and this system has no certificates to trust: install ca-certificates",
            ),
            Self::Setup(error) => write!(f, "TLS cannot be set up: {error}"),
        }
    }
}

impl Error for TlsError {}

/// A client that trusts the certificates of the system, if it `needs_tls` at all.
pub(super) fn with_system_roots(
    needs_tls: bool,
    connect_timeout: Duration,
) -> Result<UpstreamClient, TlsError> {
    let mut roots = RootCertStore::empty();
    if needs_tls {
        let found = rustls_native_certs::load_native_certs();
        if roots.add_parsable_certificates(found.certs).0 == 0 {
            return Err(TlsError::NoRoots);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().map_err(TlsError::Setup)?;
    Ok(with_tls(config.with_root_certificates(roots).with_no_client_auth(), connect_timeout))
}

/// A client with this TLS.
pub(super) fn with_tls(mut config: ClientConfig, connect_timeout: Duration) -> UpstreamClient {
    config.alpn_protocols.clear();
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(connect_timeout));
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(config)
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp);
    // `Host` is the client's, written by us.
    Client::builder(TokioExecutor::new())
        .pool_idle_timeout(IDLE)
        .pool_timer(TokioTimer::new())
        .set_host(false)
        .build(connector)
}
