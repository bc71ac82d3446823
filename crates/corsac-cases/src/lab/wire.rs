//! Requests as they stood on the wire: read whole, kept byte for byte.

use std::fmt;

use tokio::io::{AsyncRead, AsyncReadExt as _};

/// A request head above this is refused; no client under test comes near it. In bytes.
const HEAD_LIMIT: usize = 256 * 1024;
/// A body above this is refused. In bytes.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// One header line as it arrived: the name in the sender's spelling, the value without the spaces around it.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// The name as written; bytes that are not UTF-8 are replaced.
    pub name: String,
    /// The value's own bytes.
    pub value: Vec<u8>,
}

/// One request as a server received it.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    /// The method, case kept.
    pub method: String,
    /// The request target, as a rule a path with its query.
    pub target: String,
    /// The header lines in their order, duplicates kept.
    pub lines: Vec<Line>,
    /// The body, with a chunked transfer coding undone.
    pub body: Vec<u8>,
}

impl Received {
    /// The values of every line called `name`, in any case of letters, in their order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let named = self.lines.iter().filter(move |line| line.name.eq_ignore_ascii_case(name));
        named.map(|line| line.value.as_slice())
    }

    /// The values of `name` joined as the Fetch Standard's
    /// [get](https://fetch.spec.whatwg.org/#concept-header-list-get) joins them, as text; `None` when no line
    /// has that name.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self.values(name).map(String::from_utf8_lossy).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// Whether this is what the Standard calls a
    /// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request).
    pub fn is_preflight(&self) -> bool {
        let asks = |name| self.values(name).next().is_some();
        self.method == "OPTIONS" && asks("origin") && asks("access-control-request-method")
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SECRET: [&str; 4] = ["authorization", "cookie", "proxy-authorization", "set-cookie"];
        let secret = SECRET.iter().any(|name| self.name.eq_ignore_ascii_case(name));
        let value = if secret { b"***" } else { self.value.as_slice() };
        write!(f, "{}: {}", self.name, value.escape_ascii())
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:?} + {} body bytes", self.method, self.target, self.lines, self.body.len())
    }
}

/// Why a request could not be read.
#[derive(Debug)]
pub enum WireError {
    /// The connection broke, or ended in the middle of a request.
    Io(std::io::Error),
    /// What arrived is not an HTTP/1.1 request; says which part.
    Malformed(&'static str),
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the connection broke in the middle of a request: {error}"),
            Self::Malformed(part) => write!(f, "not an HTTP/1.1 request: {part}"),
        }
    }
}

impl std::error::Error for WireError {}

impl From<std::io::Error> for WireError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// A request with the very bytes it came in, so that it can be passed on unchanged.
#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) request: Received,
    pub(super) wire: Vec<u8>,
}

/// Reads one request after the other off a connection.
#[derive(Debug)]
pub(super) struct RequestReader<S> {
    stream: S,
    /// Bytes read from the stream that belong to the request being read, or to the next one.
    buffer: Vec<u8>,
}

impl<S: AsyncRead + Unpin> RequestReader<S> {
    pub(super) const fn new(stream: S) -> Self {
        Self { stream, buffer: Vec::new() }
    }

    /// The next request; `None` once the client has closed the connection between two requests.
    pub(super) async fn next(&mut self) -> Result<Option<Incoming>, WireError> {
        let Some(head_end) = self.head_end().await? else { return Ok(None) };
        let (method, target, lines) = parse_head(&self.buffer[..head_end])?;
        let mut request = Received { method, target, lines, body: Vec::new() };
        let end = if is_chunked(&request) {
            self.chunked_body(head_end, &mut request.body).await?
        } else {
            self.sized_body(head_end, &mut request).await?
        };
        let rest = self.buffer.split_off(end);
        let wire = std::mem::replace(&mut self.buffer, rest);
        Ok(Some(Incoming { request, wire }))
    }

    async fn head_end(&mut self) -> Result<Option<usize>, WireError> {
        loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                return Ok(Some(at + 4));
            }
            if self.buffer.len() > HEAD_LIMIT {
                return Err(WireError::Malformed("the head does not end"));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return if self.buffer.is_empty() { Ok(None) } else { Err(cut_off()) };
            }
        }
    }

    async fn sized_body(&mut self, start: usize, request: &mut Received) -> Result<usize, WireError> {
        let length = match request.header("content-length") {
            None => 0,
            Some(text) => text.parse().map_err(|_| WireError::Malformed("Content-Length"))?,
        };
        let end = self.fill(start, length).await?;
        request.body.extend_from_slice(&self.buffer[start..end]);
        Ok(end)
    }

    /// Undoes the chunked transfer coding and returns where the request ends; trailers are read over.
    async fn chunked_body(&mut self, start: usize, body: &mut Vec<u8>) -> Result<usize, WireError> {
        let mut at = start;
        loop {
            let line_end = self.line_end(at).await?;
            let size = chunk_size(&self.buffer[at..line_end])?;
            at = line_end + 2;
            if size == 0 {
                break;
            }
            let end = self.fill(at, size).await?;
            body.extend_from_slice(&self.buffer[at..end]);
            at = self.fill(end, 2).await?;
        }
        loop {
            let line_end = self.line_end(at).await?;
            let last = line_end == at;
            at = line_end + 2;
            if last {
                return Ok(at);
            }
        }
    }

    async fn line_end(&mut self, start: usize) -> Result<usize, WireError> {
        loop {
            if let Some(at) = find(&self.buffer[start..], b"\r\n") {
                return Ok(start + at);
            }
            self.more().await?;
        }
    }

    /// Reads until `length` bytes stand after `start`, and returns where they end.
    async fn fill(&mut self, start: usize, length: usize) -> Result<usize, WireError> {
        if length > BODY_LIMIT {
            return Err(WireError::Malformed("the body is too long"));
        }
        while self.buffer.len() < start + length {
            self.more().await?;
        }
        Ok(start + length)
    }

    async fn more(&mut self) -> Result<(), WireError> {
        if self.buffer.len() > HEAD_LIMIT + 2 * BODY_LIMIT {
            return Err(WireError::Malformed("the request is too long"));
        }
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(cut_off()),
            _ => Ok(()),
        }
    }
}

fn parse_head(head: &[u8]) -> Result<(String, String, Vec<Line>), WireError> {
    let mut rows =
        head[..head.len() - 4].split(|byte| *byte == b'\n').map(|row| row.strip_suffix(b"\r").unwrap_or(row));
    let first = rows.next().and_then(|row| std::str::from_utf8(row).ok());
    let mut words = first.unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1"), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(WireError::Malformed("the request line"));
    };
    let lines = rows.map(parse_line).collect::<Result<_, _>>()?;
    Ok((method.to_owned(), target.to_owned(), lines))
}

pub(super) fn parse_line(row: &[u8]) -> Result<Line, WireError> {
    let colon = row
        .iter()
        .position(|byte| *byte == b':')
        .ok_or(WireError::Malformed("a header line without a colon"))?;
    let (name, value) = (&row[..colon], &row[colon + 1..]);
    Ok(Line { name: String::from_utf8_lossy(name).into_owned(), value: value.trim_ascii().to_vec() })
}

fn is_chunked(request: &Received) -> bool {
    request.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"))
}

fn chunk_size(row: &[u8]) -> Result<usize, WireError> {
    let text = std::str::from_utf8(row).ok().and_then(|row| row.split(';').next());
    let size = text.and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
    size.ok_or(WireError::Malformed("a chunk's size"))
}

pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn cut_off() -> WireError {
    WireError::Io(std::io::ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read_all(bytes: &[u8]) -> Vec<Incoming> {
        let mut reader = RequestReader::new(bytes);
        let mut all = Vec::new();
        while let Some(incoming) = reader.next().await.unwrap() {
            all.push(incoming);
        }
        all
    }

    #[tokio::test]
    async fn requests_on_one_connection_keep_order_case_duplicates_and_odd_bytes() {
        let first = b"pUt /a?b HTTP/1.1\r\nX-One: 1\r\nx-ONE:\t\xff \r\ncontent-length: 3\r\n\r\nabc";
        let second = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n";
        let all = read_all(&[first.as_slice(), second].concat()).await;
        let [one, two] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((one.request.method.as_str(), one.request.target.as_str()), ("pUt", "/a?b"));
        assert_eq!(one.request.lines[1], Line { name: "x-ONE".into(), value: vec![0xff] });
        assert_eq!(one.request.values("X-ONE").collect::<Vec<_>>(), [b"1".as_slice(), b"\xff"]);
        assert_eq!((one.request.body.as_slice(), one.wire.as_slice()), (b"abc".as_slice(), first.as_slice()));
        assert_eq!(
            (two.request.body.as_slice(), two.wire.as_slice()),
            (b"abcde".as_slice(), second.as_slice())
        );
    }

    #[tokio::test]
    async fn what_is_not_a_request_is_an_error_that_names_the_part() {
        for (bytes, part) in [
            ("GET /\r\n\r\n", "the request line"),
            ("GET / HTTP/1.1\r\nnocolon\r\n\r\n", "a header line without a colon"),
            ("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "Content-Length"),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "a chunk's size"),
        ] {
            let error = RequestReader::new(bytes.as_bytes()).next().await.unwrap_err();
            assert!(error.to_string().ends_with(part), "{bytes:?}: {error}");
        }
        let error = RequestReader::new(b"GET / HT".as_slice()).next().await.unwrap_err();
        assert!(matches!(error, WireError::Io(_)));
    }

    #[test]
    fn secrets_are_masked_when_a_request_is_printed() {
        let line = |name: &str| Line { name: name.into(), value: b"s3cret".to_vec() };
        let lines = vec![line("Cookie"), line("authorization"), line("X-Other")];
        let request = Received { method: "GET".into(), target: "/".into(), lines, body: Vec::new() };
        assert_eq!(
            format!("{request:?}"),
            "GET / [Cookie: ***, authorization: ***, X-Other: s3cret] + 0 body bytes"
        );
    }
}
