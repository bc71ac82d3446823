//! Enough of Rust's grammar for the checks: tokens with their lines, and the outline of a file.
//!
//! A parser such as `syn` drops comments (the checked steps are comments) and does not look inside
//! macros, and takes longer to compile than all of xtask.

mod lex;
mod outline;

pub(crate) use lex::{Kind, Token, lex};
pub(crate) use outline::{close, outline};
