//! What each browser prints.

use super::super::report::Report;
use super::page::Page;
use super::style::Ink;
use alloc::format;

pub(super) fn write(page: &mut Page<'_>, report: &Report) {
    let Some(says) = &report.primary.browser_says else { return };
    page.blank();
    page.line(2, &[(Ink::Strong, "What browsers print")]);
    for (browser, saying) in says.iter() {
        let Some(saying) = saying else { continue };
        let name = format!("{browser:<10}");
        let (mark, ink) = if saying.misleading { (" (misleading)", Ink::Warning) } else { ("", Ink::Faint) };
        page.paragraph(4, &[(Ink::Plain, &name)], ink, &format!("{}{mark}", saying.text));
    }
}
