//! By what a stack gives itself away.

use corsac::explain::{Quoted, ResponseShown};
use serde::Deserialize;

/// A response header that gives a stack away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    header: String,
    /// The words that its value begins with, in whatever case; any value without it. `nginx` is in `nginx/1.22.1`,
    /// but `Apache` is not in `Apache-Coyote/1.1`.
    #[serde(default)]
    starts: String,
    /// Another one that must be there, too.
    and: Option<Box<Self>>,
}

impl Sign {
    pub(crate) fn is_in(&self, response: &ResponseShown) -> bool {
        let wanted = self.starts.as_bytes();
        let begins = |value: &str| {
            value.as_bytes().split_at_checked(wanted.len()).is_some_and(|(head, rest)| {
                head.eq_ignore_ascii_case(wanted) && (wanted.is_empty() || !rest.first().is_some_and(goes_on))
            })
        };
        let here = |(name, value): &(String, Quoted)| {
            name.eq_ignore_ascii_case(&self.header) && begins(value.as_str())
        };
        response.headers.iter().any(here) && self.and.as_ref().is_none_or(|and| and.is_in(response))
    }
}

/// Whether a product's name goes on with this.
const fn goes_on(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
