//! Reading a recording piece by piece: bodies are never in memory, and entries one after the other.

use super::entry::{Creator, Entry, Page};
use crate::import_error::ImportCause;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::{Cursor, Read};

/// No recording is that long; what is packed small may be.
const ENTRIES_MAX: usize = 1_000_000;

/// A recording, without bodies.
#[derive(Debug, Default)]
pub struct Har {
    /// Whether nothing was left out, such as cookies.
    pub(super) is_whole: bool,
    /// The page that asks where an entry does not say it.
    pub(super) asking: Option<String>,
    pub(super) creator: String,
    pub(super) pages: Vec<Page>,
    pub(super) entries: Vec<Entry>,
}

/// Why a recording cannot be read: where in the text, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HarError {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in bytes, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub cause: ImportCause,
}

impl fmt::Display for HarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.cause)
    }
}

impl std::error::Error for HarError {}

impl From<serde_json::Error> for HarError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let whole = error.to_string();
        let cause = whole.split(" at line ").next().unwrap_or_default();
        let cause = match error.classify() {
            serde_json::error::Category::Eof => ImportCause::HarEnds,
            serde_json::error::Category::Io => ImportCause::Unreadable(cause.to_owned()),
            _ => ImportCause::NoHar(cause.to_owned()),
        };
        Self { line: line.max(1), column: column.max(1), cause }
    }
}

impl Har {
    /// Reads a recording; `progress` hears of the number of entries read so far.
    ///
    /// # Errors
    /// It is no JSON, or JSON of another shape, or cannot be read.
    pub fn read(from: impl Read, progress: &mut dyn FnMut(usize)) -> Result<Self, HarError> {
        let mut har = Self::default();
        let mut json = serde_json::Deserializer::from_reader(without_mark(from)?);
        Part { har: &mut har, progress, level: Level::Root }.deserialize(&mut json)?;
        json.end()?;
        Ok(har)
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What follows the mark by which Windows' programs begin texts.
fn without_mark(mut from: impl Read) -> Result<impl Read, HarError> {
    const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
    let mut start = Vec::with_capacity(MARK.len());
    let read = from.by_ref().take(MARK.len() as u64).read_to_end(&mut start);
    read.map_err(|error| HarError { line: 1, column: 1, cause: ImportCause::Unreadable(error.to_string()) })?;
    if start == MARK {
        start.clear();
    }
    Ok(Cursor::new(start).chain(from))
}

#[derive(Clone, Copy)]
enum Level {
    Root,
    Log,
    Entries,
}

/// A part of the recording, read into it.
struct Part<'h> {
    har: &'h mut Har,
    progress: &'h mut dyn FnMut(usize),
    level: Level,
}

impl Part<'_> {
    fn inner(&mut self, level: Level) -> Part<'_> {
        Part { har: self.har, progress: self.progress, level }
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.level {
            Level::Entries => from.deserialize_seq(self),
            Level::Root | Level::Log => from.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.level {
            Level::Root => "an object with log in it",
            Level::Log => "an object with entries in it",
            Level::Entries => "a list of entries",
        })
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match (self.level, key.as_str()) {
                (Level::Root, "log") => map.next_value_seed(self.inner(Level::Log))?,
                (Level::Log, "entries") => map.next_value_seed(self.inner(Level::Entries))?,
                (Level::Log, "pages") => {
                    self.har.pages = map.next_value::<Option<Vec<Page>>>()?.unwrap_or_default()
                }
                (Level::Log, "creator") => {
                    self.har.creator = map
                        .next_value::<Option<Creator>>()?
                        .and_then(|creator| creator.name)
                        .unwrap_or_default();
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(mut entry) = list.next_element::<Entry>()? {
            if self.har.entries.len() == ENTRIES_MAX {
                return Err(A::Error::custom("a recording of more than a million entries is not read"));
            }
            entry.shrink();
            self.har.entries.push(entry);
            (self.progress)(self.har.entries.len());
        }
        Ok(())
    }
}
