//! MIME types, as browsers parse them.

use super::header::HeaderList;
use super::method::is_token;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// A MIME type's type and subtype as written, without parameters; compare ignoring ASCII case.
///
/// <https://mimesniff.spec.whatwg.org/#mime-type-essence>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Essence<'a> {
    kind: &'a [u8],
    subtype: &'a [u8],
}

impl Essence<'_> {
    /// Whether this is the given `type/subtype`.
    #[must_use]
    pub fn is(&self, kind: &str, subtype: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind.as_bytes())
            && self.subtype.eq_ignore_ascii_case(subtype.as_bytes())
    }
}

/// HTTP whitespace: tab, line feed, carriage return, space.
const fn is_http_whitespace(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' ')
}

fn trim(mut value: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = value
        && is_http_whitespace(*first)
    {
        value = rest;
    }
    trim_end(value)
}

fn trim_end(mut value: &[u8]) -> &[u8] {
    while let [rest @ .., last] = value
        && is_http_whitespace(*last)
    {
        value = rest;
    }
    value
}

/// Splits at the first byte that satisfies `test`; the second half begins with it.
fn split_at(value: &[u8], test: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = value.iter().position(|&byte| test(byte)).unwrap_or(value.len());
    value.split_at_checked(end).unwrap_or((value, &[]))
}

/// The essence of a MIME type, or `None` if the value is not one. Parameters may be anything: the
/// parser skips what it does not understand.
///
/// <https://mimesniff.spec.whatwg.org/#parse-a-mime-type>
#[must_use]
pub fn parse_essence(value: &[u8]) -> Option<Essence<'_>> {
    split_essence(value).map(|(essence, _)| essence)
}

/// The essence, and what follows it: nothing, or a semicolon and more.
fn split_essence(value: &[u8]) -> Option<(Essence<'_>, &[u8])> {
    let value = trim(value);
    let slash = value.iter().position(|&byte| byte == b'/')?;
    let (kind, rest) = value.split_at_checked(slash)?;
    let (subtype, parameters) = split_at(rest.get(1..)?, |byte| byte == b';');
    let subtype = trim_end(subtype);
    (is_token(kind) && is_token(subtype)).then_some((Essence { kind, subtype }, parameters))
}

/// A MIME type with its parameters, in lower case as far as case does not matter.
///
/// <https://mimesniff.spec.whatwg.org/#mime-type>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MimeType {
    essence: String,
    parameters: Vec<(String, String)>,
}

impl MimeType {
    /// Parses a value; `None` if it is not a MIME type.
    ///
    /// <https://mimesniff.spec.whatwg.org/#parse-a-mime-type>
    #[must_use]
    pub fn parse(value: &[u8]) -> Option<Self> {
        let (essence, mut rest) = split_essence(value)?;
        let lower = |text: &[u8]| latin1(text).to_ascii_lowercase();
        let essence = alloc::format!("{}/{}", lower(essence.kind), lower(essence.subtype));
        let mut parameters: Vec<(String, String)> = Vec::new();
        while let [b';', after @ ..] = rest {
            let (parameter, left) = next_parameter(after);
            rest = left;
            if let Some((name, value)) = parameter
                && !parameters.iter().any(|(known, _)| *known == name)
            {
                parameters.push((name, value));
            }
        }
        Some(Self { essence, parameters })
    }

    /// `type/subtype`, in lower case.
    #[must_use]
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// The value of a parameter, by its name in lower case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets a parameter in its place, or adds it.
    pub fn set_parameter(&mut self, name: &str, value: &str) {
        match self.parameters.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.parameters.push((name.into(), value.into())),
        }
    }

    /// Whether this is one of the types that mean JavaScript.
    ///
    /// <https://mimesniff.spec.whatwg.org/#javascript-mime-type>
    #[must_use]
    pub fn is_javascript(&self) -> bool {
        let Some((kind, subtype)) = self.essence.split_once('/') else { return false };
        match kind {
            "application" => {
                matches!(subtype, "ecmascript" | "javascript" | "x-ecmascript" | "x-javascript")
            }
            "text" => matches!(
                subtype,
                "ecmascript"
                    | "javascript"
                    | "javascript1.0"
                    | "javascript1.1"
                    | "javascript1.2"
                    | "javascript1.3"
                    | "javascript1.4"
                    | "javascript1.5"
                    | "jscript"
                    | "livescript"
                    | "x-ecmascript"
                    | "x-javascript"
            ),
            _ => false,
        }
    }
}

/// <https://mimesniff.spec.whatwg.org/#serialize-a-mime-type>
impl fmt::Display for MimeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.essence)?;
        for (name, value) in &self.parameters {
            if is_token(value.as_bytes()) {
                write!(f, ";{name}={value}")?;
            } else {
                let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, ";{name}=\"{quoted}\"")?;
            }
        }
        Ok(())
    }
}

/// Each byte as the character of its number.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// Whether a parameter's value may hold this byte.
const fn is_quotable(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'~' | 0x80..)
}

/// Reads the parameter after a semicolon, if it is one, and hands back what follows it.
fn next_parameter(text: &[u8]) -> (Option<(String, String)>, &[u8]) {
    let (_, text) = split_at(text, |byte| !is_http_whitespace(byte));
    let (name, text) = split_at(text, |byte| matches!(byte, b';' | b'='));
    let [b'=', text @ ..] = text else { return (None, text) };
    let (value, quoted, rest) = match text {
        [b'"', quoted @ ..] => {
            let (value, rest) = quoted_string(quoted);
            (value, true, split_at(rest, |byte| byte == b';').1)
        }
        _ => {
            let (value, rest) = split_at(text, |byte| byte == b';');
            (trim_end(value).to_vec(), false, rest)
        }
    };
    let is_parameter =
        is_token(name) && (quoted || !value.is_empty()) && value.iter().all(|&byte| is_quotable(byte));
    (is_parameter.then(|| (latin1(name).to_ascii_lowercase(), latin1(&value))), rest)
}

/// Reads a quoted text after its first quotation mark, and hands back what follows the last one.
fn quoted_string(mut text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut value = Vec::new();
    loop {
        text = match text {
            [] => return (value, text),
            [b'"', rest @ ..] => return (value, rest),
            [b'\\'] => {
                value.push(b'\\');
                &[]
            }
            [b'\\', byte, rest @ ..] | [byte, rest @ ..] => {
                value.push(*byte);
                rest
            }
        };
    }
}

/// Splits at commas outside quotation marks, without surrounding blanks.
///
/// <https://fetch.spec.whatwg.org/#concept-header-list-get-decode-split>
#[must_use]
pub fn get_decode_and_split(name: &str, headers: &HeaderList) -> Option<Vec<Vec<u8>>> {
    let value = headers.get(name)?;
    let mut values = Vec::new();
    let (mut current, mut quoted, mut escaped) = (Vec::new(), false, false);
    for &byte in value.iter() {
        match byte {
            b',' if !quoted => values.push(core::mem::take(&mut current)),
            _ => {
                if byte == b'"' && !escaped {
                    quoted = !quoted;
                }
                escaped = quoted && byte == b'\\' && !escaped;
                current.push(byte);
            }
        }
    }
    values.push(current);
    Some(values.iter().map(|value| value.trim_ascii().to_vec()).collect())
}

/// The type that a response's `Content-Type` lines say, the last one that can be read.
///
/// <https://fetch.spec.whatwg.org/#concept-header-extract-mime-type>
#[must_use]
pub fn extract_mime_type(headers: &HeaderList) -> Option<MimeType> {
    // 1–3. Nothing known yet.
    let mut charset: Option<String> = None;
    let mut mime_type: Option<MimeType> = None;
    // 4–5. Without the header there is no type.
    let values = get_decode_and_split("content-type", headers)?;
    // 6. The last one counts, and inherits the charset of its like.
    for value in &values {
        let Some(mut next) = MimeType::parse(value).filter(|next| next.essence() != "*/*") else {
            continue;
        };
        if mime_type.as_ref().is_none_or(|before| before.essence() != next.essence()) {
            charset = next.parameter("charset").map(ToString::to_string);
        } else if let (None, Some(charset)) = (next.parameter("charset"), &charset) {
            next.parameters.push(("charset".into(), charset.clone()));
        }
        mime_type = Some(next);
    }
    // 7–8. None could be read, or the last that could.
    mime_type
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn essence_ignores_parameters_and_case() {
        assert!(parse_essence(b" Text/Plain ;charset=x").is_some_and(|e| e.is("text", "plain")));
        assert!(parse_essence(b"text/plain;garbage").is_some_and(|e| e.is("text", "plain")));
    }

    #[test]
    fn what_is_no_mime_type() {
        for value in ["", "text", "text/", "/plain", "text /plain", "text/plain, application/json"] {
            assert_eq!(parse_essence(value.as_bytes()), None, "{value}");
        }
    }

    #[test]
    fn parameters_and_serialization() {
        let text = |value: &str| MimeType::parse(value.as_bytes()).map(|mime| mime.to_string());
        for (value, serialized) in [
            ("TEXT/HTML;CharSet=GBK", "text/html;charset=GBK"),
            ("text/html;charset=gbk;charset=x", "text/html;charset=gbk"),
            ("text/html;;;;charset=gbk", "text/html;charset=gbk"),
            ("text/html;charset=\"g\\\"b\" x;a=b", "text/html;charset=\"g\\\"b\";a=b"),
            ("text/html;charset=\"\"", "text/html;charset=\"\""),
            ("text/html;charset=;a =b", "text/html"),
            ("text/html;charset=\"open", "text/html;charset=open"),
            ("text/html; a= b ", "text/html;a=\" b\""),
        ] {
            assert_eq!(text(value).as_deref(), Some(serialized), "{value}");
        }
    }

    #[test]
    fn the_last_type_counts() {
        let extract = |lines: &[&str]| {
            let headers: HeaderList = lines.iter().map(|line| ("Content-Type", *line)).collect();
            extract_mime_type(&headers).map(|mime| mime.to_string())
        };
        assert_eq!(extract(&["text/plain;charset=gbk, text/html"]).as_deref(), Some("text/html"));
        assert_eq!(
            extract(&["text/html;charset=gbk;a=b, text/html;x=y"]).as_deref(),
            Some("text/html;x=y;charset=gbk")
        );
        assert_eq!(extract(&["text/html", "cannot-parse"]).as_deref(), Some("text/html"));
        assert_eq!(extract(&["text/html", "*/*"]).as_deref(), Some("text/html"));
        assert_eq!(extract(&["x/x;a=\"b, c/d\""]).as_deref(), Some("x/x;a=\"b, c/d\""));
        assert_eq!(extract(&[]), None);
    }
}
