//! The `tracing` event of a refused request; nothing without the feature.

use crate::head::Head;

/// One event at level `INFO`, with the string fields `cause` (a stable name in kebab-case) and `origin`
/// (as received; empty if there is none).
#[cfg(feature = "tracing")]
pub(crate) fn refused(message: &str, cause: &'static str, head: &Head<'_>) {
    use corsac::server::RequestHeader;

    // No browser sends a longer one: a host name has at most 253 bytes. What a hostile client sends
    // must not fill a log.
    const LONGEST: usize = 320;

    let line = head.values(RequestHeader::Origin).next();
    let origin = line.map_or("", |line| line.to_str().unwrap_or("(bytes outside ASCII)"));
    let origin = origin.get(..LONGEST).unwrap_or(origin);
    tracing::info!(target: "corsac_tower", cause, origin, "{message}");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn refused(_message: &str, _cause: &'static str, _head: &Head<'_>) {}
