//! Listens in on a connection, to know header lines as they stood on the wire.
//!
//! The HTTP library keeps every line's value but neither the spelling of names nor the order of lines with
//! different names. What it reads passes through here; the head is read once more, line by line.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use corsac::fetch::HeaderList;
use httparse::{EMPTY_HEADER, ParserConfig, Status};
use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};

/// Heads above this are not kept; the library's own limit is near it. In bytes.
const LIMIT: usize = 512 * 1024;
/// As many bytes are read at once.
const PIECE: usize = 16 * 1024;
/// So many lines are read of one head, here and by the library.
pub(super) const LINES: usize = 512;

/// What was heard of one connection; clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard(Arc<Mutex<Ear>>);

#[derive(Debug, Default)]
struct Ear {
    /// What was read since the request was written; `None` while nobody listens.
    bytes: Option<Vec<u8>>,
    /// Whether an answer has come over this connection.
    answered: bool,
}

impl Heard {
    /// Listens from the first byte of a request until the head of its answer is taken.
    fn begin(&self) {
        self.with(|ear| {
            ear.bytes.get_or_insert_default();
        });
    }

    fn hear(&self, bytes: &[u8]) {
        self.with(|ear| {
            if let Some(kept) = ear.bytes.as_mut().filter(|kept| kept.len() + bytes.len() <= LIMIT) {
                kept.extend_from_slice(bytes);
            }
        });
    }

    /// What is missing at the end of a head if the connection ends here: a server that forgets the empty line
    /// after the last header line is forgiven, as in browsers.
    fn missing_end(&self) -> &'static [u8] {
        self.with(|ear| match &ear.bytes {
            Some(bytes) if bytes.starts_with(b"HTTP/1.") && bytes.ends_with(b"\n") && !has_end(bytes) => {
                b"\r\n".as_slice()
            }
            _ => b"",
        })
    }

    /// The lines of the head that has just come, if it is the one that the library saw: of this status and
    /// with as many lines.
    pub(super) fn take_lines(&self, status: u16, count: usize) -> Option<HeaderList> {
        let bytes = self.with(|ear| {
            ear.answered = true;
            ear.bytes.take()
        })?;
        lines(&bytes, status).filter(|lines| lines.seen == count).map(|lines| lines.all)
    }

    /// Whether an answer has come over this connection.
    pub(super) fn has_answered(&self) -> bool {
        self.with(|ear| ear.answered)
    }

    fn with<T>(&self, act: impl FnOnce(&mut Ear) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Whether a head is complete.
fn has_end(bytes: &[u8]) -> bool {
    let mut headers = [EMPTY_HEADER; LINES];
    !matches!(parser().parse_response(&mut httparse::Response::new(&mut headers), bytes), Ok(Status::Partial))
}

/// Sets the parser to what browsers forgive; the library is set to the same.
fn parser() -> ParserConfig {
    let mut config = ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    config
}

/// The lines of the first head with this status; informational ones may stand before it.
fn lines(mut bytes: &[u8], status: u16) -> Option<Lines> {
    loop {
        let mut headers = [EMPTY_HEADER; LINES];
        let mut head = httparse::Response::new(&mut headers);
        let Ok(Status::Complete(length)) = parser().parse_response(&mut head, bytes) else { return None };
        if head.code == Some(status) {
            let seen: Vec<_> = head.headers.iter().map(|line| (line.name, line.value)).collect();
            return Some(Lines { seen: seen.len(), all: with_odd_values(bytes.get(..length)?, &seen) });
        }
        if !head.code.is_some_and(|code| (100..200).contains(&code)) {
            return None;
        }
        bytes = bytes.get(length..)?;
    }
}

/// The lines of a head.
struct Lines {
    /// How many of them the library takes.
    seen: usize,
    /// Those, and the lines that only browsers take.
    all: HeaderList,
}

/// The lines that the parser took, and between them those that it left out for a control character in the value,
/// which browsers keep.
fn with_odd_values(head: &[u8], seen: &[(&str, &[u8])]) -> HeaderList {
    let mut seen = seen.iter().peekable();
    let (mut all, mut at) = (Vec::new(), 0);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        let place = head.get(at..).map(<[u8]>::as_ptr);
        at += line.len();
        match seen.next_if(|(name, _)| place == Some(name.as_ptr())) {
            Some((name, value)) => all.push(((*name).to_owned(), unfolded(value))),
            None => all.extend(odd(line)),
        }
    }
    // Whatever is counted in another way is not lost.
    all.extend(seen.map(|(name, value)| ((*name).to_owned(), unfolded(value))));
    all.into_iter().collect()
}

/// Name and value of a line whose value has control characters other than those that no value may have.
fn odd(line: &[u8]) -> Option<(String, Vec<u8>)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?.trim_ascii());
    let is_control = |byte: &u8| byte.is_ascii_control() && *byte != b'\t';
    let is_odd = value.iter().any(is_control) && !value.iter().any(|byte| matches!(byte, 0 | b'\r' | b'\n'));
    let name =
        str::from_utf8(name).ok().filter(|name| http::HeaderName::from_bytes(name.as_bytes()).is_ok())?;
    is_odd.then(|| (name.to_owned(), value.to_vec()))
}

/// A value that was written over several lines, as one.
fn unfolded(value: &[u8]) -> Vec<u8> {
    let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    value.iter().map(|byte| if is_line_end(byte) { b' ' } else { *byte }).collect()
}

/// A connection that is listened in on, unless it speaks HTTP/2, where heads are not text.
#[derive(Debug)]
pub(super) struct Tapped<S> {
    stream: S,
    heard: Option<Heard>,
}

impl<S: Connection> Tapped<S> {
    pub(super) fn new(stream: S) -> Self {
        let heard = (!stream.connected().is_negotiated_h2()).then(Heard::default);
        Self { stream, heard }
    }
}

impl<S: Connection> Connection for Tapped<S> {
    fn connected(&self) -> Connected {
        let connected = self.stream.connected();
        match &self.heard {
            Some(heard) => connected.extra(heard.clone()),
            None => connected,
        }
    }
}

impl<S: Read + Unpin> Read for Tapped<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut into: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let Some(heard) = self.heard.clone().filter(|heard| heard.with(|ear| ear.bytes.is_some())) else {
            return Pin::new(&mut self.stream).poll_read(context, into);
        };
        let mut piece = [0; PIECE];
        let room = into.remaining().min(PIECE);
        let mut read = ReadBuf::new(&mut piece[..room]);
        let result = Pin::new(&mut self.stream).poll_read(context, read.unfilled());
        heard.hear(read.filled());
        into.put_slice(read.filled());
        if result.is_ready() && room > 0 && read.filled().is_empty() {
            let end = heard.missing_end();
            heard.hear(end);
            into.put_slice(end);
        }
        result
    }
}

impl<S: Write + Unpin> Write for Tapped<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(heard) = &self.heard {
            heard.begin();
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let Some(heard) = &self.heard {
            heard.begin();
        }
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8], status: u16, count: usize) -> Option<HeaderList> {
        let heard = Heard::default();
        heard.begin();
        heard.hear(bytes);
        heard.take_lines(status, count)
    }

    #[test]
    fn lines_keep_order_spelling_and_duplicates_behind_informational_heads() {
        let bytes = b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nX-b: 1\r\nVARY : Origin\r\nx-B: 2\r\n\r\nbody";
        let expected = [("X-b", "1"), ("VARY", "Origin"), ("x-B", "2")].into_iter().collect();
        assert_eq!(heard(bytes, 200, 3), Some(expected));
    }

    #[test]
    fn a_line_with_a_control_character_that_the_library_leaves_out_is_kept_in_its_place() {
        let bytes = b"HTTP/1.1 200 OK\r\nA: 1\r\nb: x\x1by \r\nbad name: \x1b\r\nC: 2\r\n\r\nd: \x1b\r\n";
        let expected = [("A", "1"), ("b", "x\x1by"), ("C", "2")].into_iter().collect();
        assert_eq!(heard(bytes, 200, 2), Some(expected));
    }

    #[test]
    fn a_folded_value_becomes_one_line() {
        let lines = heard(b"HTTP/1.1 200 OK\r\nVary: Origin,\r\n Accept\r\n\r\n", 200, 1).unwrap();
        assert_eq!(lines.get("vary").as_deref(), Some(b"Origin,   Accept".as_slice()));
    }

    #[test]
    fn what_does_not_fit_what_the_library_saw_is_not_believed() {
        let bytes = b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";
        assert_eq!(heard(bytes, 204, 1), None);
        assert_eq!(heard(bytes, 200, 2), None);
        assert_eq!(heard(b"HTTP/1.1 200 OK\r\nA: 1\r\n", 200, 1), None);
        assert_eq!(Heard::default().take_lines(200, 0), None);
    }
}
