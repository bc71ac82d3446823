//! Why a request was blocked, and which line to change.
//!
//! [`diagnose`] turns a [`Transcript`](crate::exchange::Transcript) into a [`Report`]: plain data,
//! with the root cause first and everything that would fail next. Each diagnosis has a stable
//! [`Name`]. This is the only part of the engine that holds English sentences.

mod build;
mod case;
mod causes;
mod diagnose;
mod fix;
mod judge;
mod lines;
mod misspelt;
mod name;
mod phase;
mod quoted;
mod render;
mod replay;
mod report;
mod says;
mod why;

pub use case::Question;
pub use diagnose::{diagnose, of_request_init_error};
pub use name::Name;
pub use phase::Phase;
pub use quoted::Quoted;
pub use render::{TextStyle, render_line, render_text};
pub use report::{
    Asked, Browsers, Certainty, Diagnosis, Effect, Evidence, ExchangeShown, Fix, FixLine, Judged, Part,
    Preflight, Report, RequestShown, ResponseShown, SCHEMA, Saying, ScriptCanRead, Side, Verdict, Verdicts,
};
pub use why::of_why;
