//! Who may write which header into a list: the guards of script's `Headers`.

use super::header::HeaderList;
use super::header_name::{
    is_forbidden_request_header, is_forbidden_response_header_name,
    is_no_cors_safelisted_request_header_name, is_privileged_no_cors_request_header_name,
};
use super::method::is_token;
use super::safelist::is_no_cors_safelisted_request_header;
use alloc::vec::Vec;
use core::fmt;

/// What guards a list of headers against script.
///
/// <https://fetch.spec.whatwg.org/#headers-class>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum HeadersGuard {
    /// Nothing: a list that a script made for itself.
    None,
    /// Nothing may be written: the headers of a response that came.
    Immutable,
    /// Forbidden request headers are dropped.
    Request,
    /// What a request of mode `no-cors` may not carry is dropped.
    RequestNoCors,
    /// Forbidden response headers are dropped.
    Response,
}

/// Why script gets a `TypeError` for writing a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GuardError {
    /// Not a name and value that HTTP allows.
    Invalid,
    /// The list is immutable.
    Immutable,
}

impl fmt::Display for GuardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "not a name and value that HTTP allows",
            Self::Immutable => "these headers cannot be changed",
        })
    }
}

impl core::error::Error for GuardError {}

impl HeadersGuard {
    /// Adds a header as script's `append()` does; `Ok(false)` if it was dropped silently.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-headers-append>
    ///
    /// # Errors
    /// Script gets a `TypeError`.
    pub fn append(self, headers: &mut HeaderList, name: &str, value: &[u8]) -> Result<bool, GuardError> {
        // 1. Blanks around the value do not count.
        let value = normalize(value);
        // 2. Names and values that never stand.
        if !self.validate(name, value)? {
            return Ok(false);
        }
        // 3. For mode `no-cors` all the values of a name together must be safe.
        if self == Self::RequestNoCors {
            let combined = match headers.get(name) {
                Some(before) => [&before, &b", "[..], value].concat(),
                None => value.to_vec(),
            };
            if !is_no_cors_safelisted_request_header(name, &combined) {
                return Ok(false);
            }
        }
        // 4. Into the list.
        headers.append(name, value);
        // 5. And out with what only the browser itself may have set.
        self.remove_privileged(headers);
        Ok(true)
    }

    /// Replaces a header as script's `set()` does; `Ok(false)` if it was dropped silently.
    ///
    /// # Errors
    /// Script gets a `TypeError`.
    pub fn set(self, headers: &mut HeaderList, name: &str, value: &[u8]) -> Result<bool, GuardError> {
        let value = normalize(value);
        let restricted = self == Self::RequestNoCors && !is_no_cors_safelisted_request_header(name, value);
        if !self.validate(name, value)? || restricted {
            return Ok(false);
        }
        headers.set(name, value);
        self.remove_privileged(headers);
        Ok(true)
    }

    /// Removes a header as script's `delete()` does; `Ok(false)` if it was left silently.
    ///
    /// # Errors
    /// Script gets a `TypeError`.
    pub fn delete(self, headers: &mut HeaderList, name: &str) -> Result<bool, GuardError> {
        let restricted = self == Self::RequestNoCors
            && !is_no_cors_safelisted_request_header_name(name)
            && !is_privileged_no_cors_request_header_name(name);
        if !self.validate(name, b"")? || restricted || !headers.contains(name) {
            return Ok(false);
        }
        headers.delete(name);
        self.remove_privileged(headers);
        Ok(true)
    }

    /// Whether the guard lets a header through.
    ///
    /// <https://fetch.spec.whatwg.org/#headers-validate>
    fn validate(self, name: &str, value: &[u8]) -> Result<bool, GuardError> {
        // 1. HTTP has its rules.
        if !is_token(name.as_bytes()) || value.iter().any(|byte| matches!(byte, 0 | b'\r' | b'\n')) {
            return Err(GuardError::Invalid);
        }
        match self {
            // 2. Nobody writes here.
            Self::Immutable => Err(GuardError::Immutable),
            // 3. Names that only the browser writes into a request.
            Self::Request if is_forbidden_request_header(name, value) => Ok(false),
            // 4. Names that a script's response never has.
            Self::Response if is_forbidden_response_header_name(name) => Ok(false),
            // 5. Everything else stands.
            Self::None | Self::Request | Self::RequestNoCors | Self::Response => Ok(true),
        }
    }

    /// Removes what only the browser itself may have set.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-headers-remove-privileged-no-cors-request-headers>
    fn remove_privileged(self, headers: &mut HeaderList) {
        if self == Self::RequestNoCors {
            // 1. One name so far: `Range`.
            headers.retain(|header| !is_privileged_no_cors_request_header_name(&header.name));
        }
    }
}

/// The value without blanks and line ends around it.
///
/// <https://fetch.spec.whatwg.org/#concept-header-value-normalize>
fn normalize(value: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let start = value.iter().position(|byte| !is_blank(byte)).unwrap_or(value.len());
    let end = value.iter().rposition(|byte| !is_blank(byte)).map_or(start, |last| last + 1);
    value.get(start..end).unwrap_or_default()
}

/// A script's value as bytes, one for each character; `None` if some character has no byte.
///
/// <https://webidl.spec.whatwg.org/#js-to-ByteString>
#[must_use]
pub fn byte_string(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_cannot_set_everything() {
        let mut headers = HeaderList::new();
        assert_eq!(HeadersGuard::Request.append(&mut headers, "Cookie", b"a=b"), Ok(false));
        assert_eq!(HeadersGuard::Response.append(&mut headers, "Set-Cookie", b"a=b"), Ok(false));
        assert_eq!(HeadersGuard::Immutable.append(&mut headers, "X", b"a"), Err(GuardError::Immutable));
        assert_eq!(HeadersGuard::None.append(&mut headers, "X Y", b"a"), Err(GuardError::Invalid));
        assert_eq!(HeadersGuard::None.append(&mut headers, "X", b"a\nb"), Err(GuardError::Invalid));
        assert!(headers.is_empty());
        assert_eq!(HeadersGuard::None.append(&mut headers, "Cookie", b" a=b\t"), Ok(true));
        assert_eq!(headers.get("cookie").as_deref(), Some(&b"a=b"[..]));
    }

    #[test]
    fn no_cors_looks_at_all_values_together_and_drops_range() {
        let guard = HeadersGuard::RequestNoCors;
        let mut headers: HeaderList = [("Range", "bytes=0-")].into_iter().collect();
        assert_eq!(guard.append(&mut headers, "Accept", &[b'a'; 127]), Ok(true));
        assert!(!headers.contains("range"));
        assert_eq!(guard.append(&mut headers, "accept", b""), Ok(false));
        assert_eq!(guard.set(&mut headers, "accept", b"b"), Ok(true));
        assert_eq!(guard.delete(&mut headers, "accept"), Ok(true));
        assert!(headers.is_empty());
    }

    #[test]
    fn characters_beyond_a_byte_are_no_value() {
        assert_eq!(byte_string("\u{e9}").as_deref(), Some(&[0xe9][..]));
        assert_eq!(byte_string("\u{100}"), None);
    }
}
