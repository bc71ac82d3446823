//! Facts as they stand in the files.

use super::fact::{Answer, Exception, Fact, File, Hop};
use crate::corpus::CorpusError;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where this repository has its facts.
#[must_use]
pub fn directory() -> PathBuf {
    crate::corpus::directory().join("facts")
}

/// The facts of every file in the folders below `directory`, with shared answers filled in.
///
/// # Errors
/// The first file that cannot be read, or an id that stands twice.
pub fn read(directory: &Path) -> Result<Vec<Fact>, CorpusError> {
    let mut facts = Vec::new();
    let mut known = BTreeSet::new();
    for folder in entries(directory)?.iter().filter(|path| path.is_dir()) {
        for file in entries(folder)? {
            let File { answers, facts: mut found } = parse(&file)?;
            for fact in &mut found {
                let error = |message| CorpusError { file: file.clone(), line: 0, message };
                if !known.insert(fact.id.clone()) {
                    return Err(error(format!("{} stands twice", fact.id)));
                }
                for Hop { preflight, actual } in &mut fact.hop {
                    fill_in(preflight, &answers).map_err(error)?;
                    fill_in(actual, &answers).map_err(error)?;
                }
            }
            facts.extend(found);
        }
    }
    Ok(facts)
}

/// The exact list of facts that the engine does not follow.
///
/// # Errors
/// It cannot be read.
pub fn exceptions(directory: &Path) -> Result<Vec<Exception>, CorpusError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Exceptions {
        #[serde(default, rename = "exception")]
        exceptions: Vec<Exception>,
    }
    parse::<Exceptions>(&directory.join("exceptions.toml")).map(|list| list.exceptions)
}

fn fill_in(answer: &mut Option<Answer>, answers: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
    let Some(Answer::Named(name)) = answer else { return Ok(()) };
    let lines = name.strip_prefix('@').and_then(|name| answers.get(name));
    let lines = lines.ok_or_else(|| format!("no answer {name} in this file"))?.clone();
    *answer = Some(Answer::Lines(lines));
    Ok(())
}

fn entries(directory: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    let error = |error: std::io::Error| unreadable(directory, &error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(error)? {
        paths.push(entry.map_err(error)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn unreadable(file: &Path, error: &std::io::Error) -> CorpusError {
    CorpusError { file: file.into(), line: 0, message: error.to_string() }
}

fn parse<T: DeserializeOwned>(file: &Path) -> Result<T, CorpusError> {
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        CorpusError { file: file.into(), line, message: error.message().into() }
    })
}
