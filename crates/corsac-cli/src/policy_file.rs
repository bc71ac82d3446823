//! The mistakes of a policy file, to be drawn in their places.

use crate::source::Mistake;
use crate::words::said::Said;
use corsac_gateway::file::{FileMistake, Severity};

/// A mistake to be drawn.
pub(crate) fn mistake(mistake: &FileMistake) -> Mistake {
    let cause = Said::File(mistake.cause.clone());
    Mistake {
        is_warning: mistake.severity == Severity::Warning,
        code: Some(mistake.kind.name().to_owned()),
        message: if mistake.place.is_empty() {
            cause
        } else {
            Said::InTable(mistake.place.clone(), Box::new(cause))
        },
        span: Some(mistake.span.clone()),
        label: String::new(),
        replacement: mistake.suggestion.clone().map(|text| (mistake.whole.clone(), text)),
        help: mistake.danger_switch.map(Said::SwitchAccepts).into_iter().collect(),
    }
}
