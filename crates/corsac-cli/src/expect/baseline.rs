//! A file of diagnoses that are known: whoever adopts corsac for a server with old mistakes is told of new ones.

use crate::format::json;
use crate::problem::Problem;
use crate::source::Source;
use crate::words::said::Said;
use corsac::explain::{Name, Report};
use corsac_import::template;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// The name and version of the file's shape.
const SCHEMA: &str = "corsac.baseline/1";

/// The diagnoses that are known.
#[derive(Debug, Default)]
pub(super) struct Baseline(BTreeSet<Known>);

/// One of them. The order of the fields is the order of the file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// Without its query, and with `*` for the keys of records.
    url: String,
    method: String,
    /// The page's origin.
    page: String,
    name: String,
}

/// The file as it is written.
#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    known: &'a BTreeSet<Known>,
}

/// The file as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    schema: String,
    known: BTreeSet<Known>,
}

impl Known {
    fn of(report: &Report, name: Name) -> Self {
        let asked = &report.request;
        Self {
            url: template(asked.url.as_str()),
            method: asked.method.clone(),
            page: asked.page.clone(),
            name: name.as_str().to_owned(),
        }
    }
}

impl Baseline {
    /// The diagnoses of some reports.
    pub(super) fn of<'a>(found: impl Iterator<Item = (&'a Report, Name)>) -> Self {
        Self(found.map(|(report, name)| Known::of(report, name)).collect())
    }

    /// Whether a diagnosis of a report is known.
    pub(super) fn has(&self, report: &Report, name: Name) -> bool {
        !self.0.is_empty() && self.0.contains(&Known::of(report, name))
    }

    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        const CURE: Said = Said::UpdateWritesAnew;
        let place = path.display();
        if !path.exists() {
            return Err(Problem::at(place, Said::NoSuchFile).cure(Said::UpdateWrites));
        }
        let text = Source::read(path)?.text;
        let shape: Shape = serde_json::from_str(&text)
            .map_err(|error| Problem::at(&place, Said::NoBaseline(error.to_string())).cure(CURE))?;
        if shape.schema != SCHEMA {
            let cause = Said::BaselineSchema { found: shape.schema, wanted: SCHEMA };
            return Err(Problem::at(place, cause).cure(CURE));
        }
        Ok(Self(shape.known))
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Problem> {
        let shape = Written { schema: SCHEMA, known: &self.0 };
        std::fs::write(path, json(&shape)?)
            .map_err(|error| Problem::at(path.display(), error).cure(Said::SeeDirectory))
    }
}
