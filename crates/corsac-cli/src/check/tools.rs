//! The mistakes of a policy file for the tools of a build.

use crate::exit::Exit;
use crate::finding::{Finding, Level};
use crate::output::{Case, markdown_code, markdown_fence, markdown_words};
use crate::place::Place;
use crate::source::Source;
use crate::terminal::Terminal;
use corsac_gateway::file::{FileMistake, Severity};
use std::fmt::Write as _;

/// A mistake and its place.
pub(super) struct Placed<'m> {
    mistake: &'m FileMistake,
    place: Place,
}

/// The mistakes of a file with their places.
pub(super) fn placed<'m>(source: &Source, mistakes: &[&'m FileMistake]) -> Vec<Placed<'m>> {
    let place = |mistake: &FileMistake| Place::span(source, mistake.span.clone());
    mistakes.iter().map(|mistake| Placed { mistake, place: place(mistake) }).collect()
}

impl Placed<'_> {
    const fn level(&self) -> Level {
        match self.mistake.severity {
            Severity::Error => Level::Error,
            _ => Level::Warning,
        }
    }

    /// Place, cause and cure in one line.
    fn message(&self) -> String {
        let FileMistake { place, cause, suggestion, .. } = self.mistake;
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        let cure = suggestion.as_ref().map(|text| format!("; write {text}")).unwrap_or_default();
        format!("{place}{cause}{cure}")
    }

    /// As a finding.
    pub(super) fn finding(&self, source: &Source) -> Finding<'_> {
        Finding {
            rule: self.mistake.kind.name(),
            level: self.level(),
            message: self.message(),
            markdown: self.markdown(source),
            place: Some(&self.place).filter(|place| place.file != Source::STANDARD_INPUT),
            fingerprint: format!("{} {}", self.mistake.place, self.mistake.kind.name()),
            known: None,
            report: None,
        }
    }

    fn markdown(&self, source: &Source) -> String {
        let mut text = markdown_words(&self.message());
        let line = self.place.region.and_then(|region| source.text.lines().nth(region.line - 1));
        if let Some(line) = line {
            let _ = write!(text, "\n\n{}", markdown_fence("toml", line));
        }
        text
    }

    fn line(&self) -> usize {
        self.place.region.map_or(1, |region| region.line)
    }
}

/// A table of the mistakes.
pub(super) fn markdown(source: &Source, mistakes: &[Placed<'_>]) -> String {
    let file = markdown_code(&source.name);
    let errors = mistakes.iter().filter(|placed| placed.level() == Level::Error).count();
    if mistakes.is_empty() {
        return format!("### ✔ {file}: no mistakes\n");
    }
    let mark = if errors == 0 { "✔" } else { "✘" };
    let warnings = mistakes.len() - errors;
    let mut text = format!("### {mark} {file}: {errors} errors, {warnings} warnings\n\n");
    text.push_str("| | Line | What | Mistake |\n|---|---|---|---|\n");
    for placed in mistakes {
        let mark = if placed.level() == Level::Error { "✘" } else { "!" };
        let kind = placed.mistake.kind.name();
        let message = markdown_words(&placed.message());
        let _ = writeln!(text, "| {mark} | {} | `{kind}` | {message} |", placed.line());
    }
    text
}

/// The file as a test case.
pub(super) fn case<'m>(source: &Source, mistakes: &'m [Placed<'m>], exit: Exit) -> Case<'m> {
    let errors = mistakes.iter().filter(|placed| placed.level() == Level::Error);
    let first = errors.clone().next();
    let drawn: Vec<_> = mistakes.iter().map(|placed| placed.mistake.into()).collect();
    Case {
        name: source.name.clone(),
        class: "corsac check".into(),
        place: first.or_else(|| mistakes.first()).map(|placed| &placed.place),
        ms: 0,
        exit,
        kind: first.map_or("", |placed| placed.mistake.kind.name()),
        message: errors.map(Placed::message).collect::<Vec<_>>().join("\n"),
        text: source.draw(&drawn, &Terminal::plain()),
    }
}
