//! `docs/messages.md`: what three browsers print, and what corsac says.

use crate::situation::Situation;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Compares the page with what it should be, or writes it anew.
pub(crate) fn compare(situations: &[Situation]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/messages.md");
    let page = page(situations);
    if std::env::var_os("CORSAC_UPDATE_PAGES").is_some() {
        std::fs::write(&path, &page).expect("docs/messages.md");
    }
    let written = std::fs::read_to_string(&path).expect("docs/messages.md");
    assert!(
        written == page,
        "docs/messages.md is stale: CORSAC_UPDATE_PAGES=1 cargo test -p corsac-import --test messages"
    );
}

fn page(situations: &[Situation]) -> String {
    let blocked = situations.iter().filter(|situation| !situation.cause.starts_with("ok-")).count();
    let mut page = format!(
        "# What browsers print, and what corsac says\n\n\
         <!-- Made by `cargo test -p corsac-import --test messages`. -->\n\n\
         {} situations in Chromium 156, Firefox 153 and WebKitGTK 2.50, {blocked} of them blocked. Paste any of these \
         messages into\n`corsac explain`: it asks the server again and says which of the causes behind the sentence it \
         is. Only the\nreasons stand here; around them the browsers name URL and page.\n\n\
         | situation | Chromium | Firefox | Safari | corsac |\n| --- | --- | --- | --- | --- |\n",
        situations.len()
    );
    for situation in situations {
        let said = situation.report(&situation.request).primary.name;
        let reasons = [&situation.chromium, &situation.firefox, &situation.safari].map(|lines| cell(lines));
        let [chromium, firefox, safari] = reasons;
        let _ = writeln!(
            page,
            "| {} | {chromium} | {firefox} | {safari} | [{said}](../diagnoses/{said}.md) |",
            situation.id
        );
    }
    page
}

/// The first reason, without what stands around it.
fn cell(lines: &[String]) -> String {
    let Some(line) = lines.first() else { return "–".into() };
    let reason = line.split_once("CORS policy: ").map_or(line.as_str(), |(_, reason)| reason);
    let reason = match reason.split_once("(Reason: ") {
        Some((_, reason)) => reason.replacen(").", ".", 1),
        None => reason.to_owned(),
    };
    reason.replace('|', "\\|").replace('*', "\\*")
}
