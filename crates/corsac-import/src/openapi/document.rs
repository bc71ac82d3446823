//! The text as a tree, and the references inside it.

use crate::import_error::ImportCause;
use crate::import_error::ImportError;
use serde_json::Value;

/// A description as a tree.
pub(super) struct Document {
    pub(super) root: Value,
}

/// How many references are followed from one place; they may lead in a circle.
const FARTHEST: usize = 16;

impl Document {
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let root = if start.starts_with('{') {
            serde_json::from_str(text).map_err(|error| {
                let whole = error.to_string();
                let cause = whole.split(" at line ").next().unwrap_or_default();
                ImportError::at_line(
                    text,
                    (error.line(), error.column()),
                    ImportCause::NoJson(cause.to_owned()),
                )
            })?
        } else {
            serde_saphyr::from_str(text).map_err(|error| {
                let place = error.location().map_or((1, 1), |at| (number(at.line()), number(at.column())));
                let whole = error.to_string();
                let cause = whole.lines().next().unwrap_or_default();
                ImportError::at_line(text, place, ImportCause::NoYaml(cause.to_owned()))
            })?
        };
        Ok(Self { root })
    }

    /// A value, or what it refers to inside the document.
    pub(super) fn follow<'d>(&'d self, value: &'d Value) -> &'d Value {
        let mut value = value;
        for _ in 0..FARTHEST {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { break };
            let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            match target {
                Some(target) => value = target,
                None => break,
            }
        }
        value
    }

    pub(super) fn get<'d>(&'d self, value: &'d Value, key: &str) -> Option<&'d Value> {
        self.follow(value).get(key).map(|value| self.follow(value))
    }

    pub(super) fn text<'d>(&'d self, value: &'d Value, key: &str) -> Option<&'d str> {
        self.get(value, key).and_then(Value::as_str)
    }

    /// A list; anything else is an empty one.
    pub(super) fn list<'d>(&'d self, value: &'d Value, key: &str) -> impl Iterator<Item = &'d Value> {
        self.get(value, key).and_then(Value::as_array).into_iter().flatten().map(|value| self.follow(value))
    }
}

fn number(from: impl TryInto<usize>) -> usize {
    from.try_into().unwrap_or(1)
}
