//! HAR: what the network panels of browsers, Playwright and others record.

mod entry;
mod failure;
mod fetches;
mod loose;
mod made;
mod page;
mod read;
mod template;

pub(crate) use entry::{Pair, Request, Response};
pub use fetches::Fetches;
pub use read::{Har, HarError};
pub use template::template;

/// Whether a text begins as a recording does.
pub(crate) fn is_har(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\"log\""))
}

#[cfg(test)]
mod tests;
