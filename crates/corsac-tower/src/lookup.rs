//! The headers that CORS reads of every request, looked up once.

use std::cell::Cell;

use corsac::server::{RequestHead, RequestHeader};
use http::HeaderValue;

use crate::head::{Head, Lines};

/// A head that remembers what was found in it: the decision reads a line, and the answer sends it back.
///
/// To look into a header map is a good part of what a decision costs.
#[derive(Debug)]
pub(crate) struct Lookup<'a> {
    head: Head<'a>,
    /// What every decision begins with.
    origin: Found<'a>,
    method: Cell<Found<'a>>,
    headers: Cell<Found<'a>>,
}

/// What is known of a header's lines.
#[derive(Clone, Copy, Debug)]
enum Found<'a> {
    Unknown,
    Nothing,
    One(&'a HeaderValue),
    Several,
}

impl<'a> Found<'a> {
    #[inline]
    fn among(mut lines: impl Iterator<Item = &'a HeaderValue>) -> Self {
        match (lines.next(), lines.next()) {
            (None, _) => Self::Nothing,
            (Some(line), None) => Self::One(line),
            (Some(_), Some(_)) => Self::Several,
        }
    }
}

impl<'a> Lookup<'a> {
    #[inline]
    pub(crate) fn new(head: Head<'a>) -> Self {
        let origin = Found::among(head.values(RequestHeader::Origin));
        Self { head, origin, method: Cell::new(Found::Unknown), headers: Cell::new(Found::Unknown) }
    }

    /// The only line of a header; none if there are several.
    #[inline]
    pub(crate) fn only(&self, header: RequestHeader) -> Option<&'a HeaderValue> {
        match self.find(header) {
            Found::One(line) => Some(line),
            _ => None,
        }
    }

    /// All lines of a header, as values that are cheap to clone.
    pub(crate) fn values(&self, header: RequestHeader) -> impl Iterator<Item = &'a HeaderValue> + use<'a> {
        self.head.values(header)
    }

    #[inline]
    fn find(&self, header: RequestHeader) -> Found<'a> {
        let cell = match header {
            RequestHeader::Origin => return self.origin,
            RequestHeader::AccessControlRequestMethod => &self.method,
            RequestHeader::AccessControlRequestHeaders => &self.headers,
            _ => return Found::Unknown,
        };
        if let Found::Unknown = cell.get() {
            cell.set(Found::among(self.head.values(header)));
        }
        cell.get()
    }
}

impl RequestHead for Lookup<'_> {
    #[inline]
    fn method(&self) -> &[u8] {
        self.head.method()
    }

    #[inline]
    fn lines(&self, header: RequestHeader) -> impl Iterator<Item = &[u8]> {
        match self.find(header) {
            Found::Nothing => Lines::One(None),
            Found::One(line) => Lines::One(Some(line.as_bytes())),
            Found::Several | Found::Unknown => self.head.lines_of(header),
        }
    }
}
