//! A policy that is replaced while it serves.

use std::sync::Arc;

use arc_swap::ArcSwap;
use corsac::server::{Config, ConfigErrors, Policy};

use crate::head::Head;
use crate::judge::Judge;
use crate::prepared::PreparedPolicy;
use crate::ruling::Ruling;

/// A policy that can be replaced while requests are served, without a lock. Clones share it.
///
/// A request is judged by the one policy that held when it came, its answer included.
///
/// ```
/// use corsac::server::{Config, Policy};
/// use corsac_tower::{CorsLayer, SwapPolicy};
///
/// let config = Config { allow_origins: vec!["https://example.com".into()], ..Config::default() };
/// let policy = SwapPolicy::new(Policy::new(config)?);
/// let layer = CorsLayer::judged_by(policy.clone());
///
/// // A configuration with mistakes changes nothing.
/// assert!(policy.configure(Config { allow_origins: vec!["example.org".into()], ..Config::default() }).is_err());
/// policy.configure(Config { allow_origins: vec!["https://example.org".into()], ..Config::default() })?;
/// assert_eq!(policy.current().policy().config().allow_origins, ["https://example.org"]);
/// # let _ = layer;
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Clone, Debug)]
pub struct SwapPolicy {
    current: Arc<ArcSwap<PreparedPolicy>>,
}

impl SwapPolicy {
    /// Starts with this policy.
    #[must_use]
    pub fn new(policy: impl Into<PreparedPolicy>) -> Self {
        Self { current: Arc::new(ArcSwap::from_pointee(policy.into())) }
    }

    /// Judges requests by another policy from now on.
    pub fn replace(&self, policy: impl Into<PreparedPolicy>) {
        self.current.store(Arc::new(policy.into()));
    }

    /// Builds a policy, and judges requests by it from now on.
    ///
    /// # Errors
    /// Every mistake of the configuration; the policy that held still does.
    pub fn configure(&self, config: Config) -> Result<(), ConfigErrors> {
        self.replace(Policy::new(config)?);
        Ok(())
    }

    /// The policy that holds now.
    #[must_use]
    pub fn current(&self) -> PreparedPolicy {
        PreparedPolicy::clone(&self.current.load())
    }
}

impl Judge for SwapPolicy {
    fn rule(&self, head: &Head<'_>) -> Ruling {
        self.current.load().rule(head)
    }

    fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        self.current.load().policy().nearest_origin(line)
    }
}
