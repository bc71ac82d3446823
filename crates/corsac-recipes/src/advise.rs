//! A recipe in a report.

use crate::stack::Stack;
use crate::trouble::Trouble;
use corsac::explain::{Fix, Report};

/// Adds to the ways out of a report's primary diagnosis what to write in this stack: the texts of the least
/// policy that lets the request pass, and what is left out of them, and what to mind. Nothing is added where the server has
/// nothing to change.
pub fn advise(report: &mut Report, stack: &Stack) {
    let (language, primary) = (report.language, &mut report.primary);
    let policy = primary.fixes.iter().find_map(|fix| fix.policy.as_ref());
    let parts = policy.and_then(|policy| stack.write(policy)).unwrap_or_default();
    let left_out = policy.filter(|_| !parts.is_empty()).and_then(|policy| stack.left_out(policy, language));
    let trouble = Trouble::of(primary.name).map(|trouble| stack.advice(trouble, language));
    if parts.is_empty() && trouble.is_none() {
        return;
    }
    let title = stack.title();
    let written = parts.iter().map(|part| {
        Fix::in_stack(stack.name(), format!("{title}, {}:", part.place(language)), Some(part.text.clone()))
    });
    let minded = trouble.map(|advice| Fix::in_stack(stack.name(), format!("{title}: {advice}"), None));
    let left_out = left_out.map(|why| Fix::in_stack(stack.name(), format!("{title}: {why}"), None));
    let fixes: Vec<Fix> = written.chain(left_out).chain(minded).collect();
    primary.fixes.extend(fixes);
}
