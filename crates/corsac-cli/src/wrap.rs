//! Words on as many lines as they take.

use crate::terminal::{Terminal, split_at_column};
use unicode_width::UnicodeWidthStr as _;

/// Words in the columns of the terminal, the first line after `first`, the others below the words of it.
pub(crate) fn wrapped(terminal: &Terminal, first: &str, words: &str) -> String {
    let mut line = terminal.text(first);
    let other = " ".repeat(line.width());
    let (mut text, mut is_fresh) = (String::new(), true);
    for word in terminal.text(words).split(' ') {
        let mut word = word;
        if !is_fresh && line.width() + 1 + word.width() > terminal.width() {
            text.push_str(&line);
            text.push('\n');
            (line, is_fresh) = (other.clone(), true);
        }
        if !is_fresh {
            line.push(' ');
        }
        // A word that is longer than a line is broken anywhere.
        while line.width() + word.width() > terminal.width() {
            let (start, rest) = split_at_column(word, terminal.width().saturating_sub(line.width()).max(2));
            text.extend([&line, start, "\n"]);
            (line, word) = (other.clone(), rest);
        }
        line.push_str(word);
        is_fresh = false;
    }
    text.push_str(&line);
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = wrapped(&Terminal::plain(), "    → ", &"요청 request ".repeat(20));
        assert!(text.lines().count() > 2 && text.lines().all(|line| line.width() <= 80), "{text}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&text), words(&format!("→ {}", "요청 request ".repeat(20))));
        assert!(text.lines().skip(1).all(|line| line.starts_with("      ")), "{text}");
        let long = wrapped(&Terminal::plain(), "  ", &format!("GET {} 200", "요/".repeat(100)));
        assert!(long.lines().all(|line| line.width() <= 80), "{long}");
        assert_eq!(long.replace(['\n', ' '], ""), format!("GET{}200", "요/".repeat(100)));
    }
}
