//! A reverse proxy that puts correct CORS in front of any HTTP service.
//!
//! [`file`] reads the policy file, `corsac.toml`, and reports every mistake in it at once.

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

pub mod file;
