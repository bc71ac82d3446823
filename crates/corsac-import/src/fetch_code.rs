//! Script that makes a request: "Copy as fetch", and `fetch()` or axios as people write it.

mod calls;
mod evaluate;
mod options;

use crate::found::Found;
use crate::import_error::ImportError;
use calls::Calls;
use oxc_allocator::Allocator;
use oxc_ast_visit::Visit as _;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Whether a text looks like script that makes a request.
pub(crate) fn has_call(text: &str) -> bool {
    ["fetch(", "axios(", "axios."].iter().any(|call| {
        text.match_indices(call).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default().chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '/' | '-' | '\''))
        })
    })
}

/// The requests of all calls in a text.
pub(crate) fn requests(text: &str) -> Result<Vec<Found>, ImportError> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::tsx()).parse();
    if let Some(error) = parsed.errors.first() {
        let label = error.labels.as_ref().and_then(|labels| labels.first());
        let start = label.map_or(text.len(), oxc_diagnostic_offset);
        let end = label.map_or(start, |label| start + label.len());
        return Err(ImportError::at(text, start..end, format!("this is no JavaScript: {}", error.message))
            .cure("paste the call as a whole, from fetch( to the closing parenthesis"));
    }
    let mut calls = Calls::new(text, &parsed.program.comments);
    calls.visit_program(&parsed.program);
    calls.found()
}

fn oxc_diagnostic_offset(label: &oxc_diagnostics::LabeledSpan) -> usize {
    label.offset()
}

#[cfg(test)]
mod tests;
