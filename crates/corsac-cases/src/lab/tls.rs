//! A certificate that nobody has signed, made anew for each run.

use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{Error, ServerConfig};

/// The first byte of a TLS handshake record.
const TLS_HANDSHAKE: u8 = 0x16;

/// Whether TLS is spoken on a new connection, by its first byte; `None` if the client has gone.
pub(super) async fn begins_with_tls(stream: &TcpStream) -> Option<bool> {
    let mut first = [0];
    matches!(stream.peek(&mut first).await, Ok(1)).then_some(first == [TLS_HANDSHAKE])
}

/// An acceptor that shows the same self-signed certificate for every name and speaks HTTP/1.1.
///
/// The browser under test is told to accept it: who a server is has no part in CORS, that a page is secure
/// has.
pub(super) fn self_signed() -> Result<TlsAcceptor, Error> {
    let made = rcgen::generate_simple_self_signed(["*.test".to_owned(), "localhost".to_owned()]);
    let made = made.map_err(|error| Error::General(error.to_string()))?;
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?;
    let mut config = config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
