//! A recording that is put together from other texts than HAR.

use super::entry::{Entry, Pair, Request, Response};
use super::read::Har;

impl Har {
    /// A recording that leaves nothing out; where a request does not say which page asks, `page` does.
    pub(crate) fn of_heads(page: Option<&str>) -> Self {
        Self { is_whole: true, asking: page.map(str::to_owned), ..Self::default() }
    }

    pub(crate) fn push(&mut self, request: Request, response: Response, milliseconds: u32) {
        self.entries.push(Entry { request, response, time: f64::from(milliseconds), ..Entry::default() });
    }
}

impl Request {
    pub(crate) fn new(method: impl Into<String>, url: String, headers: Vec<Pair>) -> Self {
        Self { method: Some(method.into()), url: Some(url), headers, ..Self::default() }
    }
}

impl Response {
    pub(crate) fn new(status: u16, headers: Vec<Pair>) -> Self {
        Self { status: f64::from(status), headers, ..Self::default() }
    }
}

impl Pair {
    pub(crate) fn new(name: &str, value: &str) -> Self {
        Self { name: Some(name.to_owned()), value: Some(value.to_owned()) }
    }

    /// Joins a line that goes on.
    pub(crate) fn push_str(&mut self, more: &str) {
        let value = self.value.get_or_insert_default();
        value.push(' ');
        value.push_str(more);
    }

    /// The value of a name.
    pub(crate) fn find<'p>(pairs: &'p [Self], name: &str) -> Option<&'p str> {
        super::entry::header(pairs, name)
    }
}
