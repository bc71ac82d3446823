//! What each browser prints.

use super::super::report::Report;
use super::super::words::Label;
use super::page::Page;
use super::style::Ink;
use alloc::format;
use alloc::string::String;

pub(super) fn write(page: &mut Page<'_>, report: &Report) {
    let Some(says) = &report.primary.browser_says else { return };
    page.blank();
    page.line(2, &[(Ink::Strong, &page.say(Label::WhatBrowsersPrint))]);
    for (browser, saying) in says.iter() {
        let Some(saying) = saying else { continue };
        let name = format!("{browser:<10}");
        let (mark, ink) = match saying.misleading {
            true => (page.say(Label::Misleading), Ink::Warning),
            false => (String::new(), Ink::Faint),
        };
        page.paragraph(4, &[(Ink::Plain, &name)], ink, &[saying.text.as_str(), &mark].concat());
    }
}
