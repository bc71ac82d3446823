//! The answers to preflights, made once and copied.

use std::sync::Arc;

use corsac::server::{Headers, Policy, RequestHeader};
use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::constants::{self, Constants};
use crate::lookup::Lookup;
use crate::merge;

/// All that is made once for a policy.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) constants: Constants,
    /// The answers to preflights, the most frequent one first.
    answers: [PreparedAnswer; 5],
}

impl Shared {
    pub(crate) fn of(policy: Arc<Policy>) -> Self {
        let constants = Constants::of(policy);
        let answers = constants.policy.preflight_answers();
        Self { answers: answers.map(|headers| PreparedAnswer::new(headers, &constants)), constants }
    }

    /// The headers of an answer to this request.
    pub(crate) fn answer(&self, headers: &Headers, lookup: &Lookup<'_>) -> HeaderMap {
        let prepared = self.answers.iter().find(|answer| answer.headers == *headers);
        prepared
            .and_then(|answer| answer.for_request(lookup))
            .unwrap_or_else(|| assembled(headers, &self.constants, |header| lookup.values(header)))
    }
}

/// The header map of an answer that a policy gives again and again.
///
/// A copy of a map hashes no name and never grows, which costs less than to insert the same lines.
#[derive(Debug)]
struct PreparedAnswer {
    headers: Headers,
    map: HeaderMap,
    /// For each value of the map, in its order: the request header to take it from.
    requested: Vec<Option<RequestHeader>>,
}

impl PreparedAnswer {
    fn new(headers: Headers, constants: &Constants) -> Self {
        let to_be_replaced = HeaderValue::from_static("");
        let map = assembled(&headers, constants, |_| [&to_be_replaced].into_iter());
        let requested_by = |name: &HeaderName| {
            let found = headers.iter().find(|(header, _)| constants::name_of(*header) == *name);
            found.and_then(|(_, value)| value.requested())
        };
        let requested = map.keys().map(requested_by).collect();
        Self { headers, map, requested }
    }

    /// The headers for one request; none if it has several lines of what is to be sent back.
    fn for_request(&self, lookup: &Lookup<'_>) -> Option<HeaderMap> {
        let mut map = self.map.clone();
        for (value, requested) in map.values_mut().zip(&self.requested) {
            if let Some(requested) = *requested {
                *value = lookup.only(requested)?.clone();
            }
        }
        Some(map)
    }
}

/// The headers of an answer, inserted one by one. `requested` finds the lines that are sent back.
fn assembled<'v, L>(
    headers: &Headers,
    constants: &Constants,
    requested: impl Fn(RequestHeader) -> L,
) -> HeaderMap
where
    L: Iterator<Item = &'v HeaderValue>,
{
    let mut map = HeaderMap::with_capacity(headers.iter().count() + 1);
    merge::add_vary(&mut map, headers.vary());
    for (header, value) in headers.iter() {
        if let Some(header_of_request) = value.requested() {
            for line in requested(header_of_request) {
                merge::add(&mut map, constants::name_of(header), line.clone());
            }
        } else if let Some(constant) = constants.value(value) {
            merge::add(&mut map, constants::name_of(header), constant);
        }
    }
    map
}
