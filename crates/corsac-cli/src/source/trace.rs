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

/// The entries of some traces as one HAR.
pub(super) fn as_har(traces: Vec<Box<dyn Read>>) -> impl Read {
    let start = br#"{"log":{"creator":{"name":"Playwright"},"entries":["#.to_vec();
    Har {
        traces: traces.into_iter().map(BufReader::new).collect(),
        ready: io::Cursor::new(start),
        is_first: true,
        is_over: false,
    }
}

struct Har {
    traces: std::collections::VecDeque<BufReader<Box<dyn Read>>>,
    ready: io::Cursor<Vec<u8>>,
    is_first: bool,
    is_over: bool,
}

impl Har {
    /// The next piece of the text; an empty one at its end.
    fn next(&mut self) -> io::Result<Vec<u8>> {
        while let Some(trace) = self.traces.front_mut() {
            let mut line = Vec::new();
            if trace.take(LINE_MAX).read_until(b'\n', &mut line)? == 0 {
                self.traces.pop_front();
                continue;
            }
            // Other lines are about what the trace shows, and those of a later version are not ours to judge.
            let Ok(Line { snapshot: Some(entry) }) = serde_json::from_slice(&line) else { continue };
            let comma: &[u8] = if std::mem::take(&mut self.is_first) { b"" } else { b"," };
            return Ok([comma, entry.get().as_bytes()].concat());
        }
        let end: &[u8] = if std::mem::replace(&mut self.is_over, true) { b"" } else { b"]}}" };
        Ok(end.to_vec())
    }
}

impl Read for Har {
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
        let trace = |text: &'static str| -> Box<dyn Read> { Box::new(text.as_bytes()) };
        let mut text = String::new();
        as_har(vec![
            trace("{\"type\":\"resource-snapshot\",\"snapshot\":{\"time\":1}}\n{\"type\":\"other\"}\nnonsense\n"),
            trace("{\"snapshot\":{\"time\":2}}"),
        ])
        .read_to_string(&mut text)
        .unwrap();
        assert_eq!(text, r#"{"log":{"creator":{"name":"Playwright"},"entries":[{"time":1},{"time":2}]}}"#);
    }
}
