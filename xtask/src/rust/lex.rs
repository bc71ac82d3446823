//! Rust source as tokens, comments included.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ident,
    Lifetime,
    Number,
    Str,
    Char,
    Punct,
    /// A comment that documents nothing.
    Comment,
    /// `///`, `//!`, `/** */` or `/*! */`.
    Doc,
}

/// A token with the line it starts on, counted from 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub line: usize,
}

impl Token<'_> {
    pub(crate) fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Ident | Kind::Punct) && self.text == text
    }

    /// The line it ends on.
    pub(crate) fn last_line(&self) -> usize {
        self.line + self.text.matches('\n').count()
    }
}

/// Splits `source` into tokens; white space is dropped. Never fails: a stray byte is a `Punct`.
pub(crate) fn lex(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(first) = source[at..].chars().next() {
        let rest = &source[at..];
        let len = if first.is_whitespace() {
            first.len_utf8()
        } else {
            let (kind, len) = token(rest, first);
            let text = &rest[..len];
            tokens.push(Token { kind, text, line });
            len
        };
        line += rest[..len].matches('\n').count();
        at += len;
    }
    tokens
}

/// Kind and length of the token that `rest` starts with.
fn token(rest: &str, first: char) -> (Kind, usize) {
    if let Some(found) = comment(rest).or_else(|| string(rest)) {
        return found;
    }
    if first == '\'' {
        return quote(rest);
    }
    if first.is_ascii_digit() {
        return (Kind::Number, number(rest));
    }
    if let Some(raw) = rest.strip_prefix("r#") {
        return (Kind::Ident, 2 + word(raw));
    }
    if is_word(first) {
        return (Kind::Ident, word(rest));
    }
    (Kind::Punct, first.len_utf8())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word(rest: &str) -> usize {
    rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

fn number(rest: &str) -> usize {
    let len = word(rest);
    let fraction = rest[len..].strip_prefix('.').filter(|f| f.starts_with(|c: char| c.is_ascii_digit()));
    fraction.map_or(len, |f| len + 1 + word(f))
}

fn comment(rest: &str) -> Option<(Kind, usize)> {
    if rest.starts_with("//") {
        let len = rest.find('\n').unwrap_or(rest.len());
        let doc = (rest.starts_with("///") && !rest.starts_with("////")) || rest.starts_with("//!");
        return Some((if doc { Kind::Doc } else { Kind::Comment }, len));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let doc = (rest.starts_with("/**") && !rest.starts_with("/***") && !rest.starts_with("/**/"))
        || rest.starts_with("/*!");
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    Some((if doc { Kind::Doc } else { Kind::Comment }, at))
}

/// A string literal with any of the prefixes `b`, `c`, `r`, `br`, `cr`.
fn string(rest: &str) -> Option<(Kind, usize)> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|p| {
        rest.strip_prefix(p).is_some_and(|r| {
            r.starts_with('"')
                || (p.ends_with('r') && r.trim_start_matches('#').starts_with('"') && r.starts_with('#'))
        })
    })?;
    let body = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(hashes));
        let open = prefix.len() + hashes + 1;
        let len = rest[open..].find(&end).map_or(rest.len(), |at| open + at + end.len());
        return Some((Kind::Str, len));
    }
    Some((Kind::Str, prefix.len() + quoted(body, b'"')))
}

/// A character, a byte's character part, a lifetime or a label.
fn quote(rest: &str) -> (Kind, usize) {
    let mut chars = rest[1..].chars();
    let (first, second) = (chars.next(), chars.next());
    let lifetime = first.is_some_and(is_word) && second != Some('\'');
    if lifetime { (Kind::Lifetime, 1 + word(&rest[1..])) } else { (Kind::Char, quoted(rest, b'\'')) }
}

/// Length of what starts and ends with `mark`, with `\` as escape.
fn quoted(rest: &str, mark: u8) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b if b == mark => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(Kind, &str)> {
        lex(source).into_iter().map(|t| (t.kind, t.text)).collect()
    }

    #[test]
    fn quotes_inside_literals_do_not_end_them() {
        let texts = |source| lex(source).iter().map(|t| t.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(texts(r##"r#"a " b"# "\"" '"'"##), [r##"r#"a " b"#"##, r#""\"""#, r#"'"'"#]);
        assert_eq!(texts(r#"'\'' 'a b"//" r"\" b"#), [r"'\''", "'a", r#"b"//""#, r#"r"\""#, "b"]);
    }

    #[test]
    fn byte_characters_and_raw_identifiers() {
        assert_eq!(kinds("b'\\'' r#fn"), [(Kind::Ident, "b"), (Kind::Char, "'\\''"), (Kind::Ident, "r#fn")]);
    }

    #[test]
    fn comments_nest_and_documentation_is_told_apart() {
        let got = kinds("/* a /* b */ c */ //// x\n/// y\n//! z\n// 1. w");
        assert_eq!(
            got.iter().map(|t| t.0).collect::<Vec<_>>(),
            [Kind::Comment, Kind::Comment, Kind::Doc, Kind::Doc, Kind::Comment]
        );
    }

    #[test]
    fn ranges_and_fractions() {
        assert_eq!(kinds("0..1.5").iter().map(|t| t.1).collect::<Vec<_>>(), ["0", ".", ".", "1.5"]);
        assert_eq!(kinds("x.0.y")[2], (Kind::Number, "0"));
    }

    #[test]
    fn lines_count_through_strings_and_comments() {
        let tokens = lex("\"a\nb\" /*\n*/ end");
        assert_eq!((tokens[0].last_line(), tokens[2].line), (2, 3));
    }
}
