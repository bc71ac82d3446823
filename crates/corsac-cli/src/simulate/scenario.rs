//! A scenario as TOML or JSON, and where it is wrong.

use crate::source::{Mistake, Source};
use crate::words::said::Said;
use corsac::browser::Quirks;
use corsac::exchange::{Scenario, ScenarioError};
use corsac::server::{ConfigError, ConfigErrors};
use corsac_gateway::file::nearest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a scenario: JSON if the text begins with `{`, TOML otherwise.
pub(super) fn read(source: &Source) -> Result<Scenario, Box<Mistake>> {
    if source.text.trim_start().starts_with('{') { from_json(source) } else { from_toml(source) }
}

fn from_toml(source: &Source) -> Result<Scenario, Box<Mistake>> {
    toml::from_str(&source.text).map_err(|error| Box::new(mistake(error.message(), error.span())))
}

/// Reads a scenario from JSON.
pub(super) fn from_json(source: &Source) -> Result<Scenario, Box<Mistake>> {
    serde_json::from_str(&source.text).map_err(|error| {
        let start = offset(&source.text, error.line(), error.column());
        // The place is drawn, not written.
        let message = error.to_string();
        Box::new(mistake(message.split(" at line ").next().unwrap_or(&message), Some(start..start + 1)))
    })
}

/// A text that does not have the form of a scenario.
fn mistake(message: &str, span: Option<Range<usize>>) -> Mistake {
    let mut mistake = Mistake {
        is_warning: false,
        code: None,
        message: Said::NotScenario(message.trim().replace('\n', ", ")),
        span: span.clone(),
        label: String::new(),
        replacement: None,
        help: Vec::new(),
    };
    // The parsers name the key that they do not know, and then those that they do.
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| message.contains("unknown field"));
    match unknown.zip(span) {
        Some((unknown, span)) => {
            let known: Vec<&str> = quoted.collect();
            mistake.message = Said::NoKeyHere(unknown.to_owned());
            mistake.help.push(Said::KnownAre(known.join(", ")));
            let is_toml_key = span.len() == unknown.len();
            let meant = nearest(unknown, known.into_iter()).filter(|_| is_toml_key);
            mistake.replacement = meant.map(|meant| (span, meant.to_owned()));
        }
        None => mistake.help.push(Said::HelpShowsScenario),
    }
    mistake
}

/// The byte at a line and a column, both counted from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

/// What is wrong with a scenario that has the right form.
pub(super) fn mistakes(source: &Source, error: &ScenarioError) -> Vec<Mistake> {
    let of = |errors: &ConfigErrors, table: &[&str]| {
        errors.iter().map(|error| of_config(source, error, table)).collect()
    };
    match error {
        ScenarioError::Policy(errors) => of(errors, &["server", "policy"]),
        ScenarioError::Guard(errors) => of(errors, &["server", "guard"]),
        error => vec![Mistake {
            is_warning: false,
            code: None,
            message: said(error),
            span: find(&source.text, &["preset"], None).filter(|_| matches!(error, ScenarioError::Preset(_))),
            label: String::new(),
            replacement: None,
            help: match error {
                ScenarioError::Preset(_) => {
                    let known: Vec<&str> = Quirks::PRESETS.iter().map(|(name, _)| *name).collect();
                    vec![Said::KnownAre(known.join(", "))]
                }
                _ => Vec::new(),
            },
        }],
    }
}

fn said(error: &ScenarioError) -> Said {
    match error {
        ScenarioError::Preset(name) => Said::NoPreset(name.clone()),
        ScenarioError::GuardWithoutPolicy => Said::GuardWithoutPolicy,
        other => Said::plain(other),
    }
}

fn of_config(source: &Source, error: &ConfigError, table: &[&str]) -> Mistake {
    let field = error.field.name();
    let path: Vec<&str> =
        if table.ends_with(&["guard"]) { table.to_vec() } else { [table, &[field]].concat() };
    let found = find(&source.text, &path, error.index);
    // Without the field, the table lacks it.
    let span = found.clone().or_else(|| find(&source.text, table, None));
    let quoted = error.suggestion.as_ref().map(|text| toml::Value::from(text.as_str()).to_string());
    // Where the place is not known, what to write there is known all the same.
    let told = quoted.as_ref().filter(|_| found.is_none()).map(|text| Said::Write(text.clone()));
    Mistake {
        is_warning: false,
        code: Some(error.cause.name().to_owned()),
        message: Said::InTable(path.join("."), Box::new(Said::Config(error.cause))),
        span,
        label: String::new(),
        replacement: found.zip(quoted),
        help: told.into_iter().chain(error.danger_switch.map(Said::SwitchAccepts)).collect(),
    }
}

/// Where the value of a key stands in a TOML text, or one entry of its list.
fn find(text: &str, path: &[&str], index: Option<usize>) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let (last, tables) = path.split_last()?;
    let mut table = table.get_ref();
    for name in tables {
        let DeValue::Table(inner) = table.get(*name)?.get_ref() else { return None };
        table = inner;
    }
    let value: &Spanned<DeValue<'_>> = table.get(*last)?;
    match (value.get_ref(), index) {
        (DeValue::Array(items), Some(index)) => items.get(index).map(Spanned::span),
        _ => Some(value.span()),
    }
}
