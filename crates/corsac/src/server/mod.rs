//! The server half: from a policy to the response headers that say it.
//!
//! [`Config`] is what an operator writes. [`Policy::new`] checks it and reports every mistake at once.
//! [`Policy::decide`] then says, for each request, which headers its answer needs, or that a preflight
//! or a refusal is to be sent instead. [`Guard`] stops forged cross-site requests, which CORS lets pass.

mod check;
mod classify;
mod config;
mod config_error;
mod decide;
mod decision;
mod guard;
mod names;
mod origin_set;
mod own_origin;
mod pattern;
mod policy;
mod public_suffix;
mod request_head;
mod vary;
mod warning;
mod why;

pub use check::MAX_AGE_MAX;
pub use classify::RequestClass;
pub use config::Config;
pub use config_error::{ConfigError, ConfigErrorCause, ConfigErrorKind, ConfigErrors, ConfigField};
pub use decision::{Decision, Headers, ResponseHeader, Value};
pub use guard::{Guard, GuardDecision, GuardWhy};
pub use names::{ELEMENT_WHITESPACE_MAX, EMPTY_ELEMENTS_MAX};
pub use pattern::{OriginPattern, PatternError, PatternErrorKind, PortPattern, corrected};
pub use policy::Policy;
pub use public_suffix::CommonSuffixes;
pub use request_head::{RequestHead, RequestHeader};
pub use vary::Vary;
pub use warning::{ConfigWarning, ConfigWarningCause};
pub use why::Why;
