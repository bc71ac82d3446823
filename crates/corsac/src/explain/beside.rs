//! What was found out beside the transcript.

use crate::browser::TlsFailure;
use crate::exchange::Transcript;

/// What further requests showed, and what whoever sent the request knows of the connection. It decides between
/// causes that the transcript alone leaves open.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Beside<'a> {
    /// The same request, with which every cache on the way was told to ask the server.
    pub past_caches: Option<&'a Transcript>,
    /// The same request of another page.
    pub other_page: Option<&'a Transcript>,
    /// Why the TLS handshake failed.
    pub tls: Option<TlsFailure>,
    /// Whether TLS is spoken at the port of an http URL.
    pub speaks_tls: bool,
    /// Whether something listens at the same port of the other loopback address: `[::1]` for `127.0.0.1`, and the
    /// other way round.
    pub other_loopback: bool,
}
