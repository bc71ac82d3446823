//! Sizes and names of the repository's Rust files.

use std::fs;
use std::path::{Path, PathBuf};

use super::rules::Rules;
use crate::rust::{lex, outline};
use crate::source_files;
use crate::workspace::shown;

/// The sizes of one file.
#[derive(Debug, Clone)]
pub(crate) struct Sizes {
    pub file: PathBuf,
    pub lines: usize,
    /// Lines of code of each function outside tests, with its name and line.
    pub functions: Vec<(String, usize, usize)>,
}

/// # Errors
/// The file cannot be read.
pub(crate) fn measure(file: &Path) -> Result<Sizes, String> {
    let source = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(measure_source(file, &source))
}

fn measure_source(file: &Path, source: &str) -> Sizes {
    let tokens = lex(source);
    let functions = outline(&tokens).functions;
    let functions = functions.iter().map(|f| (f.name.to_owned(), f.line, f.code_lines)).collect();
    Sizes { file: file.to_owned(), lines: source.lines().count(), functions }
}

/// Files and functions above the limits, and file names that say nothing.
pub(crate) fn check(root: &Path, rules: &Rules) -> Result<Vec<String>, String> {
    let mut findings = Vec::new();
    for file in source_files::list(root)? {
        findings.extend(findings_in(&measure(&file)?, rules));
    }
    Ok(findings)
}

fn findings_in(sizes: &Sizes, rules: &Rules) -> Vec<String> {
    let name = shown(&sizes.file);
    let mut findings = Vec::new();
    if sizes.lines > rules.file_lines {
        findings.push(format!(
            "{name}: {} lines, more than {}: cut it where two subjects meet",
            sizes.lines, rules.file_lines
        ));
    }
    let stem = sizes.file.file_stem().unwrap_or_default().to_string_lossy();
    let at_a_root = sizes.file.parent().is_some_and(|directory| directory.ends_with("src"));
    if rules.banned_names.contains(stem.as_ref())
        || (at_a_root && rules.central_names.contains(stem.as_ref()))
    {
        findings
            .push(format!("{name}: a file named {stem} has no subject: put its parts beside what uses them"));
    }
    let long = sizes.functions.iter().filter(|f| f.2 > rules.function_lines);
    findings.extend(long.map(|(function, line, lines)| {
        format!("{name}:{line}: {function} has {lines} lines of code, more than {}", rules.function_lines)
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_long_functions_and_empty_names_are_found() {
        let rules = Rules {
            file_lines: 3,
            function_lines: 2,
            banned_names: ["utils".to_owned()].into(),
            central_names: ["error".to_owned()].into(),
            ..Rules::default()
        };
        let sizes = measure_source(Path::new("src/utils.rs"), "fn a() {\n  // not counted\n  b();\n}\n");
        assert_eq!(
            findings_in(&sizes, &rules),
            [
                "src/utils.rs: 4 lines, more than 3: cut it where two subjects meet",
                "src/utils.rs: a file named utils has no subject: put its parts beside what uses them",
                "src/utils.rs:1: a has 3 lines of code, more than 2",
            ]
        );
        assert_eq!(findings_in(&measure_source(Path::new("src/error.rs"), ""), &rules).len(), 1);
        assert!(findings_in(&measure_source(Path::new("src/pattern/error.rs"), ""), &rules).is_empty());
        assert_eq!(findings_in(&measure_source(Path::new("a.rs"), "fn a() {}\n"), &rules), [""; 0]);
    }
}
