//! Commands that send a request: curl in bash and cmd, `Invoke-WebRequest` in PowerShell.

mod invoke;
mod options;
mod request;

use crate::found::Found;
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use crate::note::Note;
use crate::shell::{Command, Shell, bash, cmd, is_curl};
use options::{Given, read};
use request::found;

/// The requests of all commands in a text.
pub(crate) fn requests(text: &str) -> Result<Vec<Found>, ImportError> {
    let commands = match Shell::of(text) {
        Shell::Power => return invoke::requests(text),
        Shell::Cmd => cmd::commands(text)?,
        Shell::Bash => bash::commands(text)?,
    };
    let mut requests = Vec::new();
    for command in commands {
        requests.extend(of_command(text, command)?);
    }
    if requests.is_empty() {
        return Err(ImportError::whole(text, ImportCause::NoCurl).cure(ImportCure::CopyAsCurl));
    }
    Ok(requests)
}

/// The requests of one command; of other programs there are none.
fn of_command(text: &str, mut command: Command) -> Result<Vec<Found>, ImportError> {
    let Some(at) = command.words.iter().position(|word| is_curl(&word.text)) else { return Ok(Vec::new()) };
    let span = command.span();
    let words = command.words.split_off(at + 1);
    let mut requests = Vec::new();
    for given in read(text, words)? {
        requests.extend(of_options(text, &command, given, &span)?);
    }
    Ok(requests)
}

fn of_options(
    text: &str,
    command: &Command,
    given: Given,
    span: &std::ops::Range<usize>,
) -> Result<Vec<Found>, ImportError> {
    if given.urls.is_empty() {
        return Err(ImportError::at(text, span.clone(), ImportCause::NoUrl));
    }
    let mut requests = found(given, span);
    for request in &mut requests {
        for unknown in &command.unknown {
            request.note(Note::OnlyTheShellKnows(unknown.clone()));
        }
        command.notes.iter().for_each(|note| request.note(note.clone()));
        if !command.dropped.is_empty() {
            request.note(Note::ForTheShell(command.dropped.clone()));
        }
    }
    Ok(requests)
}

#[cfg(test)]
mod tests;
