//! A configuration written as a chain of calls.

use super::config::Config;
use super::config_error::ConfigErrors;
use super::policy::Policy;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

/// Writes the common parts of a [`Config`] as a chain of calls. It checks nothing itself: [`build`](Self::build) is
/// [`Policy::new`].
///
/// Names of methods and headers may be texts, or the types that the `http` crate has for them, of whatever version.
/// Each call of a list adds to it. What has no method here is set in the [`Config`] that
/// [`into_config`](Self::into_config) gives.
///
/// ```
/// use core::time::Duration;
///
/// use corsac::server::Policy;
///
/// let policy = Policy::builder()
///     .allow_origin("https://app.example.com")
///     .allow_methods(["PUT", "DELETE"])
///     .allow_headers(["Authorization", "Content-Type"])
///     .allow_credentials(true)
///     .max_age(Duration::from_secs(600))
///     .build()?;
/// assert_eq!(policy.config().max_age, Some(600));
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct PolicyBuilder {
    config: Config,
}

impl Policy {
    /// Begins a configuration as a chain of calls.
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::default()
    }
}

impl PolicyBuilder {
    /// Adds an origin, or a pattern of origins, to [`Config::allow_origins`].
    pub fn allow_origin(self, origin: impl Into<String>) -> Self {
        self.allow_origins([origin.into()])
    }

    /// Adds origins and patterns of origins to [`Config::allow_origins`].
    pub fn allow_origins(mut self, origins: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.config.allow_origins.extend(texts(origins));
        self
    }

    /// Allows every origin: `*` in [`Config::allow_origins`]. With credentials this does not build.
    pub fn allow_any_origin(self) -> Self {
        self.allow_origin("*")
    }

    /// Sets [`Config::allow_credentials`].
    pub const fn allow_credentials(mut self, allow: bool) -> Self {
        self.config.allow_credentials = allow;
        self
    }

    /// Adds to [`Config::allow_methods`].
    pub fn allow_methods(mut self, methods: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.config.allow_methods.extend(texts(methods));
        self
    }

    /// Allows every method: `*` in [`Config::allow_methods`].
    pub fn allow_any_method(self) -> Self {
        self.allow_methods(["*"])
    }

    /// Adds to [`Config::allow_headers`].
    pub fn allow_headers(mut self, headers: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.config.allow_headers.extend(texts(headers));
        self
    }

    /// Allows every header but `Authorization`, which must be named: `*` in [`Config::allow_headers`].
    pub fn allow_any_header(self) -> Self {
        self.allow_headers(["*"])
    }

    /// Adds to [`Config::expose_headers`].
    pub fn expose_headers(mut self, headers: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.config.expose_headers.extend(texts(headers));
        self
    }

    /// Sets [`Config::max_age`], in whole seconds.
    pub fn max_age(mut self, age: Duration) -> Self {
        // Above the limit in any case, which is an error with the limit in it.
        self.config.max_age = Some(i64::try_from(age.as_secs()).unwrap_or(i64::MAX));
        self
    }

    /// What was written so far.
    #[must_use]
    pub fn into_config(self) -> Config {
        self.config
    }

    /// Checks what was written, and makes a policy of it.
    ///
    /// # Errors
    /// Every mistake, as [`Policy::new`].
    pub fn build(self) -> Result<Policy, ConfigErrors> {
        Policy::new(self.config)
    }
}

fn texts(items: impl IntoIterator<Item: AsRef<str>>) -> Vec<String> {
    items.into_iter().map(|item| item.as_ref().into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::ConfigField;
    use alloc::vec;

    #[test]
    fn a_chain_of_calls_is_the_same_configuration() {
        let built = Policy::builder()
            .allow_origin("https://a.example")
            .allow_origins(["https://*.b.example"])
            .allow_any_method()
            .allow_any_header()
            .allow_headers(["Authorization"])
            .expose_headers(["X-Total"])
            .max_age(Duration::from_millis(2_900));
        let written = Config {
            allow_origins: vec!["https://a.example".into(), "https://*.b.example".into()],
            allow_methods: vec!["*".into()],
            allow_headers: vec!["*".into(), "Authorization".into()],
            expose_headers: vec!["X-Total".into()],
            max_age: Some(2),
            ..Config::default()
        };
        assert_eq!(built.clone().into_config(), written);
        assert_eq!(built.build().map(|policy| policy.config().clone()), Ok(written));
    }

    #[test]
    fn every_mistake_is_told() {
        let built = Policy::builder().allow_any_origin().allow_credentials(true);
        let errors = built.max_age(Duration::from_secs(u64::MAX)).build().unwrap_err();
        assert_eq!(errors.iter().count(), 2, "{errors}");
        assert!(errors.iter().any(|error| error.field == ConfigField::MaxAge), "{errors}");
    }
}
