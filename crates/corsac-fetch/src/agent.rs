//! The user agent as a service on this machine, for test suites in any language.
//!
//! One JSON message per fetch, [`POST /fetch`](Agent::serve): a request as script would make it goes in, what script
//! would see comes out.
//!
#![doc = include_str!("agent/messages.md")]

mod answer;
mod ask;
mod pages;
mod pieces;
mod serve;

pub use ask::AskError;
pub use serve::ServeError;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value};

use crate::body::ResponseBody;
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

    /// Answers one message, with the whole body. A fetch that is blocked is no error here: its answer says why.
    ///
    /// # Errors
    /// The message is not of the form that is written above.
    pub async fn fetch(&self, message: &[u8]) -> Result<Value, AskError> {
        let (mut answer, body) = self.begin(message).await?;
        if answer.get("error").is_none() {
            let (bytes, broken) = match body {
                Some(body) => body.bytes_until().await,
                None => (Bytes::new(), None),
            };
            answer.insert("body".into(), BASE64_STANDARD.encode(bytes).into());
            if let Some(why) = broken {
                answer.insert("bodyError".into(), why.to_string().into());
            }
        }
        Ok(answer.into())
    }

    /// The answer without its body, and the body, still to be read.
    async fn begin(&self, message: &[u8]) -> Result<(Map<String, Value>, Option<ResponseBody>), AskError> {
        let ask = Ask::read(message)?;
        let page = self.pages.page(&self.client, &ask)?;
        Ok(match ask.request(&page).send().await {
            Ok(mut fetched) => {
                let body = fetched.take_body();
                (answer::of_fetched(&fetched, ask.method()), body)
            }
            Err(error) => (answer::of_refused(&ask, &error), None),
        })
    }
}
