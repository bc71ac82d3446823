//! The findings in results.

use super::markdown;
use crate::finding::{Finding, Level};
use crate::judged::{Judged, level};
use crate::source::Source;
use corsac::explain::Diagnosis;
use corsac_import::template;

/// Every diagnosis that is more than a remark, or the cause.
pub(super) fn of_all<'a>(results: &[Judged<'a>]) -> Vec<Finding<'a>> {
    results.iter().flat_map(of_one).collect()
}

fn of_one<'a>(result: &Judged<'a>) -> Vec<Finding<'a>> {
    let report = &result.answer.report;
    let mut findings: Vec<Finding<'a>> = Vec::new();
    for (index, diagnosis) in report.diagnoses().enumerate() {
        let is_cause = index == 0;
        match level(diagnosis) {
            Some(level) if is_cause || level > Level::Note => {
                findings.push(finding(result, diagnosis, level));
            }
            _ => {}
        }
    }
    findings
}

fn finding<'a>(result: &Judged<'a>, diagnosis: &'a Diagnosis, level: Level) -> Finding<'a> {
    let report = &result.answer.report;
    let asked = &report.request;
    let url = asked.url.as_str();
    Finding {
        rule: diagnosis.name.as_str(),
        language: report.language,
        level,
        message: format!("{} {url} ({}): {}", asked.method, asked.page, diagnosis.message),
        markdown: markdown::of_diagnosis(report, diagnosis),
        place: result.answer.place.as_ref().filter(|place| place.file != Source::STANDARD_INPUT),
        fingerprint: format!("{} {} {} {}", asked.page, asked.method, template(url), diagnosis.name),
        known: result.knows(diagnosis.name),
        report: Some(report),
    }
}
