//! `docs/fastapi.md`: what was found, as a page to read.

use super::cell::Cell;
use super::differences::Differences;
use super::rows::Row;
use super::setup::{self, Setup};
use std::fmt::Write as _;

/// Where it is kept.
pub(crate) const FILE: &str = "docs/fastapi.md";
const ABOVE: &str = include_str!("above.md");

/// The page.
pub(crate) fn text(rows: &[Row], columns: &[Vec<Cell>], differences: &Differences) -> String {
    let mut text = ABOVE.replace("{policy}", setup::POLICY);
    text.push_str(&side_by_side(rows, columns));
    for (setup, cells) in Setup::ALL.iter().zip(columns) {
        text.push_str(&in_detail(*setup, rows, cells));
    }
    if columns.len() > 2 {
        text.push_str(&against_corsac(differences));
    }
    text.push_str(&against_chromium(differences));
    text
}

fn side_by_side(rows: &[Row], columns: &[Vec<Cell>]) -> String {
    let names: Vec<_> = Setup::ALL.iter().map(|setup| setup.name()).collect();
    let mut text = format!("| request | page | {} |\n", names.join(" | "));
    text.push_str(&format!("| --- | --- |{}\n", " --- |".repeat(names.len())));
    for (number, row) in rows.iter().enumerate() {
        let cells = columns.iter().filter_map(|cells| cells.get(number));
        let cells: Vec<_> = cells.map(Cell::outcome).collect();
        line(&mut text, &[row.what, row.page(), &cells.join(" | ")]);
    }
    text
}

fn in_detail(setup: Setup, rows: &[Row], cells: &[Cell]) -> String {
    let mut text = format!("\n## {}\n\n{}\n\n", setup.title(), setup.about());
    text.push_str("| request | page | sent | Chromium | its reason | explain |\n");
    text.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for (row, cell) in rows.iter().zip(cells) {
        let sent = cell.sent().join(", ");
        let reason = cell.seen.reason().map(|reason| format!("`{reason}`")).unwrap_or_default();
        let explained = format!("{} `{}`", cell.explained_outcome(), cell.explained.report.primary.name);
        line(&mut text, &[row.what, row.page(), &sent, &cell.outcome(), &reason, &explained]);
    }
    text
}

fn against_corsac(differences: &Differences) -> String {
    let mut text = "\n## Where FastAPI's own middleware and corsac differ\n\n".to_owned();
    text.push_str("In what script gets:\n\n| request | own middleware | corsac | why |\n");
    text.push_str("| --- | --- | --- | --- |\n");
    for entry in &differences.outcome {
        line(&mut text, &[&entry.row, &entry.own, &entry.corsac, &entry.because]);
    }
    text.push_str("\nIn what is answered:\n\n| answer to | part | own middleware → corsac | why |\n");
    text.push_str("| --- | --- | --- | --- |\n");
    for entry in &differences.answer {
        let shown = |value: &str| if value.is_empty() { "none".to_owned() } else { format!("`{value}`") };
        let pairs = entry.seen.iter().map(|(own, corsac)| format!("{} → {}", shown(own), shown(corsac)));
        let pairs = pairs.collect::<Vec<_>>().join("<br>");
        line(&mut text, &[&entry.to, &entry.part, &pairs, &entry.because]);
    }
    text
}

fn against_chromium(differences: &Differences) -> String {
    let mut text = "\n## Where Chromium and explain differ\n\n".to_owned();
    text.push_str("| set-up | request | Chromium | explain | why |\n| --- | --- | --- | --- | --- |\n");
    for entry in &differences.explain {
        line(&mut text, &[&entry.setup, &entry.row, &entry.chromium, &entry.explain, &entry.because]);
    }
    text
}

fn line(text: &mut String, cells: &[&str]) {
    let _infallible = writeln!(text, "| {} |", cells.join(" | "));
}
