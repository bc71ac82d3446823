//! Standard output for many lines.

use crate::problem::Problem;
use crate::words::said::Said;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write as _};

/// Standard output, and whether somebody still reads it.
pub(crate) struct Out {
    lines: BufWriter<StdoutLock<'static>>,
    /// Whether somebody still reads it.
    pub(crate) is_open: bool,
}

impl Out {
    /// Takes standard output for the rest of the run.
    pub(crate) fn new() -> Self {
        Self { lines: BufWriter::new(io::stdout().lock()), is_open: true }
    }

    /// Writes a text when there is enough, or on [`flush`](Self::flush).
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Problem> {
        let written = self.lines.write_all(text.as_bytes());
        self.note(written)
    }

    /// Writes what has gathered.
    pub(crate) fn flush(&mut self) -> Result<(), Problem> {
        let flushed = self.lines.flush();
        self.note(flushed)
    }

    /// A reader that has gone away, such as `head`, is no problem, but nothing more is played for it.
    fn note(&mut self, done: io::Result<()>) -> Result<(), Problem> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_open = false;
                Ok(())
            }
            Err(error) => Err(Problem::new(Said::StandardOutput, error).cure(Said::SeeDisk)),
            Ok(()) => Ok(()),
        }
    }
}
