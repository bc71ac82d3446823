//! Scheme fetch: where a URL's resource comes from if not from a server.

use super::cause::{BlobFailure, Cause};
use super::quirks::Quirks;
use crate::fetch::data_url::data_url_processor;
use crate::fetch::header::HeaderList;
use crate::fetch::range::parse_single_range_header_value;
use crate::fetch::request::{BlobUrlEntry, Request, ResponseTainting};
use crate::fetch::response::Response;
use crate::trace::{Algorithm, Failure, Listen, Steps};
use alloc::format;
use alloc::string::ToString;

/// Where the resource comes from.
#[derive(Debug)]
pub(super) enum Source {
    /// From a server.
    Http,
    /// From the URL itself, or from the browser's memory.
    Here(Response),
}

/// Finds the resource of a request's current URL. A WebSocket's handshake is fetched under http and
/// https, too: whoever opens one writes them in the place of ws and wss.
///
/// <https://fetch.spec.whatwg.org/#concept-scheme-fetch>
pub(super) fn scheme_fetch(
    request: &Request,
    quirks: &Quirks,
    listen: &mut impl Listen,
) -> Result<Source, Failure<Cause>> {
    // 1–2. Not done: the caller cancels by letting go.
    // 3. By scheme.
    let source = by_scheme(request, quirks);
    let mut steps = Steps::of(Algorithm::SchemeFetch, listen);
    steps.step("3", source.is_err());
    // 4. Nothing else is fetched.
    source.map_err(|cause| steps.failure(cause))
}

fn by_scheme(request: &Request, quirks: &Quirks) -> Result<Source, Cause> {
    let url = request.current_url();
    let refused = || Cause::SchemeNotHttp(url.scheme().to_string());
    match url.scheme() {
        "http" | "https" => Ok(Source::Http),
        "about" if url.path() == "blank" => {
            if quirks.about_blocked && request.response_tainting == ResponseTainting::Opaque {
                return Err(refused());
            }
            Ok(here(200, &[("Content-Type", "text/html;charset=utf-8")]))
        }
        "blob" => blob(request).map_err(Cause::Blob),
        "data" => {
            let data = data_url_processor(url).ok_or(Cause::DataUrl)?;
            let kind = data.mime_type.to_string();
            let length = data.body.len().to_string();
            let lines = [("Content-Type", kind.as_str()), ("Content-Length", length.as_str())];
            let known = if quirks.data_content_length { 2 } else { 1 };
            Ok(here(200, lines.get(..known).unwrap_or_default()))
        }
        // A file is nobody's business.
        _ => Err(refused()),
    }
}

fn here(status: u16, lines: &[(&str, &str)]) -> Source {
    let headers: HeaderList = lines.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    Source::Here(Response::new(status, headers))
}

fn blob(request: &Request) -> Result<Source, BlobFailure> {
    if request.method.as_str() != "GET" {
        return Err(BlobFailure::Method);
    }
    let entry = request.blob_url_entry.as_ref().ok_or(BlobFailure::Missing)?;
    let Some(range) = request.headers.get("range") else {
        let length = entry.size.to_string();
        return Ok(here(200, &[("Content-Length", &length), ("Content-Type", &entry.kind)]));
    };
    let (first, last) = blob_range(&range, entry).ok_or(BlobFailure::Range)?;
    let length = last.saturating_sub(first).saturating_add(1).to_string();
    let content_range = format!("bytes {first}-{last}/{}", entry.size);
    Ok(here(
        206,
        &[("Content-Length", &length), ("Content-Type", &entry.kind), ("Content-Range", &content_range)],
    ))
}

/// The first and the last byte that a range asks for.
fn blob_range(range: &[u8], entry: &BlobUrlEntry) -> Option<(u64, u64)> {
    let number = |digits: &[u8]| core::str::from_utf8(digits).ok()?.parse::<u64>().ok().or(Some(u64::MAX));
    let range = parse_single_range_header_value(range, true)?;
    let last_byte = entry.size.checked_sub(1)?;
    match (range.start.and_then(number), range.end.and_then(number)) {
        // The last so many bytes.
        (None, Some(count)) if count > 0 => Some((entry.size.saturating_sub(count), last_byte)),
        (Some(first), _) if first > last_byte => None,
        (Some(first), last) => Some((first, last.unwrap_or(last_byte).min(last_byte))),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_a_blob() {
        let entry = BlobUrlEntry { size: 26, kind: "text/plain".into() };
        for (range, expected) in [
            ("bytes=9-21", Some((9, 21))),
            ("bytes=25-", Some((25, 25))),
            ("bytes=26-", None),
            ("bytes=-8", Some((18, 25))),
            ("bytes=-99", Some((0, 25))),
            ("bytes=-0", None),
            ("bytes=4-99999999999999999999999", Some((4, 25))),
            ("bytes = 0 - 1", Some((0, 1))),
            ("bytes=1-0", None),
            ("bytes=0-1,2-3", None),
        ] {
            assert_eq!(blob_range(range.as_bytes(), &entry), expected, "{range}");
        }
        assert_eq!(blob_range(b"bytes=0-", &BlobUrlEntry { size: 0, kind: "".into() }), None);
    }
}
