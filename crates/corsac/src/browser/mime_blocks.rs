//! Responses that are withheld because their type does not fit what they are for.

use crate::fetch::header::HeaderList;
use crate::fetch::mime::{extract_mime_type, get_decode_and_split};
use crate::fetch::request::{Destination, Request};
use crate::fetch::response::Response;
use alloc::string::{String, ToString};

/// Whether a server asks browsers to take its `Content-Type` at its word.
///
/// <https://fetch.spec.whatwg.org/#determine-nosniff>
fn determine_nosniff(headers: &HeaderList) -> bool {
    // 1–2. Without the header it does not.
    let values = get_decode_and_split("x-content-type-options", headers);
    // 3–4. The first value counts.
    values.is_some_and(|values| values.first().is_some_and(|value| value.eq_ignore_ascii_case(b"nosniff")))
}

/// The type for which a response is withheld that its server wants taken at its word: empty where
/// there is none that can be read.
///
/// <https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff>
pub(super) fn blocked_due_to_nosniff(request: &Request, response: &Response) -> Option<String> {
    // 1. Only where the server asks for it.
    if !determine_nosniff(&response.headers) {
        return None;
    }
    // 2. The type.
    let mime_type = extract_mime_type(&response.headers);
    let fits = match request.destination {
        // 3–4. A script must be JavaScript.
        destination if destination.is_script_like() => {
            mime_type.as_ref().is_some_and(crate::fetch::mime::MimeType::is_javascript)
        }
        // 5. A style sheet must be CSS.
        Destination::Style => mime_type.as_ref().is_some_and(|mime| mime.essence() == "text/css"),
        // 6. Everything else is let through.
        _ => true,
    };
    (!fits).then(|| mime_type.map_or_else(String::new, |mime| mime.essence().to_string()))
}

/// The type for which a response is withheld because it is no script whatever the server means.
///
/// <https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type>
pub(super) fn blocked_due_to_mime_type(request: &Request, response: &Response) -> Option<String> {
    // 1–2. The type; one that cannot be read is let through.
    let mime_type = extract_mime_type(&response.headers)?;
    let essence = mime_type.essence();
    // 3–4. A script is no sound, picture, film or table.
    let foreign = ["audio/", "image/", "video/"].iter().any(|kind| essence.starts_with(kind));
    let blocked = request.destination.is_script_like() && (foreign || essence == "text/csv");
    // 5. Everything else is let through.
    blocked.then(|| essence.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::origin::Origin;

    fn blocked(destination: Destination, lines: &[(&str, &str)]) -> [bool; 2] {
        let url = url::Url::parse("https://b.example/").unwrap();
        let mut request = Request::image(Origin::unique(), url);
        request.destination = destination;
        let response = Response::new(200, lines.iter().copied().collect());
        let by_nosniff = blocked_due_to_nosniff(&request, &response);
        [by_nosniff.is_some(), blocked_due_to_mime_type(&request, &response).is_some()]
    }

    #[test]
    fn scripts_and_styles_keep_to_their_types() {
        let nosniff = ("X-Content-Type-Options", "NoSniff, x");
        assert_eq!(blocked(Destination::Script, &[nosniff]), [true, false]);
        assert_eq!(blocked(Destination::Script, &[nosniff, ("Content-Type", "text/javascript")]), [false; 2]);
        assert_eq!(blocked(Destination::Script, &[nosniff, ("Content-Type", "image/png")]), [true; 2]);
        assert_eq!(blocked(Destination::Worker, &[("Content-Type", "text/csv")]), [false, true]);
        assert_eq!(blocked(Destination::Style, &[nosniff, ("Content-Type", "text/plain")]), [true, false]);
        assert_eq!(blocked(Destination::Style, &[nosniff, ("Content-Type", "text/css;x=y")]), [false; 2]);
        assert_eq!(blocked(Destination::Image, &[nosniff, ("Content-Type", "text/plain")]), [false; 2]);
        let late = ("X-Content-Type-Options", "x, nosniff");
        assert_eq!(blocked(Destination::Script, &[late]), [false; 2]);
    }
}
