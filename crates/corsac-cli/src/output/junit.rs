//! JUnit XML: each request, or each file, is a test case.

use super::markup::xml;
use super::text;
use crate::exit::Exit;
use crate::judged::Judged;
use crate::place::Place;
use crate::source::Source;
use crate::terminal::Terminal;
use std::fmt::Write as _;

/// A test case.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    pub(crate) name: String,
    pub(crate) class: String,
    pub(crate) place: Option<&'a Place>,
    /// How long it took, in milliseconds.
    pub(crate) ms: u64,
    pub(crate) exit: Exit,
    /// The name of what was found.
    pub(crate) kind: &'static str,
    /// What was found, in a sentence.
    pub(crate) message: String,
    /// All that is to be said about it.
    pub(crate) text: String,
}

/// A case for each request.
pub(super) fn of_results(command: &'static str, results: &[Judged<'_>]) -> String {
    let case = |result| of_result(command, result);
    write(command, &results.iter().map(case).collect::<Vec<_>>())
}

fn of_result<'a>(command: &'static str, result: &Judged<'a>) -> Case<'a> {
    let report = &result.answer.report;
    Case {
        name: format!("{} {}", report.request.method, report.request.url),
        class: report.request.page.clone(),
        place: result.answer.place.as_ref().filter(|place| place.file != Source::STANDARD_INPUT),
        ms: report.exchanges.iter().map(|exchange| exchange.ms).sum(),
        exit: result.exit,
        kind: report.primary.name.as_str(),
        message: result.unmet.as_ref().unwrap_or(&report.primary.message).clone(),
        text: text::write(result, command, &Terminal::plain()),
    }
}

/// A suite of these cases.
pub(crate) fn write(command: &'static str, cases: &[Case<'_>]) -> String {
    let number = |kind| cases.iter().filter(|case| element(case.exit) == Some(kind)).count();
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{}\"",
        cases.len(),
        number("failure"),
        number("error"),
        number("skipped"),
        seconds(cases.iter().map(|case| case.ms).sum())
    );
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(text, "<testsuites name=\"corsac {command}\" {counts}>");
    let _ = writeln!(text, "  <testsuite name=\"corsac {command}\" {counts}>");
    cases.iter().for_each(|case| write_case(&mut text, case));
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// The element that says how a case ended, if it did not end well.
const fn element(exit: Exit) -> Option<&'static str> {
    match exit {
        Exit::Expected => None,
        Exit::Blocked => Some("failure"),
        Exit::Undecided | Exit::Refused => Some("skipped"),
        Exit::Unreachable | Exit::Usage => Some("error"),
    }
}

fn write_case(text: &mut String, case: &Case<'_>) {
    let (name, class, time) = (xml(&case.name), xml(&case.class), seconds(case.ms));
    let _ = write!(text, "    <testcase name=\"{name}\" classname=\"{class}\" time=\"{time}\"");
    if let Some(place) = case.place {
        let _ = write!(text, " file=\"{}\"", xml(&place.in_repository()));
        if let Some(region) = place.region {
            let _ = write!(text, " line=\"{}\"", region.line);
        }
    }
    let message = xml(&case.message);
    let _ = match element(case.exit) {
        None => writeln!(text, "/>"),
        Some("skipped") => {
            writeln!(text, ">\n      <skipped message=\"{message}\"/>\n    </testcase>")
        }
        Some(element) => writeln!(
            text,
            ">\n      <{element} type=\"{}\" message=\"{message}\">{}</{element}>\n    </testcase>",
            case.kind,
            xml(&case.text)
        ),
    };
}
