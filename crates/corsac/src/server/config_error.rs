//! What can be wrong with a [`Config`](super::Config).

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

mod cause;

pub use cause::{ConfigErrorCause, ConfigErrorKind};

/// Every mistake of a configuration; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigErrors(Vec<ConfigError>);

/// One mistake: its place, its cause and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigError {
    /// The field.
    pub field: ConfigField,
    /// The index in the field's list, unless the field is no list or the list is empty.
    pub index: Option<usize>,
    /// The offending value, as written; empty if there is none.
    pub value: String,
    /// The index in the value of the first offending byte, where there is one.
    pub at: Option<usize>,
    /// What sort of mistake it is.
    pub kind: ConfigErrorKind,
    /// The cause.
    pub cause: ConfigErrorCause,
    /// A value that is accepted and is probably meant.
    pub suggestion: Option<String>,
    /// The switch that accepts the value all the same.
    pub danger_switch: Option<&'static str>,
}

/// A field of [`Config`](super::Config), or the list given to a [`Guard`](super::Guard).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConfigField {
    /// `allow_origins`
    AllowOrigins,
    /// `allow_credentials`
    AllowCredentials,
    /// `allow_methods`
    AllowMethods,
    /// `allow_headers`
    AllowHeaders,
    /// `expose_headers`
    ExposeHeaders,
    /// `max_age`
    MaxAge,
    /// `preflight_status`
    PreflightStatus,
    /// `own_origins`
    OwnOrigins,
    /// `cross_origin_resource_policy`
    CrossOriginResourcePolicy,
    /// `trusted_origins`
    TrustedOrigins,
    /// `dangerously_allow_null_origin`
    DangerouslyAllowNullOrigin,
    /// `dangerously_allow_insecure_origins`
    DangerouslyAllowInsecureOrigins,
    /// `dangerously_allow_public_suffix_wildcards`
    DangerouslyAllowPublicSuffixWildcards,
}

impl ConfigField {
    /// The field's name in Rust and in a policy file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AllowOrigins => "allow_origins",
            Self::AllowCredentials => "allow_credentials",
            Self::AllowMethods => "allow_methods",
            Self::AllowHeaders => "allow_headers",
            Self::ExposeHeaders => "expose_headers",
            Self::MaxAge => "max_age",
            Self::PreflightStatus => "preflight_status",
            Self::OwnOrigins => "own_origins",
            Self::CrossOriginResourcePolicy => "cross_origin_resource_policy",
            Self::TrustedOrigins => "trusted_origins",
            Self::DangerouslyAllowNullOrigin => "dangerously_allow_null_origin",
            Self::DangerouslyAllowInsecureOrigins => "dangerously_allow_insecure_origins",
            Self::DangerouslyAllowPublicSuffixWildcards => "dangerously_allow_public_suffix_wildcards",
        }
    }
}

impl ConfigError {
    pub(super) const fn new(
        field: ConfigField,
        index: Option<usize>,
        value: String,
        cause: ConfigErrorCause,
    ) -> Self {
        // Every switch concerns the origins that are allowed, no other list.
        let has_switch = matches!(field, ConfigField::AllowOrigins);
        let (kind, danger_switch) = (cause.kind(), if has_switch { cause.danger_switch() } else { None });
        Self { field, index, value, at: None, kind, cause, suggestion: None, danger_switch }
    }

    pub(super) const fn at(mut self, at: usize) -> Self {
        self.at = Some(at);
        self
    }

    pub(super) fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}

/// One line: place, value, cause, cure.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.name())?;
        match (self.index, self.field) {
            (Some(index), _) => write!(f, "[{index}] {:?}", self.value)?,
            (None, _) if self.value.is_empty() => {}
            (None, _) => write!(f, " {}", self.value)?,
        }
        write!(f, ": {}", self.cause)?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; write {suggestion:?}")?;
        }
        if let Some(switch) = self.danger_switch {
            write!(f, "; {switch} accepts it")?;
        }
        Ok(())
    }
}

impl core::error::Error for ConfigError {}

impl ConfigErrors {
    /// `Ok` if there are none.
    pub(super) fn check(errors: Vec<ConfigError>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self(errors)) }
    }

    /// The mistakes, in the order of the fields.
    pub fn iter(&self) -> core::slice::Iter<'_, ConfigError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a ConfigErrors {
    type Item = &'a ConfigError;
    type IntoIter = core::slice::Iter<'a, ConfigError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One line each.
impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, error) in self.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for ConfigErrors {}
