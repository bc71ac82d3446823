//! CORS as a tower layer, over the corsac engine.
//!
//! [`CorsLayer`] answers preflights and writes a policy's headers into whatever the service answers,
//! errors included. [`GuardLayer`] refuses requests that another site may have forged, which CORS does
//! not stop. Both work wherever tower services of `http` requests do: axum, hyper,
//! tonic.
//!
//! It is no access control: a request from an origin that the policy does not allow reaches the
//! service, unless the policy says `enforce`, and only its answer is withheld from the page's script.
//!
//! ```
//! use corsac::server::{Config, Policy};
//! use corsac_tower::CorsLayer;
//!
//! let policy = Policy::new(Config {
//!     allow_origins: vec!["https://example.com".into()],
//!     allow_credentials: true,
//!     allow_methods: vec!["PUT".into(), "DELETE".into()],
//!     allow_headers: vec!["*".into()],
//!     ..Config::default()
//! })?;
//! // In axum, the layer that is added last is outermost.
//! let app: axum::Router = axum::Router::new()
//!     .route("/notes", axum::routing::get(async || "a note"))
//!     .layer(CorsLayer::new(policy));
//! # let _ = app;
//! # Ok::<(), corsac::server::ConfigErrors>(())
//! ```
//!
//! # Where to put it
//! Outermost. What stands outside the layer can answer in the service's place, and such an answer has no CORS
//! headers: the browser then reports a CORS error, whatever really happened. From the outside in:
//!
//! | layer | why there |
//! | --- | --- |
//! | tracing, request ids | they answer nothing themselves, and so see preflights, too |
//! | **[`CorsLayer`]** | everything below gets its headers |
//! | catching of panics | a panic below becomes a `500` that the page can read |
//! | time-outs, limits of rate and size | `504`, `429` and `413` likewise |
//! | **[`GuardLayer`]** | refuses what was forged, in words that an allowed page can read |
//! | authentication | a preflight carries no credentials, so it must have been answered before |
//! | routes | also their own `404` and `405` |
//!
//! In a `tower::ServiceBuilder` the first layer is outermost; with axum's `Router::layer` the last one that is added
//! is. A content delivery network or a proxy in front must keep `Vary` and must not answer `OPTIONS` itself.
//!
//! # Errors, panics and time-outs
//! The layer writes its headers into every response that comes through it, whatever its status. An `Err` of the
//! service is no response and passes through untouched. So turn errors into responses inside: axum does it by itself,
//! `tower_http::catch_panic::CatchPanicLayer` does it with panics and `tower_http::timeout::TimeoutLayer` with what
//! takes too long. `cargo run -p example-axum` has all of them in their places.
//!
//! `HEAD`, `304`, upgrades, streams of events and gRPC-web need nothing special: bodies are not touched.
//!
//! # One part of a service
//! A layer belongs to what it is put around. In axum that is a route (`get(handler).layer(cors)`), a nested
//! router (`.nest("/api", api.layer(cors))`) or a merged one (`.merge(fonts.route_layer(cors))`). On a router that
//! is merged write `route_layer`: `layer` is also around the router's answer to unknown paths, and merging makes
//! that the whole app's. Where two layers are around one another, the outer one has the last word: it replaces
//! what the inner one granted.
//!
//! # Another policy for each request
//! - [`SwapPolicy`](https://docs.rs/corsac-tower/latest/corsac_tower/struct.SwapPolicy.html) (feature `swap`) is
//!   replaced while it serves, without a lock; a configuration with mistakes changes nothing.
//! - [`SourcedPolicy`] asks a function about the origins that it does not list: tenants in a table.
//! - [`MakePolicyLayer`] waits for the policy of each request: tenants in a database.
//! - [`Judge`] is what all of them are, for one's own.
//!
//! # Logs and metrics
//! With the feature `tracing` each refusal is an event at level `INFO`, target `corsac_tower`, with the fields
//!
//! | field | is |
//! | --- | --- |
//! | `cause` | [`Why::name`](corsac::server::Why::name) or [`GuardWhy::name`](corsac::server::GuardWhy::name), such as `origin-not-allowed` |
//! | `origin` | as received, cut to 320 bytes; empty if there is none, and a note if it could do harm in a log |
//! | `nearest` | the allowed origin that may have been meant, if there is one: `https://a.example` for `http://a.example` |
//!
//! What was allowed is no event. To count all there is, wrap the judge in [`Counted`] and give the guard a counter by
//! [`GuardLayer::counted_by`]; [`Counts`](corsac::server::Counts) has a counter for each cause, and
//! [`Count`](corsac::server::Count) feeds whatever else counts.
//!
//! # Servers that are no tower services
//! [`PreparedPolicy::rule`] judges a [`Head`], which can be made of any `http` 1 method, target and headers, and
//! [`Pass::write_to`] writes into any `http` 1 header map. In poem that is a middleware around all routes:
//!
//! ```ignore
//! routes.around(move |routes, request: poem::Request| {
//!     let policy = policy.clone(); // a PreparedPolicy
//!     async move {
//!         match policy.rule(&Head::new(request.method(), request.uri(), request.headers())) {
//!             Ruling::Pass(pass) => {
//!                 // Errors are responses from here on.
//!                 let mut response = routes.get_response(request).await;
//!                 pass.write_to(response.headers_mut());
//!                 Ok(response)
//!             }
//!             Ruling::Answer { response, .. } => {
//!                 let (parts, ()) = response.into_parts();
//!                 let mut answer = poem::Response::from(parts.status);
//!                 *answer.headers_mut() = parts.headers;
//!                 Ok(answer)
//!             }
//!         }
//!     }
//! })
//! ```
//!
//! # Switched off
//! `tower::util::option_layer(None::<CorsLayer>)` is no layer at all; with `Some` it is the layer.
//!
//! # From other middleware
//! [docs/migrate](https://github.com/corsac-rs/corsac/tree/main/docs/migrate) goes through tower-http's options and those
//! of others, one by one.

mod answers;
mod constants;
mod counted;
mod event;
mod future;
mod guard;
mod head;
mod judge;
mod layer;
mod lookup;
mod make_policy;
mod merge;
mod prepared;
mod ruling;
#[cfg(feature = "swap")]
mod swap;

pub use counted::Counted;
pub use future::CorsFuture;
pub use guard::{GuardLayer, Guarded, GuardedFuture, refusal};
pub use head::Head;
pub use judge::{Judge, SourcedPolicy};
pub use layer::{Cors, CorsLayer};
pub use make_policy::{MakePolicy, MakePolicyFuture, MakePolicyLayer, MakeRequestPolicy};
pub use prepared::PreparedPolicy;
pub use ruling::{Pass, Ruling};
#[cfg(feature = "swap")]
pub use swap::SwapPolicy;

/// The guides for those who come from other middleware are compiled.
#[cfg(doctest)]
mod migrations {
    #[doc = include_str!("../../../docs/migrate/tower-http.md")]
    struct TowerHttp;
    #[doc = include_str!("../../../docs/migrate/rs-cors.md")]
    struct RsCors;
}
