//! Playwright's trace keeps what the network panel would have, an entry of a HAR on each line.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::io::{self, BufRead, BufReader, Read};

/// A line longer than this is no entry.
const LINE_MAX: u64 = 64 << 20;

/// A line of the trace.
#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow)]
    snapshot: Option<&'l RawValue>,
}

/// Traces one after the other, each opened when its turn comes.
pub(super) fn joined<R: Read>(traces: impl Iterator<Item = io::Result<R>>) -> impl Read {
    Joined { traces, present: None }
}

struct Joined<I, R> {
    traces: I,
    /// With a line break behind it, so that its last line ends.
    present: Option<io::Chain<R, &'static [u8]>>,
}

impl<R: Read, I: Iterator<Item = io::Result<R>>> Read for Joined<I, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.present.as_mut().map_or(Ok(0), |present| present.read(into))?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            match self.traces.next() {
                Some(next) => self.present = Some(next?.chain(b"\n")),
                None => return Ok(0),
            }
        }
    }
}

/// The entries of traces as one HAR.
pub(super) fn as_har(traces: impl Read) -> impl Read {
    let start = br#"{"log":{"creator":{"name":"Playwright"},"entries":["#.to_vec();
    Har { traces: BufReader::new(traces), ready: io::Cursor::new(start), is_first: true, is_over: false }
}

struct Har<R> {
    traces: BufReader<R>,
    ready: io::Cursor<Vec<u8>>,
    is_first: bool,
    is_over: bool,
}

impl<R: Read> Har<R> {
    /// The next piece of the text; an empty one at its end.
    fn next(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        while (&mut self.traces).take(LINE_MAX).read_until(b'\n', &mut line)? > 0 {
            // Other lines are about what the trace shows, and those of a later version are not ours to judge.
            if let Ok(Line { snapshot: Some(entry) }) = serde_json::from_slice(&line) {
                let comma: &[u8] = if std::mem::take(&mut self.is_first) { b"" } else { b"," };
                return Ok([comma, entry.get().as_bytes()].concat());
            }
            line.clear();
        }
        let end: &[u8] = if std::mem::replace(&mut self.is_over, true) { b"" } else { b"]}}" };
        Ok(end.to_vec())
    }
}

impl<R: Read> Read for Har<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.ready.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            let next = self.next()?;
            if next.is_empty() {
                return Ok(0);
            }
            self.ready = io::Cursor::new(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_put_into_a_har() {
        let trace = |text: &'static str| Ok(text.as_bytes());
        let mut text = String::new();
        as_har(joined([
            trace("{\"type\":\"resource-snapshot\",\"snapshot\":{\"time\":1}}\n{\"type\":\"other\"}\nnonsense\n"),
            trace("{\"snapshot\":{\"time\":2}}"),
        ].into_iter()))
        .read_to_string(&mut text)
        .unwrap();
        assert_eq!(text, r#"{"log":{"creator":{"name":"Playwright"},"entries":[{"time":1},{"time":2}]}}"#);
    }
}
