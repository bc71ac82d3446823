//! A text read line by line, of which nothing is kept.

use crate::problem::Problem;
use crate::source::Opened;
use crate::words::said::Said;
use std::io::{BufRead as _, Read as _};

/// What some editors begin a file with.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The lines of a text that is not kept.
pub(crate) struct Lines {
    opened: Opened,
    /// Lines read so far.
    read: u64,
}

/// A line that is not blank.
pub(crate) struct Line {
    /// Counted from 1.
    pub(crate) number: u64,
    /// What it says, or why it cannot be read.
    pub(crate) text: Result<String, Said>,
}

impl Lines {
    /// The longest line that is read, in bytes: far more than anybody writes, far less than there is memory.
    pub(crate) const LONGEST: u64 = 16 << 20;

    /// The lines of what was opened.
    pub(crate) const fn of(opened: Opened) -> Self {
        Self { opened, read: 0 }
    }

    /// What the text came from.
    pub(crate) fn name(&self) -> &str {
        &self.opened.name
    }

    /// Whether the next line may have to be waited for.
    pub(crate) fn may_wait(&self) -> bool {
        !self.opened.reader.buffer().contains(&b'\n')
    }

    /// The next line that is not blank; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Line>, Problem> {
        loop {
            let mut bytes = Vec::new();
            let read = self.opened.reader.by_ref().take(Self::LONGEST).read_until(b'\n', &mut bytes);
            if read.map_err(|error| self.opened.problem(&error))? == 0 {
                return Ok(None);
            }
            self.read += 1;
            let too_long = bytes.len() as u64 == Self::LONGEST && !bytes.ends_with(b"\n");
            if too_long {
                self.opened.reader.skip_until(b'\n').map_err(|error| self.opened.problem(&error))?;
            }
            if self.read == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            let text = match String::from_utf8(bytes) {
                _ if too_long => Err(Said::LineTooLong),
                Ok(text) if text.trim_ascii().is_empty() => continue,
                Ok(text) => Ok(text),
                Err(_) => Err(Said::NotUtf8),
            };
            return Ok(Some(Line { number: self.read, text }));
        }
    }
}
