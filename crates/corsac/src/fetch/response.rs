//! A response's head: what a server answered, before anything is filtered.

use super::header::HeaderList;

/// A response as it came off the wire; the body stays with the caller.
///
/// <https://fetch.spec.whatwg.org/#concept-response>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status, 100 to 599 and whatever else a server may send.
    pub status: u16,
    /// The header lines in order, with their spelling and duplicates.
    pub headers: HeaderList,
}

impl Response {
    /// A response of this status with these headers.
    #[must_use]
    pub const fn new(status: u16, headers: HeaderList) -> Self {
        Self { status, headers }
    }

    /// Whether the status is 200 to 299.
    ///
    /// <https://fetch.spec.whatwg.org/#ok-status>
    #[must_use]
    pub const fn is_ok(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Whether the status redirects: 301, 302, 303, 307 or 308.
    ///
    /// <https://fetch.spec.whatwg.org/#redirect-status>
    #[must_use]
    pub const fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// Whether a response of this status has no body.
    ///
    /// <https://fetch.spec.whatwg.org/#null-body-status>
    #[must_use]
    pub const fn is_null_body(&self) -> bool {
        matches!(self.status, 101 | 103 | 204 | 205 | 304)
    }

    /// Whether the status belongs to a range request: 206 or 416.
    ///
    /// <https://fetch.spec.whatwg.org/#range-status>
    #[must_use]
    pub const fn is_range(&self) -> bool {
        matches!(self.status, 206 | 416)
    }
}
