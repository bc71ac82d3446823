//! What a policy makes of one request, as values of actix-web.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderMap, HeaderValue};
use corsac::server::{Headers, ResponseHeader, Value, Why};

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
    /// The same with these names in `Vary` besides.
    pub(crate) fn varying(mut self, names: Option<&Arc<HeaderValue>>) -> Self {
        match (&mut self, names) {
            (_, None) => {}
            (Self::Pass(pass), names) => pass.vary = names.cloned(),
            (Self::Answer { response, .. }, Some(names)) => {
                merge::add_vary_line(response.headers_mut(), names)
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
    /// None if none of the headers needs it, as with most requests.
    pub(crate) constants: Option<Arc<Constants>>,
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
    /// exactly one or no `Access-Control-Allow-Origin` leaves. Names that a cache must tell
    /// requests apart by are added to `Vary` unless they are there already or it is `*`. Allocates
    /// nothing but what `headers` itself needs in order to grow. To do it twice is the same as once.
    pub fn write_to(&self, headers: &mut HeaderMap) {
        self.write(headers, self.origin.clone());
    }

    /// The same, but only once: the request's value is moved, not shared.
    pub(crate) fn write_once(&mut self, headers: &mut HeaderMap) {
        let origin = self.origin.take();
        self.write(headers, origin);
    }

    fn write(&self, map: &mut HeaderMap, mut origin: Option<HeaderValue>) {
        let varies = merge::remove_cors_headers(map);
        merge::add_vary(map, self.headers.vary(), varies);
        if let Some(names) = &self.vary {
            merge::add_vary_line(map, names);
        }
        let is_shared = self.headers.get(ResponseHeader::TimingAllowOrigin).is_some();
        for (header, value) in self.headers.iter() {
            let value = match value {
                Value::RequestOrigin if is_shared => origin.clone(),
                Value::RequestOrigin => origin.take(),
                Value::Wildcard | Value::True | Value::Diagnosis(_) => constants::fixed(value),
                own => self.constants.as_ref().and_then(|constants| constants.value(own)),
            };
            let Some(value) = value else { continue };
            match header {
                ResponseHeader::TimingAllowOrigin | ResponseHeader::CrossOriginResourcePolicy => {
                    drop(map.insert(constants::name_of(header), value));
                }
                // All of these were removed.
                _ => map.append(constants::name_of(header), value),
            }
        }
    }
}
