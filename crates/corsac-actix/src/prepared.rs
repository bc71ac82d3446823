//! A policy together with the header values that it sends, made once.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use corsac::server::{Decision, Headers, Policy, RequestHeader, ResponseHeader, Value};

use crate::constants::{self, Constants};
use crate::head::Head;
use crate::merge;
use crate::ruling::{Pass, Ruling};

/// A [`Policy`] and its constant header values, so that a request costs no formatting and no copy.
///
/// [`Cors`](crate::Cors) makes one of what it is given. Handlers and middleware of your own may use it
/// directly: [`rule`](Self::rule) on the request, then either send the answer or call [`Pass::write_to`]
/// on the response. Cloning is cheap; clones share everything, also between threads.
///
/// ```
/// use actix_web::HttpResponse;
/// use actix_web::test::TestRequest;
/// use corsac::server::{Config, Policy};
/// use corsac_actix::{Head, PreparedPolicy, Ruling};
///
/// let policy = Policy::new(Config {
///     allow_origins: vec!["https://example.com".into()],
///     ..Config::default()
/// })?;
/// let policy = PreparedPolicy::from(policy);
///
/// let request = TestRequest::get().insert_header(("origin", "https://example.com")).to_http_request();
/// let mut response = HttpResponse::Ok().body("hello");
/// if let Ruling::Pass(pass) = policy.rule(&Head::from(&request)) {
///     pass.write_to(response.headers_mut());
/// }
/// assert_eq!(response.headers().get("access-control-allow-origin").unwrap(), "https://example.com");
/// assert_eq!(response.headers().get("vary").unwrap(), "origin");
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct PreparedPolicy {
    constants: Arc<Constants>,
}

impl From<Arc<Policy>> for PreparedPolicy {
    fn from(policy: Arc<Policy>) -> Self {
        Self { constants: Arc::new(Constants::of(policy)) }
    }
}

impl From<Policy> for PreparedPolicy {
    fn from(policy: Policy) -> Self {
        Self::from(Arc::new(policy))
    }
}

impl PreparedPolicy {
    /// The policy itself.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.constants.policy
    }

    /// What the policy makes of a request.
    ///
    /// Allocates nothing but what an answer itself needs: values of the request that are to be sent
    /// back are shared, not copied.
    pub fn rule(&self, head: &Head<'_>) -> Ruling {
        match self.constants.policy.decide(head) {
            Decision::Pass { headers, why } => {
                let allowed = headers.get(ResponseHeader::AccessControlAllowOrigin);
                let echoes = allowed == Some(Value::RequestOrigin);
                let origin = echoes.then(|| head.values(RequestHeader::Origin).next().cloned()).flatten();
                let constants = headers.iter().next().map(|_| Arc::clone(&self.constants));
                Ruling::Pass(Pass { constants, headers, why, origin })
            }
            Decision::Answer { status, headers, why } => {
                Ruling::Answer { response: self.answer(status, headers, head), why }
            }
        }
    }

    fn answer(&self, status: u16, headers: Headers, head: &Head<'_>) -> HttpResponse {
        // Every status of the engine is a valid one.
        let mut response = HttpResponse::new(StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN));
        let map = response.headers_mut();
        map.reserve(headers.iter().count() + 1);
        merge::add_vary(map, headers.vary());
        for (header, value) in headers.iter() {
            if let Some(requested) = value.requested() {
                for line in head.values(requested) {
                    map.append(constants::name_of(header), line.clone());
                }
            } else if let Some(constant) = self.constants.value(value) {
                map.append(constants::name_of(header), constant);
            }
        }
        response
    }
}
