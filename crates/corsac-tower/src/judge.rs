//! What can stand behind [`CorsLayer`](crate::CorsLayer): one policy, one that is replaced, one with a source.

use std::sync::Arc;

use corsac::fetch::origin::OriginRef;
use corsac::server::SourceFailed;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::head::Head;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// Judges requests. [`PreparedPolicy`] does, and so does whatever chooses one for each request.
pub trait Judge {
    /// What becomes of the request.
    fn rule(&self, head: &Head<'_>) -> Ruling;

    /// The allowed origin that may have been meant by the line of an `Origin` header, for the event of a refusal:
    /// [`Policy::nearest_origin`](corsac::server::Policy::nearest_origin). None unless a judge knows one.
    fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        let _ = line;
        None
    }
}

impl Judge for PreparedPolicy {
    #[inline]
    fn rule(&self, head: &Head<'_>) -> Ruling {
        Self::rule(self, head)
    }

    fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        self.policy().nearest_origin(line)
    }
}

impl<J: Judge + ?Sized> Judge for Arc<J> {
    fn rule(&self, head: &Head<'_>) -> Ruling {
        (**self).rule(head)
    }

    fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        (**self).nearest_origin(line)
    }
}

/// A policy with a function that decides about the origins that it does not list: tenants in a table or a cache.
///
/// The function is asked as an [`OriginSource`](corsac::server::OriginSource) is, with the request's headers
/// besides. It names the request headers that it looks at, besides `Origin` and `Host`; they are added to
/// `Vary` where it was asked. Use [`Policy::with_source`](corsac::server::Policy::with_source) for a policy
/// that lists no origin itself, and [`MakePolicyLayer`](crate::MakePolicyLayer) for what has to wait.
///
/// ```
/// use corsac::server::{Config, Policy};
/// use corsac_tower::{CorsLayer, SourcedPolicy};
///
/// let tenants = |origin: &str, _headers: &http::HeaderMap| Ok(origin == "https://tenant.example");
/// let policy = Policy::with_source(Config { allow_credentials: true, ..Config::default() })?;
/// let layer = CorsLayer::judged_by(SourcedPolicy::new(policy, [], tenants));
/// # let _ = layer;
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct SourcedPolicy<F> {
    policy: PreparedPolicy,
    vary: Option<Arc<HeaderValue>>,
    source: F,
}

impl<F> SourcedPolicy<F>
where
    F: Fn(&str, &HeaderMap) -> Result<bool, SourceFailed>,
{
    /// `source` gets an origin and the request's headers, of which it looks only at those in `depends_on`.
    #[must_use]
    pub fn new(
        policy: impl Into<PreparedPolicy>,
        depends_on: impl IntoIterator<Item = HeaderName>,
        source: F,
    ) -> Self {
        Self { policy: policy.into(), vary: vary_line(depends_on), source }
    }
}

impl<F> Judge for SourcedPolicy<F>
where
    F: Fn(&str, &HeaderMap) -> Result<bool, SourceFailed>,
{
    fn rule(&self, head: &Head<'_>) -> Ruling {
        let source = |origin: &OriginRef<'_>| {
            let port = origin.port.map(|port| format!(":{port}")).unwrap_or_default();
            (self.source)(&format!("{}://{}{port}", origin.scheme, origin.host), head.headers())
        };
        self.policy.rule_with(head, &source, self.vary.as_ref())
    }

    fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        self.policy.policy().nearest_origin(line)
    }
}

/// The value of a `Vary` line with these names; none if there are none.
pub(crate) fn vary_line(names: impl IntoIterator<Item = HeaderName>) -> Option<Arc<HeaderValue>> {
    let names: Vec<HeaderName> = names.into_iter().collect();
    let names: Vec<&str> = names.iter().map(HeaderName::as_str).collect();
    // Names with commas between are always a value.
    HeaderValue::from_str(&names.join(", ")).ok().filter(|line| !line.is_empty()).map(Arc::new)
}
