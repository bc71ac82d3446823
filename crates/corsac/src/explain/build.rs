//! Small constructors that keep the families of diagnoses short.

use super::case::Case;
use super::name::Name;
use super::phase::Phase;
use super::quoted::{Quoted, escaped_span};
use super::report::{Certainty, Diagnosis, Effect, Evidence, Fix, Part};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

impl Diagnosis {
    /// A certain cause of a block.
    pub(super) fn new(name: Name, phase: Phase, message: impl Into<String>) -> Self {
        Self {
            name,
            phase,
            certainty: Certainty::Certain,
            effect: Effect::Blocks,
            message: message.into(),
            subjects: Vec::new(),
            evidence: Vec::new(),
            expected: None,
            fixes: Vec::new(),
            browser_says: None,
            standard: None,
        }
    }

    pub(super) const fn likely(mut self) -> Self {
        self.certainty = Certainty::Likely;
        self
    }

    pub(super) const fn likely_unless(self, is_proven: bool) -> Self {
        if is_proven { self } else { self.likely() }
    }

    pub(super) const fn possible(mut self) -> Self {
        self.certainty = Certainty::Possible;
        self
    }

    pub(super) const fn warns(mut self) -> Self {
        self.effect = Effect::Warns;
        self
    }

    pub(super) const fn informs(mut self) -> Self {
        self.effect = Effect::Informs;
        self
    }

    pub(super) const fn allows(mut self) -> Self {
        self.effect = Effect::Allows;
        self
    }

    pub(super) fn about<S: Into<String>>(mut self, subjects: impl IntoIterator<Item = S>) -> Self {
        self.subjects = subjects.into_iter().map(Into::into).collect();
        self
    }

    pub(super) fn proof(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    pub(super) fn expects(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub(super) fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }

    /// The anchor in the Fetch Standard.
    pub(super) fn by(mut self, anchor: &str) -> Self {
        self.standard = Some(["fetch#", anchor].concat());
        self
    }
}

impl Evidence {
    const fn new(index: usize, part: Part, note: String) -> Self {
        Self { exchange: index + 1, part, header: None, line: 0, value: None, span: None, note }
    }

    /// A line of a response header; without a span, all of it.
    pub(super) fn response_header(
        case: &Case<'_>,
        index: usize,
        (name, line): (&str, usize),
        span: Option<Range<usize>>,
        note: impl Into<String>,
    ) -> Self {
        let value = case.response(index).and_then(|r| r.headers.lines(name).nth(line)).unwrap_or_default();
        let mut evidence = Self::header(index, Part::ResponseHeader, (name, value), note);
        evidence.line = line;
        if let Some(span) = span {
            let span = escaped_span(value, span);
            evidence.span = evidence.value.as_ref().map(|value| value.masked_span(span));
        }
        evidence
    }

    /// The name of a response header, as it is written.
    pub(super) fn response_header_name(index: usize, name: &str, note: impl Into<String>) -> Self {
        let value = Quoted::text(name);
        Self {
            header: Some(name.to_ascii_lowercase()),
            span: Some(0..value.as_str().len()),
            value: Some(value),
            ..Self::new(index, Part::ResponseHeaderName, note.into())
        }
    }

    /// A request header.
    pub(super) fn request_header(index: usize, header: (&str, &[u8]), note: impl Into<String>) -> Self {
        Self::header(index, Part::RequestHeader, header, note)
    }

    fn header(index: usize, part: Part, (name, value): (&str, &[u8]), note: impl Into<String>) -> Self {
        let value = Quoted::header(name, value);
        Self {
            header: Some(name.to_ascii_lowercase()),
            span: Some(0..value.as_str().len()),
            value: Some(value),
            ..Self::new(index, part, note.into())
        }
    }

    /// A response header that is not there.
    pub(super) fn absent(index: usize, name: &str, note: impl Into<String>) -> Self {
        Self {
            header: Some(name.to_ascii_lowercase()),
            ..Self::new(index, Part::ResponseHeader, note.into())
        }
    }

    pub(super) fn status(index: usize, status: u16, note: impl Into<String>) -> Self {
        let value = Quoted::text(status.to_string());
        Self {
            span: Some(0..value.as_str().len()),
            value: Some(value),
            ..Self::new(index, Part::Status, note.into())
        }
    }

    pub(super) fn method(index: usize, method: &str, note: impl Into<String>) -> Self {
        let value = Quoted::text(method);
        Self {
            span: Some(0..value.as_str().len()),
            value: Some(value),
            ..Self::new(index, Part::Method, note.into())
        }
    }

    /// The URL of a request, or one that was never requested.
    pub(super) fn url(
        exchange: usize,
        url: &str,
        span: Option<Range<usize>>,
        note: impl Into<String>,
    ) -> Self {
        let value = Quoted::text(url);
        Self {
            exchange,
            span: span.or(Some(0..value.as_str().len())),
            value: Some(value),
            ..Self::new(0, Part::Url, note.into())
        }
    }
}

/// Texts as a sentence takes them.
pub(super) fn strs<S: AsRef<str>>(texts: &[S]) -> Vec<&str> {
    texts.iter().map(AsRef::as_ref).collect()
}

/// A value for a sentence: escaped, secrets masked, and cut when it is long.
pub(super) fn brief(value: &[u8]) -> String {
    const LONGEST: usize = 60;
    let text = Quoted::text(value);
    let text = text.as_str();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
        None => text.into(),
    }
}
