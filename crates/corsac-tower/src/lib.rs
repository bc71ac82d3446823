//! CORS as a tower layer, over the corsac engine.
//!
//! [`CorsLayer`] answers preflights and writes a policy's headers into whatever the service answers,
//! errors included. [`GuardLayer`] refuses requests that another site may have forged, which CORS does
//! not stop. Both work wherever tower services of `http` requests do: axum, hyper, tonic.
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
//! let layer = CorsLayer::new(policy);
//! # let _ = layer;
//! # Ok::<(), corsac::server::ConfigErrors>(())
//! ```
//!
//! # Where to put it
//! Outside whatever may answer in the service's place: authentication, rate and body limits, time-outs,
//! a layer that catches panics. A preflight carries no credentials, so authentication would refuse it;
//! and an error without CORS headers shows up in the browser as a CORS error. In axum, add the layer
//! last, after the routes.
//!
//! # One part of a service
//! A layer belongs to what it is put around. In axum that is a route (`get(handler).layer(cors)`), a nested
//! router (`.nest("/api", api.layer(cors))`) or a merged one (`.merge(fonts.route_layer(cors))`). On a router that
//! is merged write `route_layer`: `layer` is also around the router's answer to unknown paths, and merging makes
//! that the whole app's. Where two layers are around one another, the outer one has the last word: it replaces
//! what the inner one granted.
//!
//! # Switched off
//! `tower::util::option_layer(None::<CorsLayer>)` is no layer at all; with `Some` it is the layer.

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
