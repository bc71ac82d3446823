//! `docs/servers.md`: what was found, as a page to read.

use crate::Tried;
use crate::judged::given_away;
use crate::listed::{self, Shown};
use corsac_recipes::Stack;
use std::collections::BTreeSet;
use std::path::Path;

const FILE: &str = "docs/servers.md";
const ABOVE: &str = include_str!("above.md");
const ADVICE: &str = include_str!("advice.md");

/// Compares the page with what was found, or renews it. Without some stacks their lines are taken as they are.
pub(crate) fn compare(tried: &[Tried], without: &[String]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
    let text = text(tried);
    if without.is_empty() && std::env::var_os("CORSAC_UPDATE_PAGES").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let titles: Vec<String> = without.iter().map(|name| format!("| {} |", title(name))).collect();
    let looked_at = |text: &str| -> Vec<String> {
        let of_others = |line: &&str| !titles.iter().any(|title| line.starts_with(title.as_str()));
        text.lines().filter(of_others).map(str::to_owned).collect()
    };
    assert_eq!(looked_at(&text), looked_at(&kept), "{FILE} is out of date: CORSAC_UPDATE_PAGES=1 renews it");
}

fn title(stack: &str) -> &str {
    Stack::named(stack).map_or("Varnish", Stack::title)
}

fn text(tried: &[Tried]) -> String {
    let mut text = ABOVE.to_owned();
    text.push_str(
        "| server | what is wrong | request | Chromium's reason | corsac explain | after the fix |\n",
    );
    text.push_str("| --- | --- | --- | --- | --- | --- |\n");
    text.extend(tried.iter().map(row));
    text.push_str(ADVICE);
    text.push_str("| stack | recognised | order | errors | owner | redirect | cache |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    text.extend(Stack::all().iter().map(|stack| advice(stack, tried)));
    text.push_str("\n## Recipes that are not run\n\n");
    for not_run in listed::all().not_run {
        text.push_str(&format!("- {}: {}.\n", title(&not_run.stack), not_run.why));
    }
    text
}

fn row(tried: &Tried) -> String {
    let Tried { listed, broken, mended, .. } = tried;
    let title = title(&listed.stack);
    let reason = broken.seen.reason().map(|reason| format!("`{reason}`")).unwrap_or_default();
    let status = mended.seen.response().map_or(0, |response| response.status);
    let (problem, request, name) = (&listed.problem, listed.request(), broken.report.primary.name);
    format!("| {title} | {problem} | {request} | {reason} | `{name}` | script reads {status} |\n")
}

/// What a stack's servers gave away, and which of its advice is shown.
fn advice(stack: &Stack, tried: &[Tried]) -> String {
    let shown = |shown: Shown| {
        let is_it = |tried: &&Tried| tried.listed.stack == stack.name() && tried.listed.shows == Some(shown);
        if tried.iter().any(|tried| is_it(&tried)) { "shown" } else { "–" }
    };
    let of_it = tried.iter().filter(|tried| tried.listed.stack == stack.name());
    let seen: BTreeSet<&str> = of_it.filter_map(|tried| Some(given_away(tried)?.title())).collect();
    let seen = match seen.first() {
        None => "–".to_owned(),
        Some(title) if *title == stack.title() => "yes".to_owned(),
        Some(title) => format!("as {title}"),
    };
    format!("| {} | {seen} | {} |\n", stack.title(), Shown::ALL.map(shown).join(" | "))
}
