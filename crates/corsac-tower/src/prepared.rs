//! A policy together with the header values that it sends, made once.

use std::sync::Arc;

use corsac::server::{Decision, Headers, OriginSource, Policy, RequestHeader, ResponseHeader, Value, Why};
use http::{HeaderValue, Response, StatusCode};

use crate::answers::Shared;
use crate::head::Head;
use crate::lookup::Lookup;
use crate::ruling::{Pass, Ruling};

/// A [`Policy`] and its constant header values, so that a request costs no formatting and no copy.
///
/// [`CorsLayer`](crate::CorsLayer) makes one of what it is given. Servers that are no tower service
/// use it directly: [`rule`](Self::rule) on the request, then either send the answer or call
/// [`Pass::write_to`] on the response. Cloning is cheap; clones share everything.
///
/// ```
/// use corsac::server::{Config, Policy};
/// use corsac_tower::{Head, PreparedPolicy, Ruling};
///
/// let policy = Policy::new(Config {
///     allow_origins: vec!["https://example.com".into()],
///     ..Config::default()
/// })?;
/// let policy = PreparedPolicy::from(policy);
///
/// let request = http::Request::get("/").header("origin", "https://example.com").body(())?;
/// let mut response = http::Response::new("hello");
/// if let Ruling::Pass(pass) = policy.rule(&Head::from(&request)) {
///     pass.write_to(response.headers_mut());
/// }
/// assert_eq!(response.headers()["access-control-allow-origin"], "https://example.com");
/// assert_eq!(response.headers()["vary"], "origin");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PreparedPolicy {
    shared: Arc<Shared>,
}

impl From<Arc<Policy>> for PreparedPolicy {
    fn from(policy: Arc<Policy>) -> Self {
        Self { shared: Arc::new(Shared::of(policy)) }
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
        &self.shared.constants.policy
    }

    /// What the policy makes of a request.
    ///
    /// Allocates nothing but the header map of an answer: values of the request that are to be sent
    /// back are shared, not copied.
    #[inline]
    pub fn rule(&self, head: &Head<'_>) -> Ruling {
        let lookup = Lookup::new(*head);
        self.ruling(self.shared.constants.policy.decide(&lookup), &lookup)
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
        let decision = self.shared.constants.policy.decide_with(&lookup, source);
        let vary = vary.filter(|_| decision.headers().depends_on_source());
        self.ruling(decision, &lookup).varying(vary)
    }

    #[inline]
    fn ruling(&self, decision: Decision, lookup: &Lookup<'_>) -> Ruling {
        match decision {
            Decision::Pass { headers, why } if headers.is_empty() => {
                Ruling::Pass(Pass { shared: None, headers, why, origin: None, vary: None })
            }
            Decision::Pass { headers, why } => Ruling::Pass(self.pass_with_values(headers, why, lookup)),
            Decision::Answer { status, headers, why } => {
                Ruling::Answer { response: self.answer(status, &headers, lookup), why }
            }
        }
    }

    /// (Out of the way of most requests, which have no `Origin`.)
    #[inline(never)]
    fn pass_with_values(&self, headers: Headers, why: Why, lookup: &Lookup<'_>) -> Pass {
        let echoes = headers.get(ResponseHeader::AccessControlAllowOrigin) == Some(Value::RequestOrigin);
        let origin = if echoes { lookup.only(RequestHeader::Origin).cloned() } else { None };
        let shared = headers.hold_values_of_policy().then(|| Arc::clone(&self.shared));
        Pass { shared, headers, why, origin, vary: None }
    }

    #[inline(never)]
    fn answer(&self, status: u16, headers: &Headers, lookup: &Lookup<'_>) -> Response<()> {
        let mut response = Response::new(());
        // Every status of the engine is a valid one.
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
        *response.headers_mut() = self.shared.answer(headers, lookup);
        response
    }
}
