//! The parts of a page that the engine knows, written as the page must have them.

use corsac::explain::{Language, Name, Report, Saying};
use unicode_width::UnicodeWidthStr as _;

/// Columns in a line; a Korean letter takes two.
pub(crate) const WIDTH: usize = 72;

/// The start of every line about what the server did.
const fn asks_if_executed(language: Language) -> &'static str {
    match language {
        Language::English => "Did the request itself reach the server in the example?",
        Language::Korean => "예제에서 요청 자체가 서버에 도착했나요?",
    }
}

/// Breaks a text into lines; all but the first are indented.
pub(crate) fn wrapped(text: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let wanted = word.width();
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
pub(crate) fn head(name: Name, language: Language) -> String {
    let title = language.title(name);
    let mut title = title.chars();
    let first = title.next().unwrap_or_default();
    // A Korean sentence that begins with a keyword leaves it as it is written in code.
    let first = match language {
        Language::English => first.to_uppercase().to_string(),
        Language::Korean => first.to_string(),
    };
    format!("# {name}\n\n{}", wrapped(&format!("{first}{}.", title.as_str()), ""))
}

/// Whether the request of the example was executed.
pub(crate) fn executed(report: &Report, language: Language) -> String {
    let answer = match (language, report.executed_on_server) {
        (Language::English, Some(true)) => "Yes.",
        (Language::English, Some(false)) => "No.",
        (Language::English, None) => "Nobody knows: no answer came.",
        (Language::Korean, Some(true)) => "예.",
        (Language::Korean, Some(false)) => "아니요.",
        (Language::Korean, None) => "알 수 없습니다. 응답이 오지 않았습니다.",
    };
    wrapped(&format!("{} {answer}", asks_if_executed(language)), "")
}

/// The text without its last paragraph, if that one says whether the request was executed.
pub(crate) fn without_executed(text: &str, language: Language) -> &str {
    text.rfind(asks_if_executed(language)).and_then(|at| text.get(..at)).unwrap_or(text).trim_end()
}

/// What the browsers print about the example, as a list; empty if they print nothing.
pub(crate) fn says(report: &Report, language: Language) -> String {
    let Some(says) = &report.primary.browser_says else { return String::new() };
    let lines = says.iter().filter_map(|(browser, saying)| Some(quote(browser, saying.as_ref()?, language)));
    lines.collect::<Vec<_>>().join("\n")
}

fn quote(browser: &str, saying: &Saying, language: Language) -> String {
    let misleads = match (saying.misleading, language) {
        (false, _) => "",
        (true, Language::English) => " (misleads)",
        (true, Language::Korean) => " (오해하기 쉬움)",
    };
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
