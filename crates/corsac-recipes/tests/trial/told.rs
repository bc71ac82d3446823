//! What explain tells to do at a server.

use crate::ask::Asked;
use crate::listed::Listed;
use corsac_recipes::{Part, Stack, advise};

pub(crate) struct Told {
    pub(crate) parts: Vec<Part>,
    /// Whether something is told about its stack at all, and the advice that is shown is among it.
    pub(crate) about_it: bool,
}

/// What explain tells to write into the server's configuration.
pub(crate) fn by(listed: &Listed, broken: &Asked) -> Told {
    // Varnish has no recipe: what its configuration throws away is all that is wrong.
    let Some(stack) = Stack::named(&listed.stack) else { return Told { parts: Vec::new(), about_it: true } };
    let mut report = broken.report.clone();
    advise(&mut report, stack);
    let told: Vec<&str> = report
        .primary
        .fixes
        .iter()
        .filter(|fix| fix.stack.as_deref() == Some(stack.name()))
        .map(|fix| fix.what.as_str())
        .collect();
    let advice = listed.shows.map(|shown| stack.advice(shown.trouble(), report.language));
    let about_it =
        !told.is_empty() && advice.is_none_or(|advice| told.iter().any(|told| told.contains(advice)));
    let policy = report.primary.fixes.iter().find_map(|fix| fix.policy.as_ref());
    let parts = policy.map(|policy| stack.write(policy).expect("plain names")).unwrap_or_default();
    Told { parts, about_it }
}
