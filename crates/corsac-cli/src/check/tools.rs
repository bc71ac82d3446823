//! The mistakes of a policy file for the tools of a build.

use crate::exit::Exit;
use crate::finding::{Finding, Level};
use crate::output::{Case, markdown_code, markdown_fence, markdown_words};
use crate::place::Place;
use crate::policy_file;
use crate::source::Source;
use crate::terminal::Terminal;
use crate::words::said::Said;
use crate::words::told::Told;
use corsac::explain::Language;
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
    fn message(&self, language: Language) -> String {
        let FileMistake { place, cause, suggestion, .. } = self.mistake;
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        let cure = suggestion.clone().map(Said::Write);
        let said = [Some(Said::File(cause.clone())), cure].into_iter().flatten();
        format!("{place}{}", Said::Several(said.collect()).say(language))
    }

    /// As a finding.
    pub(super) fn finding(&self, source: &Source, language: Language) -> Finding<'_> {
        Finding {
            rule: self.mistake.kind.name(),
            language,
            level: self.level(),
            message: self.message(language),
            markdown: self.markdown(source, language),
            place: Some(&self.place).filter(|place| place.file != Source::STANDARD_INPUT),
            fingerprint: format!("{} {}", self.mistake.place, self.mistake.kind.name()),
            known: None,
            report: None,
        }
    }

    fn markdown(&self, source: &Source, language: Language) -> String {
        let mut text = markdown_words(&self.message(language));
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
pub(super) fn markdown(source: &Source, mistakes: &[Placed<'_>], language: Language) -> String {
    let file = markdown_code(&source.name);
    let errors = mistakes.iter().filter(|placed| placed.level() == Level::Error).count();
    if mistakes.is_empty() {
        return format!("### ✔ {file}: {}\n", Told::NoMistakes.say(language));
    }
    let mark = if errors == 0 { "✔" } else { "✘" };
    let warnings = mistakes.len() - errors;
    let mut text = format!("### {mark} {file}: {}\n\n", Told::Counted { errors, warnings }.say(language));
    let head = Told::TableHead.say(language);
    text.push_str(&format!("{head}\n|---|---|---|---|\n"));
    for placed in mistakes {
        let mark = if placed.level() == Level::Error { "✘" } else { "!" };
        let kind = placed.mistake.kind.name();
        let message = markdown_words(&placed.message(language));
        let _ = writeln!(text, "| {mark} | {} | `{kind}` | {message} |", placed.line());
    }
    text
}

/// The file as a test case.
pub(super) fn case<'m>(
    source: &Source,
    mistakes: &'m [Placed<'m>],
    exit: Exit,
    language: Language,
) -> Case<'m> {
    let errors = mistakes.iter().filter(|placed| placed.level() == Level::Error);
    let first = errors.clone().next();
    let drawn: Vec<_> = mistakes.iter().map(|placed| policy_file::mistake(placed.mistake)).collect();
    Case {
        name: source.name.clone(),
        class: "corsac check".into(),
        place: first.or_else(|| mistakes.first()).map(|placed| &placed.place),
        ms: 0,
        exit,
        kind: first.map_or("", |placed| placed.mistake.kind.name()),
        message: errors.map(|placed| placed.message(language)).collect::<Vec<_>>().join("\n"),
        text: source.draw(&drawn, &Terminal::plain().speaking(language)),
    }
}
