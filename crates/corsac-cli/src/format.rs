//! In which form a result is written.

use crate::harmless::with_first_sign_as;
use crate::problem::Problem;
use crate::words::said::Said;

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
        !matches!(self, Self::Sarif | Self::Junit | Self::Github)
    }
}

/// A value as JSON text with a line feed at the end.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, Problem> {
    serde_json::to_string_pretty(value).map(ended).map_err(|error| Problem::at("JSON", Said::plain(error)))
}

/// A value as JSON on one line, with its line feed.
pub(crate) fn json_line(value: &impl serde::Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map(ended).map_err(|error| Problem::at("JSON", Said::plain(error)))
}

/// With a line feed at its end; a build's log that it goes to reads no command in it.
fn ended(mut text: String) -> String {
    text.push('\n');
    if text.contains("##") { with_first_sign_as(&text, "\\u0023") } else { text }
}
