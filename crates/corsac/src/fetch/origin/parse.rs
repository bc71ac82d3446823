//! Taking a serialized origin apart, and saying what is wrong with a text that is none.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

/// Longer than any origin a browser can send: scheme 64, `://` 3, host 255, `:` and port 6.
const LENGTH_MAX: usize = 328;

/// The most bytes of a name in the domain name system, in its own count.
const HOST_MAX: usize = 255;

/// A serialized origin taken apart, borrowed from the text; parsing allocates nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OriginRef<'a> {
    /// The scheme, lower-case.
    pub scheme: &'a str,
    /// The host, lower-case; an IPv6 address with its brackets.
    pub host: &'a str,
    /// The port as written; a browser leaves out the scheme's default port.
    pub port: Option<u16>,
}

impl<'a> OriginRef<'a> {
    /// Parses a serialized origin as it stands in an `Origin` header. Host names may also hold `_`
    /// and a trailing dot, because browsers send these.
    ///
    /// <https://fetch.spec.whatwg.org/#origin-header>
    ///
    /// # Errors
    /// What is wrong, and at which byte; `null` is [`OriginErrorKind::Null`].
    pub fn parse(text: &'a [u8]) -> Result<Self, OriginError> {
        OriginLine::parse(text).map(OriginLine::text)
    }
}

/// A serialized origin taken apart, in bytes: to call them text takes another look at each, which a decision mostly
/// needs not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OriginLine<'a> {
    pub(crate) scheme: &'a str,
    pub(crate) host: &'a [u8],
    pub(crate) port: Option<u16>,
}

impl<'a> OriginLine<'a> {
    /// As [`OriginRef::parse`].
    pub(crate) fn parse(line: &'a [u8]) -> Result<Self, OriginError> {
        web_origin(line).map_or_else(|| serialized_origin(line).map(Self::from), Ok)
    }

    pub(crate) fn text(self) -> OriginRef<'a> {
        let Self { scheme, host, port } = self;
        // What was parsed is ASCII.
        OriginRef { scheme, host: core::str::from_utf8(host).unwrap_or_default(), port }
    }
}

impl<'a> From<OriginRef<'a>> for OriginLine<'a> {
    fn from(OriginRef { scheme, host, port }: OriginRef<'a>) -> Self {
        Self { scheme, host: host.as_bytes(), port }
    }
}

/// Why a text is not a serialized origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OriginError {
    /// What is wrong.
    pub kind: OriginErrorKind,
    /// The index of the first offending byte.
    pub at: usize,
}

/// What can be wrong with a text that should be an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OriginErrorKind {
    /// Nothing there.
    Empty,
    /// The text `null`, which stands for every opaque origin.
    Null,
    /// More bytes than an origin can have.
    TooLong,
    /// No `://`.
    MissingScheme,
    /// The scheme is not a letter followed by letters, digits, `+`, `-`, `.` or `_`.
    InvalidScheme,
    /// No host between `://` and what follows.
    MissingHost,
    /// A byte that no host holds.
    InvalidHost,
    /// A letter in upper case; browsers send lower case.
    UpperCase,
    /// Letters outside ASCII; browsers send punycode.
    NotAscii,
    /// Square brackets without an IPv6 address in them.
    InvalidIpv6,
    /// A host that ends like an IPv4 address but is none.
    InvalidIpv4,
    /// A port that is empty, not a number, with leading zeros, or out of 1 to 65535.
    InvalidPort,
    /// A user name or password.
    Userinfo,
    /// Just a slash after the origin.
    TrailingSlash,
    /// A path.
    Path,
    /// A query.
    Query,
    /// A fragment.
    Fragment,
    /// Several origins, separated by a comma, a semicolon or white space.
    List,
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            OriginErrorKind::Empty => "empty: an origin is scheme://host, such as https://example.com",
            OriginErrorKind::Null => "null stands for every opaque origin, it names none",
            OriginErrorKind::TooLong => "too long to be an origin",
            OriginErrorKind::MissingScheme => "no scheme: write https://example.com",
            OriginErrorKind::InvalidScheme => "the scheme is not valid: write https:// or http://",
            OriginErrorKind::MissingHost => "no host after ://",
            OriginErrorKind::InvalidHost => "a character that no host name holds",
            OriginErrorKind::UpperCase => "upper case: browsers send origins in lower case",
            OriginErrorKind::NotAscii => "not ASCII: browsers send such host names in punycode (xn--…)",
            OriginErrorKind::InvalidIpv6 => "not an IPv6 address in square brackets",
            OriginErrorKind::InvalidIpv4 => "not an IPv4 address, and no host name ends in a number",
            OriginErrorKind::InvalidPort => "the port is not a number from 1 to 65535",
            OriginErrorKind::Userinfo => "an origin holds no user name or password",
            OriginErrorKind::TrailingSlash => "an origin ends without a slash",
            OriginErrorKind::Path => "an origin has no path",
            OriginErrorKind::Query => "an origin has no query",
            OriginErrorKind::Fragment => "an origin has no fragment",
            OriginErrorKind::List => "more than one origin",
        })
    }
}

impl core::error::Error for OriginError {}

const fn error<T>(kind: OriginErrorKind, at: usize) -> Result<T, OriginError> {
    Err(OriginError { kind, at })
}

/// Whether a host name in lower case may hold the byte.
const fn in_plain_host(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_')
}

/// Splits what nearly every browser sends: `https` or `http`, a host name that ends in a letter, and a port or
/// none. `None` says nothing; it leaves the text to [`serialized_origin`].
fn web_origin(bytes: &[u8]) -> Option<OriginLine<'_>> {
    let (scheme, rest) = match bytes {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', rest @ ..] => ("https", rest),
        [b'h', b't', b't', b'p', b':', b'/', b'/', rest @ ..] => ("http", rest),
        _ => return None,
    };
    let (host, port) = match rest.last()? {
        b'a'..=b'z' => (rest, None),
        b'0'..=b'9' => {
            let colon = rest.iter().rposition(|byte| !byte.is_ascii_digit())?;
            (rest.get(..colon)?, Some(rest.get(colon..)?.strip_prefix(b":")?))
        }
        _ => return None,
    };
    if host.len() > HOST_MAX || !is_name(host) {
        return None;
    }
    let port = match port {
        Some(digits) => Some(parse_port(core::str::from_utf8(digits).ok()?, 0).ok()?),
        None => None,
    };
    Some(OriginLine { scheme, host, port })
}

/// Whether the text is a host name in lower case that ends in a letter, and so is no IPv4 address.
fn is_name(host: &[u8]) -> bool {
    let (Some((first, after)), Some((last, before))) = (host.split_first(), host.split_last()) else {
        return false;
    };
    may_follow(b'.', *first) && last.is_ascii_lowercase() && all_may_follow(before, after)
}

/// Whether a host name in lower case may hold the byte behind the other one.
const fn may_follow(before: u8, byte: u8) -> bool {
    let is_letter = byte.wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    // No operator here leads to a branch.
    is_letter | is_digit | (byte == b'-') | ((byte == b'.') & (before != b'.'))
}

/// Whether each byte of `after` may follow the one at the same place of `before`.
///
/// Looks at sixteen bytes at a time, which compilers make vector instructions of: a long name costs little more than
/// a short one.
fn all_may_follow(before: &[u8], after: &[u8]) -> bool {
    let (Some(before_end), Some(end)) = (before.last_chunk::<16>(), after.last_chunk::<16>()) else {
        return before.iter().zip(after).all(|(before, byte)| may_follow(*before, *byte));
    };
    let chunks = before.as_chunks::<16>().0.iter().zip(after.as_chunks::<16>().0);
    // The last sixteen overlap those before, so that none is looked at alone.
    let wrong = chunks.chain([(before_end, end)]).fold([0; 16], |mut wrong, (before, after)| {
        for (wrong, (before, byte)) in wrong.iter_mut().zip(before.iter().zip(after)) {
            *wrong |= u8::from(!may_follow(*before, *byte));
        }
        wrong
    });
    wrong == [0; 16]
}

/// Splits `scheme://host[:port]`.
fn serialized_origin(bytes: &[u8]) -> Result<OriginRef<'_>, OriginError> {
    if bytes.is_empty() {
        return error(OriginErrorKind::Empty, 0);
    }
    if bytes == b"null" {
        return error(OriginErrorKind::Null, 0);
    }
    if bytes.len() > LENGTH_MAX {
        return error(OriginErrorKind::TooLong, LENGTH_MAX);
    }
    let text = match core::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => text,
        _ => {
            return error(OriginErrorKind::NotAscii, bytes.iter().take_while(|byte| byte.is_ascii()).count());
        }
    };
    if let Some(at) = end_of_first(text) {
        return error(OriginErrorKind::List, at);
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return error(OriginErrorKind::MissingScheme, 0);
    };
    check_scheme(scheme)?;
    let start = scheme.len() + "://".len();
    let (host, port) = split_port(rest, start)?;
    Ok(OriginRef { scheme, host, port })
}

/// Where the first of several origins ends. White space alone may also be a slip within one.
fn end_of_first(text: &str) -> Option<usize> {
    let at = text.find(|c: char| matches!(c, ',' | ';') || c.is_ascii_whitespace())?;
    let (first, rest) = text.split_at_checked(at)?;
    let is_origin = |text: &str| text.contains("://") || matches!(text, "null" | "*");
    // A semicolon at the end separates nothing.
    let next = rest.trim_start_matches(';').trim_ascii();
    (rest.contains(',') || (is_origin(first) && is_origin(next))).then_some(at)
}

fn check_scheme(scheme: &str) -> Result<(), OriginError> {
    let first_ok = scheme.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let wrong = scheme
        .bytes()
        .position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.' | b'_'));
    match wrong {
        _ if !first_ok => error(OriginErrorKind::InvalidScheme, 0),
        Some(at) if scheme.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase) => {
            error(OriginErrorKind::UpperCase, at)
        }
        Some(at) => error(OriginErrorKind::InvalidScheme, at),
        None => Ok(()),
    }
}

/// Splits what follows `://`, which starts at byte `start` of the whole text.
fn split_port(rest: &str, start: usize) -> Result<(&str, Option<u16>), OriginError> {
    if let Some(at) = rest.find(['/', '?', '#', '@', '\\']) {
        return error(what_follows(rest, at), start + at);
    }
    let (host, port) = if rest.starts_with('[') {
        let Some((inner, after)) = rest.split_once(']') else {
            return error(OriginErrorKind::InvalidIpv6, start);
        };
        let host = rest.get(..inner.len() + 1).unwrap_or(rest);
        match after.strip_prefix(':') {
            Some(port) => (host, Some(port)),
            None if after.is_empty() => (host, None),
            None => return error(OriginErrorKind::InvalidIpv6, start + host.len()),
        }
    } else {
        rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)))
    };
    check_host(host, start)?;
    let port = port.map(|port| parse_port(port, start + host.len() + 1)).transpose()?;
    Ok((host, port))
}

fn what_follows(rest: &str, at: usize) -> OriginErrorKind {
    let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
    match after.bytes().next() {
        _ if after.contains('@') && !before.contains('/') => OriginErrorKind::Userinfo,
        _ if before.is_empty() => OriginErrorKind::MissingHost,
        Some(b'/') if after.len() == 1 => OriginErrorKind::TrailingSlash,
        Some(b'?') => OriginErrorKind::Query,
        Some(b'#') => OriginErrorKind::Fragment,
        _ => OriginErrorKind::Path,
    }
}

fn check_host(host: &str, start: usize) -> Result<(), OriginError> {
    if host.is_empty() {
        return error(OriginErrorKind::MissingHost, start);
    }
    if let Some(at) = host.find(|c: char| c.is_ascii_uppercase()) {
        return error(OriginErrorKind::UpperCase, start + at);
    }
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').unwrap_or(address);
        return match address.parse::<Ipv6Addr>() {
            Ok(_) => Ok(()),
            Err(_) => error(OriginErrorKind::InvalidIpv6, start),
        };
    }
    if let Some(at) = host.bytes().position(|byte| !in_plain_host(byte)) {
        return error(OriginErrorKind::InvalidHost, start + at);
    }
    if host.starts_with('.') || host.contains("..") || host.len() > HOST_MAX {
        return error(OriginErrorKind::InvalidHost, start);
    }
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or(host);
    let ends_in_number = last.bytes().all(|byte| byte.is_ascii_digit());
    if ends_in_number && host.parse::<Ipv4Addr>().is_err() {
        return error(OriginErrorKind::InvalidIpv4, start);
    }
    Ok(())
}

fn parse_port(port: &str, at: usize) -> Result<u16, OriginError> {
    let digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    match port.parse::<u16>() {
        Ok(number) if digits => Ok(number),
        _ => error(OriginErrorKind::InvalidPort, at),
    }
}

#[cfg(test)]
mod tests {
    use super::OriginErrorKind::*;
    use super::*;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Texts that are origins, or nearly.
    fn nearly_an_origin() -> impl Strategy<Value = String> {
        let scheme = select(vec!["https://", "http://", "https:/", "httpss://", "Http://", "tauri://", ""]);
        let part = select(vec![
            "a", "z", "-", "_", "0", "9", "1.2.3.4", "0x1", ".", "..", "example", "com", "A", "é", "*", ":",
            "/", "?", "#", "@", ",", " ", "[::1]", "%",
        ]);
        let host = prop_oneof![
            6 => prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat()),
            2 => "[a-z0-9_-]{1,9}(\\.[a-z0-9-]{1,5}){0,3}",
            1 => "[a-z.]{240,270}",
        ];
        let port =
            prop_oneof![select(vec!["", ":", ":0", ":080", ":65536"]).prop_map(String::from), ":[0-9]{1,6}"];
        (scheme, host, port).prop_map(|(scheme, host, port)| format!("{scheme}{host}{port}"))
    }

    proptest! {
        #[test]
        fn one_pass_says_what_the_whole_parser_says(text in nearly_an_origin()) {
            if let Some(origin) = web_origin(text.as_bytes()) {
                prop_assert_eq!(Ok(origin.text()), serialized_origin(text.as_bytes()));
            }
        }
    }

    #[test]
    fn one_pass_does_for_what_browsers_send() {
        for text in ["https://example.com", "http://localhost:3000", "https://a-b.xy.example:65535"] {
            assert!(web_origin(text.as_bytes()).is_some(), "{text}");
        }
        for text in [
            "https://1.2.3.4",
            "https://[::1]",
            "https://a.example.",
            "https://a_b.example",
            "null",
            "tauri://localhost",
        ] {
            assert!(web_origin(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn origins_come_apart() {
        let parts =
            |text: &'static str| serialized_origin(text.as_bytes()).map(|o| (o.scheme, o.host, o.port));
        assert_eq!(parts("https://example.com"), Ok(("https", "example.com", None)));
        assert_eq!(parts("http://[::1]:9090"), Ok(("http", "[::1]", Some(9090))));
        assert_eq!(parts("http://127.0.0.1:80"), Ok(("http", "127.0.0.1", Some(80))));
        assert_eq!(parts("https://a_b.example.com."), Ok(("https", "a_b.example.com.", None)));
        assert_eq!(parts("chrome-extension://abcdef"), Ok(("chrome-extension", "abcdef", None)));
    }

    #[test]
    fn what_is_wrong_and_where() {
        for (text, kind, at) in [
            ("", Empty, 0),
            ("null", Null, 0),
            ("localhost:3000", MissingScheme, 0),
            ("HTTPS://example.com", UpperCase, 0),
            ("https://Example.com", UpperCase, 8),
            ("https://example.com/", TrailingSlash, 19),
            ("https://example.com/a", Path, 19),
            ("https://example.com?q", Query, 19),
            ("https://example.com#f", Fragment, 19),
            ("https://u:p@example.com", Userinfo, 11),
            ("https://a.example, https://b.example", List, 17),
            ("https://a.example;https://b.example/", List, 17),
            ("https://a.example https://b.example", List, 17),
            ("https://a.example null", List, 17),
            ("https://a.exam ple", InvalidHost, 14),
            ("https://a.example: 80", InvalidPort, 18),
            ("ht tp://a.example", InvalidScheme, 2),
            ("https;//a.example", MissingScheme, 0),
            ("https://a.example;", InvalidHost, 17),
            ("https://", MissingHost, 8),
            ("https:///x", MissingHost, 8),
            ("https://*.example.com", InvalidHost, 8),
            ("https://.example.com", InvalidHost, 8),
            ("https://example.com:", InvalidPort, 20),
            ("https://example.com:080", InvalidPort, 20),
            ("https://example.com:65536", InvalidPort, 20),
            ("https://example.com:80a", InvalidPort, 20),
            ("https://[example.com]", InvalidIpv6, 8),
            ("https://[::1", InvalidIpv6, 8),
            ("https://1.2.3.4.5", InvalidIpv4, 8),
            ("\"https://example.com\"", InvalidScheme, 0),
            ("1http://a", InvalidScheme, 0),
        ] {
            assert_eq!(serialized_origin(text.as_bytes()), Err(OriginError { kind, at }), "{text}");
        }
        assert_eq!(serialized_origin("https://é.com".as_bytes()), error(NotAscii, 8));
        assert_eq!(serialized_origin(b"https://\xe9.com"), error(NotAscii, 8));
    }
}
