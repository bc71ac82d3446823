//! What a policy makes of one request, as values of the `http` crate.

use std::sync::Arc;

use corsac::server::{Headers, ResponseHeader, Value, Why};
use http::{HeaderMap, HeaderValue, Response};

use crate::answers::Shared;
use crate::constants;
use crate::merge;

/// A [`Decision`](corsac::server::Decision) that can be carried out.
#[derive(Debug)]
#[must_use]
pub enum Ruling {
    /// The request goes through. What comes back, from wherever it comes, gets its headers by
    /// [`Pass::write_to`].
    Pass(Pass),
    /// The request goes no further; this is the answer.
    Answer {
        /// Status and headers; the body is the caller's, and may be empty.
        response: Response<()>,
        /// The reason.
        why: Why,
    },
}

impl Ruling {
    /// The same with these names in `Vary` besides.
    pub(crate) fn varying(mut self, names: Option<&Arc<HeaderValue>>) -> Self {
        match (&mut self, names) {
            (_, None) => {}
            (Self::Pass(pass), names) => pass.vary = names.cloned(),
            (Self::Answer { response, .. }, Some(names)) => {
                merge::add_vary_line(response.headers_mut(), names);
            }
        }
        self
    }

    /// The reason, allowed or not.
    #[must_use]
    pub fn why(&self) -> Why {
        match self {
            Self::Pass(pass) => pass.why,
            Self::Answer { why, .. } => *why,
        }
    }
}

/// The headers that the response to a request that went through must leave with.
///
/// It borrows nothing, so it can wait for the response.
#[derive(Clone, Debug)]
pub struct Pass {
    /// None if none of the headers needs it, as with most requests: not to count up and down what all requests
    /// share is worth some nanoseconds.
    pub(crate) shared: Option<Arc<Shared>>,
    pub(crate) headers: Headers,
    pub(crate) why: Why,
    pub(crate) origin: Option<HeaderValue>,
    /// What the choice of the policy or a source depends on.
    pub(crate) vary: Option<Arc<HeaderValue>>,
}

impl Pass {
    /// Makes the CORS headers of a response the policy's own.
    ///
    /// Every `Access-Control-…` header that is there is removed and the policy's are put in, so
    /// exactly one or no `Access-Control-Allow-Origin` leaves. `Timing-Allow-Origin` and
    /// `Cross-Origin-Resource-Policy` are replaced where the policy sends them. Names that a cache must tell
    /// requests apart by are added to `Vary` unless they are there already or it is `*`. Allocates
    /// nothing but what `headers` itself needs in order to grow. Consumes itself, since to pass a value on
    /// costs less than to share it.
    pub fn write_to(mut self, headers: &mut HeaderMap) {
        self.write_once(headers);
    }

    /// The same in place, which spares a future the move; the request's values are gone then.
    #[inline]
    pub(crate) fn write_once(&mut self, headers: &mut HeaderMap) {
        merge::remove_cors_headers(headers);
        merge::add_vary(headers, self.headers.vary());
        if let Some(names) = self.vary.take() {
            merge::add_vary_line(headers, &names);
        }
        if !self.headers.is_empty() {
            self.write_values(headers);
        }
    }

    fn write_values(&mut self, map: &mut HeaderMap) {
        let is_shared = self.headers.get(ResponseHeader::TimingAllowOrigin).is_some();
        for (header, value) in self.headers.iter() {
            let value = match value {
                Value::RequestOrigin if is_shared => self.origin.clone(),
                Value::RequestOrigin => self.origin.take(),
                Value::Wildcard | Value::True | Value::Diagnosis(_) => constants::fixed(value),
                own => self.shared.as_ref().and_then(|shared| shared.constants.value(own)),
            };
            let Some(value) = value else { continue };
            match header {
                ResponseHeader::TimingAllowOrigin | ResponseHeader::CrossOriginResourcePolicy => {
                    merge::set(map, constants::name_of(header), value);
                }
                _ => merge::add(map, constants::name_of(header), value),
            }
        }
    }
}
