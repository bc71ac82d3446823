//! bash, sh and zsh.

use super::word::{Command, Word};
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use crate::note::Note;
use std::iter::Peekable;
use std::str::CharIndices;

/// Splits a text into commands.
pub(crate) fn commands(text: &str) -> Result<Vec<Command>, ImportError> {
    let mut reader =
        Reader { text, chars: text.char_indices().peekable(), done: Vec::new(), now: Command::default() };
    reader.read()?;
    Ok(reader.done)
}

struct Reader<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
    done: Vec<Command>,
    now: Command,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), ImportError> {
        while let Some((start, c)) = self.chars.peek().copied() {
            match c {
                ' ' | '\t' | '\r' => self.skip(),
                '\n' | ';' | '&' | '|' => {
                    self.skip();
                    self.end();
                }
                '#' => while self.chars.next_if(|(_, c)| *c != '\n').is_some() {},
                '\\' if self.is_line_end(start) => self.line_end(),
                '>' | '<' => self.redirection(start)?,
                _ => {
                    let word = self.word(start)?;
                    self.now.words.push(word);
                }
            }
        }
        self.end();
        Ok(())
    }

    fn skip(&mut self) {
        let _ = self.chars.next();
    }

    fn end(&mut self) {
        let command = std::mem::take(&mut self.now);
        if !command.words.is_empty() {
            self.done.push(command);
        }
    }

    /// Whether a backslash joins two lines.
    fn is_line_end(&self, at: usize) -> bool {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        rest.starts_with('\n') || rest.starts_with("\r\n")
    }

    fn line_end(&mut self) {
        self.skip();
        let _ = self.chars.next_if(|(_, c)| *c == '\r');
        let _ = self.chars.next_if(|(_, c)| *c == '\n');
    }

    /// `> file`, `2>&1` and the like: for the shell alone.
    fn redirection(&mut self, start: usize) -> Result<(), ImportError> {
        while self.chars.next_if(|(_, c)| matches!(c, '>' | '<' | '&')).is_some() {}
        while self.chars.next_if(|(_, c)| matches!(c, ' ' | '\t')).is_some() {}
        let at = self.at();
        let word = self.word(at)?;
        let number =
            self.now.words.last().filter(|w| w.span.end == start && matches!(w.text.as_str(), "1" | "2"));
        if number.is_some() {
            self.now.words.pop();
        }
        let text = self.text.get(start..word.span.end).unwrap_or_default();
        self.now.dropped.push(text.trim_end().to_owned());
        Ok(())
    }

    /// Where the reader stands.
    fn at(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    fn word(&mut self, start: usize) -> Result<Word, ImportError> {
        let mut text = String::new();
        while let Some((at, c)) = self.chars.peek().copied() {
            match c {
                '&' if text.contains("://") && text.contains('?') && self.is_parameter(at + 1) => {
                    self.skip();
                    text.push('&');
                    if !self.now.notes.contains(&Note::UnquotedUrl) {
                        self.now.notes.push(Note::UnquotedUrl);
                    }
                }
                ' ' | '\t' | '\r' | '\n' | ';' | '&' | '|' | '>' | '<' => break,
                '\'' => self.single(at, &mut text)?,
                '"' => self.double(at, &mut text)?,
                '$' => self.dollar(at, &mut text)?,
                '`' => {
                    self.skip();
                    self.unknown("`…`");
                    text.push('`');
                }
                '\\' if self.is_line_end(at) => self.line_end(),
                '\\' => {
                    self.skip();
                    text.extend(self.chars.next().map(|(_, c)| c));
                }
                _ => {
                    self.skip();
                    text.push(c);
                }
            }
        }
        Ok(Word { text, span: start..self.at() })
    }

    /// Whether `name=` stands there: a URL that goes on, and no other command.
    fn is_parameter(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        let name: &str = rest
            .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.'))
            .next()
            .unwrap_or_default();
        !name.is_empty() && rest.get(name.len()..).is_some_and(|rest| rest.starts_with('='))
    }

    /// Everything up to the next quote stands for itself.
    fn single(&mut self, start: usize, text: &mut String) -> Result<(), ImportError> {
        self.skip();
        loop {
            match self.chars.next() {
                Some((_, '\'')) => return Ok(()),
                Some((_, c)) => text.push(c),
                None => return Err(self.unclosed(start)),
            }
        }
    }

    fn double(&mut self, start: usize, text: &mut String) -> Result<(), ImportError> {
        self.skip();
        loop {
            match self.chars.next() {
                Some((_, '"')) => return Ok(()),
                Some((at, '\\')) => match self.chars.next() {
                    Some((_, '\n')) => {}
                    Some((_, c @ ('"' | '\\' | '$' | '`' | '!'))) => text.push(c),
                    Some((_, c)) => text.extend(['\\', c]),
                    None => return Err(self.unclosed(at)),
                },
                Some((at, '$')) => {
                    text.push('$');
                    self.variable(at);
                }
                Some((_, '`')) => {
                    self.unknown("`…`");
                    text.push('`');
                }
                Some((_, c)) => text.push(c),
                None => return Err(self.unclosed(start)),
            }
        }
    }

    /// `$'…'`, `$"…"` or a variable.
    fn dollar(&mut self, at: usize, text: &mut String) -> Result<(), ImportError> {
        self.skip();
        match self.chars.peek().copied() {
            Some((start, '\'')) => self.ansi_c(start, text),
            Some((start, '"')) => self.double(start, text),
            _ => {
                text.push('$');
                self.variable(at);
                Ok(())
            }
        }
    }

    /// Notes a variable's name; its text stays as it is written.
    fn variable(&mut self, at: usize) {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let name: String = rest.chars().take_while(|c| *c == '_' || c.is_ascii_alphanumeric()).collect();
        if !name.is_empty() {
            self.unknown(&format!("${name}"));
        } else if rest.starts_with('(') {
            self.unknown("$(…)");
        }
    }

    fn unknown(&mut self, name: &str) {
        if !self.now.unknown.iter().any(|known| known == name) {
            self.now.unknown.push(name.to_owned());
        }
    }

    /// A string with C's escapes. Those that name bytes make UTF-8 together.
    fn ansi_c(&mut self, start: usize, text: &mut String) -> Result<(), ImportError> {
        self.skip();
        let mut bytes = Vec::new();
        loop {
            match self.chars.next() {
                Some((_, '\'')) => break,
                Some((_, '\\')) => self.escape(&mut bytes),
                Some((_, c)) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                None => return Err(self.unclosed(start)),
            }
        }
        text.push_str(&String::from_utf8_lossy(&bytes));
        Ok(())
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some((_, c)) = self.chars.next() else { return };
        let byte = match c {
            'n' => b'\n',
            't' => b'\t',
            'r' => b'\r',
            'a' => 7,
            'b' => 8,
            'f' => 12,
            'v' => 11,
            'e' | 'E' => 27,
            'x' => self.number(16, 2).unwrap_or(0).to_le_bytes()[0],
            '0'..='7' => {
                let first = c.to_digit(8).unwrap_or(0);
                let rest = self.digits(8, 2);
                rest.iter().fold(first, |number, digit| number * 8 + digit).to_le_bytes()[0]
            }
            'u' | 'U' => {
                let number = self.number(16, if c == 'u' { 4 } else { 8 });
                let c = self.paired(number).unwrap_or(char::REPLACEMENT_CHARACTER);
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
            other => {
                if !matches!(other, '\\' | '\'' | '"' | '?') {
                    bytes.push(b'\\');
                }
                bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
        };
        bytes.push(byte);
    }

    fn digits(&mut self, radix: u32, most: usize) -> Vec<u32> {
        let mut digits = Vec::new();
        while digits.len() < most {
            let Some((_, c)) = self.chars.next_if(|(_, c)| c.is_digit(radix)) else { break };
            digits.extend(c.to_digit(radix));
        }
        digits
    }

    fn number(&mut self, radix: u32, most: usize) -> Option<u32> {
        let digits = self.digits(radix, most);
        (!digits.is_empty())
            .then(|| digits.iter().fold(0, |number: u32, digit| number.wrapping_mul(radix) | digit))
    }

    /// A character; DevTools writes those beyond the first plane as two escapes.
    fn paired(&mut self, number: Option<u32>) -> Option<char> {
        let number = number?;
        let at = self.at();
        if (0xd800..0xdc00).contains(&number)
            && self.text.get(at..).is_some_and(|rest| rest.starts_with("\\u"))
        {
            self.skip();
            self.skip();
            let low = self.number(16, 4)?;
            return char::from_u32(0x1_0000 + ((number - 0xd800) << 10) + low.checked_sub(0xdc00)?);
        }
        char::from_u32(number)
    }

    fn unclosed(&self, start: usize) -> ImportError {
        ImportError::at(self.text, start..start + 1, ImportCause::OpenQuote).cure(ImportCure::CopyAgain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        let commands = commands(text).unwrap();
        commands.into_iter().map(|c| c.words.into_iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn quotes_and_escapes_are_undone() {
        assert_eq!(words("curl 'a b' \"c\\\"d $X\" e\\ f"), [["curl", "a b", "c\"d $X", "e f"]]);
        assert_eq!(words("a \\\n  b; c &&\n d | e # no"), [vec!["a", "b"], vec!["c"], vec!["d"], vec!["e"]]);
        assert_eq!(words(r"x $'\u0021\'\n\xe2\x82\xac\ud83d\ude00\101'"), [["x", "!'\n€😀A"]]);
    }

    #[test]
    fn what_only_the_shell_knows_is_told() {
        let commands = commands("curl \"$URL\" -H \"x: ${TOKEN}\" > out.json 2>&1").unwrap();
        assert_eq!(commands[0].unknown, ["$URL", "$TOKEN"]);
        assert_eq!(commands[0].dropped, ["> out.json", ">&1"]);
    }

    #[test]
    fn an_open_quote_has_a_place() {
        let error = commands("curl \\\n -H 'a").unwrap_err();
        assert_eq!((error.line, error.column), (2, 5));
    }
}
