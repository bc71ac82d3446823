//! Cases in a Markdown file: sections with two fenced blocks each.

use super::case::{Case, CorpusError};
use serde::de::DeserializeOwned;
use std::path::Path;

/// A fenced block: the line of its fence, and its text.
type Block = (usize, String);

#[derive(Default)]
struct Section {
    line: usize,
    title: String,
    scenario: Option<Block>,
    expect: Option<Block>,
}

/// The cases of a file; a section without blocks is prose.
pub(super) fn cases(file: &Path, text: &str) -> Result<Vec<Case>, CorpusError> {
    let error = |line, message: &str| CorpusError { file: file.into(), line, message: message.into() };
    let mut cases = Vec::new();
    for section in sections(text) {
        match (section.scenario, section.expect) {
            (None, None) => {}
            (Some(scenario), Some(expect)) => cases.push(Case {
                file: file.into(),
                line: section.line,
                title: section.title,
                scenario: parse(file, &scenario)?,
                expect: parse(file, &expect)?,
            }),
            (Some(_), None) => return Err(error(section.line, "a `toml expect` block is missing")),
            (None, Some(_)) => return Err(error(section.line, "a `toml scenario` block is missing")),
        }
    }
    Ok(cases)
}

fn parse<T: DeserializeOwned>(file: &Path, (line, text): &Block) -> Result<T, CorpusError> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = line + 1 + before.matches('\n').count();
        CorpusError { file: file.into(), line, message: error.message().into() }
    })
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut current = Section::default();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            sections.push(std::mem::take(&mut current));
            current = Section { line: index + 1, title: title.trim().into(), ..Section::default() };
        } else if let Some(info) = line.strip_prefix("```") {
            let block: Vec<_> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| !line.starts_with("```")).collect();
            let block = (index + 1, block.join("\n"));
            match info.trim() {
                "toml scenario" => current.scenario = Some(block),
                "toml expect" => current.expect = Some(block),
                _ => {}
            }
        }
    }
    sections.push(current);
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "# T\n## One\nprose\n```toml scenario\n[[step]]\nwait = 1\n```\n```toml expect\n```\n";

    #[test]
    fn a_section_with_two_blocks_is_a_case() {
        let cases = cases(Path::new("x.md"), CASE).unwrap();
        assert_eq!(cases.len(), 1);
        assert_eq!((cases[0].title.as_str(), cases[0].line), ("One", 2));
    }

    #[test]
    fn mistakes_are_located() {
        let lonely = cases(Path::new("x.md"), "## A\n```toml expect\n```\n").unwrap_err();
        assert_eq!(lonely.line, 1);
        let typo = CASE.replace("wait = 1", "wiat = 1");
        let error = cases(Path::new("x.md"), &typo).unwrap_err();
        assert!(error.line >= 5 && error.message.contains("wiat"), "{error}");
    }
}
