//! Writing to the standard streams.

use crate::harmless::{escaped, without_commands};
use crate::problem::Problem;
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::Label;
use crate::wrap::wrapped;
use std::io::{self, ErrorKind, Write};

/// Writes a text to standard output. A reader that has gone away, such as `head`, is no problem.
pub(crate) fn print(text: &str) -> Result<(), Problem> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Problem::new(Said::StandardOutput, error).cure(Said::SeeDisk))
        }
        _ => Ok(()),
    }
}

/// Writes a text for people to standard output.
pub(crate) fn print_text(text: &str) -> Result<(), Problem> {
    print(&without_commands(text))
}

/// Tells on standard error what was assumed or is good to know; what others wrote in it is escaped. Files and pipes
/// get a line for each, terminals as many as it takes.
pub(crate) fn print_note(note: &str, terminal: &Terminal) {
    let terminal = terminal.of_errors();
    let label = Label::Note.say(terminal.language);
    let title = format!("{label} ");
    let text = match escaped(note) {
        note if terminal.errors_are_seen && !note.contains('\n') => wrapped(&terminal, &title, &note),
        note => format!("{title}{}\n", terminal.text(&note)),
    };
    print_error(&text.replacen(label, &terminal.paint(Ink::Strong, label), 1));
}

/// Writes a text for people to standard error; where that cannot be written to, nothing can be said.
pub(crate) fn print_error(text: &str) {
    let _ = io::stderr().lock().write_all(without_commands(text).as_bytes());
}
