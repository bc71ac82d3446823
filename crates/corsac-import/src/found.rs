//! A request that a text describes.

use crate::note::Note;
use corsac::browser::RequestInit;
use std::ops::Range;

/// A request as a text describes it, and what was left out or made of it on the way.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// The request; its origin is empty where the text does not say which page asks.
    pub init: RequestInit,
    /// The cookies that go along, each as `name=value`.
    pub cookies: Vec<String>,
    /// Whether certificates are not checked.
    pub insecure: bool,
    /// What was dropped, derived or could not be known.
    pub notes: Vec<Note>,
    /// Where the request stands in the text.
    pub span: Range<usize>,
}

impl Found {
    pub(crate) fn new(url: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            init: RequestInit::new("", url),
            cookies: Vec::new(),
            insecure: false,
            notes: Vec::new(),
            span,
        }
    }

    /// Whether the text says which page asks.
    #[must_use]
    pub fn knows_page(&self) -> bool {
        !self.init.origin.is_empty()
    }

    pub(crate) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    pub(crate) fn add_cookies(&mut self, header: &str) {
        let pairs = header.split(';').map(str::trim).filter(|pair| pair.contains('='));
        self.cookies.extend(pairs.map(str::to_owned));
    }
}

/// Joins as people do: `a`, `a and b`, `a, b and c`.
pub(crate) fn and<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", start.join(", "), last.as_ref())
        }
    }
}
