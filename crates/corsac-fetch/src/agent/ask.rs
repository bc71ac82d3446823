//! A message to the agent.

use std::error::Error;
use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use corsac::browser::{RequestInit, RequestInitError};
use corsac::fetch::Origin;
use corsac::fetch::request::{CacheMode, CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
use serde_json::{Map, Value};
use url::Url;

use crate::page::Page;
use crate::request::FetchRequest;

/// Why a message cannot be read; the text names the field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AskError {
    /// It is not JSON, or not an object.
    Json(String),
    /// A field is missing.
    Missing(&'static str),
    /// A field holds something else than it should.
    Field {
        /// The field.
        name: &'static str,
        /// What it should be.
        wanted: String,
    },
    /// There is no such field.
    Unknown(String),
    /// The page's origin cannot be read.
    Origin(RequestInitError),
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the message is not a JSON object: {error}"),
            Self::Missing(name) => write!(f, "field {name} is missing"),
            Self::Field { name, wanted } => write!(f, "field {name}: it must be {wanted}"),
            Self::Unknown(name) => {
                write!(f, "field {name:?}: there is no such field; the fields are {FIELDS}")
            }
            Self::Origin(error) => write!(f, "field origin: {error}"),
        }
    }
}

impl Error for AskError {}

const FIELDS: &str = "origin, client, url, method, mode, credentials, redirect, cache, referrerPolicy, \
                      referrer, headers, body, usePreflight, stream";

/// A request as script would make it.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) init: RequestInit,
    /// The page's URL, without its fragment.
    pub(super) client: Option<Url>,
    body: Option<Bytes>,
}

impl Ask {
    /// Reads a message.
    pub(super) fn read(message: &[u8]) -> Result<Self, AskError> {
        let value: Value =
            serde_json::from_slice(message).map_err(|error| AskError::Json(error.to_string()))?;
        let Value::Object(map) = value else {
            return Err(AskError::Json("it must stand in braces".into()));
        };
        let mut fields = Fields(map);
        let ask = Self::of(&mut fields)?;
        fields.end()?;
        Ok(ask)
    }

    fn of(fields: &mut Fields) -> Result<Self, AskError> {
        let client = fields.url("client")?;
        let origin = match (fields.text("origin")?, &client) {
            (Some(origin), _) => origin,
            (None, Some(client)) => Origin::of_url(client).to_string(),
            (None, None) => return Err(AskError::Missing("origin")),
        };
        let url = fields.text("url")?.ok_or(AskError::Missing("url"))?;
        let url = client.as_ref().and_then(|base| base.join(&url).ok()).map_or(url, String::from);
        let mut init = RequestInit::new(origin, url);
        init.method = fields.text("method")?.unwrap_or(init.method);
        init.mode = fields.keyword("mode", RequestMode::parse, RequestMode::ALL)?;
        init.credentials = fields.keyword("credentials", CredentialsMode::parse, CredentialsMode::ALL)?;
        init.redirect = fields.keyword("redirect", RedirectMode::parse, RedirectMode::ALL)?;
        init.cache = fields.keyword("cache", CacheMode::parse, CacheMode::ALL)?;
        init.referrer_policy =
            fields.keyword("referrerPolicy", ReferrerPolicy::parse, ReferrerPolicy::ALL)?;
        init.headers = fields.pairs("headers")?;
        init.use_cors_preflight = fields.flag("usePreflight")?;
        init.body_stream = fields.flag("stream")?;
        init.referrer = fields.text("referrer")?;
        init.client = client.as_ref().map(ToString::to_string);
        Ok(Self { init, client, body: fields.base64("body")? })
    }

    /// The method, as it was written.
    pub(super) fn method(&self) -> &str {
        &self.init.method
    }

    /// The request of a page.
    pub(super) fn request(&self, page: &Page) -> FetchRequest {
        let request = page.request(self.init.clone());
        match &self.body {
            Some(body) => request.body(body.clone()),
            None => request,
        }
    }
}

/// The fields of a message that are still to be read.
struct Fields(Map<String, Value>);

impl Fields {
    /// A field; null is as good as nothing.
    fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }

    fn text(&mut self, name: &'static str) -> Result<Option<String>, AskError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(wanted(name, "a text")),
        }
    }

    fn url(&mut self, name: &'static str) -> Result<Option<Url>, AskError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let mut url = Url::parse(&text).map_err(|_| wanted(name, "an absolute URL"))?;
        url.set_fragment(None);
        Ok(Some(url))
    }

    fn flag(&mut self, name: &'static str) -> Result<bool, AskError> {
        match self.take(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(wanted(name, "true or false")),
        }
    }

    fn keyword<T: fmt::Display + Copy>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Option<T>,
        all: &[T],
    ) -> Result<Option<T>, AskError> {
        let all = || all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => {
                parse(&text).map(Some).ok_or_else(|| wanted(name, format!("one of {}, not {text:?}", all())))
            }
            Some(_) => Err(wanted(name, format!("one of {}", all()))),
        }
    }

    fn pairs(&mut self, name: &'static str) -> Result<Vec<(String, String)>, AskError> {
        let Some(value) = self.take(name) else { return Ok(Vec::new()) };
        serde_json::from_value(value)
            .map_err(|_| wanted(name, "a list of pairs of texts, [[name, value], …]"))
    }

    fn base64(&mut self, name: &'static str) -> Result<Option<Bytes>, AskError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let bytes = BASE64_STANDARD.decode(text).map_err(|error| wanted(name, format!("base64: {error}")))?;
        Ok(Some(bytes.into()))
    }

    /// Nothing may be left.
    fn end(self) -> Result<(), AskError> {
        match self.0.into_iter().next() {
            Some((name, _)) => Err(AskError::Unknown(name)),
            None => Ok(()),
        }
    }
}

fn wanted(name: &'static str, wanted: impl Into<String>) -> AskError {
    AskError::Field { name, wanted: wanted.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_names_its_field() {
        for (message, says) in [
            ("", "the message is not a JSON object: EOF"),
            ("[]", "the message is not a JSON object: it must stand in braces"),
            ("{}", "field origin is missing"),
            (r#"{"origin": "https://a.test"}"#, "field url is missing"),
            (r#"{"origin": 1, "url": "/"}"#, "field origin: it must be a text"),
            (r#"{"client": "/x", "url": "/"}"#, "field client: it must be an absolute URL"),
            (
                r#"{"origin": "null", "url": "/", "mode": "no_cors"}"#,
                "field mode: it must be one of same-origin, cors",
            ),
            (r#"{"origin": "null", "url": "/", "headers": {}}"#, "field headers: it must be a list of pairs"),
            (r#"{"origin": "null", "url": "/", "body": "%"}"#, "field body: it must be base64: Invalid"),
            (r#"{"origin": "null", "url": "/", "stream": 1}"#, "field stream: it must be true or false"),
            (
                r#"{"origin": "null", "url": "/", "Method": "GET"}"#,
                "field \"Method\": there is no such field",
            ),
        ] {
            let error = Ask::read(message.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(says), "{message}: {error}");
        }
    }

    #[test]
    fn the_page_gives_origin_and_base() {
        let ask =
            Ask::read(br#"{"client": "https://a.test/x/page#top", "url": "../y", "body": "AAE="}"#).unwrap();
        assert_eq!((ask.init.origin.as_str(), ask.init.url.as_str()), ("https://a.test", "https://a.test/y"));
        assert_eq!(ask.client.unwrap().as_str(), "https://a.test/x/page");
        assert_eq!(ask.body.as_deref(), Some([0, 1].as_slice()));
    }
}
