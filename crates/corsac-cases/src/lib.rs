//! Reads the corpus in `cases/` and plays a case against anything that can answer.
//!
//! A case is a section of a Markdown file: prose, a `toml scenario` block, and a `toml expect`
//! block. [`corpus`] reads them, [`judge`] compares what happened with what was expected. The
//! runners are the tests of this crate: one for each thing that can stand in the server's place.

pub mod configurations;
pub mod corpus;
pub mod facts;
pub mod judge;
#[cfg(feature = "lab")]
pub mod lab;
pub mod played;
pub mod proof;
pub mod random;
pub mod run;
