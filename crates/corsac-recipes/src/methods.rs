//! Stacks that know some methods only.

use crate::policy::environment;
use crate::sentence::Sentence;
use corsac::explain::Language;
use minijinja::Value;
use serde::Deserialize;

/// The methods that a stack's configuration can hold, where those are not all.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MethodLimit {
    names: Vec<String>,
    /// Why another one is left out, and what to do; `methods` are those.
    why: Sentence,
}

impl MethodLimit {
    pub(crate) fn has(&self, method: &str) -> bool {
        self.names.iter().any(|name| name == method)
    }

    /// Why these of a policy's methods are left out.
    pub(crate) fn why(&self, methods: &[String], language: Language) -> String {
        let sentence = self.why.of(language);
        let left_out = Value::from_pairs([("methods", methods.to_vec())]);
        environment().render_str(sentence, left_out).unwrap_or_else(|_| sentence.to_owned())
    }
}
