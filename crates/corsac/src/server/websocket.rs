//! Which requests open a WebSocket.

use super::request_head::{RequestHead, RequestHeader};

/// Whether the request is the handshake of a WebSocket: over HTTP/1.1 a `GET` that asks for an upgrade
/// ([RFC 6455 section 4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)); from HTTP/2 on a
/// `CONNECT`, which browsers send with an `Origin` for nothing else
/// ([RFC 8441 section 5](https://www.rfc-editor.org/rfc/rfc8441#section-5)).
///
/// Browsers send an `Origin` with it, but no CORS applies to it: [`Config::check_websockets`](super::Config)
/// checks it by itself.
#[cold]
pub fn is_websocket_handshake(request: &impl RequestHead) -> bool {
    match request.method() {
        b"CONNECT" => true,
        b"GET" => request
            .lines(RequestHeader::Upgrade)
            .flat_map(|line| line.split(|byte| *byte == b','))
            .any(|protocol| protocol.trim_ascii().eq_ignore_ascii_case(b"websocket")),
        _ => false,
    }
}
