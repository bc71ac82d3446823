//! Telling CORS requests and CORS-preflight requests from all others.

use super::request_head::{Lines, RequestHead, RequestHeader};

/// What a request is to CORS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestClass {
    /// No `Origin`.
    NotCors,
    /// A CORS request: <https://fetch.spec.whatwg.org/#cors-request>
    Cors,
    /// A CORS-preflight request: <https://fetch.spec.whatwg.org/#cors-preflight-request>
    CorsPreflight,
}

impl RequestClass {
    /// The class of a request. Only `OPTIONS` with both `Origin` and `Access-Control-Request-Method`
    /// is a preflight; every other `OPTIONS` belongs to the service.
    #[must_use]
    pub fn of(request: &impl RequestHead) -> Self {
        let has = |name| Lines::of(request, name) != Lines::None;
        if !has(RequestHeader::Origin) {
            Self::NotCors
        } else if request.method() == b"OPTIONS" && has(RequestHeader::AccessControlRequestMethod) {
            Self::CorsPreflight
        } else {
            Self::Cors
        }
    }
}
