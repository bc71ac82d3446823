//! Everything that explain says. The rest of explain decides what is said: a sentence with its
//! arguments, one enum per family, in the files of this directory. How it is said is a language's
//! alone: [`english`] and [`korean`] have a file per family, and a sentence that either lacks is a
//! match that does not compile.

mod allow_origin;
mod english;
mod fix;
mod judged;
mod korean;
mod label;
mod language;
mod network;
mod note;
mod notes;
mod permission;
mod preflight;
mod reading;
mod redirect;
mod request;

pub(super) use allow_origin::{AllowOrigin, Miss, Permit};
pub(super) use fix::{AtServer, InPage, Mend};
pub(super) use judged::{Judgement, Reason};
pub(super) use label::Label;
pub use language::Language;
pub(super) use language::{English, Korean};
pub(super) use network::{At, Network, Outside};
pub(super) use note::Note;
pub(super) use notes::Remark;
pub(super) use permission::{Permission, Tool, Usually};
pub(super) use preflight::{Goal, Refusal, Rerouted};
pub(super) use reading::{Flaw, Reading};
pub(super) use redirect::Redirect;
pub(super) use request::Making;
