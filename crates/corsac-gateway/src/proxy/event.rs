//! What the gateway tells whoever runs it.

use std::fmt;
use std::net::SocketAddr;

use corsac::server::{GuardWhy, Why};
use http::header::{HeaderValue, ORIGIN};
use http::{Method, Request, Uri};

use super::bad_request::BadRequest;
use super::client::UpstreamFailure;
use crate::file::Upstream;

/// Something that whoever runs the gateway should know; its `Display` is one line for a log, with
/// everything that a client chose escaped and of limited length.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The policy refused a request: it answered it itself, or let the answer go out without permission.
    Refused {
        /// The request.
        request: &'a RequestLine,
        /// The cause.
        why: Why,
    },
    /// The guard refused a request.
    GuardRefused {
        /// The request.
        request: &'a RequestLine,
        /// The cause.
        why: GuardWhy,
    },
    /// A request was malformed.
    BadRequest {
        /// The request.
        request: &'a RequestLine,
        /// The cause.
        cause: BadRequest,
    },
    /// No route covers the path of a request.
    NoRoute {
        /// The request.
        request: &'a RequestLine,
    },
    /// The upstream gave no answer, or none that can be passed on.
    UpstreamFailed {
        /// The request.
        request: &'a RequestLine,
        /// The upstream of its route.
        upstream: &'a Upstream,
        /// The cause.
        failure: &'a UpstreamFailure,
    },
    /// No connection could be accepted, for example because no file descriptor is left. The gateway
    /// goes on trying.
    AcceptFailed(&'a std::io::Error),
}

/// What is told of a request. No header but `Origin` and no query, where secrets may stand.
#[derive(Debug, Clone)]
pub struct RequestLine {
    /// The method.
    pub method: Method,
    /// The target; `Display` prints its path alone.
    target: Uri,
    /// The first `Origin` line.
    pub origin: Option<HeaderValue>,
    /// The address of whoever sent it.
    pub client: SocketAddr,
}

impl RequestLine {
    pub(super) fn of<B>(request: &Request<B>, client: SocketAddr) -> Self {
        Self {
            method: request.method().clone(),
            target: request.uri().clone(),
            origin: request.headers().get(ORIGIN).cloned(),
            client,
        }
    }

    /// The path, as it came.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.path()
    }
}

/// Bytes of a client, in quotes: no control characters, no line ends, not too long.
struct Quoted<'a>(&'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The longest origin: a host name has at most 253 bytes.
        const LONGEST: usize = 320;
        let shown = self.0.get(..LONGEST).unwrap_or(self.0);
        write!(f, "\"{}\"", shown.escape_ascii())?;
        if shown.len() < self.0.len() { f.write_str("…") } else { Ok(()) }
    }
}

impl fmt::Display for RequestLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = self.method.as_str();
        write!(f, "{} {}", method.get(..32).unwrap_or(method), Quoted(self.path().as_bytes()))?;
        if let Some(origin) = &self.origin {
            write!(f, " from {}", Quoted(origin.as_bytes()))?;
        }
        write!(f, " (client {})", self.client.ip())
    }
}

impl fmt::Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { request, why } => write!(f, "refused by the policy, {why}: {request}"),
            Self::GuardRefused { request, why } => write!(f, "refused by the guard, {why}: {request}"),
            Self::BadRequest { request, cause } => {
                write!(f, "bad request, {}: {cause}: {request}", cause.name())
            }
            Self::NoRoute { request } => write!(f, "no route: {request}"),
            Self::UpstreamFailed { request, upstream, failure } => {
                write!(f, "upstream {upstream} failed, {}: {failure}: {request}", failure.name())
            }
            Self::AcceptFailed(error) => write!(f, "cannot accept a connection: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_client_chose_breaks_out_of_its_line() {
        let origin = HeaderValue::from_bytes(b"https://a.test\t\xff\"x").unwrap();
        let request = Request::get("/p?token=s3cret").header(ORIGIN, origin).body(()).unwrap();
        let request = RequestLine::of(&request, ([127, 0, 0, 1], 9).into());
        assert_eq!(
            Event::Refused { request: &request, why: Why::MalformedOrigin }.to_string(),
            "refused by the policy, malformed-origin: GET \"/p\" from \"https://a.test\\t\\xff\\\"x\" (client 127.0.0.1)"
        );
        let long = Request::get(format!("/{}", "x".repeat(9000))).body(()).unwrap();
        assert!(RequestLine::of(&long, ([127, 0, 0, 1], 9).into()).to_string().len() < 400);
    }
}
