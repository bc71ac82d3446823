//! The gateway: takes requests, asks the policy of their route, and passes them on.
//!
//! # What happens to a request
//! 1. The route with the longest path is chosen; none is `404`. A path that different programs take for
//!    different paths, so that it might reach what another route protects, is `400`:
//!    segments `.` and `..` however they are escaped, and `//`, `\`, `;`, `%2F` or double escapes where
//!    they would change the route.
//! 2. The route's policy decides, on the headers as they came. It answers preflights itself.
//! 3. A malformed request is `400`: without a `Host` or with two, for one.
//! 4. The guard decides.
//! 5. The upstream answers. Bodies stream in both directions, trailers included. `502` and `504` are the
//!    gateway's own.
//! 6. Whatever the answer, the upstream's own `Access-Control-…` headers go and the policy's come.
//!
//! # What the upstream gets
//! - The method, path and query as they came, over HTTP/1.1, with the `Host` that the client asked for.
//! - `X-Forwarded-For`, `-Proto` and `-Host`. From a client whose address is loopback or private, which is
//!   taken for a proxy of ours, they are kept and added to; from any other they are replaced.
//! - No header that concerns one connection only (RFC 9110 section 7.6.1). An `Upgrade` is passed on for
//!   WebSocket and nothing else.
//!
//! # What it does not do
//! It ends no TLS: put it behind what does. It retries nothing but a request that a reused connection never
//! took, and once a request without a body, of an idempotent method, whose connection broke without an answer.
//! It sends no `Via`, since some servers stop compressing when they see one.

mod answer;
mod bad_request;
mod body;
mod client;
mod connection;
mod drain;
mod event;
mod expect;
mod forward;
mod forwarded;
mod gateway;
mod handle;
mod hop_by_hop;
mod shared;
mod tunnel;
mod upload;
mod wait;

pub use bad_request::BadRequest;
pub use client::{TlsError, UpstreamFailure};
pub use drain::Stopped;
pub use event::{Event, RequestLine};
pub use gateway::{Gateway, GatewayError};
