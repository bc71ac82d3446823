//! The browser half: what a user agent does with a request and with the headers it gets back.
//!
//! [`MainFetch`] is a machine without I/O: [`MainFetch::next`] says what to send,
//! [`MainFetch::receive`] takes the answer. One function per algorithm of the Standard, named
//! after it, its steps numbered as there.

mod cache;
mod cause;
mod codes;
mod context;
mod cors_check;
mod evidence;
mod fetch_metadata;
mod filter;
mod first_request;
mod header_lines;
mod http_fetch;
mod http_redirect_fetch;
mod http_request;
mod initiator;
mod local_network;
mod location;
mod main_fetch;
mod mime_blocks;
mod network_error;
mod network_request;
mod preflight;
mod quirks;
mod referrer;
mod request_init;
mod request_origin;
mod resource_policy;
mod scheme_fetch;
mod tao_check;

pub use cache::{CacheKey, CacheLimits, PreflightCache};
pub use cause::{BlobFailure, Cause, NetworkFailure, Phase, TlsFailure};
pub use codes::{ChromiumCode, Codes, FirefoxKey, WebkitReason};
pub use context::Context;
pub use cors_check::{CorsCheckFailure, cors_check};
pub use evidence::Evidence;
pub use filter::{FilteredResponse, ResponseType, cors_exposed_header_names};
pub use http_request::HttpRequest;
pub use initiator::{CrossOrigin, Initiator};
pub use local_network::{LocalNetwork, LocalNetworkFailure, Permission};
pub use location::{LocationError, location_url};
pub use main_fetch::{Action, MainFetch, Outcome};
pub use network_error::NetworkError;
pub use preflight::{PreflightFailure, PreflightReason, preflight_failure, preflight_reasons};
pub use quirks::Quirks;
pub use request_init::{BodyKind, MadeRequest, RequestInit, RequestInitError};
pub use request_origin::{RedirectTaint, byte_serialize_request_origin, redirect_taint};
