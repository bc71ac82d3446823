//! Methods: which are forbidden, which are upper-cased, which need no preflight.

use alloc::string::String;
use core::fmt;

/// Whether `bytes` is an HTTP token (RFC 9110, section 5.6.2): the syntax of methods and header names.
#[must_use]
pub const fn is_token(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let [byte, tail @ ..] = rest {
        if !is_token_byte(*byte) {
            return false;
        }
        rest = tail;
    }
    !bytes.is_empty()
}

/// Whether `byte` may stand in an HTTP token.
#[must_use]
pub const fn is_token_byte(byte: u8) -> bool {
    matches!(byte,
        b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')
}

/// The methods that [`normalize`] upper-cases.
const NORMALIZED: [&str; 6] = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];

/// Upper-cases `DELETE`, `GET`, `HEAD`, `OPTIONS`, `POST` and `PUT`; every other method stays as
/// written, so `patch` is not `PATCH`.
///
/// <https://fetch.spec.whatwg.org/#concept-method-normalize>
#[must_use]
pub fn normalize(method: &str) -> &str {
    NORMALIZED.into_iter().find(|known| known.eq_ignore_ascii_case(method)).unwrap_or(method)
}

/// Whether the method is one of `GET`, `HEAD` and `POST`, written so.
///
/// <https://fetch.spec.whatwg.org/#cors-safelisted-method>
#[must_use]
pub const fn is_cors_safelisted_method(method: &[u8]) -> bool {
    matches!(method, b"GET" | b"HEAD" | b"POST")
}

/// Whether the method is `CONNECT`, `TRACE` or `TRACK` in any case: no script may use these.
///
/// <https://fetch.spec.whatwg.org/#forbidden-method>
#[must_use]
pub fn is_forbidden_method(method: &[u8]) -> bool {
    [&b"CONNECT"[..], b"TRACE", b"TRACK"].into_iter().any(|name| name.eq_ignore_ascii_case(method))
}

/// A method that script may use: a token, normalized, not forbidden.
///
/// <https://fetch.spec.whatwg.org/#concept-method>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Method(String);

/// Why a text is not a [`Method`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MethodError {
    /// Not an HTTP token: empty, or with a space, a comma or the like.
    Invalid,
    /// `CONNECT`, `TRACE` or `TRACK`, which the Fetch Standard forbids.
    Forbidden,
}

impl fmt::Display for MethodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "not an HTTP method: write letters without spaces, such as PUT",
            Self::Forbidden => "a browser never sends CONNECT, TRACE or TRACK for a script",
        })
    }
}

impl core::error::Error for MethodError {}

impl Method {
    /// Checks and normalizes a method as `fetch()` does.
    ///
    /// # Errors
    /// [`MethodError::Invalid`] if it is not a token, [`MethodError::Forbidden`] if it is forbidden.
    pub fn new(method: &str) -> Result<Self, MethodError> {
        if !is_token(method.as_bytes()) {
            return Err(MethodError::Invalid);
        }
        if is_forbidden_method(method.as_bytes()) {
            return Err(MethodError::Forbidden);
        }
        Ok(Self(normalize(method).into()))
    }

    /// `GET`.
    #[must_use]
    pub fn get() -> Self {
        Self("GET".into())
    }

    /// `OPTIONS`.
    #[must_use]
    pub fn options() -> Self {
        Self("OPTIONS".into())
    }

    /// The method's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a request with this method changes nothing at the server, as HTTP defines it.
    ///
    /// <https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1>
    #[must_use]
    pub fn is_safe(&self) -> bool {
        matches!(&*self.0, "GET" | "HEAD" | "OPTIONS" | "TRACE")
    }

    /// Whether the method needs no preflight by itself.
    ///
    /// <https://fetch.spec.whatwg.org/#cors-safelisted-method>
    #[must_use]
    pub fn is_cors_safelisted(&self) -> bool {
        is_cors_safelisted_method(self.0.as_bytes())
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_methods_are_upper_cased_and_patch_is_not() {
        assert_eq!(normalize("put"), "PUT");
        assert_eq!(normalize("Options"), "OPTIONS");
        assert_eq!(normalize("patch"), "patch");
        assert_eq!(normalize("query"), "query");
    }

    #[test]
    fn what_reads_is_safe() {
        let safe = |name| Method::new(name).is_ok_and(|method| method.is_safe());
        assert!(safe("get") && safe("HEAD") && safe("OPTIONS"));
        assert!(!safe("POST") && !safe("PATCH") && !safe("QUERY"));
    }

    #[test]
    fn methods_are_checked() {
        assert_eq!(Method::new("trace"), Err(MethodError::Forbidden));
        assert_eq!(Method::new("PUT "), Err(MethodError::Invalid));
        assert_eq!(Method::new(""), Err(MethodError::Invalid));
        assert!(Method::new("post").is_ok_and(|m| m.is_cors_safelisted()));
        assert!(Method::new("CHICKEN").is_ok_and(|m| !m.is_cors_safelisted()));
    }
}
