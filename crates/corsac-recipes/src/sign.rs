//! By what a stack gives itself away.

use corsac::explain::{Quoted, ResponseShown};
use serde::Deserialize;

/// A response header that gives a stack away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    header: String,
    /// How its value begins, in whatever case; any value without it.
    #[serde(default)]
    starts: String,
    /// Another one that must be there, too.
    and: Option<Box<Self>>,
}

impl Sign {
    pub(crate) fn is_in(&self, response: &ResponseShown) -> bool {
        let wanted = self.starts.as_bytes();
        let begins = |value: &str| {
            value.as_bytes().get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted))
        };
        let here = |(name, value): &(String, Quoted)| {
            name.eq_ignore_ascii_case(&self.header) && begins(value.as_str())
        };
        response.headers.iter().any(here) && self.and.as_ref().is_none_or(|and| and.is_in(response))
    }
}
