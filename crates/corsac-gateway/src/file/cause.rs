//! Why something in a policy file is a mistake. The sentences are English; what shows them in another language
//! has one for each cause, and a further cause is a breaking change, so that no language lacks it.

use super::foreign::ForeignCure;
use super::route_path::RoutePathError;
use super::upstream::UpstreamError;
use corsac::server::{ConfigErrorCause, ConfigWarningCause};
use std::fmt;

/// Why something is a mistake, with what the sentence about it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileCause {
    /// Not TOML, with the parser's reason.
    Syntax(String),
    /// A text without quotes.
    Unquoted,
    /// `True` or `FALSE`.
    Capitals,
    /// A number with a unit.
    Unit,
    /// The same key or table twice.
    Twice,
    /// A key that means nothing, and the keys that stand here otherwise.
    UnknownKey {
        /// The key, in quotes.
        key: String,
        /// The keys that are known; empty where the correction says it.
        known: Vec<&'static str>,
    },
    /// A switch of another middleware, for which `*` stands in a list here.
    AnyKey {
        /// The key, in quotes.
        key: String,
        /// The key of the list.
        list: &'static str,
    },
    /// A key of another middleware, for which there is none here.
    ForeignKey {
        /// The key, in quotes.
        key: String,
        /// Why there is none, and what to do.
        cure: ForeignCure,
    },
    /// A value of another type.
    WrongType {
        /// The type that the key takes.
        wanted: Wanted,
        /// The type that stands there.
        found: ValueKind,
    },
    /// No table where one belongs, and how its head is written.
    NotTable(&'static str),
    /// `[route]` in the place of `[[route]]`.
    SingleRoute,
    /// No route at all.
    NoRoute,
    /// A route without a path.
    NoPath,
    /// A route without an upstream.
    NoUpstream,
    /// A time-out outside its bounds, and the most that there is, in seconds.
    Timeout(i64),
    /// No address to listen at.
    Listen,
    /// No path of a route.
    Path(RoutePathError),
    /// No upstream.
    Upstream(UpstreamError),
    /// The upstream is the gateway.
    UpstreamIsListen,
    /// An earlier route has the path.
    DuplicatePath,
    /// The key of the policy that is not there, as in `[policy.KEY]`.
    UndefinedPolicy(String),
    /// A policy that no route names.
    UnusedPolicy,
    /// A guard without a policy.
    GuardWithoutPolicy,
    /// Any origin, where only this machine is listened to.
    AnyOriginOnLoopback,
    /// Any origin, where the path seems to be for administrators.
    AnyOriginForAdministrators,
    /// A mistake in a policy or in a guard's list.
    Config(ConfigErrorCause),
    /// A doubtful entry of a policy.
    Doubtful(ConfigWarningCause),
}

/// The type that a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// A number with a fraction.
    Fraction,
    /// `true` or `false`.
    Flag,
    /// A date or a time.
    Time,
    /// A list.
    List,
    /// A table.
    Table,
}

/// One sentence, without a full stop.
impl fmt::Display for FileCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(why) => f.write_str(why),
            Self::UnknownKey { key, known } if known.is_empty() => write!(f, "there is no key {key}"),
            Self::UnknownKey { key, known } => {
                write!(f, "there is no key {key} here; known are {}", known.join(", "))
            }
            Self::AnyKey { key, list } => write!(f, "there is no key {key}: write {list} = [\"*\"]"),
            Self::ForeignKey { key, cure } => write!(f, "there is no key {key}: {cure}"),
            Self::WrongType { wanted, found } => write!(f, "{wanted} belongs here, not {found}"),
            Self::NotTable(head) => {
                write!(f, "a table belongs here: write {head} on a line of its own and its keys below it")
            }
            Self::Timeout(most) => write!(f, "a time-out is 1 to {most} seconds"),
            Self::Path(error) => error.fmt(f),
            Self::Upstream(error) => error.fmt(f),
            Self::UndefinedPolicy(key) => write!(f, "the file has no [policy.{key}]"),
            Self::Config(cause) => cause.fmt(f),
            Self::Doubtful(cause) => cause.fmt(f),
            Self::Unquoted => f.write_str("a text stands in quotes"),
            Self::Capitals => f.write_str("true and false are written in lower case"),
            Self::Unit => f.write_str("a number stands without a unit"),
            Self::Twice => f.write_str("the same key or table stands twice"),
            Self::SingleRoute => {
                f.write_str("there can be several routes: write [[route]], with two brackets")
            }
            Self::NoRoute => f.write_str("no route: write [[route]] with path, upstream and policy below it"),
            Self::NoPath => f.write_str("a route needs a path, such as path = \"/\""),
            Self::NoUpstream => {
                f.write_str("a route needs an upstream, such as upstream = \"http://127.0.0.1:8000\"")
            }
            Self::Listen => f.write_str("an IP address and a port belong here, such as 127.0.0.1:8080"),
            Self::UpstreamIsListen => {
                f.write_str("this is where the gateway listens, so it would call itself without end")
            }
            Self::DuplicatePath => f.write_str("an earlier route has this path"),
            Self::UnusedPolicy => f.write_str("no route names this policy"),
            Self::GuardWithoutPolicy => f.write_str(
                "a guard needs a policy in front of it, so that pages can read its refusals: add one",
            ),
            Self::AnyOriginOnLoopback => f.write_str(
                "the policy allows every origin, and only this machine is listened to: every page that a \
                 browser here opens can read the answers; list the origins, unless another server passes \
                 requests on",
            ),
            Self::AnyOriginForAdministrators => f.write_str(
                "the policy allows every origin, and the path seems to be for those who run the service: \
                 list the origins",
            ),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text in quotes",
            Self::Texts => "a list of texts in square brackets",
            Self::Flag => "true or false without quotes",
            Self::Number => "a whole number without quotes",
        })
    }
}

impl fmt::Display for ValueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Number => "a whole number",
            Self::Fraction => "a number with a fraction",
            Self::Flag => "true or false",
            Self::Time => "a date or time",
            Self::List => "a list",
            Self::Table => "a table",
        })
    }
}
