//! Whether all is as it should be.

use crate::Tried;
use corsac_recipes::{Stack, detect};

/// NestJS runs on Express, which gives its own name.
const TAKEN_FOR: [(&str, &str); 1] = [("nestjs", "express")];

/// The stack that the broken server's answers give away.
pub(crate) fn given_away(tried: &Tried) -> Option<&'static Stack> {
    detect(&tried.broken.report).first().copied()
}

/// Whether the answers name no stack that it is not.
fn is_not_mistaken(tried: &Tried) -> bool {
    let stack = tried.listed.stack.as_str();
    given_away(tried).is_none_or(|seen| seen.name() == stack || TAKEN_FOR.contains(&(stack, seen.name())))
}

/// What is not as it should be.
pub(crate) fn wrong(tried: &Tried) -> Option<String> {
    let Tried { listed, broken, is_told, unheeded, mended } = tried;
    let refused = |asked: &crate::Asked| !asked.report.is_allowed() && asked.seen.response().is_none();
    let status = mended.seen.response().map_or(0, |response| response.status);
    let wanted = [
        (broken.report.primary.name.as_str() == listed.diagnosis, "diagnosed as"),
        (!broken.report.is_allowed(), "let through by the engine, broken as it is:"),
        (broken.seen.response().is_none(), "let through by Chromium, broken as it is:"),
        (*is_told, "nothing is told about the stack, or not the advice that is shown;"),
        (is_not_mistaken(tried), "taken for another stack;"),
        (unheeded.as_ref().is_none_or(refused), "let through against the advice;"),
        (mended.report.is_allowed(), "still refused by the engine:"),
        (mended.seen.response().is_some(), "still refused by Chromium:"),
        (status == listed.status.unwrap_or(200), "let through with a status of"),
    ];
    let failed: Vec<&str> = wanted.iter().filter(|(holds, _)| !holds).map(|(_, what)| *what).collect();
    (!failed.is_empty()).then(|| {
        let names = [&broken.report, &mended.report].map(|report| report.primary.name.as_str());
        format!(
            "{} ({}): {}, then {}: {}\n  broken\n{broken}\n  mended\n{mended}",
            listed.stack,
            listed.problem,
            names[0],
            names[1],
            failed.join(" ")
        ) + &unheeded.as_ref().map(|asked| format!("\n  unheeded\n{asked}")).unwrap_or_default()
    })
}
