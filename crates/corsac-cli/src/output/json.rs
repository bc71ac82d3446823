//! Reports for programs: the shape that `schema/` describes.

use super::probes;
use crate::format;
use crate::judged::Judged;
use crate::place::Place;
use crate::problem::Problem;
use corsac::explain::Report;
use serde::Serialize;

/// A report, and what only the command knows.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// Why no answer came, in the words of the part that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    connection: Option<&'a str>,
    /// Where the request stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'a>>,
    /// What was sent beside it to find out why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    probes: Vec<probes::Shown<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    line: Option<usize>,
}

impl<'a> Shown<'a> {
    fn of(result: &Judged<'a>) -> Self {
        let answer = result.answer;
        let source =
            |place: &'a Place| Source { file: &place.file, line: place.region.map(|region| region.line) };
        Self {
            report: &answer.report,
            connection: answer.failure.as_deref(),
            source: answer.place.as_ref().map(source),
            probes: probes::shown(result),
        }
    }
}

/// One report.
pub(super) fn one(result: &Judged<'_>) -> Result<String, Problem> {
    format::json(&Shown::of(result))
}

/// A list of reports.
pub(super) fn list(results: &[Judged<'_>]) -> Result<String, Problem> {
    format::json(&results.iter().map(Shown::of).collect::<Vec<_>>())
}

/// A report on a line.
pub(super) fn line(result: &Judged<'_>) -> Result<String, Problem> {
    format::json_line(&Shown::of(result))
}
