//! What CORS layers of other projects say when they refuse a preflight.

/// The words with which CORS layers refuse a preflight: those of Starlette, actix-cors and Spring.
pub(in super::super) fn known_refusal(body: &[u8]) -> Option<&str> {
    const BEGINNINGS: [&str; 5] = [
        "Disallowed CORS ",
        "Origin is not allowed to make this request",
        "Requested method is not allowed",
        "One or more request headers are not allowed",
        "Invalid CORS request",
    ];
    let text = core::str::from_utf8(body).ok()?.trim();
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::known_refusal;

    #[test]
    fn only_the_words_of_cors_layers_are_known() {
        assert_eq!(
            known_refusal(b"Disallowed CORS origin, method\n"),
            Some("Disallowed CORS origin, method")
        );
        assert_eq!(known_refusal(b"Invalid CORS request"), Some("Invalid CORS request"));
        for other in [&b""[..], b"Bad Request", b"<p>Invalid CORS request</p>", b"\xff"] {
            assert_eq!(known_refusal(other), None);
        }
    }
}
