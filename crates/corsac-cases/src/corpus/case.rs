//! A case, and what keeps one from being read.

use super::expect::Expect;
use corsac::exchange::Scenario;
use std::fmt;
use std::path::PathBuf;

/// One case: what happens, and what is expected of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file it stands in.
    pub file: PathBuf,
    /// The line of its heading, counted from 1.
    pub line: usize,
    /// Its heading.
    pub title: String,
    /// What happens.
    pub scenario: Scenario,
    /// What is expected.
    pub expect: Expect,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.file.display(), self.line, self.title)
    }
}

/// Why the corpus cannot be read.
#[derive(Debug)]
pub struct CorpusError {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1; 0 if the file itself cannot be read.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

impl std::error::Error for CorpusError {}
