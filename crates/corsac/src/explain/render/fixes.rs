//! Ways out.

use super::super::report::{Fix, Side};
use super::super::words::Label;
use super::page::{Page, Piece};
use super::style::Ink;
use alloc::format;

pub(super) fn write(page: &mut Page<'_>, fixes: &[Fix]) {
    if fixes.is_empty() {
        return;
    }
    page.blank();
    page.line(2, &[(Ink::Strong, &page.say(Label::Fix))]);
    for fix in fixes {
        one(page, 4, fix);
    }
}

/// A way out, its side in front.
pub(super) fn one(page: &mut Page<'_>, indent: usize, fix: &Fix) {
    let side = page.say(match fix.side {
        Side::Server => Label::Server,
        Side::Client => Label::Page,
    });
    page.paragraph(indent, &[(Ink::Strong, &side)], Ink::Plain, &fix.what);
    let inner = indent + 10;
    for line in &fix.lines {
        let value = match &line.header {
            Some(name) => format!("{name}: {}", line.value),
            None => page.say(Label::Status(&line.value)),
        };
        let (ink, sign) = if line.add { (Ink::Good, "+ ") } else { (Ink::Bad, "- ") };
        page.paragraph(inner, &[(ink, sign)], ink, &value);
    }
    if let Some(code) = &fix.code {
        block(page, inner, code);
    }
    if let Some(toml) = &fix.toml {
        let text = page.say(Label::OrCorsac);
        page.paragraph(indent + 8, &[], Ink::Plain, &text);
        block(page, inner, toml);
    }
}

fn block(page: &mut Page<'_>, indent: usize, text: &str) {
    for line in text.lines() {
        let none: &[Piece<'_>] = &[];
        page.paragraph(indent, none, Ink::Plain, line);
    }
}
