//! CORS for both ends of the wire: the rules of Cross-Origin Resource Sharing as one engine.
//!
//! - [`fetch`] holds the Fetch Standard's nouns: origins, methods, headers, requests, responses.
//! - [`server`] turns a policy into the response headers that say it.
#![cfg_attr(
    feature = "browser",
    doc = "- [`browser`] does what a user agent does with those headers.\n- [`exchange`] joins the two and keeps a transcript."
)]
#![cfg_attr(feature = "explain", doc = "- [`explain`] says what was blocked, why, and which line to change.")]
//! - [`manual`] says how to decide what a policy should say, and what CORS does not do.
//!
//! # Where to begin
//! A service in Rust takes an adapter, `corsac-tower` or `corsac-actix`, and of this crate only a policy:
//!
//! ```
//! use corsac::server::Policy;
//!
//! let policy = Policy::builder()
//!     .allow_origins(["https://app.example.com", "https://*.shops.example.com"])
//!     .allow_methods(["PUT", "DELETE"])
//!     .allow_credentials(true)
//!     .build()?;
//!
//! // What cannot work does not build, and says what to write instead.
//! let errors = Policy::builder().allow_origin("https://app.example.com/").build().unwrap_err();
//! let error = errors.iter().next().expect("a mistake");
//! assert_eq!(error.suggestion.as_deref(), Some("https://app.example.com"));
//! # let _ = policy;
//! # Ok::<(), corsac::server::ConfigErrors>(())
//! ```
//!
//! [`server`] shows how to write an adapter of one's own; whoever fetches begins in
#![cfg_attr(
    feature = "browser",
    doc = "[`browser`], and whoever tests both against each other in [`exchange`]."
)]
#![cfg_attr(not(feature = "browser"), doc = "`browser`, which is a feature.")]
//!
//! # Time, I/O and features
//! The engine does no I/O, reads no clock and keeps no global state: time is an argument, and the
//! CORS-preflight cache belongs to the caller. It is `no_std` (with `alloc`), has no `unsafe` and
//! does not panic on any input.
//!
//! Features: `browser` and `explain` (both on by default) only add modules; `serde` adds
//! serialization of the plain data types; `public-suffix-list` compiles Mozilla's list in, so that the names
//! under which anybody can register are known exactly.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unreachable
    )
)]

extern crate alloc;

#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "browser")]
pub mod exchange;
#[cfg(feature = "explain")]
pub mod explain;
pub mod fetch;
pub mod manual;
pub mod server;
pub mod trace;
