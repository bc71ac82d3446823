//! Values for parameters: the description's own examples, or something of the right type.

use super::document::Document;
use serde_json::Value;

/// A value for a parameter.
pub(super) fn value(document: &Document, parameter: &Value) -> String {
    let schema = document.get(parameter, "schema").unwrap_or(parameter);
    let example = || document.get(parameter, "example").and_then(text);
    let examples = || {
        let examples = document.get(parameter, "examples")?.as_object()?;
        examples.values().find_map(|example| document.get(example, "value").and_then(text))
    };
    example()
        .or_else(examples)
        .or_else(|| of_schema(document, schema))
        .unwrap_or_else(|| of_type(document, schema))
}

fn of_schema(document: &Document, schema: &Value) -> Option<String> {
    let first = |key: &str| document.list(schema, key).next().and_then(text);
    let one = |key: &str| document.get(schema, key).and_then(text);
    one("example")
        .or_else(|| first("examples"))
        .or_else(|| one("default"))
        .or_else(|| first("enum"))
        .or_else(|| one("const"))
}

fn of_type(document: &Document, schema: &Value) -> String {
    let kind = match document.get(schema, "type") {
        // 3.1 has lists of types.
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        Some(Value::String(kind)) => Some(kind.as_str()),
        _ => None,
    };
    let value = match (kind, document.text(schema, "format")) {
        (Some("integer" | "number"), _) => "1",
        (Some("boolean"), _) => "true",
        (_, Some("uuid")) => "00000000-0000-4000-8000-000000000000",
        (_, Some("date")) => "2026-01-01",
        (_, Some("date-time")) => "2026-01-01T00:00:00Z",
        _ => "example",
    };
    value.to_owned()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
