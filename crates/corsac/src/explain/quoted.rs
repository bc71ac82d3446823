//! Texts quoted from a message: safe to print, with secrets masked.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

/// What stands in a secret's place.
const MASK: &str = "****";

/// A text from a message. Control characters are escaped, so that no header can steer a terminal,
/// and secrets are masked in every form of output; only [`reveal`](Self::reveal) gives them away.
#[derive(Clone, PartialEq, Eq)]
pub struct Quoted {
    shown: String,
    secret: Option<String>,
}

impl Quoted {
    /// A header's value; secret parts depend on the header's name.
    pub(super) fn header(name: &str, value: &[u8]) -> Self {
        let masked = match () {
            () if is_one_of(name, &["authorization", "proxy-authorization"]) => {
                Some(mask_authorization(value))
            }
            () if is_one_of(name, &["cookie"]) => Some(mask_cookies(value)),
            () if is_one_of(name, &["set-cookie"]) => Some(mask_set_cookie(value)),
            () if is_one_of(name, &["x-api-key", "api-key", "x-auth-token"]) => Some(MASK.into()),
            () => None,
        };
        match masked {
            Some(shown) => Self { shown, secret: Some(escape(value)) },
            None => Self::text(value),
        }
    }

    /// Any text that may hold a URL; user name and password of the URL are secret.
    #[must_use]
    pub fn text(text: impl AsRef<[u8]>) -> Self {
        let full = escape(text.as_ref());
        match userinfo(&full) {
            Some(place) => {
                let mut shown = full.clone();
                shown.replace_range(place, MASK);
                Self { shown, secret: Some(full) }
            }
            None => Self { shown: full, secret: None },
        }
    }

    /// The text with its secrets masked.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// The text with its secrets.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.secret.as_deref().unwrap_or(&self.shown)
    }

    /// Drops the mask for good, for a caller who asked for the secrets.
    pub fn unmask(&mut self) {
        if let Some(secret) = self.secret.take() {
            self.shown = secret;
        }
    }

    /// The place that a span of the masked text has in the text with its secrets.
    pub(super) fn revealed_span(&self, span: Range<usize>) -> Range<usize> {
        let after = self.shown.len().saturating_sub(span.end);
        span.start..self.reveal().len().saturating_sub(after)
    }

    /// The place that a span of the text with its secrets has behind the mask.
    pub(super) fn masked_span(&self, span: Range<usize>) -> Range<usize> {
        let Some(full) = &self.secret else { return span };
        let (Some(secret), Some(mask)) = (userinfo(full), userinfo(&self.shown)) else {
            return 0..self.shown.len();
        };
        let place = |at: usize, inside: usize| match at {
            _ if at <= secret.start => at,
            _ if at >= secret.end => at - secret.end + mask.end,
            _ => inside,
        };
        place(span.start, mask.start)..place(span.end, mask.end)
    }

    /// The place of the mask over a URL's user name and password.
    pub(super) fn masked_userinfo(&self) -> Option<Range<usize>> {
        userinfo(&self.shown)
    }
}

impl fmt::Debug for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.shown, f)
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Quoted {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown)
    }
}

/// Bytes as text: control characters and bytes that are no UTF-8 as `\x1b`.
pub(super) fn escape(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                _ if c.is_control() => push_hex(&mut text, c),
                _ if is_invisible(c) => text.extend(c.escape_unicode()),
                _ => text.push(c),
            }
        }
        chunk.invalid().iter().for_each(|&byte| push_hex(&mut text, byte.into()));
    }
    text
}

/// Whether a character shows nothing, or turns the direction of what follows: those that Unicode has
/// `Default_Ignorable_Code_Point` for, and the signs that end a line or a paragraph.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn push_hex(text: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = fmt::Write::write_fmt(text, format_args!("\\x{:02x}", u32::from(c)));
}

/// The place in [`escape`]'s text of these bytes.
pub(super) fn escaped_span(bytes: &[u8], span: Range<usize>) -> Range<usize> {
    let upto = |end: usize| bytes.get(..end.min(bytes.len())).map_or(0, |start| escape(start).len());
    upto(span.start)..upto(span.end)
}

fn is_one_of(name: &str, set: &[&str]) -> bool {
    set.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Keeps the scheme: `Bearer ****`.
fn mask_authorization(value: &[u8]) -> String {
    let text = escape(value);
    match text.split_once(' ') {
        Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            [scheme, " ", MASK].concat()
        }
        _ => MASK.into(),
    }
}

/// Keeps the names: `a=****; b=****`.
fn mask_cookies(value: &[u8]) -> String {
    let text = escape(value);
    let masked: Vec<Cow<'_, str>> = text.split(';').map(|pair| mask_pair(pair.trim()).into()).collect();
    masked.join("; ")
}

/// Keeps the name and the attributes: `a=****; Path=/; Secure`.
fn mask_set_cookie(value: &[u8]) -> String {
    let text = escape(value);
    match text.split_once(';') {
        Some((pair, attributes)) => [&mask_pair(pair), ";", attributes].concat(),
        None => mask_pair(&text),
    }
}

fn mask_pair(pair: &str) -> String {
    pair.split_once('=').map_or_else(|| MASK.into(), |(name, _)| [name, "=", MASK].concat())
}

/// Where `user:password` stands in the first URL of a text.
fn userinfo(text: &str) -> Option<Range<usize>> {
    let start = text.find("//")? + 2;
    let rest = text.get(start..)?;
    let end = rest.find(['/', '?', '#', ' ']).unwrap_or(rest.len());
    let at = rest.get(..end)?.rfind('@')?;
    Some(start..start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::ToString;

    #[test]
    fn secrets_are_masked_unless_revealed() {
        for (name, value, shown) in [
            ("Authorization", "Bearer abc.def", "Bearer ****"),
            ("proxy-authorization", "abc", "****"),
            ("Cookie", "a=1; b=2", "a=****; b=****"),
            ("Set-Cookie", "sid=1; Path=/; Secure", "sid=****; Path=/; Secure"),
            ("Location", "https://u:p@a.example/x?y=@", "https://****@a.example/x?y=@"),
            ("Content-Type", "text/plain", "text/plain"),
        ] {
            let mut quoted = Quoted::header(name, value.as_bytes());
            assert_eq!(quoted.to_string(), shown);
            assert_eq!(format!("{quoted:?}"), format!("{shown:?}"));
            assert_eq!(quoted.reveal(), value);
            quoted.unmask();
            assert_eq!(quoted.as_str(), value);
        }
    }

    #[test]
    fn control_characters_are_escaped_and_spans_follow() {
        assert_eq!(Quoted::text(b"a\x1b[2J\xe9").as_str(), "a\\x1b[2J\\xe9");
        assert_eq!(Quoted::text("a\u{202e}b").as_str(), "a\\u{202e}b");
        for unseen in
            ['\u{85}', '\u{9b}', '\u{200b}', '\u{2066}', '\u{3164}', '\u{fe0f}', '\u{feff}', '\u{e0061}']
        {
            let text = format!("a{unseen}b");
            assert!(Quoted::text(&text).as_str().starts_with("a\\"), "{}", unseen.escape_unicode());
        }
        assert_eq!(escaped_span(b"\x1bab", 1..3), 4..6);
        assert_eq!(escaped_span(b"ab", 1..9), 1..2);
    }
}
