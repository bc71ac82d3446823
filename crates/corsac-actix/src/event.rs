//! The `tracing` event of a refused request; nothing without the feature.

use crate::head::Head;

/// One event at level `INFO`, with the string fields `cause` (a stable name in kebab-case) and `origin`
/// (as received; empty if there is none).
#[cfg(feature = "tracing")]
pub(crate) fn refused(message: &str, cause: &'static str, head: &Head<'_>) {
    use corsac::server::{RequestHeader, logged_origin};

    let line = head.values(RequestHeader::Origin).next();
    let origin = line.map_or(Some(""), |line| logged_origin(line.as_bytes()));
    let origin = origin.unwrap_or("(bytes outside ASCII)");
    tracing::info!(target: "corsac_actix", cause, origin, "{message}");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn refused(_message: &str, _cause: &'static str, _head: &Head<'_>) {}
