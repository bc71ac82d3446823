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
//! Outside whatever may answer in the service's place: authentication, rate and body limits, time-outs. In
//! actix-web the middleware that is added *last* runs first, so `wrap(cors)` comes after the other `wrap`s. A
//! preflight carries no credentials, so authentication would refuse it; and an error without CORS headers shows up
//! in the browser as a CORS error.
//!
//! # One part of an app
//! `App`, `web::scope` and `web::resource` all have `wrap`, so a policy can belong to any of them. A scope's own
//! policy is all that its requests meet unless the app has one, too; then the outer one has the last word, as it
//! has the last word about every header.
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
