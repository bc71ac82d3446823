//! What works in a [`Config`], but probably not as meant.

use super::config_error::ConfigField;
use alloc::string::String;
use core::fmt;

mod find;

/// One doubtful entry of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigWarning {
    /// The field.
    pub field: ConfigField,
    /// The index in the field's list, unless the field is no list.
    pub index: Option<usize>,
    /// The entry, as written.
    pub value: String,
    /// The doubt.
    pub cause: ConfigWarningCause,
    /// A value that is probably meant.
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
    /// A method or header beside `*`, which covers it.
    NameBesideAny,
    /// `*` for request headers, which browsers do not let cover `Authorization`.
    AuthorizationNotCovered,
    /// An entry that stands earlier in the list too.
    Duplicate,
    /// An origin that another entry covers with its wildcards.
    RedundantOrigin,
    /// A scheme that no page has, such as that of a WebSocket's URL.
    SchemeOfNoPage,
    /// `GET`, `HEAD` or `POST`, which are always allowed.
    SafelistedMethod,
    /// A response header that scripts can always read.
    SafelistedResponseHeader,
    /// A time that no browser but Firefox heeds in full.
    MaxAgeAboveCaps,
    /// `allow_credentials` beside `Authorization`, which scripts send without it.
    CredentialsBesideAuthorization,
    /// The origin `null`, with credentials.
    NullOriginWithCredentials,
    /// A `dangerously_…` switch that accepts nothing that is there.
    NeedlessSwitch,
}

impl ConfigWarningCause {
    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MethodCase => "method-case",
            Self::OriginBesideAny => "origin-beside-any",
            Self::NameBesideAny => "name-beside-any",
            Self::AuthorizationNotCovered => "authorization-not-covered",
            Self::Duplicate => "duplicate",
            Self::RedundantOrigin => "redundant-origin",
            Self::SchemeOfNoPage => "scheme-of-no-page",
            Self::SafelistedMethod => "safelisted-method",
            Self::SafelistedResponseHeader => "safelisted-response-header",
            Self::MaxAgeAboveCaps => "max-age-above-caps",
            Self::CredentialsBesideAuthorization => "credentials-beside-authorization",
            Self::NullOriginWithCredentials => "null-origin-with-credentials",
            Self::NeedlessSwitch => "needless-switch",
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
            Self::NameBesideAny => "* covers this one too",
            Self::AuthorizationNotCovered => {
                "* covers every header but Authorization: list that too, if scripts send it"
            }
            Self::Duplicate => "stands earlier in the list too",
            Self::RedundantOrigin => "another entry covers this one with its wildcard",
            Self::SchemeOfNoPage => {
                "no page has this scheme: a WebSocket, too, comes with the http or https origin of its page"
            }
            Self::SafelistedMethod => "GET, HEAD and POST are always allowed",
            Self::SafelistedResponseHeader => "scripts can always read this header",
            Self::MaxAgeAboveCaps => {
                "Chromium keeps the answer for no more than 7200 seconds, and Safari for 600"
            }
            Self::CredentialsBesideAuthorization => {
                "scripts send an Authorization header of their own without credentials: \
                 leave this out, unless there are cookies too"
            }
            Self::NullOriginWithCredentials => {
                "every page of the Web can put itself into a frame whose origin is null, \
                 and act there with the user's cookies"
            }
            Self::NeedlessSwitch => {
                "nothing needs this switch: leave it out, so that it accepts no mistake later"
            }
        })
    }
}

/// One line: place, value, doubt, cure.
impl fmt::Display for ConfigWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "{}[{index}] {:?}: {}", self.field.name(), self.value, self.cause)?,
            None => write!(f, "{} {}: {}", self.field.name(), self.value, self.cause)?,
        }
        self.suggestion.as_ref().map_or(Ok(()), |suggestion| write!(f, "; write {suggestion:?}"))
    }
}
