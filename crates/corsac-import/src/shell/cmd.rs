//! cmd.exe: carets first, then the rules by which a program takes its command line apart.

use super::word::{Command, Word};
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};

/// Splits a text into commands.
pub(crate) fn commands(text: &str) -> Result<Vec<Command>, ImportError> {
    let lines = without_carets(text);
    let mut commands = Vec::new();
    for line in lines {
        let words = words(text, &line)?;
        if !words.is_empty() {
            commands.push(Command { words, ..Command::default() });
        }
    }
    Ok(commands)
}

/// A character, and where it stands in the text.
type Placed = (usize, char);

/// Undoes the carets and splits at `&` and at the ends of lines.
fn without_carets(text: &str) -> Vec<Vec<Placed>> {
    let mut lines = vec![Vec::new()];
    let mut quoted = false;
    let mut chars = text.char_indices().filter(|(_, c)| *c != '\r').peekable();
    while let Some((at, c)) = chars.next() {
        let Some(line) = lines.last_mut() else { break };
        match c {
            '^' if !quoted => match chars.next() {
                // Another line break right behind stands for itself.
                Some((_, '\n')) => line.extend(chars.next_if(|(_, c)| *c == '\n')),
                Some(next) => line.push(next),
                None => {}
            },
            '\n' | '&' if !quoted => lines.push(Vec::new()),
            '"' => {
                quoted = !quoted;
                line.push((at, c));
            }
            _ => line.push((at, c)),
        }
    }
    lines
}

/// Takes a line apart: blanks between words, quotes around them, backslashes before quotes.
fn words(text: &str, line: &[Placed]) -> Result<Vec<Word>, ImportError> {
    let mut words: Vec<Word> = Vec::new();
    let mut now: Option<Word> = None;
    let mut quote = None;
    let mut chars = line.iter().copied().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, ' ' | '\t' | '\n') && quote.is_none() {
            words.extend(now.take());
            continue;
        }
        let word = now.get_or_insert_with(|| Word { text: String::new(), span: at..at });
        word.span.end = at + c.len_utf8();
        match c {
            '\\' => {
                let mut backslashes = 1;
                while chars.next_if(|(_, c)| *c == '\\').is_some() {
                    backslashes += 1;
                }
                let before_quote = chars.peek().is_some_and(|(_, c)| *c == '"');
                let kept = if before_quote { backslashes / 2 } else { backslashes };
                word.text.extend(std::iter::repeat_n('\\', kept));
                if before_quote && backslashes % 2 == 1 {
                    word.text.extend(chars.next().map(|(_, c)| c));
                }
            }
            '"' if quote.is_some() && chars.next_if(|(_, c)| *c == '"').is_some() => word.text.push('"'),
            '"' => quote = if quote.is_some() { None } else { Some(at) },
            _ => word.text.push(c),
        }
    }
    words.extend(now);
    match quote {
        Some(at) => {
            Err(ImportError::at(text, at..at + 1, ImportCause::OpenQuote).cure(ImportCure::CopyAgain))
        }
        None => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let commands = commands(text).unwrap();
        commands.into_iter().map(|c| c.words.into_iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn carets_and_quotes_are_undone() {
        let text = "curl --url ^\"https://a.example/^%^20x?a=1^&b=2^\" ^\r\n  --data-raw ^\"^{^\\^\"a^\\^\":1^}^\" &\r\ncurl b";
        assert_eq!(
            texts(text),
            [
                vec!["curl", "--url", "https://a.example/%20x?a=1&b=2", "--data-raw", "{\"a\":1}"],
                vec!["curl", "b"]
            ]
        );
    }

    #[test]
    fn a_doubled_line_break_is_one_of_the_text() {
        assert_eq!(texts("curl -d ^\"a^\n\nb^\""), [["curl", "-d", "a\nb"]]);
    }
}
