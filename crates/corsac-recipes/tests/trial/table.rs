//! `docs/servers.md`: what was found, as a page to read.

use crate::Tried;
use corsac_recipes::Stack;
use std::path::Path;

const FILE: &str = "docs/servers.md";
const ABOVE: &str = include_str!("above.md");

/// Compares the page with what was found, or renews it.
pub(crate) fn compare(tried: &[Tried]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
    let text = text(tried);
    if std::env::var_os("CORSAC_UPDATE_PAGES").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{FILE} is out of date: CORSAC_UPDATE_PAGES=1 renews it");
}

fn text(tried: &[Tried]) -> String {
    let mut text = ABOVE.to_owned();
    text.push_str(
        "| server | what is wrong | request | Chromium's reason | corsac explain | after the fix |\n",
    );
    text.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for Tried { listed, broken, mended, .. } in tried {
        let title = Stack::named(&listed.stack).map_or("Varnish", Stack::title);
        let reason = broken.seen.reason().map(|reason| format!("`{reason}`")).unwrap_or_default();
        let status = mended.seen.response().map_or(0, |response| response.status);
        let (problem, request, name) = (&listed.problem, listed.request(), broken.report.primary.name);
        text.push_str(&format!(
            "| {title} | {problem} | {request} | {reason} | `{name}` | script reads {status} |\n"
        ));
    }
    text
}
