//! The user agent as a service on this machine, for test suites in any language.
//!
//! One JSON message per fetch, [`POST /fetch`](Agent::serve): a request as script would make it goes in, what script
//! would see comes out.
//!
#![doc = include_str!("agent/messages.md")]

mod answer;
mod ask;
mod pages;
mod serve;

pub use ask::AskError;
pub use serve::ServeError;

use serde_json::Value;

use crate::client::Client;
use ask::Ask;
use pages::Pages;

/// A user agent that other programs speak to. It has one cookie jar, and one CORS-preflight cache for each
/// page that it fetches for.
#[derive(Debug)]
pub struct Agent {
    client: Client,
    pages: Pages,
}

impl Agent {
    /// An agent that fetches with this client: by its addresses, roots, quirks and jar.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client, pages: Pages::default() }
    }

    /// Answers one message. A fetch that is blocked is no error here: its answer says why.
    ///
    /// # Errors
    /// The message is not of the form that is written above.
    pub async fn fetch(&self, message: &[u8]) -> Result<Value, AskError> {
        let ask = Ask::read(message)?;
        let page = self.pages.page(&self.client, &ask)?;
        Ok(match ask.request(&page).send().await {
            Ok(fetched) => answer::of_fetched(fetched, ask.method()).await,
            Err(error) => answer::of_refused(&ask, &error),
        })
    }
}
