//! Sentences outside the modules that may speak.

use std::fs;
use std::path::Path;

use super::rules::Rules;
use crate::rust::{Kind, lex, outline};
use crate::source_files;
use crate::workspace::{Package, shown};

/// Sentences in the code of `package` outside the modules that the table names.
pub(crate) fn check(package: &Package, rules: &Rules) -> Result<Vec<String>, String> {
    let Some(speaks) = rules.prose.get(&package.name) else {
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    for target in package.targets.iter().filter(|t| t.is_code()) {
        let source_directory = target.root.parent().unwrap_or(&target.root);
        for file in source_files::list(source_directory)? {
            let own = file.strip_prefix(source_directory).unwrap_or(&file);
            if speaks.iter().any(|place| own.starts_with(place))
                || file.file_stem().is_some_and(|s| s == "tests")
            {
                continue;
            }
            let source = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            findings.extend(sentences(&file, &source));
        }
    }
    Ok(findings)
}

fn sentences(file: &Path, source: &str) -> Vec<String> {
    let tokens = lex(source);
    let outline = outline(&tokens);
    let left_out = [&outline.tests, &outline.attributes, &outline.formatting];
    let strings = tokens.iter().enumerate().filter(|(i, token)| {
        token.kind == Kind::Str
            && is_sentence(token.text)
            && !left_out.iter().any(|ranges| ranges.iter().any(|r| r.contains(i)))
    });
    strings
        .map(|(_, token)| {
            format!("{}:{}: a sentence where none may stand: {}", shown(file), token.line, token.text)
        })
        .collect()
}

/// Four words or more, most of them in lower case: `"GET HEAD PUT POST"` is a list, not a sentence.
fn is_sentence(literal: &str) -> bool {
    let words =
        literal.split(|c: char| c.is_whitespace() || c == '"').filter(|w| w.chars().any(char::is_alphabetic));
    let (small, all) = words.fold((0, 0), |(small, all), word| {
        let plain =
            word.trim_end_matches(['.', ',', ':', ';']).chars().all(|c| c.is_lowercase() || c == '\'');
        (small + usize::from(plain), all + 1)
    });
    all >= 4 && small * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_where_it_may_not_stand() {
        let found =
            sentences(Path::new("src/a.rs"), "fn a() -> &'static str {\n \"the origin is not allowed\"\n}");
        assert_eq!(found, ["src/a.rs:2: a sentence where none may stand: \"the origin is not allowed\""]);
    }

    #[test]
    fn display_docs_tests_attributes_and_lists_may_hold_words() {
        let source = "/// a sentence of many words\n#[expect(dead_code, reason = \"it is kept for later\")]\nimpl Display for A { fn f() { w(\"this is a one line message\") } }\n#[test] fn t() { p(\"a test may say anything\") }\nconst L: &str = \"GET HEAD POST PUT\";\nconst H: &str = \"accept, accept-language, content-type, range\";";
        assert_eq!(sentences(Path::new("a.rs"), source), [""; 0]);
    }
}
