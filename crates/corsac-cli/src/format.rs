//! In which form a result is written.

use crate::problem::Problem;

/// For people, for programs, or for the tools of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    #[default]
    Text,
    /// JSON: a report, or a list of them
    Json,
    /// JSON lines: each report on a line of its own
    Ndjson,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for any build server
    Junit,
    /// Annotations for GitHub Actions
    Github,
    /// Markdown, for the comment of a pull request
    Markdown,
    /// A page with the timeline, in one file
    Html,
}

impl Format {
    /// Whether a report in this form has a place for further requests.
    pub(crate) const fn shows_probes(self) -> bool {
        matches!(self, Self::Text | Self::Json | Self::Ndjson)
    }
}

/// A value as JSON text with a line feed at the end.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, Problem> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| Problem::new("JSON", error))?;
    text.push('\n');
    Ok(text)
}

/// A value as JSON on one line, with its line feed.
pub(crate) fn json_line(value: &impl serde::Serialize) -> Result<String, Problem> {
    let mut text = serde_json::to_string(value).map_err(|error| Problem::new("JSON", error))?;
    text.push('\n');
    Ok(text)
}
