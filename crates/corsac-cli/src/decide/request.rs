//! A request as one line of JSON.

use crate::words::said::Said;
use corsac::fetch::method::is_token;
use corsac::server::{RequestHead, RequestHeader};
use serde::Deserialize;

/// A line as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object in braces")]
struct Written {
    method: String,
    path: Option<String>,
    #[serde(default)]
    headers: Vec<(String, String)>,
}

impl Written {
    fn read(line: &str) -> Result<Self, Said> {
        if !line.trim_start().starts_with('{') {
            return Err(Said::NoObject);
        }
        let written: Self = serde_json::from_str(line).map_err(|error| {
            // It is always the first line, whose number in the input is told beside it.
            let told = error.to_string();
            let (cause, _) = told.rsplit_once(" at line ").unwrap_or((&told, ""));
            Said::AtColumn(cause.to_owned(), error.column())
        })?;
        match written.headers.iter().find(|(name, _)| !is_name(name.trim())) {
            Some((name, _)) => Err(Said::NoHeaderName(name.clone())),
            None => Ok(written),
        }
    }
}

/// Whether a header can have this name, or an HTTP/2 request, as in `:authority`.
fn is_name(name: &str) -> bool {
    is_token(name.strip_prefix(':').unwrap_or(name).as_bytes())
}

/// A request's head, with the bytes that it has on the wire.
pub(super) struct Request {
    method: Vec<u8>,
    /// Without query.
    pub(super) path: Option<String>,
    headers: Vec<(String, Vec<u8>)>,
}

impl Request {
    /// Reads a line, or says in a sentence why it is no request.
    pub(super) fn read(line: &str) -> Result<Self, Said> {
        let written = Written::read(line).map_err(|cause| {
            let form = r#"{"method": "GET", "path": "/", "headers": [["Origin", "https://a.example"]]}"#;
            Said::Several(vec![Said::NotRequest(Box::new(cause)), Said::Write(form.to_owned())])
        })?;
        let path = written.path.map(|target| path_of(&target).to_owned());
        let line = |(name, value): (String, String)| (name, trimmed(&bytes(&value)).to_vec());
        Ok(Self {
            method: bytes(&written.method),
            path,
            headers: written.headers.into_iter().map(line).collect(),
        })
    }
}

impl RequestHead for Request {
    fn method(&self) -> &[u8] {
        &self.method
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        let is_asked = move |(known, _): &&(String, _)| known.trim().eq_ignore_ascii_case(name.name());
        self.headers.iter().filter(is_asked).map(|(_, value)| value.as_slice())
    }
}

/// A request target's path: without its query, and of a whole URL without scheme and host.
pub(super) fn path_of(target: &str) -> &str {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let whole = target.split_once("://").filter(|(scheme, _)| !scheme.contains('/'));
    whole.map_or(target, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]))
}

/// The bytes that a JSON text stands for: Latin-1, or else UTF-8.
fn bytes(text: &str) -> Vec<u8> {
    let latin: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    latin.unwrap_or_else(|_| text.as_bytes().to_vec())
}

/// The text that stands for bytes, which [`bytes`] takes back.
pub(super) fn text(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// Without the blanks around it, which HTTP does not count to a value.
fn trimmed(mut value: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}
