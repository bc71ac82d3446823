//! Command lines that cannot be understood, where what was meant is plain.

use crate::problem::Problem;
use crate::words::first_use::{no_command, one_at_a_time, one_too_many, perhaps_explain};
use crate::words::said::Said;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use corsac::explain::Language;

/// The way on from an error, if it is another than clap's own.
pub(crate) fn way_on(error: &clap::Error, language: Language) -> Option<Problem> {
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = word(error, ContextKind::InvalidSubcommand)?;
            let is_for_explain = word.contains([':', '/', ' ']) || word == "-" || is_file(word);
            let problem = || Problem::at("corsac", Said::plain(no_command(language, word)));
            is_for_explain.then(|| problem().cure(Said::plain(perhaps_explain(language, &quoted(word)))))
        }
        ErrorKind::UnknownArgument => {
            let word = word(error, ContextKind::InvalidArg)?;
            let is_option = word.starts_with('-') && word.len() > 1;
            let problem = || Problem::at("explain", Said::plain(one_too_many(language, word)));
            (!is_option && is_explained()).then(|| problem().cure(Said::plain(one_at_a_time(language))))
        }
        _ => None,
    }
}

/// Whether the command is the one that takes a URL.
fn is_explained() -> bool {
    std::env::args().nth(1).is_some_and(|command| "explain".starts_with(&command))
}

fn word(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word),
        _ => None,
    }
}

fn is_file(word: &str) -> bool {
    std::path::Path::new(word).is_file()
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/._-%=@".contains(&byte));
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_one_word() {
        assert_eq!(quoted("http://a.example/b"), "http://a.example/b");
        assert_eq!(quoted("curl 'http://a.example'"), r"'curl '\''http://a.example'\'''");
    }
}
