//! The corpus: cases as they stand in the files.

mod case;
mod expect;
mod markdown;

pub use case::{Case, CorpusError};
pub use expect::{AnswerExpectation, DirectExpectation, Expect, FetchExpectation, Verdict};

use std::path::{Path, PathBuf};

/// The corpus of this repository.
#[must_use]
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

/// The diagnosis pages of this repository; their examples are cases.
#[must_use]
pub fn diagnoses() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../diagnoses")
}

/// Reads every `.md` file below a directory, in the order of their names.
///
/// # Errors
/// The first file or case that cannot be read.
pub fn read(directory: &Path) -> Result<Vec<Case>, CorpusError> {
    let mut cases = Vec::new();
    for file in markdown_files(directory)? {
        let text = std::fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
        cases.extend(markdown::cases(&file, &text)?);
    }
    Ok(cases)
}

fn unreadable(file: &Path, error: &std::io::Error) -> CorpusError {
    CorpusError { file: file.into(), line: 0, message: error.to_string() }
}

fn markdown_files(directory: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(directory).map_err(|error| unreadable(directory, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unreadable(directory, &error))?.path();
        if path.is_dir() {
            files.extend(markdown_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "md")
            && path.file_name().is_some_and(|name| name != "README.md")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
