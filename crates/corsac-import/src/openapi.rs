//! OpenAPI 3.0 and 3.1, Swagger 2.0: every operation as a request that a page could make.
//!
//! Descriptions in the field are seldom valid, so that only what is needed is looked for, and what is missing
//! or odd is passed over.

mod document;
mod example;
mod operation;
mod places;
mod security;
mod servers;

pub use operation::{Api, Operation};

pub(crate) use operation::read;

/// Whether a text says that it is a description.
pub(crate) fn is_api(text: &str) -> bool {
    let key = |line: &str| {
        let line = line.trim_start_matches(['{', ' ', '\t', '\u{feff}']);
        ["openapi", "swagger"].iter().any(|name| {
            let rest = line.strip_prefix('"').unwrap_or(line).strip_prefix(name);
            let rest = rest.map(|rest| rest.strip_prefix('"').unwrap_or(rest).trim_start());
            rest.and_then(|rest| rest.strip_prefix(':'))
                .is_some_and(|version| version.trim_start_matches([' ', '"', '\'']).starts_with(['2', '3']))
        })
    };
    text.split_inclusive(['\n', ',']).take(5000).any(|line| key(line.trim_end()))
}

#[cfg(test)]
mod tests;
