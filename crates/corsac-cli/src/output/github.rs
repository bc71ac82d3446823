//! Annotations for GitHub Actions, which reads such lines in a step's output.

use crate::finding::{Finding, Level};
use crate::harmless::with_first_sign_as;

/// A command for each finding that the baseline does not have.
pub(crate) fn write(findings: &[Finding<'_>]) -> String {
    findings.iter().filter(|finding| finding.known != Some(true)).map(line).collect()
}

fn line(finding: &Finding<'_>) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = finding.place {
        properties.push(("file", place.in_repository()));
        if let Some(region) = place.region {
            properties.push(("line", region.line.to_string()));
            properties.extend(region.column.map(|column| ("col", column.to_string())));
            if let Some((line, column)) = region.end {
                properties.push(("endLine", line.to_string()));
                properties.push(("endColumn", column.to_string()));
            }
        }
    }
    properties.push(("title", finding.rule.to_owned()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    format!("::{command} {}::{}\n", properties.join(","), data(&finding.message))
}

/// A text after the second `::`.
fn data(text: &str) -> String {
    with_first_sign_as(text, "\\x23").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text between them.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100 %\r\n::error::"), "100 %25%0D%0A::error::");
        assert_eq!(property("C:\\a,b"), "C%3A\\a%2Cb");
    }
}
