//! Command lines as three shells read them: words, each with its place in the text.

pub(crate) mod bash;
pub(crate) mod cmd;
pub(crate) mod powershell;
mod word;

pub(crate) use word::{Command, Word};

/// A shell's way of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shell {
    Bash,
    Cmd,
    Power,
}

impl Shell {
    /// The shell that a text was written for.
    pub(crate) fn of(text: &str) -> Self {
        if powershell::has_command(text) {
            Self::Power
        } else if ["^\"", "^\n", "^\r\n"].iter().any(|sign| text.contains(sign)) {
            Self::Cmd
        } else {
            Self::Bash
        }
    }
}

/// Whether a word names the program curl.
pub(crate) fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().filter(|_| !word.contains("://")).unwrap_or_default();
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}

/// Whether a text has a command at the beginning of a line, after a prompt or settings perhaps.
pub(crate) fn has_command(text: &str) -> bool {
    let starts = |line: &str| {
        let words = line.split([' ', '\t', '\r', '\\', '^']).filter(|word| !word.is_empty());
        let mut words = words.skip_while(|word| matches!(*word, "$" | "%" | "#" | ">" | "time" | "sudo"));
        let mut rest = words.by_ref().skip_while(|word| is_setting(word));
        rest.next().is_some_and(is_curl)
    };
    text.lines().any(|line| starts(line.trim_start())) || powershell::has_command(text)
}

/// Whether a word sets a variable for the command that follows: `NAME=value`.
pub(crate) fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_recognised_behind_a_prompt() {
        assert!(has_command("$ curl https://a.example/"));
        assert!(has_command("# my request\nTOKEN=x /usr/bin/curl -v \\\n https://a.example/"));
        assert!(has_command("curl.exe --url ^\"https://a.example^\""));
        assert!(!has_command("https://a.example/curl"));
        assert!(!has_command("fetch('curl')"));
    }
}
