//! The mistakes of a policy file, to be drawn in their places.

use crate::source::Mistake;
use corsac_gateway::file::{FileMistake, Severity};

impl From<&FileMistake> for Mistake {
    fn from(mistake: &FileMistake) -> Self {
        let place = if mistake.place.is_empty() { String::new() } else { format!("{}: ", mistake.place) };
        let switch =
            mistake.danger_switch.map(|switch| format!("{switch} = true accepts it, if it has to be"));
        Self {
            is_warning: mistake.severity == Severity::Warning,
            code: Some(mistake.kind.name().to_owned()),
            message: format!("{place}{}", mistake.cause),
            span: Some(mistake.span.clone()),
            label: String::new(),
            replacement: mistake.suggestion.clone().map(|text| (mistake.whole.clone(), text)),
            help: switch.into_iter().collect(),
        }
    }
}
