//! The `tracing` event of a refused request; nothing without the feature.

use crate::head::Head;

/// One event, with the fields `cause` (a stable name in kebab-case) and `origin` (as received,
/// escaped and cut).
#[cfg(feature = "tracing")]
pub(crate) fn refused(message: &str, cause: &'static str, head: &Head<'_>) {
    use corsac::server::RequestHeader;

    // The longest origin a browser sends is shorter; what a hostile client sends must not fill a log.
    const LONGEST: usize = 320;

    let line = head.values(RequestHeader::Origin).next().map_or(&b""[..], |line| line.as_bytes());
    let origin = line.get(..LONGEST).unwrap_or(line).escape_ascii();
    tracing::info!(cause, %origin, "{message}");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn refused(_message: &str, _cause: &'static str, _head: &Head<'_>) {}
