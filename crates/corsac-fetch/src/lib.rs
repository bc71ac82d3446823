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
//! the cookies it was given; it never follows a redirect by itself and never decodes or hides a header.
//! Not yet: a cookie jar, an HTTP cache, proxies, HTTP authentication, client certificates, `Referer`.
//!
//! [`ClientBuilder::over`] takes a [tower service](tower_service::Service) in the network's place, so that
//! a test needs no socket.
#![forbid(unsafe_code)]

mod body;
mod builder;
mod client;
mod cookie;
mod drive;
mod fetched;
mod page;
mod request;
mod transport;
mod wire;

pub use body::{BodyError, ResponseBody};
pub use builder::{BuildError, ClientBuilder};
pub use client::Client;
pub use corsac::fetch::site::PublicSuffixList;
pub use fetched::{Delivery, Fetched};
pub use page::Page;
pub use request::{BodyInit, FetchError, FetchRequest};
pub use transport::{BoxError, RootsError};

/// The engine, whose types this crate's API speaks.
pub use corsac;
