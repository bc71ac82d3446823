//! The parts of a page that the engine knows, written as the page must have them.

use corsac::explain::{Name, Report, Saying};

/// Characters in a line.
pub(crate) const WIDTH: usize = 72;

/// The start of every line about what the server did.
const EXECUTED: &str = "Did the request itself reach the server in the example?";

/// Breaks a text into lines; all but the first are indented.
pub(crate) fn wrapped(text: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let wanted = word.chars().count();
        if width > 0 && width + 1 + wanted > WIDTH {
            lines.push('\n');
            lines.push_str(indent);
            width = indent.len();
        } else if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += wanted;
    }
    lines
}

/// Name and title.
pub(crate) fn head(name: Name) -> String {
    let mut title = name.title().chars();
    let first = title.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("# {name}\n\n{}", wrapped(&format!("{first}{}.", title.as_str()), ""))
}

/// Whether the request of the example was executed.
pub(crate) fn executed(report: &Report) -> String {
    let answer = match report.executed_on_server {
        Some(true) => "Yes.",
        Some(false) => "No.",
        None => "Nobody knows: no answer came.",
    };
    wrapped(&format!("{EXECUTED} {answer}"), "")
}

/// The text without its last paragraph, if that one says whether the request was executed.
pub(crate) fn without_executed(text: &str) -> &str {
    text.rfind(EXECUTED).and_then(|at| text.get(..at)).unwrap_or(text).trim_end()
}

/// What the browsers print about the example, as a list; empty if they print nothing.
pub(crate) fn says(report: &Report) -> String {
    let Some(says) = &report.primary.browser_says else { return String::new() };
    let lines = says.iter().filter_map(|(browser, saying)| Some(quote(browser, saying.as_ref()?)));
    lines.collect::<Vec<_>>().join("\n")
}

fn quote(browser: &str, saying: &Saying) -> String {
    let misleads = if saying.misleading { " (misleads)" } else { "" };
    wrapped(&format!("- {browser}{misleads}: “{}”", saying.text), "  ")
}

/// The text without the list at its start.
pub(crate) fn without_says(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with("- Chromium") || rest.starts_with("- Firefox") || rest.starts_with("- Safari") {
        let end = rest.find('”').map_or(rest.len(), |at| at + '”'.len_utf8());
        rest = rest.get(end..).unwrap_or_default().trim_start_matches('\n');
    }
    rest
}
