//! Browsers' names for failures of the network.

use crate::note::Inside;
use corsac::browser::NetworkFailure;

/// What kept an answer from coming; `None` if the browser itself kept it from the page, or does not say.
pub(super) fn failure(error: &str) -> Option<NetworkFailure> {
    let has = |parts: &[&str]| parts.iter().any(|part| error.contains(part));
    if has(&["NAME_NOT_RESOLVED", "UNKNOWN_HOST", "server with the specified hostname could not be found"]) {
        Some(NetworkFailure::Dns)
    } else if has(&[
        "CONNECTION_REFUSED",
        "ADDRESS_UNREACHABLE",
        "INTERNET_DISCONNECTED",
        "Could not connect",
    ]) {
        Some(NetworkFailure::Connect)
    } else if has(&["ERR_CERT_", "ERR_SSL_", "SEC_ERROR", "SSL_ERROR"]) {
        Some(NetworkFailure::Tls)
    } else if has(&["TIMED_OUT", "NET_TIMEOUT", "timed out"]) {
        Some(NetworkFailure::Timeout)
    } else if has(&[
        "EMPTY_RESPONSE",
        "CONNECTION_CLOSED",
        "CONNECTION_RESET",
        "NET_RESET",
        "connection was lost",
    ]) {
        Some(NetworkFailure::NoResponse)
    } else if has(&["INVALID_HTTP_RESPONSE", "HTTP2_PROTOCOL_ERROR", "INVALID_RESPONSE"]) {
        Some(NetworkFailure::Protocol)
    } else {
        None
    }
}

/// What blocks a request before it leaves the machine.
pub(super) fn blocked_inside(error: &str) -> Option<Inside> {
    if error.contains("BLOCKED_BY_CLIENT") {
        Some(Inside::Extension)
    } else if error.contains("BLOCKED_BY_LOCAL_NETWORK") || error.contains("BLOCKED_BY_PRIVATE_NETWORK") {
        Some(Inside::LocalNetwork)
    } else if error.contains("ERR_ABORTED") || error.contains("NS_BINDING_ABORTED") {
        Some(Inside::GivenUp)
    } else {
        None
    }
}
