//! Whether a request comes from the service's own origin.

use super::request_head::{Lines, RequestHead, RequestHeader};
use crate::fetch::origin::{OriginLine, default_port};

/// Whether the origin has the host and port of the `Host` header.
///
/// The scheme cannot be compared: behind a proxy that ends TLS the service does not know its own.
pub(super) fn is_host(request: &impl RequestHead, origin: OriginLine<'_>) -> bool {
    matches!(Lines::of(request, RequestHeader::Host), Some(Lines::One(host)) if is_host_of(host, origin))
}

fn is_host_of(line: &[u8], origin: OriginLine<'_>) -> bool {
    let Some(default) = default_port(origin.scheme) else {
        return false;
    };
    let Some((host, rest)) = line.split_at_checked(origin.host.len()) else {
        return false;
    };
    let port = match rest {
        [] => Some(default),
        [b':', digits @ ..] => core::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()),
        _ => None,
    };
    host.eq_ignore_ascii_case(origin.host) && port == Some(origin.port.unwrap_or(default))
}
