//! The headers that CORS reads of every request, looked up once.

use std::cell::Cell;

use actix_web::http::header::HeaderValue;
use corsac::server::{RequestHead, RequestHeader};

use crate::head::{Head, Lines};

/// A head that remembers what was found in it: the decision reads a line, and the answer sends it back.
///
/// To look into a header map is a good part of what a decision costs.
#[derive(Debug)]
pub(crate) struct Lookup<'a> {
    head: Head<'a>,
    origin: Cell<Found<'a>>,
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

impl<'a> Lookup<'a> {
    #[inline]
    pub(crate) fn new(head: Head<'a>) -> Self {
        let unknown = || Cell::new(Found::Unknown);
        Self { head, origin: unknown(), method: unknown(), headers: unknown() }
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
            RequestHeader::Origin => &self.origin,
            RequestHeader::AccessControlRequestMethod => &self.method,
            RequestHeader::AccessControlRequestHeaders => &self.headers,
            _ => return Found::Unknown,
        };
        if let Found::Unknown = cell.get() {
            let mut lines = self.head.values(header);
            cell.set(match (lines.next(), lines.next()) {
                (None, _) => Found::Nothing,
                (Some(line), None) => Found::One(line),
                (Some(_), Some(_)) => Found::Several,
            });
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
