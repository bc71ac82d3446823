//! Texts inside of XML and Markdown, in which nothing of theirs has a meaning.

use crate::harmless::with_first_sign_as;

/// A text for XML, in an attribute or between tags. Characters that XML cannot hold become U+FFFD.
pub(super) fn xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(c),
            '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            c if c.is_control() => xml.push('\u{fffd}'),
            c => xml.push(c),
        }
    }
    with_first_sign_as(&xml, "&#35;")
}

/// A text for Markdown, in a paragraph or in a cell of a table.
pub(crate) fn words(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let starts_word = rest.peek().is_some_and(|next| !next.is_whitespace());
        match c {
            '\n' => markdown.push(' '),
            // As a character reference, no sign opens a link, an image, a mention, an emoji or a tag.
            '&' | '<' | '>' | '"' | '`' | '*' | '_' | '~' | '[' | ']' | '!' | '|' | '#' | '@' | '\\'
            | '$' => {
                push_reference(&mut markdown, c);
            }
            ':' if starts_word => push_reference(&mut markdown, c),
            // An address such as www.example.com needs no scheme to become a link.
            '.' if markdown.ends_with("www") => push_reference(&mut markdown, c),
            c => markdown.push(c),
        }
    }
    markdown
}

fn push_reference(markdown: &mut String, c: char) {
    markdown.push_str(&format!("&#{};", u32::from(c)));
}

/// A text for Markdown in the type of code.
pub(crate) fn code(text: &str) -> String {
    ["<code>", &words(text), "</code>"].concat()
}

/// A text for Markdown as a block, behind more backticks than it has itself.
pub(crate) fn fence(kind: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{kind}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_has_a_meaning() {
        assert_eq!(xml("<a b=\"c\">&\u{1b}\u{ffff}"), "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd}\u{fffd}");
        assert_eq!(words("a|b *c* @d\n<e>"), "a&#124;b &#42;c&#42; &#64;d &#60;e&#62;");
        assert_eq!(fence("diff", "a\n````\n"), "`````diff\na\n````\n`````\n");
    }
}
