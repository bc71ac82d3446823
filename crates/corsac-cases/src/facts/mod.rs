//! Facts: what is known of browsers, one table row each, and the engine against it.
//!
//! A fact says what a page does, what servers answer hop by hop, and what must come of it: what is
//! sent, and what script gets. `cases/facts/README.md` says how they are written.

mod fact;
mod play;
mod read;
mod server;

pub use fact::{Exception, Expected, Fact, FactRequest, Hop, Outcome};
pub use play::{Played, play};
pub use read::{directory, exceptions, read};
