//! In which form a result is written.

use crate::problem::Problem;

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text for people.
    #[default]
    Text,
    /// JSON for programs.
    Json,
}

/// A value as JSON text with a line feed at the end.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, Problem> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| Problem::new("JSON", error))?;
    text.push('\n');
    Ok(text)
}
