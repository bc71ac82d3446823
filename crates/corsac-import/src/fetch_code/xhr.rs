//! XMLHttpRequest: a request that is put together line by line.

use super::evaluate::range;
use super::options::Made;
use super::value::Value;
use crate::note::Note;
use corsac::browser::Initiator;
use oxc_span::Span;

/// An XMLHttpRequest under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Xhr {
    opened: Option<Opened>,
    credentials: bool,
    upload: bool,
}

#[derive(Debug, Clone)]
struct Opened {
    method: Value,
    url: Value,
    headers: Vec<(String, Value)>,
    span: Span,
}

impl Xhr {
    /// `open(method, url)` forgets the headers of an earlier one.
    pub(super) fn open(&mut self, (method, url): (Value, Value), span: Span) {
        self.opened = Some(Opened { method, url, headers: Vec::new(), span });
    }

    pub(super) const fn is_open(&self) -> bool {
        self.opened.is_some()
    }

    /// `setRequestHeader(name, value)`.
    pub(super) fn header(&mut self, name: &str, value: Value) {
        if let Some(opened) = &mut self.opened {
            opened.headers.push((name.to_owned(), value));
        }
    }

    /// `withCredentials = …`.
    pub(super) const fn with_credentials(&mut self, yes: bool) {
        self.credentials = yes;
    }

    /// A listener for the upload.
    pub(super) const fn listen_to_upload(&mut self) {
        self.upload = true;
    }

    /// `send(body)`: what is sent, if it was opened.
    pub(super) fn send(&mut self, body: Option<Value>, end: Option<Span>) -> Option<Made> {
        let Opened { method, url, headers, span } = self.opened.take()?;
        let options = vec![
            ("method".to_owned(), method),
            ("headers".to_owned(), Value::Object(headers)),
            ("withCredentials".to_owned(), Value::Bool(self.credentials)),
        ];
        let span = range(span).start..range(end.unwrap_or(span)).end;
        Some(Made {
            body,
            upload_listener: self.upload,
            notes: if end.is_none() { vec![Note::NoSend] } else { Vec::new() },
            ..Made::new(Initiator::Xhr, Some(url), Some(Value::Object(options)), span)
        })
    }
}
