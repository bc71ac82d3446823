//! The `tracing` event of a refused request; nothing without the feature.

use crate::head::Head;

/// One event at level `INFO`, with the string fields `cause` (a stable name in kebab-case), `origin` (as received;
/// empty if there is none) and, if there is one, `nearest`: the allowed origin that may have been meant. It is looked
/// for only if somebody listens.
#[cfg(feature = "tracing")]
pub(crate) fn refused(
    message: &str,
    cause: &'static str,
    head: &Head<'_>,
    nearest: impl FnOnce(&[u8]) -> Option<String>,
) {
    use corsac::server::{RequestHeader, Why, logged_origin};

    if !tracing::event_enabled!(target: "corsac_actix", tracing::Level::INFO, cause, origin, nearest) {
        return;
    }
    let line = head.values(RequestHeader::Origin).next();
    let origin = line.map_or(Some(""), |line| logged_origin(line.as_bytes()));
    let origin = origin.unwrap_or("(bytes outside ASCII)");
    let is_unknown = cause == Why::OriginNotAllowed.name();
    let nearest = line.filter(|_| is_unknown).and_then(|line| nearest(line.as_bytes()));
    tracing::info!(target: "corsac_actix", cause, origin, nearest = nearest.as_deref(), "{message}");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn refused(
    _message: &str,
    _cause: &'static str,
    _head: &Head<'_>,
    _nearest: impl FnOnce(&[u8]) -> Option<String>,
) {
}

/// For what no allowed origin would have helped.
pub(crate) fn nothing_near(_line: &[u8]) -> Option<String> {
    None
}
