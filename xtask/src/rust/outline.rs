//! Where the functions of a file are, and which parts are tests, attributes or formatting code.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Kind, Token};

/// A function with a body.
#[derive(Debug)]
pub(crate) struct Function<'a> {
    pub name: &'a str,
    /// Line of the `fn` keyword.
    pub line: usize,
    /// Its doc comment, markers and all, one line each.
    pub docs: String,
    /// Tokens from the opening to the closing brace, as indices.
    pub body: Range<usize>,
    /// Lines that hold anything but comments, from `fn` to the closing brace.
    pub code_lines: usize,
    pub in_test: bool,
}

/// A file's functions and the token ranges that some checks leave out.
#[derive(Debug, Default)]
pub(crate) struct Outline<'a> {
    pub functions: Vec<Function<'a>>,
    /// Items under `#[test]` or `#[cfg(test)]`.
    pub tests: Vec<Range<usize>>,
    /// `#[…]` and `#![…]`.
    pub attributes: Vec<Range<usize>>,
    /// `impl Display` blocks and functions that take a `Formatter`.
    pub formatting: Vec<Range<usize>>,
}

impl Outline<'_> {
    pub(crate) fn in_test(&self, at: usize) -> bool {
        within(&self.tests, at)
    }
}

fn within(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.iter().any(|r| r.contains(&at))
}

/// Outlines a lexed file.
pub(crate) fn outline<'a>(tokens: &[Token<'a>]) -> Outline<'a> {
    let mut found = Outline::default();
    for at in 0..tokens.len() {
        if within(&found.attributes, at) {
            continue;
        }
        if tokens[at].is("#") {
            attribute(tokens, at, &mut found);
        } else if tokens[at].is("impl") {
            display_impl(tokens, at, &mut found);
        } else if tokens[at].is("fn") {
            function(tokens, at, &mut found);
        }
    }
    found
}

fn attribute(tokens: &[Token<'_>], at: usize, found: &mut Outline<'_>) {
    let inner = tokens.get(at + 1).is_some_and(|t| t.is("!"));
    let open = at + 1 + usize::from(inner);
    if !tokens.get(open).is_some_and(|t| t.is("[")) {
        return;
    }
    let end = close(tokens, open) + 1;
    found.attributes.push(at..end);
    let words: Vec<&str> = tokens[open + 1..end].iter().map(|t| t.text).collect();
    let cfg_test = words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not");
    if !inner && (cfg_test || words.starts_with(&["test", "]"])) {
        found.tests.push(at..item_end(tokens, end));
    }
}

fn display_impl(tokens: &[Token<'_>], at: usize, found: &mut Outline<'_>) {
    let head = tokens[at..].iter().position(|t| t.is("{") || t.is(";"));
    let head = head.map_or(tokens.len(), |n| at + n);
    let is_display = tokens[at..head].windows(2).any(|w| w[0].is("Display") && w[1].is("for"));
    if is_display {
        found.formatting.push(at..item_end(tokens, at));
    }
}

fn function<'a>(tokens: &[Token<'a>], at: usize, found: &mut Outline<'a>) {
    let Some(name) = tokens.get(at + 1).filter(|t| t.kind == Kind::Ident) else {
        return;
    };
    let end = item_end(tokens, at);
    let Some(open) = body_start(tokens, at, end) else {
        return;
    };
    if tokens[at..open].iter().any(|t| t.is("Formatter")) {
        found.formatting.push(at..end);
    }
    let code = tokens[at..end].iter().filter(|t| !matches!(t.kind, Kind::Comment | Kind::Doc));
    let lines: BTreeSet<usize> = code.flat_map(|t| t.line..=t.last_line()).collect();
    found.functions.push(Function {
        name: name.text,
        line: tokens[at].line,
        docs: docs_before(tokens, at, &found.attributes),
        body: open..end,
        code_lines: lines.len(),
        in_test: found.in_test(at),
    });
}

/// Index of the brace that opens the body of the item at `at`, if it has one.
fn body_start(tokens: &[Token<'_>], at: usize, end: usize) -> Option<usize> {
    let mut i = at;
    while i < end {
        if tokens[i].is("{") {
            return Some(i);
        }
        i = if tokens[i].is("(") || tokens[i].is("[") { close(tokens, i) + 1 } else { i + 1 };
    }
    None
}

/// The doc comments right before the item at `at`, across its qualifiers and attributes.
fn docs_before(tokens: &[Token<'_>], at: usize, attributes: &[Range<usize>]) -> String {
    const QUALIFIERS: [&str; 10] =
        ["pub", "const", "async", "unsafe", "extern", "(", ")", "crate", "super", "in"];
    let mut docs = Vec::new();
    let mut i = at;
    while i > 0 {
        i -= 1;
        let token = tokens[i];
        if let Some(attribute) = attributes.iter().find(|a| a.contains(&i)) {
            i = attribute.start;
        } else if token.kind == Kind::Doc {
            docs.push(token.text);
        } else if !(token.kind == Kind::Comment || QUALIFIERS.contains(&token.text) || token.text == "\"C\"")
        {
            break;
        }
    }
    docs.reverse();
    docs.join("\n")
}

/// Index of the bracket that closes the one at `open`; the last token when it is missing.
pub(crate) fn close(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        if token.kind != Kind::Punct {
            continue;
        }
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len().saturating_sub(1)
}

/// One past the item (or statement) that starts at `at`: after its `;` or its closing brace.
pub(crate) fn item_end(tokens: &[Token<'_>], at: usize) -> usize {
    let mut i = at;
    while i < tokens.len() {
        let token = tokens[i];
        if token.is(";") {
            return i + 1;
        }
        if token.is("{") {
            return close(tokens, i) + 1;
        }
        i = if token.is("(") || token.is("[") { close(tokens, i) + 1 } else { i + 1 };
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::lex;

    #[test]
    fn functions_with_their_docs_and_lines() {
        let source = "/// One.\n#[must_use]\npub(crate) const fn a(x: [u8; 2]) -> u8\nwhere u8: Copy {\n    // why\n\n    x[0]\n}\ntrait T { fn b(); fn c() {} }\ntype F = fn(u8);";
        let tokens = lex(source);
        let functions = outline(&tokens).functions;
        assert_eq!(functions.iter().map(|f| f.name).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(
            (functions[0].docs.as_str(), functions[0].line, functions[0].code_lines),
            ("/// One.", 3, 4)
        );
    }

    #[test]
    fn tests_and_formatting_are_marked() {
        let source = "#[cfg(test)]\nmod tests { fn a() {} }\n#[cfg(not(test))]\nfn b() {}\nimpl fmt::Display for X { fn fmt(&self) {} }\nfn c(f: &mut Formatter<'_>) {}\n#[test] fn d() {}";
        let tokens = lex(source);
        let outline = outline(&tokens);
        let tests: Vec<_> = outline.functions.iter().filter(|f| f.in_test).map(|f| f.name).collect();
        assert_eq!(tests, ["a", "d"]);
        assert_eq!(outline.formatting.len(), 2);
    }

    #[test]
    fn an_unclosed_file_does_not_loop() {
        let tokens = lex("#[cfg(test)] fn a( { [");
        assert!(outline(&tokens).functions.is_empty());
    }
}
