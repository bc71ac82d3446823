//! A reverse proxy that puts correct CORS in front of any HTTP service.
//!
//! - [`mod@file`] reads the policy file, `corsac.toml`, and reports every mistake in it at once.
#![cfg_attr(feature = "proxy", doc = "- [`mod@proxy`] serves it: [`Gateway`](proxy::Gateway).")]
//!
//! ```
//! # #[cfg(feature = "proxy")]
//! # async fn serve() -> Result<(), Box<dyn std::error::Error>> {
//! use corsac_gateway::file::PolicyFile;
//! use corsac_gateway::proxy::Gateway;
//! use tokio::net::TcpListener;
//!
//! let file = PolicyFile::parse(
//!     r#"
//!     [[route]]
//!     path = "/"
//!     upstream = "http://127.0.0.1:8000"
//!     policy = "app"
//!
//!     [policy.app]
//!     allow_origins = ["https://example.com"]
//!     "#,
//! )?;
//! let gateway = Gateway::from_file(&file)?.on_event(|event| eprintln!("{event}"));
//! let listener = TcpListener::bind(file.server.listen).await?;
//! gateway.serve(listener, async { /* until this ends */ }).await;
//! # Ok(())
//! # }
//! ```

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
#[cfg(feature = "proxy")]
pub mod proxy;
