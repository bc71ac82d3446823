//! The browser half: what a user agent does with a request and with the headers it gets back.
//!
//! [`MainFetch`] is a machine without I/O: [`MainFetch::next`] says what to send,
//! [`MainFetch::receive`] takes the answer. One function per algorithm of the Standard, named
//! after it, its steps numbered as there.

mod cache;
mod context;
mod cors_check;
mod fetch_metadata;
mod filter;
mod http_fetch;
mod http_redirect_fetch;
mod location;
mod main_fetch;
mod network_error;
mod network_request;
mod preflight;
mod quirks;
mod request_init;
mod request_origin;
mod resource_policy;

pub use cache::{CacheKey, PreflightCache};
pub use context::Context;
pub use cors_check::{CorsCheckFailure, cors_check};
pub use filter::{FilteredResponse, ResponseType, cors_exposed_header_names};
pub use location::{LocationError, location_url};
pub use main_fetch::{Action, MainFetch, Outcome};
pub use network_error::{Cause, NetworkError, NetworkFailure, Phase};
pub use network_request::HttpRequest;
pub use preflight::{PreflightFailure, PreflightReason, preflight_failure, preflight_reasons};
pub use quirks::Quirks;
pub use request_init::{Initiator, MadeRequest, RequestInit, RequestInitError};
pub use request_origin::{RedirectTaint, byte_serialize_request_origin, redirect_taint};
