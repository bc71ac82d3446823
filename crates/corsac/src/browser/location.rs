//! Where a redirect leads.

use crate::fetch::response::Response;
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
    let location = core::str::from_utf8(value)
        .ok()
        .and_then(|text| current_url.join(text).ok())
        .ok_or_else(|| LocationError::Invalid(value.to_vec()))?;
    // 4. A fragment is handed on.
    let mut location = location;
    if location.fragment().is_none() {
        location.set_fragment(current_url.fragment());
    }
    // 5. The URL.
    Ok(Some(location))
}
