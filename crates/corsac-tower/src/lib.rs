//! CORS as a tower layer, over the corsac engine.

mod event;
mod future;
mod guard;
mod head;
mod layer;
mod merge;
mod prepared;
mod ruling;

pub use future::CorsFuture;
pub use guard::{GuardLayer, Guarded, GuardedFuture};
pub use head::Head;
pub use layer::{Cors, CorsLayer};
pub use prepared::PreparedPolicy;
pub use ruling::{Pass, Ruling};
