//! What somebody handed over: a URL, a text, or a file with one.

use super::policy;
use crate::print::print_error;
use crate::problem::Problem;
use crate::source::{Mistake, Opened, Source};
use crate::terminal::{Ink, Terminal};
use crate::words::first_use::{
    a_directory, check_the_path, how_to_explain, how_to_pipe, name_a_file, no_such_file, nothing_came,
    nothing_to_explain, paste_it,
};
use crate::words::said::Said;
use corsac::explain::Language;
use corsac_import::{ImportError, Kind};
use std::io::{self, BufRead as _, IsTerminal as _};
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
    pub(super) fn of(
        argument: Option<&str>,
        kind: Option<TextKind>,
        terminal: &Terminal,
    ) -> Result<Self, Problem> {
        let language = terminal.language;
        let argument = match argument.map(str::trim) {
            Some("") => return Err(nothing(language)),
            Some(argument) => argument,
            None if io::stdin().is_terminal() => return Err(nothing(language)),
            None => STANDARD_INPUT,
        };
        let is_typed = argument == STANDARD_INPUT && io::stdin().is_terminal();
        if is_typed {
            print_error(&format!("{}\n", terminal.of_errors().paint(Ink::Faint, paste_it(language))));
        }
        let path = Path::new(argument);
        let is_file = argument == STANDARD_INPUT || path.is_file();
        if !is_file {
            if looks_like_a_path(argument) {
                return Err(no_file(path, language));
            }
            let source = Source { name: Source::COMMAND_LINE.to_owned(), text: argument.to_owned() };
            let kind = kind.or_else(|| TextKind::of(argument));
            return match kind {
                Some(kind) => Ok(Self::Text(source, kind)),
                None if is_prose(argument) => Err(unknown(&source.name)),
                None => Ok(Self::Url(argument.to_owned())),
            };
        }
        let opened = if is_typed { Opened::typed()? } else { Opened::new(path)? };
        let mut opened = opened.unpacked()?;
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
        if text.is_empty() && argument == STANDARD_INPUT {
            return Err(Problem::at(&source.name, Said::plain(nothing_came(language)))
                .cure(Said::plain(how_to_pipe(language))));
        }
        Err(unknown(&source.name))
    }
}

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Whether a text that is no file was meant to be one.
fn looks_like_a_path(text: &str) -> bool {
    const ENDS: [&str; 7] = [".har", ".gz", ".json", ".yaml", ".yml", ".toml", ".txt"];
    let is_one_word = !text.contains(char::is_whitespace) && !text.contains("://");
    let starts = ["/", "./", "../", "~"].iter().any(|start| text.starts_with(start));
    let has_end = || ENDS.iter().any(|end| text.to_ascii_lowercase().ends_with(end));
    // `example.com/data.json` is a URL: its host has a dot.
    let host_has_dot = || text.split_once('/').is_some_and(|(host, _)| host.contains(['.', ':']));
    is_one_word && (Path::new(text).is_dir() || starts || (has_end() && !host_has_dot()))
}

fn no_file(path: &Path, language: Language) -> Problem {
    if path.is_dir() {
        return Problem::at(path.display(), Said::plain(a_directory(language)))
            .cure(Said::plain(name_a_file(language)));
    }
    let name = path.display().to_string();
    let problem = Problem::at(&name, Said::plain(no_such_file(language)));
    problem.cure(Said::plain(check_the_path(language, name.trim_start_matches(['.', '/', '~']))))
}

fn nothing(language: Language) -> Problem {
    Problem::at("explain", Said::plain(nothing_to_explain(language)))
        .cure(Said::plain(how_to_explain(language)))
}

/// Words that nobody means as a URL, such as a message that is not known.
fn is_prose(text: &str) -> bool {
    !text.trim_start().starts_with("http") && text.split_whitespace().count() > 2
}

fn problem(name: &str, error: &io::Error) -> Problem {
    Problem::at(name, error).cure(Said::CheckWhole)
}

fn unknown(name: &str) -> Problem {
    Problem::at(name, Said::Unrecognised).cure(Said::SayInput(TextKind::NAMES.join("|")))
}

/// Where a text cannot be read, to be drawn in its place.
pub(super) fn mistake(error: &ImportError) -> Mistake {
    Mistake {
        is_warning: false,
        code: None,
        message: Said::Import(error.cause.clone()),
        span: Some(error.span.clone()),
        label: String::new(),
        replacement: None,
        help: error.cure.map(Said::Cure).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_url_without_a_scheme() {
        for path in
            ["session.har", "./a", "../b.toml", "/tmp/none", "~/x", "docs/openapi.yaml", ".", "a.HAR.gz"]
        {
            assert!(looks_like_a_path(path), "{path}");
        }
        for url in [
            "localhost:3000",
            "api.example.com",
            "api.example.com/data.json",
            "localhost:1/a.yaml",
            "a b.har",
        ] {
            assert!(!looks_like_a_path(url), "{url}");
        }
    }

    #[test]
    fn every_kind_has_its_name() {
        assert!(TextKind::NAMES.iter().all(|name| TextKind::parse(name).is_some()));
        assert!(Kind::ALL.iter().all(|(name, _)| TextKind::NAMES.contains(name)));
    }
}
