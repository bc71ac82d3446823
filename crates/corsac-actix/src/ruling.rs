//! What a policy makes of one request, as values of actix-web.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderMap, HeaderValue};
use corsac::server::{Headers, Value, Why};

use crate::constants::{self, Constants};
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
        /// Status and headers, with an empty body.
        response: HttpResponse,
        /// The reason.
        why: Why,
    },
}

impl Ruling {
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
    /// None if there is nothing to send but `Vary`, as with most requests.
    pub(crate) constants: Option<Arc<Constants>>,
    pub(crate) headers: Headers,
    pub(crate) why: Why,
    pub(crate) origin: Option<HeaderValue>,
}

impl Pass {
    /// Makes the CORS headers of a response the policy's own.
    ///
    /// Every `Access-Control-…` header that is there is removed and the policy's are put in, so
    /// exactly one or no `Access-Control-Allow-Origin` leaves. Names that a cache must tell
    /// requests apart by are added to `Vary` unless they are there already or it is `*`. Allocates
    /// nothing but what `headers` itself needs in order to grow. To do it twice is the same as once.
    pub fn write_to(&self, headers: &mut HeaderMap) {
        merge::remove_cors_headers(headers);
        merge::add_vary(headers, self.headers.vary());
        let Some(constants) = &self.constants else { return };
        for (header, value) in self.headers.iter() {
            let value = match value {
                Value::RequestOrigin => self.origin.clone(),
                constant => constants.value(constant),
            };
            if let Some(value) = value {
                headers.insert(constants::name_of(header), value);
            }
        }
    }
}
