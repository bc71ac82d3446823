//! Why a request was blocked, and which line to change.
//!
//! [`diagnose`] turns a [`Transcript`](crate::exchange::Transcript) into a [`Report`]: plain data,
//! with the root cause first and everything that would fail next. Each diagnosis has a stable
//! [`Name`]. [`render_text`] shows a report to people, [`render_line`] in a list of many; with the
//! `serde` feature it serializes. This is the only part of the engine that holds sentences, in
//! each [`Language`].
//!
//! ```
//! use corsac::browser::RequestInit;
//! use corsac::exchange::{AnswerSpec, Scenario, ScenarioStep, ServerSpec};
//! use corsac::explain::{Name, TextStyle, diagnose, render_text};
//!
//! let request = RequestInit::new("https://app.example", "https://api.example/items");
//! let slash = ("Access-Control-Allow-Origin".to_owned(), "https://app.example/".to_owned());
//! let answer = AnswerSpec { headers: vec![slash], ..AnswerSpec::default() };
//! let scenario = Scenario {
//!     steps: vec![ScenarioStep::Fetch(request)],
//!     server: ServerSpec { answers: vec![answer], ..ServerSpec::default() },
//!     ..Scenario::default()
//! };
//! for transcript in scenario.play()? {
//!     let report = diagnose(&transcript);
//!     assert_eq!(report.primary.name, Name::AllowOriginTrailingSlash);
//!     print!("{}", render_text(&report, &TextStyle::default()));
//! }
//! # Ok::<(), corsac::exchange::ScenarioError>(())
//! ```

mod beside;
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
mod ways_out;
mod words;

pub use beside::Beside;
pub use case::Question;
pub use diagnose::{diagnose, of_request_init_error, of_request_init_error_in};
pub use name::Name;
pub use phase::Phase;
pub use quoted::Quoted;
pub use render::{Headline, TextStyle, render_line, render_text};
pub use report::{
    Asked, Browsers, Certainty, Diagnosis, Effect, Evidence, ExchangeShown, Failure, Fix, FixLine, Judged,
    Part, Preflight, Report, RequestShown, ResponseShown, SCHEMA, Saying, ScriptCanRead, Side, Verdict,
    Verdicts,
};
pub use words::Language;
