//! The head of an answer as it stood on the wire.

use corsac::fetch::{HeaderList, Response};

use super::wire::{Line, find, parse_line};

/// What a server answered: the status and every header line, as they passed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// The header lines in their order, duplicates kept.
    pub lines: Vec<Line>,
}

impl Answered {
    /// The first head in these bytes that is not an interim one (100 to 199); `None` while there is none.
    pub(super) fn parse(mut bytes: &[u8]) -> Option<Self> {
        loop {
            let end = find(bytes, b"\r\n\r\n")?;
            let head = parse_answer_head(&bytes[..end])?;
            if !matches!(head.status, 100..=199) {
                return Some(head);
            }
            bytes = &bytes[end + 4..];
        }
    }

    /// The same as the engine's type, so that the engine can judge it.
    #[must_use]
    pub fn to_response(&self) -> Response {
        let headers = self.lines.iter().map(|line| (line.name.as_str(), line.value.as_slice()));
        Response::new(self.status, headers.collect::<HeaderList>())
    }
}

fn parse_answer_head(head: &[u8]) -> Option<Answered> {
    let mut rows = head.split(|byte| *byte == b'\n').map(|row| row.strip_suffix(b"\r").unwrap_or(row));
    let first = String::from_utf8_lossy(rows.next()?).into_owned();
    let mut words = first.split(' ');
    let version = words.next()?;
    let status = words.next()?.parse().ok()?;
    let lines = rows.map(parse_line).collect::<Result<_, _>>().ok()?;
    version.starts_with("HTTP/1.").then_some(Answered { status, lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interim_answer_is_read_over_and_half_a_head_is_none() {
        let bytes =
            b"HTTP/1.1 103 \r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\nX-a: 1\r\nx-A: \xff\r\n\r\nrest";
        let answer = Answered::parse(bytes).unwrap();
        let lines: Vec<_> = answer.lines.iter().map(|l| (l.name.as_str(), l.value.as_slice())).collect();
        assert_eq!((answer.status, lines), (204, vec![("X-a", b"1".as_slice()), ("x-A", b"\xff")]));
        assert_eq!(Answered::parse(&bytes[..40]), None);
        assert_eq!(Answered::parse(b"nonsense\r\n\r\n"), None);
        assert_eq!(answer.to_response().headers.get("x-a").as_deref(), Some(b"1, \xff".as_slice()));
    }
}
