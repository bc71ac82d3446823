//! The table of `xtask/layers.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// What the code is held to.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub file_lines: usize,
    pub function_lines: usize,
    pub banned_names: BTreeSet<String>,
    /// Names that no file at the root of a crate has.
    pub central_names: BTreeSet<String>,
    /// Crate → crates of the workspace it may depend on.
    pub crates: BTreeMap<String, BTreeSet<String>>,
    /// Crate → crates from outside it may depend on; a crate that is not named may use any.
    pub external: BTreeMap<String, BTreeSet<String>>,
    /// Crate → module → floor.
    pub floors: BTreeMap<String, BTreeMap<String, i64>>,
    pub apart: BTreeMap<String, Vec<BTreeSet<String>>>,
    /// Crate → modules that may hold sentences.
    pub prose: BTreeMap<String, BTreeSet<String>>,
}

impl Rules {
    /// # Errors
    /// The file cannot be read, is no TOML, or lacks a limit.
    pub(crate) fn read(file: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        Self::parse(&text).map_err(|e| format!("{}: {e}", file.display()))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let limit = |name: &str| {
            let value = table.get("limits").and_then(|l| l.get(name)).and_then(Value::as_integer);
            value.and_then(|v| usize::try_from(v).ok()).ok_or_else(|| format!("limits.{name} is missing"))
        };
        let file_names =
            |kind: &str| table.get("names").and_then(|n| n.get(kind)).map(names).unwrap_or_default();
        Ok(Self {
            file_lines: limit("file_lines")?,
            function_lines: limit("function_lines")?,
            banned_names: file_names("banned"),
            central_names: file_names("central"),
            crates: entries(&table, "crates", names),
            external: entries(&table, "external", names),
            floors: entries(&table, "floors", floors),
            apart: entries(&table, "apart", |v| v.as_array().into_iter().flatten().map(names).collect()),
            prose: entries(&table, "prose", names),
        })
    }
}

fn entries<T>(table: &Table, name: &str, read: impl Fn(&Value) -> T) -> BTreeMap<String, T> {
    let section = table.get(name).and_then(Value::as_table);
    section.into_iter().flatten().map(|(key, value)| (key.clone(), read(value))).collect()
}

fn names(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn floors(value: &Value) -> BTreeMap<String, i64> {
    let table = value.as_table().into_iter().flatten();
    table.filter_map(|(name, floor)| Some((name.clone(), floor.as_integer()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_reads() {
        let rules = Rules::parse(include_str!("../../layers.toml")).unwrap();
        assert_eq!((rules.file_lines, rules.floors["corsac"]["explain"]), (500, 5));
        assert!(rules.crates["corsac"].is_empty() && rules.prose["corsac"].contains("explain/words"));
    }

    #[test]
    fn a_table_without_limits_is_refused() {
        assert_eq!(Rules::parse("[limits]\nfile_lines = 1").unwrap_err(), "limits.function_lines is missing");
    }
}
