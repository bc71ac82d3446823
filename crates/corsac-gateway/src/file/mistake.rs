//! What can be wrong with a policy file.

use super::cause::FileCause;
use std::fmt;
use std::ops::Range;

use corsac::server::{ConfigErrorCause, ConfigErrorKind, ConfigWarningCause};

/// One mistake: its place, its cause and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileMistake {
    /// Whether the file is refused for it.
    pub severity: Severity,
    /// What sort of mistake it is.
    pub kind: FileMistakeKind,
    /// The offending bytes of the text: as exact as it can be told, and empty at the end of a text that
    /// ends too early.
    pub span: Range<usize>,
    /// The whole key or value in which `span` lies; what `suggestion` replaces.
    pub whole: Range<usize>,
    /// The line of the first offending byte, counted from 1.
    pub line: usize,
    /// Its column in characters, counted from 1.
    pub column: usize,
    /// The key or entry, such as `policy.app.allow_origins[0]`; empty for a mistake of syntax.
    pub place: String,
    /// The cause, in one sentence without a full stop.
    pub cause: FileCause,
    /// What is probably meant, as it would stand in the file in the place of `whole`.
    pub suggestion: Option<String>,
    /// The key of the policy that, set to `true`, accepts the value all the same.
    pub danger_switch: Option<&'static str>,
}

/// Whether a file with this mistake is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// It is.
    Error,
    /// It works, but probably not as meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The sorts of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileMistakeKind {
    /// Not TOML.
    Syntax,
    /// A key or a table that is written twice.
    DuplicateKey,
    /// A key that means nothing.
    UnknownKey,
    /// A value of another type than the key takes.
    WrongType,
    /// A key that is needed and not there.
    MissingKey,
    /// A number that is too small or too great.
    OutOfBounds,
    /// `listen` is no address with a port.
    Listen,
    /// `upstream` is no `http` or `https` URL without a path.
    Upstream,
    /// `upstream` is the gateway's own address.
    UpstreamIsListen,
    /// `path` cannot be matched.
    Path,
    /// Two routes for one path.
    DuplicatePath,
    /// A route names a policy that the file does not have.
    UndefinedPolicy,
    /// No route names the policy. A warning.
    UnusedPolicy,
    /// A guard without a policy in front of it.
    GuardWithoutPolicy,
    /// Every origin may read what listens on this machine alone. A warning.
    AnyOriginOnLoopback,
    /// Every origin may read what seems to be for administrators. A warning.
    AnyOriginForAdministrators,
    /// A mistake in a policy or in a guard's list.
    Config(ConfigErrorCause),
    /// A doubtful entry of a policy. A warning.
    Doubtful(ConfigWarningCause),
}

impl FileMistakeKind {
    /// Which of the four sorts of configuration errors it is.
    #[must_use]
    pub const fn category(self) -> ConfigErrorKind {
        match self {
            Self::Config(cause) => cause.kind(),
            Self::MissingKey | Self::UndefinedPolicy => ConfigErrorKind::Missing,
            Self::UpstreamIsListen | Self::DuplicatePath | Self::GuardWithoutPolicy => {
                ConfigErrorKind::Prohibited
            }
            _ => ConfigErrorKind::Invalid,
        }
    }

    /// A stable name, in kebab case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::DuplicateKey => "duplicate-key",
            Self::UnknownKey => "unknown-key",
            Self::WrongType => "wrong-type",
            Self::MissingKey => "missing-key",
            Self::OutOfBounds => "out-of-bounds",
            Self::Listen => "listen",
            Self::Upstream => "upstream",
            Self::UpstreamIsListen => "upstream-is-listen",
            Self::Path => "path",
            Self::DuplicatePath => "duplicate-path",
            Self::UndefinedPolicy => "undefined-policy",
            Self::UnusedPolicy => "unused-policy",
            Self::GuardWithoutPolicy => "guard-without-policy",
            Self::AnyOriginOnLoopback => "any-origin-on-loopback",
            Self::AnyOriginForAdministrators => "any-origin-for-administrators",
            Self::Config(cause) => cause.name(),
            Self::Doubtful(cause) => cause.name(),
        }
    }
}

/// One line: place, cause, cure.
impl fmt::Display for FileMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}: ", self.line, self.column, self.severity.name())?;
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        self.cause.fmt(f)?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; write {suggestion}")?;
        }
        if let Some(switch) = self.danger_switch {
            write!(f, "; {switch} = true accepts it")?;
        }
        Ok(())
    }
}

/// Every mistake of a policy file, warnings among them; at least one is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileErrors(pub(super) Vec<FileMistake>);

impl FileErrors {
    /// The mistakes, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, FileMistake> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a FileErrors {
    type Item = &'a FileMistake;
    type IntoIter = std::slice::Iter<'a, FileMistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One line each.
impl fmt::Display for FileErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, mistake) in self.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for FileErrors {}
