//! Script that makes a request: "Copy as fetch", and `fetch()`, XMLHttpRequest, axios or jQuery as people write it.

mod calls;
mod evaluate;
mod libraries;
mod options;
mod path;
mod value;
mod xhr;

use crate::found::Found;
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use calls::Calls;
use oxc_allocator::Allocator;
use oxc_ast_visit::Visit as _;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;
use std::borrow::Cow;
use std::ops::Range;

/// Functions that make a request in script.
const FUNCTIONS: &[&str] = &[
    "fetch",
    "axios",
    ".setRequestHeader",
    "$.ajax",
    "$.get",
    "$.post",
    "$.getJSON",
    "EventSource",
    "sendBeacon",
    "http.get",
    "http.post",
    "http.put",
    "http.patch",
    "http.delete",
];

/// Objects that do.
const OBJECTS: &[&str] = &["new XMLHttpRequest", "axios.", "$axios.", "jQuery."];

/// Whether a text looks like script that makes a request.
pub(crate) fn has_call(text: &str) -> bool {
    let stands_alone = |name: &str, at: usize| {
        let before = text.get(..at).unwrap_or_default().chars().next_back();
        name.starts_with('.')
            || before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '/' | '-' | '\''))
    };
    let is_called =
        |name: &str, at: usize| text.get(at + name.len()..).is_some_and(|rest| rest.starts_with(['(', '<']));
    let function =
        |name: &&str| text.match_indices(*name).any(|(at, _)| stands_alone(name, at) && is_called(name, at));
    let object = |name: &&str| text.match_indices(*name).any(|(at, _)| stands_alone(name, at));
    FUNCTIONS.iter().any(function) || OBJECTS.iter().any(object)
}

/// What is put around a part of a script that does not stand by itself: a method of a class, of an object.
const AROUND: [(&str, &str); 3] = [("", ""), ("class Part {", "\n}"), ("({", "\n})")];

/// The requests of all calls in a text.
pub(crate) fn requests(text: &str) -> Result<Vec<Found>, ImportError> {
    let script = without_tags(text);
    let mut first = None;
    for (before, after) in AROUND {
        // An assertion such as <T>x is a tag in JSX.
        for kind in [SourceType::tsx(), SourceType::ts()] {
            let whole = [before, &script, after].concat();
            match read(&whole, kind) {
                Err(Mistake::Syntax(error)) => {
                    first = first.or_else(|| Some(moved_error(text, error, before.len())))
                }
                Err(Mistake::Request(error)) => return Err(moved_error(text, error, before.len())),
                Ok(mut found) => {
                    found.iter_mut().for_each(|found| found.span = moved(&found.span, before.len()));
                    return Ok(found);
                }
            }
        }
    }
    Err(first.unwrap_or_else(|| ImportError::whole(text, ImportCause::NoScript)))
}

/// A place in a text that was longer at its beginning.
fn moved(span: &Range<usize>, by: usize) -> Range<usize> {
    span.start.saturating_sub(by)..span.end.saturating_sub(by)
}

fn moved_error(text: &str, error: ImportError, by: usize) -> ImportError {
    ImportError { cure: error.cure, ..ImportError::at(text, moved(&error.span, by), error.cause) }
}

/// What is wrong with a script: its form, or what it asks for.
enum Mistake {
    Syntax(ImportError),
    Request(ImportError),
}

fn read(text: &str, kind: SourceType) -> Result<Vec<Found>, Mistake> {
    let allocator = Allocator::default();
    // People copy the inside of a function.
    let options = ParseOptions { allow_return_outside_function: true, ..ParseOptions::default() };
    let parsed = Parser::new(&allocator, text, kind).with_options(options).parse();
    if let Some(error) = parsed.errors.first() {
        let label = error.labels.as_ref().and_then(|labels| labels.first());
        let start = label.map_or(text.len(), oxc_diagnostic_offset);
        let end = label.map_or(start, |label| start + label.len());
        let error = ImportError::at(text, start..end, ImportCause::NoJavaScript(error.message.to_string()));
        return Err(Mistake::Syntax(error.cure(ImportCure::PasteWholeCall)));
    }
    let mut calls = Calls::new(text, &parsed.program.comments);
    calls.visit_program(&parsed.program);
    calls.found().map_err(Mistake::Request)
}

/// A script without the tags of a page around it, each byte in its place.
fn without_tags(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    if !text.trim_start().starts_with('<') || !lower.contains(SCRIPT) {
        return text.into();
    }
    let mut kept = String::with_capacity(text.len());
    while let Some(tag) = lower.get(kept.len()..).and_then(|rest| rest.find(SCRIPT)) {
        let place =
            |what: &str, from: usize| lower.get(from..).and_then(|rest| rest.find(what)).map(|at| from + at);
        let start = place(">", kept.len() + tag).map_or(text.len(), |end| end + 1);
        let end = place("</script", start).unwrap_or(text.len());
        kept.push_str(&blank(text.get(kept.len()..start).unwrap_or_default()));
        kept.push_str(text.get(start..end).unwrap_or_default());
    }
    kept.push_str(&blank(text.get(kept.len()..).unwrap_or_default()));
    kept.into()
}

/// How an element begins whose text is code.
const SCRIPT: &str = "<script";

/// As many bytes that are no code, on as many lines.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

fn oxc_diagnostic_offset(label: &oxc_diagnostics::LabeledSpan) -> usize {
    label.offset()
}

#[cfg(test)]
mod tests;
