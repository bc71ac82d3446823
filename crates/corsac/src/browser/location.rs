//! Where a redirect leads.

use crate::fetch::response::Response;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use url::Url;

/// Why a redirect leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LocationError {
    /// There are several `Location` lines.
    Several,
    /// The value is not a URL, nor a path relative to one.
    Invalid(Vec<u8>),
}

/// Where a response redirects to; `None` if it does not.
///
/// <https://fetch.spec.whatwg.org/#concept-response-location-url>
///
/// # Errors
/// The header is there but is no URL.
pub fn location_url(response: &Response, current_url: &Url) -> Result<Option<Url>, LocationError> {
    // 1. Only five statuses redirect.
    if !response.is_redirect() {
        return Ok(None);
    }
    // 2. The header, which may come once.
    let mut lines = response.headers.lines("location");
    let Some(value) = lines.next() else { return Ok(None) };
    if lines.next().is_some() {
        return Err(LocationError::Several);
    }
    // 3. Relative to the URL that answered.
    let location = current_url.join(&text(value)).map_err(|_| LocationError::Invalid(value.to_vec()))?;
    // 4. A fragment is handed on.
    let mut location = location;
    if location.fragment().is_none() {
        location.set_fragment(current_url.fragment());
    }
    // 5. The URL.
    Ok(Some(location))
}

/// The value as text. Bytes that are no UTF-8 stand for themselves, as browsers have it.
fn text(value: &[u8]) -> Cow<'_, str> {
    core::str::from_utf8(value).map_or_else(
        |_| {
            let byte = |byte: &u8| match byte {
                byte if byte.is_ascii() => String::from(char::from(*byte)),
                byte => format!("%{byte:02X}"),
            };
            Cow::Owned(value.iter().map(byte).collect())
        },
        Cow::Borrowed,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(lines: &[&[u8]]) -> Result<Option<String>, LocationError> {
        let headers = lines.iter().map(|line| ("Location", *line)).collect();
        let current = Url::parse("https://a.example/b/c?d#e").unwrap();
        let url = location_url(&Response::new(302, headers), &current)?;
        Ok(url.map(|url| url.as_str().into()))
    }

    #[test]
    fn where_a_redirect_leads() {
        let at = |line: &[u8]| location(&[line]).unwrap().unwrap();
        assert_eq!(at(b"x"), "https://a.example/b/x#e");
        assert_eq!(at(b"/x#f"), "https://a.example/x#f");
        assert_eq!(at(b""), "https://a.example/b/c?d#e");
        assert_eq!(at("/\u{e9}".as_bytes()), "https://a.example/%C3%A9#e");
        assert_eq!(at(b"/\xe9"), "https://a.example/%E9#e");
        assert_eq!(location(&[]), Ok(None));
        assert_eq!(location(&[b"/x", b"/x"]), Err(LocationError::Several));
        assert!(matches!(location(&[b"http://a b/"]), Err(LocationError::Invalid(_))));
    }
}
