//! The server half: from a policy to the response headers that say it.
//!
//! [`Config`] is what an operator writes. [`Policy::new`] checks it and reports every mistake at once.
//! [`Policy::decide`] then says, for each request, which headers its answer needs, or that a preflight
//! or a refusal is to be sent instead. [`Guard`] stops forged cross-site requests, which CORS lets pass.
//!
//! ```
//! use corsac::server::{Config, Decision, Policy, RequestHead, RequestHeader, ResponseHeader, Value, Why};
//!
//! /// A `GET` request, as some framework might hold it.
//! struct Get {
//!     origin: &'static str,
//! }
//!
//! impl RequestHead for Get {
//!     fn method(&self) -> &[u8] {
//!         b"GET"
//!     }
//!
//!     fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
//!         (name == RequestHeader::Origin).then_some(self.origin.as_bytes()).into_iter()
//!     }
//! }
//!
//! let config = Config { allow_origins: vec!["https://*.example.com".into()], ..Config::default() };
//! let policy = Policy::new(config)?;
//!
//! let decision = policy.decide(&Get { origin: "https://app.example.com" });
//! let allowed = decision.headers().get(ResponseHeader::AccessControlAllowOrigin);
//! assert_eq!(allowed, Some(Value::RequestOrigin));
//!
//! // The service still answers a stranger: CORS only keeps the answer from the page.
//! let decision = policy.decide(&Get { origin: "https://example.com" });
//! assert!(matches!(decision, Decision::Pass { why: Why::OriginNotAllowed, .. }));
//! assert_eq!(decision.headers().iter().count(), 0);
//! # Ok::<(), corsac::server::ConfigErrors>(())
//! ```

mod check;
mod classify;
mod config;
mod config_error;
mod counts;
mod decide;
mod decision;
mod guard;
mod logged;
mod names;
mod nearest;
mod origin_set;
mod origin_source;
mod own_origin;
mod pattern;
mod policy;
mod policy_builder;
mod public_suffix;
mod request_head;
mod vary;
mod warning;
mod websocket;
mod why;

pub use check::MAX_AGE_MAX;
pub use classify::RequestClass;
pub use config::Config;
pub use config_error::{ConfigError, ConfigErrorCause, ConfigErrorKind, ConfigErrors, ConfigField};
pub use counts::{Count, Counts};
pub use decision::{Decision, Headers, ResponseHeader, Value};
pub use guard::{Guard, GuardDecision, GuardWhy};
pub use logged::logged_origin;
pub use names::{ELEMENT_WHITESPACE_MAX, EMPTY_ELEMENTS_MAX};
pub use origin_source::{OriginSource, SourceFailed};
pub use pattern::{OriginPattern, PatternError, PatternErrorKind, PortPattern, corrected};
pub use policy::Policy;
pub use policy_builder::PolicyBuilder;
pub use public_suffix::CommonSuffixes;
pub use request_head::{RequestHead, RequestHeader, host_of};
pub use vary::Vary;
pub use warning::{ConfigWarning, ConfigWarningCause};
pub use websocket::is_websocket_handshake;
pub use why::Why;
