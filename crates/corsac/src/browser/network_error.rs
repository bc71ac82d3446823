//! Network errors, each with the reason that a browser keeps from script.

use super::cause::{Cause, Phase};
use super::codes::Codes;
use super::evidence::Evidence;
use crate::trace::Algorithm;

/// A fetch that failed; script learns nothing but that.
///
/// <https://fetch.spec.whatwg.org/#concept-network-error>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkError {
    /// Why.
    pub cause: Cause,
    /// In which part of the fetch.
    pub phase: Phase,
    /// The message that decided it, counted from 0 in the order of sending; `None` if nothing was sent.
    pub message: Option<usize>,
    /// The step of the Standard that decided it, as the trace has it: its condition held, or did not, and the
    /// fetch failed. `None` if none did, because no answer came or because only some browsers fail there.
    pub step: Option<(Algorithm, &'static str)>,
    /// How each browser names it.
    pub codes: Codes,
    /// The bytes of the answer that decided it, if any did.
    pub evidence: Option<Evidence>,
}
