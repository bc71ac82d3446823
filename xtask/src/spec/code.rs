//! The functions that follow the Standard: a link in the doc comment, numbered steps in the body.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::rust::{Kind, lex, outline};
use crate::workspace::shown;

const LINK: &str = "https://fetch.spec.whatwg.org/#";

/// A function whose doc comment links the Standard.
#[derive(Debug)]
pub(crate) struct Function {
    pub name: String,
    /// File and line, for the reader.
    pub place: String,
    pub file: String,
    /// The anchors that its doc comment links.
    pub anchors: Vec<String>,
    pub steps: Vec<Step>,
}

/// A comment such as `// 3. text`, `// 2–4. text` or `// 4.2. text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// The top-level steps it stands for.
    pub numbers: RangeInclusive<usize>,
    /// Whether it names a step inside a step.
    pub inner: bool,
    pub text: String,
    pub line: usize,
}

/// Every linked function in `files`, in the order of the source.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn functions(files: &[impl AsRef<Path>]) -> Result<Vec<Function>, String> {
    let mut found = Vec::new();
    for file in files.iter().map(AsRef::as_ref) {
        let source = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        found.extend(functions_in(&shown(file), &source));
    }
    Ok(found)
}

pub(super) fn functions_in(file: &str, source: &str) -> Vec<Function> {
    let tokens = lex(source);
    let outline = outline(&tokens);
    let all = outline.functions.iter().filter(|f| !f.in_test);
    let linked = all.map(|f| {
        let comments = tokens[f.body.clone()].iter().filter(|t| t.kind == Kind::Comment);
        Function {
            name: f.name.to_owned(),
            place: format!("{file}:{}", f.line),
            file: file.to_owned(),
            anchors: anchors(&f.docs),
            steps: comments.filter_map(|t| step(t.text, t.line)).collect(),
        }
    });
    linked.filter(|f| !f.anchors.is_empty()).collect()
}

fn anchors(docs: &str) -> Vec<String> {
    let links = docs.split(LINK).skip(1);
    links
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect())
        .collect()
}

fn step(comment: &str, line: usize) -> Option<Step> {
    let text = comment.strip_prefix("//")?.trim_start();
    let (first, rest) = number(text)?;
    let (last, rest) = match rest.strip_prefix(['–', '-']) {
        Some(rest) => number(rest)?,
        None => (first, rest),
    };
    let rest = rest.strip_prefix('.')?;
    let inner = rest.starts_with(|c: char| c.is_ascii_digit());
    let text = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '–').trim();
    Some(Step { numbers: first..=last, inner, text: text.to_owned(), line })
}

fn number(text: &str) -> Option<(usize, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_steps_are_read() {
        let source = "/// Does x: [x](https://fetch.spec.whatwg.org/#concept-x).\nfn x() {\n  // 1–2. Both.\n  // 3.1. Inside.\n  // 404 is no step\n  // 4. Not done: why.\n}\n/// Plain.\nfn y() { // 1. No.\n}\n";
        let found = functions_in("a.rs", source);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].place.as_str(), found[0].anchors.as_slice()),
            ("a.rs:2", ["concept-x".to_owned()].as_slice())
        );
        let steps: Vec<_> =
            found[0].steps.iter().map(|s| (s.numbers.clone(), s.inner, s.text.as_str())).collect();
        assert_eq!(
            steps,
            [(1..=2, false, "Both."), (3..=3, true, "Inside."), (4..=4, false, "Not done: why.")]
        );
    }

    #[test]
    fn an_anchor_ends_where_its_word_ends() {
        assert_eq!(
            anchors("<https://fetch.spec.whatwg.org/#a-b>, (https://fetch.spec.whatwg.org/#c)."),
            ["a-b", "c"]
        );
    }
}
