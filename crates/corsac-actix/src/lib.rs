//! CORS as an actix-web middleware, over the corsac engine.
//!
//! [`Cors`] answers preflights before anything is routed, and writes a policy's headers into whatever comes
//! back, errors included. [`CrossSiteGuard`] refuses requests that another site may have forged, which CORS
//! does not stop.
//!
//! It is no access control: a request from an origin that the policy does not allow reaches the service,
//! unless the policy says `enforce`, and only its answer is withheld from the page's script.
//!
//! ```no_run
//! use actix_web::{App, HttpServer, web};
//! use corsac::server::{Config, Policy};
//! use corsac_actix::Cors;
//!
//! #[actix_web::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let policy = Policy::new(Config {
//!         allow_origins: vec!["https://example.com".into()],
//!         allow_credentials: true,
//!         allow_methods: vec!["PUT".into(), "DELETE".into()],
//!         allow_headers: vec!["*".into()],
//!         ..Config::default()
//!     })?;
//!     // Made once, before the workers start; each of them gets a clone, which is cheap.
//!     let cors = Cors::new(policy);
//!     let app = move || {
//!         App::new().route("/", web::get().to(|| async { "hello" })).wrap(cors.clone())
//!     };
//!     HttpServer::new(app).bind("127.0.0.1:8080")?.run().await?;
//!     Ok(())
//! }
//! ```
//!
//! # Where to put it
//! Outermost. What stands outside can answer in the app's place, and such an answer has no CORS headers: the browser
//! then reports a CORS error, whatever really happened. In actix-web the middleware that is added *last* runs first,
//! so `wrap(cors)` comes after the other `wrap`s. From the outside in, which is from the last `wrap` to the first:
//!
//! | middleware | why there |
//! | --- | --- |
//! | logging | it answers nothing itself, and so sees preflights, too |
//! | **[`Cors`]** | everything below gets its headers |
//! | catching of panics | a panic below becomes a `500` that the page can read |
//! | time-outs, limits of rate | `504` and `429` likewise |
//! | **[`CrossSiteGuard`]** | refuses what was forged, in words that an allowed page can read |
//! | authentication | a preflight carries no credentials, so it must have been answered before |
//! | routes | also their own `404`, and the errors of extractors and handlers |
//!
//! A content delivery network or a proxy in front must keep `Vary` and must not answer `OPTIONS` itself.
//!
//! # Errors, panics and time-outs
//! Errors of handlers, of extractors (`400`, `404`, `413`) and of middlewares further in leave with the policy's headers,
//! although actix-web makes responses of them only outside every middleware.
//!
//! A panic ends the connection, and the page sees a network error: actix-web has no answer to it. A middleware of five
//! lines makes an error of it, another one of what takes too long:
//!
//! ```
//! use std::panic::AssertUnwindSafe;
//! use std::time::Duration;
//!
//! use actix_web::body::MessageBody;
//! use actix_web::dev::{ServiceRequest, ServiceResponse};
//! use actix_web::middleware::{Next, from_fn};
//! use actix_web::rt::time::timeout;
//! use actix_web::{App, Error, error};
//! use futures_util::FutureExt;
//! # use corsac::server::Policy;
//! # use corsac_actix::Cors;
//!
//! async fn catch_panic<B: MessageBody>(
//!     request: ServiceRequest,
//!     next: Next<B>,
//! ) -> Result<ServiceResponse<B>, Error> {
//!     let answer = AssertUnwindSafe(next.call(request)).catch_unwind().await;
//!     answer.unwrap_or_else(|_| Err(error::ErrorInternalServerError("a bug")))
//! }
//!
//! async fn in_time<B: MessageBody>(
//!     request: ServiceRequest,
//!     next: Next<B>,
//! ) -> Result<ServiceResponse<B>, Error> {
//!     let answer = timeout(Duration::from_secs(10), next.call(request)).await;
//!     answer.unwrap_or_else(|_| Err(error::ErrorGatewayTimeout("too slow")))
//! }
//!
//! # let cors = Cors::new(Policy::builder().allow_origin("https://example.com").build()?);
//! let app = App::new().wrap(from_fn(in_time)).wrap(from_fn(catch_panic)).wrap(cors);
//! # drop(app);
//! # Ok::<(), corsac::server::ConfigErrors>(())
//! ```
//!
//! `cargo run -p example-actix` has all of them in their places. `HEAD`, upgrades and streams of events need nothing
//! special: bodies are not touched.
//!
//! # One part of an app
//! `App`, `web::scope` and `web::resource` all have `wrap`, so a policy can belong to any of them. A scope's own
//! policy is all that its requests meet unless the app has one, too; then the outer one has the last word, as it
//! has the last word about every header.
//!
//! # Another policy for each request
//! - [`SwapPolicy`](https://docs.rs/corsac-actix/latest/corsac_actix/struct.SwapPolicy.html) (feature `swap`) is
//!   replaced while it serves, without a lock; a configuration with mistakes changes nothing.
//! - [`SourcedPolicy`] asks a function about the origins that it does not list: tenants in a table.
//! - [`MakePolicy`] waits for the policy of each request: tenants in a database.
//! - [`Judge`] is what all of them are, for one's own.
//!
//! # Logs and metrics
//! With the feature `tracing` each refusal is an event at level `INFO`, target `corsac_actix`, with the fields
//!
//! | field | is |
//! | --- | --- |
//! | `cause` | [`Why::name`](corsac::server::Why::name) or [`GuardWhy::name`](corsac::server::GuardWhy::name), such as `origin-not-allowed` |
//! | `origin` | as received, cut to 320 bytes; empty if there is none, and a note if it could do harm in a log |
//! | `nearest` | the allowed origin that may have been meant, if there is one: `https://a.example` for `http://a.example` |
//!
//! What was allowed is no event. To count all there is, wrap the judge in [`Counted`] and give the guard a counter by
//! [`CrossSiteGuard::counted_by`]; [`Counts`](corsac::server::Counts) has a counter for each cause, and
//! [`Count`](corsac::server::Count) feeds whatever else counts.
//!
//! # Switched off
//! Wrap it in actix-web's `Condition`, whose first argument says whether it runs:
//!
//! ```
//! use actix_web::App;
//! use actix_web::middleware::Condition;
//! # use corsac::server::{Config, Policy};
//! # use corsac_actix::Cors;
//! # let is_public = false;
//! # let cors = Cors::new(Policy::new(Config { allow_origins: vec!["*".into()], ..Config::default() })?);
//! let app = App::new().wrap(Condition::new(is_public, cors));
//! # drop(app);
//! # Ok::<(), corsac::server::ConfigErrors>(())
//! ```

mod constants;
mod cors;
mod counted;
mod event;
mod future;
mod guard;
mod head;
mod judge;
mod lookup;
mod make_policy;
mod merge;
mod prepared;
mod ruling;
#[cfg(feature = "swap")]
mod swap;

pub use cors::{Cors, CorsService};
pub use counted::Counted;
pub use future::CorsFuture;
pub use guard::{CrossSiteGuard, GuardedFuture, GuardedService, refusal};
pub use head::Head;
pub use judge::{Judge, SourcedPolicy};
pub use make_policy::{MakePolicy, MakePolicyService, MakeRequestPolicy};
pub use prepared::PreparedPolicy;
pub use ruling::{Pass, Ruling};
#[cfg(feature = "swap")]
pub use swap::SwapPolicy;

/// The guide for those who come from actix-cors is compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/migrate/actix-cors.md")]
struct Migration;
