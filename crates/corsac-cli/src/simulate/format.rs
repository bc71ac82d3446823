//! In which form reports of fetches are written.

use crate::problem::Problem;

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// Text for people; for JSON lines one line for each fetch.
    #[default]
    Text,
    /// JSON for programs: a list of reports; for JSON lines as ndjson.
    Json,
    /// JSON lines for programs: a report for each fetch, each on a line of its own.
    Ndjson,
}

/// A value as JSON on one line, with its line feed.
pub(super) fn json_line(value: &impl serde::Serialize) -> Result<String, Problem> {
    let mut text = serde_json::to_string(value).map_err(|error| Problem::new("JSON", error))?;
    text.push('\n');
    Ok(text)
}
