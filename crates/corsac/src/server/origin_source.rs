//! Origins that stand in no configuration: a database of tenants, a cache, a file that changes.

use crate::fetch::origin::{OriginLine, OriginRef};
use core::cell::Cell;
use core::fmt;

/// Decides about the origins that a policy does not list: [`Policy::decide_with`](super::Policy::decide_with).
///
/// It is asked only about single, well-formed origins that no entry of `allow_origins` matches; never about
/// `null`, and never where `*` is allowed. What else of the request it looks at is its own affair: it is made
/// for one request. Then the answer depends on that too, which
/// [`Headers::depends_on_source`](super::Headers::depends_on_source) tells, and `Vary` has to name it.
pub trait OriginSource {
    /// Whether scripts of this origin may read the answer.
    ///
    /// # Errors
    /// It cannot be told now. The origin is not allowed then, and the reason is
    /// [`Why::OriginSourceFailed`](super::Why::OriginSourceFailed).
    fn allows(&self, origin: &OriginRef<'_>) -> Result<bool, SourceFailed>;
}

impl<F: Fn(&OriginRef<'_>) -> Result<bool, SourceFailed>> OriginSource for F {
    fn allows(&self, origin: &OriginRef<'_>) -> Result<bool, SourceFailed> {
        self(origin)
    }
}

/// An [`OriginSource`] could not tell. Why, it has told whoever runs it by other means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceFailed;

impl fmt::Display for SourceFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("whether the origin is allowed cannot be told now")
    }
}

impl core::error::Error for SourceFailed {}

/// Whom a decision asks about an origin that the policy does not list.
pub(super) trait Unlisted {
    fn allows(&self, origin: OriginLine<'_>) -> Result<bool, SourceFailed>;
}

/// No source: only the listed origins are allowed.
pub(super) struct NoSource;

impl Unlisted for NoSource {
    fn allows(&self, _: OriginLine<'_>) -> Result<bool, SourceFailed> {
        Ok(false)
    }
}

/// A source, and whether it was asked.
pub(super) struct Asking<'s, S: ?Sized> {
    pub(super) source: &'s S,
    pub(super) was_asked: Cell<bool>,
}

impl<S: OriginSource + ?Sized> Unlisted for Asking<'_, S> {
    fn allows(&self, origin: OriginLine<'_>) -> Result<bool, SourceFailed> {
        self.was_asked.set(true);
        self.source.allows(&origin.text())
    }
}
