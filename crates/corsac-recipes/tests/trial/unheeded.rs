//! A recipe's text without what its advice names.

use serde::Deserialize;

/// What is done to the text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// Lines that hold this are left out.
    #[serde(default)]
    without: Vec<String>,
    /// This is written otherwise,
    replace: Option<String>,
    /// as this.
    #[serde(default)]
    by: String,
}

impl Change {
    pub(crate) fn of(&self, text: &str) -> String {
        let kept = text.lines().filter(|line| !self.without.iter().any(|held| line.contains(held)));
        let kept: Vec<&str> = kept.collect();
        let kept = kept.join("\n");
        self.replace.as_ref().map_or_else(|| kept.clone(), |replaced| kept.replace(replaced, &self.by))
    }
}
