//! PowerShell: as much of it as "Copy as PowerShell" writes, and what people write like it.

use super::word::Word;
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// The names of the command that sends a request.
pub(crate) const COMMANDS: [&str; 4] = ["invoke-webrequest", "invoke-restmethod", "iwr", "irm"];

/// Whether some line of a text begins with the command, or gives its result to a variable.
pub(crate) fn has_command(text: &str) -> bool {
    text.lines().any(|line| {
        let line =
            line.split_once(" = ").filter(|(name, _)| name.starts_with('$')).map_or(line, |(_, rest)| rest);
        let first = line.split_whitespace().next().unwrap_or_default();
        COMMANDS.iter().any(|name| first.eq_ignore_ascii_case(name))
    })
}

/// A piece of PowerShell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A bare word: a command, a parameter, a variable.
    Bare(Word),
    /// A text in quotes.
    Quoted(Word),
    /// One of `= ( ) { } , ; [ ]`, or the end of a line.
    Sign(char, usize),
}

impl Token {
    /// The word in it, in quotes or not.
    pub(crate) const fn word(&self) -> Option<&Word> {
        match self {
            Self::Bare(word) | Self::Quoted(word) => Some(word),
            Self::Sign(..) => None,
        }
    }

    pub(crate) fn is(&self, sign: char) -> bool {
        matches!(self, Self::Sign(c, _) if *c == sign)
    }

    pub(crate) fn span(&self) -> Range<usize> {
        match self {
            Self::Bare(word) | Self::Quoted(word) => word.span.clone(),
            Self::Sign(c, at) => *at..at + c.len_utf8(),
        }
    }
}

/// Splits a text into its pieces.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, ImportError> {
    let mut chars = text.char_indices().peekable();
    let mut tokens = Vec::new();
    while let Some((at, c)) = chars.next() {
        match c {
            ' ' | '\t' | '\r' => {}
            '`' => {
                // The end of a line right behind does not count.
                let _ = chars.next_if(|(_, c)| *c == '\r');
                let _ = chars.next_if(|(_, c)| *c == '\n');
            }
            '#' => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            '=' | '(' | ')' | '{' | '}' | ',' | ';' | '[' | ']' | '\n' => tokens.push(Token::Sign(c, at)),
            '"' | '\'' => {
                let value = quoted(text, &mut chars, (at, c))?;
                let end = chars.peek().map_or(text.len(), |(at, _)| *at);
                tokens.push(Token::Quoted(Word { text: value, span: at..end }));
            }
            _ => {
                while chars
                    .next_if(|(_, c)| {
                        !matches!(
                            c,
                            ' ' | '\t'
                                | '\r'
                                | '\n'
                                | '='
                                | '('
                                | ')'
                                | '{'
                                | '}'
                                | ','
                                | ';'
                                | '['
                                | ']'
                                | '"'
                                | '\''
                                | '`'
                        )
                    })
                    .is_some()
                {}
                let end = chars.peek().map_or(text.len(), |(at, _)| *at);
                let word = text.get(at..end).unwrap_or_default().to_owned();
                tokens.push(Token::Bare(Word { text: word, span: at..end }));
            }
        }
    }
    Ok(tokens)
}

/// A text in quotes: doubled quotes stand for one, and in double quotes backticks escape.
fn quoted(
    text: &str,
    chars: &mut Peekable<CharIndices<'_>>,
    (start, quote): (usize, char),
) -> Result<String, ImportError> {
    let mut value = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => {
                if chars.next_if(|(_, c)| *c == quote).is_none() {
                    return Ok(value);
                }
                value.push(quote);
            }
            '`' if quote == '"' => match chars.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, 'r')) => value.push('\r'),
                Some((_, 't')) => value.push('\t'),
                Some((_, '0')) => value.push('\0'),
                Some((_, other)) => value.push(other),
                None => {}
            },
            '$' if quote == '"' => match character(text.get(at..).unwrap_or_default()) {
                Some((number, length)) => {
                    value.push(number);
                    while chars.next_if(|(next, _)| *next < at + length).is_some() {}
                }
                None => value.push('$'),
            },
            _ => value.push(c),
        }
    }
    Err(ImportError::at(text, start..start + 1, ImportCause::OpenQuote).cure(ImportCure::CopyAgain))
}

/// `$([char]0x20ac)`, by which DevTools writes what is not ASCII; and its length.
fn character(text: &str) -> Option<(char, usize)> {
    let (number, _) = text.strip_prefix("$([char]")?.split_once(')')?;
    let value = match number.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(value)?, "$([char]".len() + number.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_signs() {
        let tokens = tokens("iwr -Uri \"a`\"b$([char]8364)\" `\n -X 'it''s' @{\"k\"=\"v\"}").unwrap();
        let words: Vec<&str> = tokens.iter().filter_map(Token::word).map(|word| word.text.as_str()).collect();
        assert_eq!(words, ["iwr", "-Uri", "a\"b€", "-X", "it's", "@", "k", "v"]);
    }
}
