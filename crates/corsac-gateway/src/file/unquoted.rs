//! The commonest mistake of syntax: a text without quotes, which TOML takes for a broken number.

use super::cause::FileCause as Cause;
use std::ops::Range;

use super::meant::meant_seconds;
use super::mistakes::quoted;

/// A value that lacks its quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unquoted {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// The cause.
    pub(super) cause: Cause,
    /// How it should be written.
    pub(super) suggestion: String,
}

/// What a mistake of syntax at index `at` of the text is about, if it is that.
pub(super) fn unquoted(text: &str, at: usize) -> Option<Unquoted> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?;
    let (key, rest) = line.split_once('=')?;
    let value = rest.split(" #").next()?.trim();
    let from = start + key.len() + 1 + rest.find(value)?;
    if at < from || !is_text(value) {
        return None;
    }
    let lower = value.to_ascii_lowercase();
    let (cause, suggestion) = match lower.as_str() {
        "true" | "false" => (Cause::Capitals, lower),
        _ => match meant_seconds(value) {
            Some(seconds) => (Cause::Unit, seconds.to_string()),
            None => (Cause::Unquoted, quoted(value)),
        },
    };
    Some(Unquoted { span: from..from + value.len(), cause, suggestion })
}

/// Whether a value is neither a number nor anything that begins with a sign of TOML's; `10m` is no number.
fn is_text(value: &str) -> bool {
    let looks_like_text = |c: char| matches!(c, ':' | '/' | '.' | '*');
    let is_word = value.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'));
    !value.is_empty()
        && !value.contains(['"', '\'', '[', ']', '{', '}', '=', ',', '#'])
        && (is_word || value.contains(looks_like_text) || meant_seconds(value).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_its_quotes_is_found() {
        let found = |line: &str| {
            let text = format!("a = 1\n{line}\nb = 2");
            let at = text.find(line).unwrap() + line.find('=').unwrap_or(0) + 3;
            unquoted(&text, at).map(|found| (text[found.span].to_owned(), found.suggestion))
        };
        let pair = |value: &str, meant: &str| Some((value.to_owned(), meant.to_owned()));
        assert_eq!(found("listen = 127.0.0.1:8080"), pair("127.0.0.1:8080", "\"127.0.0.1:8080\""));
        assert_eq!(found("policy = app # the one"), pair("app", "\"app\""));
        assert_eq!(found("allow_credentials = True"), pair("True", "true"));
        assert_eq!(found("max_age = 10m"), pair("10m", "600"));
        for other in ["policy = \"app", "list = [a]", "max_age = ", "[[route]"] {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
