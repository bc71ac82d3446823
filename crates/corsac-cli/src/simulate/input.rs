//! One scenario or many: a text as a whole, or JSON lines.

use crate::lines::Lines;
use crate::problem::Problem;
use crate::source::{Opened, Source};
use serde::de::IgnoredAny;
use std::io::{BufRead as _, BufReader, Cursor, Error, ErrorKind, Read};
use std::path::Path;

/// What there is to play.
pub(super) enum Input {
    /// A scenario as a text.
    One(Source),
    /// Scenarios, one on each line.
    Many(Lines),
}

impl Input {
    /// Opens a file, or standard input for `-`, and looks at its name and its first two lines.
    pub(super) fn of(path: &Path) -> Result<Self, Problem> {
        let opened = Opened::new(path)?;
        let extension = path.extension().unwrap_or_default();
        if ["ndjson", "jsonl"].iter().any(|known| extension.eq_ignore_ascii_case(known)) {
            return Ok(Self::Many(Lines::of(opened)));
        }
        one_or_many(opened)
    }
}

/// A text that begins with an object on its first line, and goes on, is many scenarios. One that was broken
/// into lines has less than an object on its first line.
fn one_or_many(mut opened: Opened) -> Result<Input, Problem> {
    let mut start = Vec::new();
    let first = read_to_text(&mut opened, &mut start)?;
    let mut is_many = false;
    if start.get(first..).is_some_and(|line| line.starts_with(b"{")) {
        let end = start.len();
        let second = read_to_text(&mut opened, &mut start)?;
        let line = start.get(first..end).unwrap_or_default().trim_ascii();
        let next = start.get(second..).unwrap_or_default().trim_ascii();
        let is_whole = || serde_json::from_slice::<IgnoredAny>(line).is_ok();
        is_many = !next.is_empty() && line.ends_with(b"}") && (next.starts_with(b"{") || is_whole());
    }
    if is_many {
        let Opened { name, reader, path } = opened;
        let reader: Box<dyn Read> = Box::new(Cursor::new(start).chain(reader));
        let reader = BufReader::with_capacity(Opened::BUFFER, reader);
        return Ok(Input::Many(Lines::of(Opened { name, reader, path })));
    }
    opened.reader.read_to_end(&mut start).map_err(|error| opened.problem(&error))?;
    let text = String::from_utf8(start)
        .map_err(|_| opened.problem(&Error::new(ErrorKind::InvalidData, "not UTF-8")))?;
    Ok(Input::One(Source { name: opened.name, text }))
}

/// Reads one more line and the blank ones before it, and returns where it begins.
fn read_to_text(opened: &mut Opened, text: &mut Vec<u8>) -> Result<usize, Problem> {
    loop {
        let start = text.len();
        let read = opened.reader.by_ref().take(Lines::LONGEST).read_until(b'\n', text);
        let read = read.map_err(|error| opened.problem(&error))?;
        let line = text.get(start..).unwrap_or_default();
        let blanks = line.len() - line.trim_ascii_start().len();
        if read == 0 || blanks < line.len() {
            return Ok(start + blanks);
        }
    }
}
