//! The JSON form.

use super::snapshots::{compare, plays};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn its_shape() {
    for (name, play) in plays() {
        if matches!(name, "wildcard-with-credentials" | "login-before-preflight") {
            let text = serde_json::to_string_pretty(&play.report()).expect("a report serializes");
            compare(&format!("{name}.json"), &(text + "\n"));
        }
    }
}

#[test]
fn every_field_is_documented() {
    let documented = include_str!("../../src/explain/report.md");
    let mut keys = BTreeSet::new();
    for (_, play) in plays() {
        collect(&serde_json::to_value(play.report()).expect("a report serializes"), &mut keys);
    }
    assert!(keys.len() > 40, "{keys:?}");
    let missing: Vec<_> = keys.iter().filter(|key| !documented.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "not in report.md: {missing:?}");
}

fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                collect(value, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}
