//! A configuration, checked and made ready.

use super::check;
use super::config::Config;
use super::config_error::ConfigErrors;
use super::decision::{Marks, Value};
use super::names::{HeaderNames, Methods};
use super::origin_set::OriginSet;
use super::public_suffix;
use crate::fetch::header_name;
use crate::fetch::site::RegistrableDomain;
use alloc::string::{String, ToString};
use core::fmt;

mod display;

/// A policy that can be applied: checked, immutable, with every constant value prepared.
#[derive(Clone)]
pub struct Policy {
    config: Config,
    pub(super) any_origin: bool,
    pub(super) origins: OriginSet,
    pub(super) own_origins: OriginSet,
    pub(super) methods: Methods,
    pub(super) any_header: bool,
    pub(super) headers: HeaderNames,
    /// What the answers of the service carry besides CORS.
    pub(super) marks: Marks,
    allowed_headers: String,
    exposed_headers: String,
    max_age: String,
}

impl Policy {
    /// Checks a configuration and prepares it. What a public suffix is, it knows by Mozilla's list with the
    /// feature `public-suffix-list`, and by a rule of thumb without
    /// ([`CommonSuffixes`](super::CommonSuffixes)).
    ///
    /// # Errors
    /// Every mistake of the configuration.
    pub fn new(config: Config) -> Result<Self, ConfigErrors> {
        Self::with_domains(config, public_suffix::compiled_in())
    }

    /// Checks a configuration and prepares it. `domains` tells public suffixes from names that belong
    /// to somebody.
    ///
    /// # Errors
    /// Every mistake of the configuration.
    pub fn with_domains(config: Config, domains: &dyn RegistrableDomain) -> Result<Self, ConfigErrors> {
        Self::build(config, domains, true)
    }

    /// As [`new`](Self::new), but no origin need be listed: for [`decide_with`](Self::decide_with), whose
    /// source knows the others.
    ///
    /// # Errors
    /// Every mistake of the configuration.
    pub fn with_source(config: Config) -> Result<Self, ConfigErrors> {
        Self::build(config, public_suffix::compiled_in(), false)
    }

    fn build(
        config: Config,
        domains: &dyn RegistrableDomain,
        needs_origins: bool,
    ) -> Result<Self, ConfigErrors> {
        let patterns = check::check(&config, domains, needs_origins)?;
        let origins = OriginSet::new(&patterns.allow_origins);
        let own_origins = OriginSet::new(&patterns.own_origins);
        let any_header = config.allow_headers.iter().any(|name| name == "*");
        let headers = HeaderNames::new(config.allow_headers.iter().map(String::as_str));
        Ok(Self {
            any_origin: config.allow_origins.iter().any(|origin| origin == "*"),
            origins,
            own_origins,
            methods: Methods::new(&config.allow_methods),
            any_header,
            allowed_headers: allowed_headers(any_header, &headers),
            headers,
            marks: Marks::new(config.timing_allow_origin, config.cross_origin_resource_policy.is_some()),
            exposed_headers: exposed_headers(&config),
            max_age: config.max_age.map(|age| age.max(0).to_string()).unwrap_or_default(),
            config,
        })
    }

    /// The configuration that the policy was made from.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The text of a value; `None` for those that are taken from the request.
    #[must_use]
    pub fn value(&self, value: Value) -> Option<&str> {
        match value {
            Value::RequestOrigin | Value::RequestMethod | Value::RequestHeaders => None,
            Value::Wildcard => Some("*"),
            Value::True => Some("true"),
            Value::AllowedHeaders => Some(&self.allowed_headers),
            Value::ExposedHeaders => Some(&self.exposed_headers),
            Value::MaxAge => Some(&self.max_age),
            Value::ResourcePolicy => self.config.cross_origin_resource_policy.as_deref(),
            Value::Diagnosis(why) => Some(why.name()),
        }
    }

    pub(super) const fn exposes_headers(&self) -> bool {
        !self.exposed_headers.is_empty()
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Policy").field(&self.config).finish()
    }
}

/// Two policies are the same if they are made from the same configuration.
impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.config == other.config
    }
}

impl Eq for Policy {}

/// Browsers do not let `*` cover `Authorization`.
fn allowed_headers(any: bool, listed: &HeaderNames) -> String {
    if !any {
        listed.joined()
    } else if listed.contains(b"authorization") {
        "*,authorization".into()
    } else {
        "*".into()
    }
}

fn exposed_headers(config: &Config) -> String {
    if config.expose_headers.iter().any(|name| name == "*") {
        return "*".into();
    }
    let needs_exposing =
        |name: &&str| !header_name::is_cors_safelisted_response_header_name::<&str>(name, &[]);
    HeaderNames::new(config.expose_headers.iter().map(String::as_str).filter(needs_exposing)).joined()
}
