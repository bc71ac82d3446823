//! Texts of others that do no harm where they are shown: no terminal and no build's log takes orders from them.

use corsac::explain::Quoted;
use std::borrow::Cow;

/// A text of others on the lines that it has: control characters and those that nobody sees are escaped, and the
/// user name and password of a URL are masked.
pub(crate) fn escaped(text: &str) -> String {
    let lines = text.split('\n').map(|line| Quoted::text(line).as_str().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// What the logs of builds take for a command wherever it stands in a line: those of GitHub, Azure and TeamCity.
const ANYWHERE: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// What GitHub's log takes for a command at the start of a line, blanks aside.
const AT_START: &str = "::";

/// A text for people in which no log of a build reads a command.
pub(crate) fn without_commands(text: &str) -> Cow<'_, str> {
    let has_command = |line: &str| line.trim_start().starts_with(AT_START);
    if !text.contains("##") && !text.lines().any(has_command) {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive('\n').map(|line| {
        let blanks = line.len() - line.trim_start().len();
        match line.split_at_checked(blanks) {
            Some((blanks, rest)) if rest.starts_with(AT_START) => {
                [blanks, "\\x3a", rest.get(1..).unwrap_or_default()].concat()
            }
            _ => line.to_owned(),
        }
    });
    Cow::Owned(with_first_sign_as(&lines.collect::<String>(), "\\x23"))
}

/// A text with the first sign of what is a command anywhere written in another way.
pub(crate) fn with_first_sign_as(text: &str, sign: &str) -> String {
    let write =
        |text: String, start: &str| text.replace(start, &[sign, start.get(1..).unwrap_or_default()].concat());
    ANYWHERE.into_iter().fold(text.to_owned(), write)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_lines_stay() {
        let text = escaped("a\u{1b}[31m\u{9b}\u{202e}\u{200b}\u{e0041}\r\n::b https://u:p@c.example/");
        assert_eq!(text, "a\\x1b[31m\\x9b\\u{202e}\\u{200b}\\u{e0041}\\x0d\n::b https://****@c.example/");
    }

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(without_commands("a ::b\n  ::error::c\n::d"), "a ::b\n  \\x3a:error::c\n\\x3a:d");
        assert_eq!(without_commands("a ##[group]b ##vso[c"), "a \\x23#[group]b \\x23#vso[c");
        assert!(matches!(without_commands("http://a.example\n  b::c"), Cow::Borrowed(_)));
    }
}
