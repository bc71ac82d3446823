//! A policy together with the header values that it sends, made once.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, VARY};
use corsac::server::{Decision, Headers, OriginSource, Policy, RequestHeader, ResponseHeader, Value, Why};

use crate::constants::{self, Constants};
use crate::head::Head;
use crate::lookup::Lookup;
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
    #[inline]
    pub fn rule(&self, head: &Head<'_>) -> Ruling {
        let lookup = Lookup::new(*head);
        self.ruling(self.constants.policy.decide(&lookup), &lookup)
    }

    /// As [`rule`](Self::rule), but `source` decides about the origins that the policy does not list. `vary`
    /// names what else of the request it looks at, for the answers that depend on it.
    pub fn rule_with(
        &self,
        head: &Head<'_>,
        source: &impl OriginSource,
        vary: Option<&Arc<HeaderValue>>,
    ) -> Ruling {
        let lookup = Lookup::new(*head);
        let decision = self.constants.policy.decide_with(&lookup, source);
        let vary = vary.filter(|_| decision.headers().depends_on_source());
        self.ruling(decision, &lookup).varying(vary)
    }

    #[inline]
    fn ruling(&self, decision: Decision, lookup: &Lookup<'_>) -> Ruling {
        match decision {
            Decision::Pass { headers, why } if headers.is_empty() => {
                Ruling::Pass(Pass { constants: None, headers, why, origin: None, vary: None })
            }
            Decision::Pass { headers, why } => Ruling::Pass(self.pass_with_values(headers, why, lookup)),
            Decision::Answer { status, headers, why } => {
                Ruling::Answer { response: self.answer(status, headers, lookup), why }
            }
        }
    }

    /// (Out of the way of most requests, which have no `Origin`.)
    #[inline(never)]
    fn pass_with_values(&self, headers: Headers, why: Why, lookup: &Lookup<'_>) -> Pass {
        let echoes = headers.get(ResponseHeader::AccessControlAllowOrigin) == Some(Value::RequestOrigin);
        let origin = if echoes { lookup.only(RequestHeader::Origin).cloned() } else { None };
        let constants = headers.hold_values_of_policy().then(|| Arc::clone(&self.constants));
        Pass { constants, headers, why, origin, vary: None }
    }

    fn answer(&self, status: u16, headers: Headers, lookup: &Lookup<'_>) -> HttpResponse {
        // Every status of the engine is a valid one.
        let mut response = HttpResponse::new(StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN));
        let map = response.headers_mut();
        if let Some(names) = constants::vary(headers.vary()).filter(|names| !names.is_empty()) {
            map.insert(VARY, names);
        }
        for (header, value) in headers.iter() {
            let name = constants::name_of(header);
            match value.requested() {
                None => {
                    if let Some(constant) = self.constants.value(value) {
                        map.append(name, constant);
                    }
                }
                Some(requested) => match lookup.only(requested) {
                    Some(line) => map.append(name, line.clone()),
                    None => lookup.values(requested).for_each(|line| map.append(name.clone(), line.clone())),
                },
            }
        }
        response
    }
}
