//! Configurations, and what building one must say: the TOML files in `cases/configurations/`.

use corsac::server::{Config, ConfigErrors, ConfigWarning, Policy};
use serde::Deserialize;
use std::path::Path;

/// What a file holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Configurations {
    /// Texts that stand alone in `allow_origins`.
    pub origins: Vec<OriginCase>,
    /// Whole configurations.
    pub case: Vec<ConfigurationCase>,
}

/// A text that stands alone in `allow_origins`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginCase {
    /// The text.
    pub text: String,
    /// The kind and the cause of the mistake, such as `invalid trailing-slash`; none if it is accepted.
    pub mistake: Option<String>,
    /// The corrected text.
    pub suggestion: Option<String>,
    /// The causes of the mistakes that `allow_credentials` makes of one that is accepted.
    #[serde(default)]
    pub with_credentials: Vec<String>,
}

/// A configuration, and all that is to be said about it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigurationCase {
    /// What holds.
    pub title: String,
    /// The configuration.
    pub config: Config,
    /// The mistakes in order; none if it builds.
    #[serde(default)]
    pub errors: Vec<Remark>,
    /// The doubts in order.
    #[serde(default)]
    pub warnings: Vec<Remark>,
}

/// One mistake or doubt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Remark {
    /// The field's name.
    pub field: String,
    /// The index in the field's list.
    pub index: Option<usize>,
    /// The sort of mistake; empty for a doubt.
    pub kind: String,
    /// The name of the cause.
    pub cause: String,
    /// The offending text, as written.
    pub value: String,
    /// The corrected value.
    pub suggestion: Option<String>,
    /// The switch that accepts it.
    pub switch: Option<String>,
}

/// The files of this repository.
///
/// # Errors
/// The first file that cannot be read, in one line.
pub fn read() -> Result<Configurations, String> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/configurations");
    let mut all = Configurations::default();
    for entry in std::fs::read_dir(&directory).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let file: Configurations =
            toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        all.origins.extend(file.origins);
        all.case.extend(file.case);
    }
    Ok(all)
}

/// What building a configuration says.
#[must_use]
pub fn errors(config: &Config) -> Vec<Remark> {
    let errors = Policy::new(config.clone()).err();
    errors.as_ref().map(ConfigErrors::iter).into_iter().flatten().map(Remark::from).collect()
}

/// What a configuration's doubts are.
#[must_use]
pub fn warnings(config: &Config) -> Vec<Remark> {
    config.warnings().iter().map(Remark::from).collect()
}

impl From<&corsac::server::ConfigError> for Remark {
    fn from(error: &corsac::server::ConfigError) -> Self {
        Self {
            field: error.field.name().into(),
            index: error.index,
            kind: error.kind.name().into(),
            cause: error.cause.name().into(),
            value: error.value.clone(),
            suggestion: error.suggestion.clone(),
            switch: error.danger_switch.map(Into::into),
        }
    }
}

impl From<&ConfigWarning> for Remark {
    fn from(warning: &ConfigWarning) -> Self {
        Self {
            field: warning.field.name().into(),
            index: warning.index,
            cause: warning.cause.name().into(),
            value: warning.value.clone(),
            suggestion: warning.suggestion.clone(),
            ..Self::default()
        }
    }
}
