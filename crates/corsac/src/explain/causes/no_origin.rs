//! Values of `Access-Control-Allow-Origin` that are no origin, by what they were meant to be.

use super::super::name::Name;
use super::super::words::Miss;
use core::ops::Range;

/// The name of the miss, where it is, and what it is.
type Found = (Name, Range<usize>, Miss);

/// What a value shows by its form; `None` if nothing is known of it.
pub(super) fn by_form(text: &str) -> Option<Found> {
    let all = 0..text.len();
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("[object ") || lower.starts_with("<function") {
        return Some((Name::AllowOriginUnsetVariable, all, Miss::Object));
    }
    if let Some(at) = lower.find("access-control-") {
        let end =
            lower.get(at..).and_then(|rest| rest.find([':', '='])).map_or(text.len(), |end| at + end + 1);
        return Some((Name::AllowOriginInvalid, at..end, Miss::NameAgain));
    }
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_invisible(*c)) {
        return Some((Name::AllowOriginInvalid, at..at + c.len_utf8(), Miss::Invisible));
    }
    if text.starts_with('^') || text.ends_with('$') || text.contains("\\") || is_between_slashes(text) {
        return Some((Name::AllowOriginInvalid, all, Miss::Regex));
    }
    if lower.starts_with("http%3a") || lower.starts_with("https%3a") {
        return Some((Name::AllowOriginInvalid, all, Miss::Encoded));
    }
    let scheme = ["http:", "https:"].iter().find(|scheme| lower.starts_with(**scheme))?.len();
    if !lower.get(scheme..).is_some_and(|rest| rest.starts_with("//")) {
        let slash = usize::from(lower.get(scheme..).is_some_and(|rest| rest.starts_with('/')));
        return Some((Name::AllowOriginInvalid, scheme - 1..scheme + slash, Miss::Slashes));
    }
    None
}

/// A list whose elements something else parts than a comma, or an origin with such a mark behind it.
pub(super) fn parted(text: &str) -> Option<Found> {
    let at = text.find([';', '|'])?;
    let several = text.get(at + 1..).is_some_and(|rest| rest.contains("://"));
    Some(match several {
        true => (Name::AllowOriginList, at..at + 1, Miss::OnlyOne),
        false => (Name::AllowOriginInvalid, at..text.len(), Miss::Punctuation),
    })
}

/// `/localhost/`, as a program writes a regular expression.
fn is_between_slashes(text: &str) -> bool {
    let inner =
        text.strip_prefix('/').and_then(|rest| rest.trim_end_matches(['g', 'i', 'm', 'u']).strip_suffix('/'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.starts_with('/'))
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_seen_by_the_form() {
        let found = |text: &str| by_form(text).or_else(|| parted(text)).map(|(_, span, note)| (note, span));
        for (text, note, span) in [
            ("[object Object]", Miss::Object, 0..15),
            ("Access-Control-Allow-Origin: https://a.example", Miss::NameAgain, 0..28),
            ("https://a.example\u{200b}", Miss::Invisible, 17..20),
            ("/localhost/", Miss::Regex, 0..11),
            ("/a\\.example$/i", Miss::Regex, 0..14),
            ("^https://a", Miss::Regex, 0..10),
            ("http:/a.example", Miss::Slashes, 4..6),
            ("https:a.example", Miss::Slashes, 5..6),
            ("https%3A%2F%2Fa.example", Miss::Encoded, 0..23),
            ("https://a.example;", Miss::Punctuation, 17..18),
            ("https://a.example;https://b.example", Miss::OnlyOne, 17..18),
            ("https://a.example|https://b.example", Miss::OnlyOne, 17..18),
        ] {
            assert_eq!(found(text), Some((note, span)), "{text}");
        }
        for text in ["https://a.example", "//a.example/", "https://*.a.example", "a.example/", "/", "//"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
