//! What of a request may stand in a log.

/// Bytes of an `Origin` line that a log shows. No browser sends a longer one: a host name has at most 253.
const LONGEST: usize = 320;

/// An `Origin` line as text for a log: cut to 320 bytes, for what a hostile client sends must not fill a log.
/// `None` if it holds anything but visible ASCII and blanks, which could break a line in two or steer a terminal.
#[must_use]
pub fn logged_origin(line: &[u8]) -> Option<&str> {
    let line = line.get(..LONGEST).unwrap_or(line);
    let is_plain = line.iter().all(|byte| matches!(byte, b' '..=b'~'));
    core::str::from_utf8(line).ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_shows_no_more_than_a_line_of_plain_text() {
        assert_eq!(logged_origin(b"https://a.example"), Some("https://a.example"));
        assert_eq!(logged_origin(b""), Some(""));
        assert_eq!(logged_origin(&[b'x'; 100_000]).map(str::len), Some(LONGEST));
        for hostile in [b"a\nb".as_slice(), b"\x1b[2J", b"a\tb", b"\x7f", b"\xff", "\u{202e}".as_bytes()] {
            assert_eq!(logged_origin(hostile), None, "{}", hostile.escape_ascii());
        }
    }
}
