//! Telling CORS requests and CORS-preflight requests from all others.

use super::request_head::{Lines, RequestHead, RequestHeader};

/// What a request is to CORS.
///
/// There are no other classes, and adapters may match on them.
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
        match Classified::of(request) {
            Classified::NotCors => Self::NotCors,
            Classified::Cors { .. } => Self::Cors,
            Classified::CorsPreflight { .. } => Self::CorsPreflight,
        }
    }
}

/// The class, with the lines that it was told by.
#[derive(Debug, Clone, Copy)]
pub(super) enum Classified<'a> {
    NotCors,
    Cors { origin: Lines<'a> },
    CorsPreflight { origin: Lines<'a>, method: Lines<'a> },
}

impl<'a> Classified<'a> {
    #[inline]
    pub(super) fn of(request: &'a impl RequestHead) -> Self {
        let Some(origin) = Lines::of(request, RequestHeader::Origin) else {
            return Self::NotCors;
        };
        if request.method() != b"OPTIONS" {
            return Self::Cors { origin };
        }
        match Lines::of(request, RequestHeader::AccessControlRequestMethod) {
            Some(method) => Self::CorsPreflight { origin, method },
            None => Self::Cors { origin },
        }
    }
}
