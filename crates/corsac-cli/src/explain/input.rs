//! What somebody handed over: a URL, a text, or a file with one.

use super::policy;
use crate::problem::Problem;
use crate::source::{Mistake, Opened, Source};
use corsac_import::{ImportError, Kind};
use std::io::{self, BufRead as _};
use std::path::Path;

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// What the importer reads.
    Import(Kind),
    /// A policy file.
    Policy,
}

impl TextKind {
    /// The name of each.
    pub(super) const NAMES: &[&str] = &["curl", "fetch", "har", "heads", "message", "openapi", "policy"];

    /// The kind of a name.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let known = Kind::ALL.iter().find(|(name, _)| *name == word).map(|(_, kind)| Self::Import(*kind));
        known.or_else(|| (word == "policy").then_some(Self::Policy))
    }

    fn of(text: &str) -> Option<Self> {
        if policy::is_policy(text) { Some(Self::Policy) } else { Kind::of(text).map(Self::Import) }
    }
}

/// What there is to explain.
pub(super) enum Input {
    /// A URL to ask.
    Url(String),
    /// A text of this kind.
    Text(Source, TextKind),
    /// A recording, which may be too long to be kept.
    Har(Opened),
}

impl Input {
    /// Recognises what was handed over, unless `kind` says it.
    pub(super) fn of(argument: &str, kind: Option<TextKind>) -> Result<Self, Problem> {
        let path = Path::new(argument);
        let is_file = argument == "-" || path.is_file();
        if !is_file {
            let source = Source { name: "the command line".to_owned(), text: argument.to_owned() };
            let kind = kind.or_else(|| TextKind::of(argument));
            return Ok(kind.map_or_else(|| Self::Url(argument.to_owned()), |kind| Self::Text(source, kind)));
        }
        let mut opened = Opened::new(path)?.unpacked()?;
        let start = opened.reader.fill_buf().map_err(|error| problem(&opened.name, &error))?;
        if kind.or_else(|| TextKind::of(&String::from_utf8_lossy(start))) == Some(TextKind::Import(Kind::Har))
        {
            return Ok(Self::Har(opened));
        }
        let source = opened.text()?;
        if let Some(kind) = kind.or_else(|| TextKind::of(&source.text)) {
            return Ok(Self::Text(source, kind));
        }
        let text = source.text.trim();
        if text.starts_with("http") && !text.contains(char::is_whitespace) {
            return Ok(Self::Url(text.to_owned()));
        }
        Err(unknown(&source.name))
    }
}

fn problem(name: &str, error: &io::Error) -> Problem {
    Problem::new(name, error).cure("check that the file is whole")
}

fn unknown(name: &str) -> Problem {
    Problem::new(name, "this is nothing that is recognised by itself")
        .cure(format_args!("say what it is with --input {}", TextKind::NAMES.join("|")))
}

/// Where a text cannot be read, to be drawn in its place.
pub(super) fn mistake(error: &ImportError) -> Mistake {
    Mistake {
        is_warning: false,
        code: None,
        message: error.cause.clone(),
        span: Some(error.span.clone()),
        label: String::new(),
        replacement: None,
        help: error.cure.clone().into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_name() {
        assert!(TextKind::NAMES.iter().all(|name| TextKind::parse(name).is_some()));
        assert!(Kind::ALL.iter().all(|(name, _)| TextKind::NAMES.contains(name)));
    }
}
