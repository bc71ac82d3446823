//! What other projects' software says when it refuses: CORS layers, and servers that want TLS.

use alloc::string::String;

/// The words with which CORS layers refuse a preflight: those of Starlette, actix-cors and Spring, and in a message of
/// XML or JSON those of Amazon S3, Azure Storage and hapi.
pub(in super::super) fn known_refusal(body: &[u8]) -> Option<&str> {
    const BEGINNINGS: [&str; 5] = [
        "Disallowed CORS ",
        "Origin is not allowed to make this request",
        "Requested method is not allowed",
        "One or more request headers are not allowed",
        "Invalid CORS request",
    ];
    const MESSAGES: [&str; 4] = [
        "CORSResponse: ",
        "CORS not enabled or no matching rule found",
        "CORS error: ",
        "CORS is disabled for this ",
    ];
    let text = core::str::from_utf8(body).ok()?.trim();
    if BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)) {
        return Some(text);
    }
    let message = message_of(text)?;
    MESSAGES.iter().any(|beginning| message.starts_with(beginning)).then_some(message)
}

/// The message in an error's XML or JSON.
fn message_of(text: &str) -> Option<&str> {
    let inside =
        |before: &str, after: &str| text.split_once(before)?.1.split(after).next()?.trim().lines().next();
    inside("<Message>", "<")
        .or_else(|| inside("\"message\":\"", "\""))
        .or_else(|| inside("\"message\": \"", "\""))
}

/// What servers answer where TLS is spoken and plain http came: nginx, Apache, Go, Node and others.
const WANT_TLS: [&str; 6] = [
    "plain http request was sent to https port",
    "speaking plain http to an ssl-enabled server port",
    "client sent an http request to an https server",
    "plain http request was sent to tls port",
    "this combination of host and port requires tls",
    "instead use the https scheme to access this url",
];

/// Whether a body says that plain http came where TLS is spoken.
pub(in super::super) fn wants_tls(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body).to_ascii_lowercase();
    WANT_TLS.iter().any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::{known_refusal, wants_tls};

    #[test]
    fn only_the_words_of_cors_layers_are_known() {
        assert_eq!(
            known_refusal(b"Disallowed CORS origin, method\n"),
            Some("Disallowed CORS origin, method")
        );
        assert_eq!(known_refusal(b"Invalid CORS request"), Some("Invalid CORS request"));
        for (body, message) in [
            (
                "<Error><Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this bucket.</Message></Error>",
                "CORSResponse: CORS is not enabled for this bucket.",
            ),
            (
                "<Error><Message>CORS not enabled or no matching rule found for this request.\nRequestId:1</Message></Error>",
                "CORS not enabled or no matching rule found for this request.",
            ),
            (
                r#"{"statusCode":404,"message":"CORS error: Missing Origin header"}"#,
                "CORS error: Missing Origin header",
            ),
        ] {
            assert_eq!(known_refusal(body.as_bytes()), Some(message));
        }
        for other in
            [&b""[..], br#"{"message":"Not Found"}"#, b"Bad Request", b"<p>Invalid CORS request</p>", b"\xff"]
        {
            assert_eq!(known_refusal(other), None);
        }
    }

    #[test]
    fn servers_that_want_tls_say_so() {
        assert!(wants_tls(b"<title>400 The plain HTTP request was sent to HTTPS port</title>"));
        assert!(wants_tls(b"Client sent an HTTP request to an HTTPS server."));
        assert!(!wants_tls(b"Bad Request"));
    }
}
