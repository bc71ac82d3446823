//! Writing to the standard streams.

use crate::problem::Problem;
use std::io::{self, ErrorKind, Write};

/// Writes a text to standard output. A reader that has gone away, such as `head`, is no problem.
pub(crate) fn print(text: &str) -> Result<(), Problem> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Problem::new("standard output", error).cure("see whether the disk is full"))
        }
        _ => Ok(()),
    }
}

/// Writes a text to standard error; where that cannot be written to, nothing can be said.
pub(crate) fn print_error(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
