//! A page in the terminal: its Markdown, lightly styled.

use crate::terminal::{Ink, Terminal};

/// A page without what only the test of its examples needs, with colours if there are any.
pub(super) fn render(page: &str, terminal: &Terminal) -> String {
    let mut text = String::with_capacity(page.len());
    let mut block: Option<Block> = None;
    for line in page.lines() {
        match (&block, line.strip_prefix("```")) {
            (None, Some(info)) => block = Some(Block::of(info)),
            (Some(_), Some(_)) => block = None,
            (Some(Block::Expect), None) => {}
            (Some(kind), None) => text.push_str(&format!("    {}\n", kind.paint(line, terminal))),
            (None, None) => text.push_str(&format!("{}\n", prose(line, terminal))),
        }
    }
    while text.ends_with("\n\n") {
        text.pop();
    }
    terminal.text(&text)
}

/// A page without what only the test of its examples needs, as Markdown.
pub(super) fn markdown(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut hidden = false;
    for line in page.lines() {
        if line.starts_with("```") {
            let was_hidden = hidden;
            hidden = line == "```toml expect";
            if hidden || was_hidden {
                continue;
            }
        }
        let doubled = line.is_empty() && text.ends_with("\n\n");
        if !hidden && !doubled {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The first scenario of a page.
pub(super) fn example(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("\n```toml scenario\n")?;
    let (scenario, _) = rest.split_once("\n```")?;
    Some(format!("{scenario}\n"))
}

/// A fenced block.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    /// What the page's test expects of its example.
    Expect,
    Diff,
    Code,
}

impl Block {
    fn of(info: &str) -> Self {
        match info.trim() {
            "toml expect" => Self::Expect,
            "diff" => Self::Diff,
            _ => Self::Code,
        }
    }

    fn paint(&self, line: &str, terminal: &Terminal) -> String {
        let ink = match (self, line.chars().next()) {
            (Self::Diff, Some('+')) => Ink::Good,
            (Self::Diff, Some('-')) => Ink::Bad,
            _ => Ink::Code,
        };
        terminal.paint(ink, line)
    }
}

fn prose(line: &str, terminal: &Terminal) -> String {
    if let Some(heading) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
        return terminal.paint(Ink::Strong, heading);
    }
    // Odd pieces stand between backticks; without colours the backticks stay.
    let pieces = line.split('`').enumerate();
    if !terminal.colour || line.matches('`').count() % 2 == 1 {
        return line.to_owned();
    }
    pieces
        .map(|(i, piece)| if i % 2 == 1 { terminal.paint(Ink::Code, piece) } else { piece.to_owned() })
        .collect()
}
