//! What works in a [`Config`], but probably not as meant.

use super::config::Config;
use super::config_error::ConfigField;
use crate::fetch::method;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// One doubtful entry of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigWarning {
    /// The field.
    pub field: ConfigField,
    /// The index in the field's list.
    pub index: usize,
    /// The entry, as written.
    pub value: String,
    /// The doubt.
    pub cause: ConfigWarningCause,
    /// An entry that is probably meant.
    pub suggestion: Option<String>,
}

/// Why an entry is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConfigWarningCause {
    /// A method in lower case that browsers do not upper-case, such as `patch`.
    MethodCase,
    /// An origin beside `*`.
    OriginBesideAny,
    /// `*` for request headers, which browsers do not let cover `Authorization`.
    AuthorizationNotCovered,
}

impl ConfigWarningCause {
    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MethodCase => "method-case",
            Self::OriginBesideAny => "origin-beside-any",
            Self::AuthorizationNotCovered => "authorization-not-covered",
        }
    }
}

impl fmt::Display for ConfigWarningCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MethodCase => {
                "methods are compared by case, and browsers send this one as the script wrote it"
            }
            Self::OriginBesideAny => "* allows every origin, this one too",
            Self::AuthorizationNotCovered => {
                "* covers every header but Authorization: list that too, if scripts send it"
            }
        })
    }
}

/// One line: place, value, doubt, cure.
impl fmt::Display for ConfigWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {:?}: {}", self.field.name(), self.index, self.value, self.cause)?;
        self.suggestion.as_ref().map_or(Ok(()), |suggestion| write!(f, "; write {suggestion:?}"))
    }
}

impl Config {
    /// The entries that are accepted, but probably do not do what is meant.
    #[must_use]
    pub fn warnings(&self) -> Vec<ConfigWarning> {
        let any_origin = lists(&self.allow_origins, "*");
        let origins =
            self.allow_origins.iter().enumerate().filter(|(_, origin)| any_origin && *origin != "*");
        let covered = self.allow_credentials || lists(&self.allow_headers, "authorization");
        let headers = self.allow_headers.iter().enumerate().filter(|(_, name)| !covered && *name == "*");
        let methods = self.allow_methods.iter().enumerate().filter_map(method_case);
        (origins.map(|entry| warning(ConfigField::AllowOrigins, entry, ConfigWarningCause::OriginBesideAny)))
            .chain(methods)
            .chain(headers.map(|entry| {
                warning(ConfigField::AllowHeaders, entry, ConfigWarningCause::AuthorizationNotCovered)
            }))
            .collect()
    }
}

fn lists(list: &[String], name: &str) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(name))
}

fn warning(field: ConfigField, (index, value): (usize, &String), cause: ConfigWarningCause) -> ConfigWarning {
    ConfigWarning { field, index, value: value.clone(), cause, suggestion: None }
}

fn method_case(entry: (usize, &String)) -> Option<ConfigWarning> {
    let upper = entry.1.to_ascii_uppercase();
    let is_kept = method::normalize(entry.1) == entry.1 && upper != *entry.1;
    let warning = warning(ConfigField::AllowMethods, entry, ConfigWarningCause::MethodCase);
    is_kept.then_some(ConfigWarning { suggestion: Some(upper), ..warning })
}
