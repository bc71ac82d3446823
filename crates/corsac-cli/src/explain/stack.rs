//! Which server software the recipes of a report are for.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use corsac::explain::Report;
use corsac_recipes::{Stack, advise, detect};

/// What `--stack` says.
#[derive(Debug, Clone, Copy)]
pub(super) enum StackChoice {
    /// Whatever the answers give away.
    Auto,
    /// No recipe.
    None,
    /// This one.
    Named(&'static Stack),
}

/// Reads `auto`, `none` or a stack's name.
pub(super) fn parser() -> impl TypedValueParser<Value = StackChoice> {
    let named = Stack::all().iter().map(|stack| PossibleValue::new(stack.name()).help(stack.title()));
    let all = [
        PossibleValue::new("auto").help("As the answers give it away"),
        PossibleValue::new("none").help("No recipe"),
    ];
    PossibleValuesParser::new(all.into_iter().chain(named)).map(|word| match word.as_str() {
        "none" => StackChoice::None,
        name => Stack::named(name).map_or(StackChoice::Auto, StackChoice::Named),
    })
}

impl StackChoice {
    /// Adds the recipe to a report; of several stacks that the answers give away, that of the first.
    pub(super) fn advise(self, report: &mut Report) {
        let stack = match self {
            Self::Auto => detect(report).first().copied(),
            Self::None => None,
            Self::Named(stack) => Some(stack),
        };
        if let Some(stack) = stack {
            advise(report, stack);
        }
    }
}
