//! An HTTP client that fetches as a browser at some origin would.
//!
//! A page at an origin asks for something; out comes what its script would see, and the transcript of
//! everything that went over the wire, preflights and redirects included.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = corsac_fetch::Client::builder().build()?;
//! let page = client.page("https://app.example.com")?;
//! let fetched = page.fetch("https://api.example.com/items/1").method("PUT").body("new").send().await?;
//! match fetched.response() {
//!     Ok(response) => println!("script reads {}", response.status),
//!     Err(error) => println!("blocked: {:?}", error.cause),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A blocked fetch is not an [`Err`] of [`FetchRequest::send`]: it is what came out. `Err` means that a
//! browser would refuse to make such a request at all.
//!
//! The client adds to the engine's requests what HTTP itself needs, `User-Agent`, `Accept-Language` and
//! cookies: those it was given, and those that servers have set where a request included credentials. `SameSite`
//! counts as in Chromium, with `Lax` for those that say nothing; what becomes of third-party cookies is
//! [a setting](ClientBuilder::third_party_cookies). It never follows a redirect by itself and never decodes or
//! hides a header. An HTTP cache can be [plugged in](HttpCache). Not here: proxies, HTTP authentication, client certificates.
//!
//! # Tests
//!
//! [`ClientBuilder::over`] takes a [tower service](tower_service::Service) in the network's place. Does a page at
//! this origin get through to my application? Five lines, and no socket:
//!
//! ```
//! # use axum::{Router, routing::put};
//! # use corsac::server::{Config, Policy};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let config = Config {
//! #     allow_origins: vec!["https://app.example.com".into()],
//! #     allow_methods: vec!["PUT".into()],
//! #     ..Config::default()
//! # };
//! # let app = Router::new()
//! #     .route("/items/1", put(async |new: String| new))
//! #     .layer(corsac_tower::CorsLayer::new(Policy::new(config)?));
//! let browser = corsac_fetch::Client::builder().over(app)?;
//! let page = browser.page("https://app.example.com")?;
//! let put = page.fetch("https://api.example.com/items/1").method("PUT").body("new");
//! let mut fetched = put.send().await?;
//! assert_eq!(fetched.text().await?, "new");
//! # let page = browser.page("https://hacker.com")?;
//! # assert!(!page.fetch("https://api.example.com/items/1").method("PUT").send().await?.is_allowed());
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `agent`, a test suite in another language can do the same over HTTP: the module `agent`.
#![forbid(unsafe_code)]

#[cfg(feature = "agent")]
pub mod agent;
mod body;
mod builder;
mod client;
mod cookie;
mod drive;
mod fetched;
mod http_cache;
mod page;
mod payload;
mod request;
mod through;
mod transport;
mod wire;

pub use body::{BodyError, ResponseBody};
pub use builder::{BuildError, ClientBuilder};
pub use client::Client;
pub use cookie::ThirdPartyCookies;
pub use corsac::fetch::site::PublicSuffixList;
pub use fetched::{Delivery, Fetched};
pub use http_cache::{CacheAsk, Found, Heard, HttpCache, StoredResponse};
pub use page::Page;
pub use payload::{RequestBody, StreamBody};
pub use request::{BodyInit, FetchError, FetchRequest};
pub use transport::{BoxError, RootsError};

/// The engine, whose types this crate's API speaks.
pub use corsac;
