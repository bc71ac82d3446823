//! Passing a request on to its upstream, and the answer back.

use std::net::SocketAddr;

use http::header::{CONNECTION, COOKIE, EXPECT, HOST, HeaderMap, HeaderValue, TE, UPGRADE};
use http::request::Parts;
use http::uri::{PathAndQuery, Uri};
use http::{Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use hyper::upgrade::OnUpgrade;

use super::bad_request::BadRequest;
use super::body::Download;
use super::client::{UpstreamFailure, send};
use super::drain::Drain;
use super::expect::Gate;
use super::shared::Shared;
use super::upload::Upload;
use super::wait::{GaveUp, wait};
use super::{forwarded, hop_by_hop, tunnel};
use crate::file::Upstream;

/// Why there is no answer to pass back.
#[derive(Debug)]
pub(super) enum Failure {
    Upstream(UpstreamFailure),
    Client(BadRequest),
}

/// Sends a request to an upstream and returns the head of its answer, with a body that is still coming.
pub(super) async fn forward(
    shared: &Shared,
    upstream: &Upstream,
    mut request: Request<Incoming>,
    host: HeaderValue,
    client: SocketAddr,
    drain: &Drain,
) -> Result<Response<Download>, Failure> {
    let switch = asks_for_websocket(&request).then(|| hyper::upgrade::on(&mut request));
    let expects = request.version() == Version::HTTP_11 && request.headers().contains_key(EXPECT);
    let (parts, body) = request.into_parts();
    let body = Upload::new(body);
    let progress = body.progress();
    let mut request = outgoing(parts, body, upstream, host, client, switch.is_some());
    let mut gate = (expects && progress.is_some()).then(|| Gate::on(&mut request));
    let answer = Gate::beside(&mut gate, send(&shared.client, request));
    match wait(answer, shared.server.response_timeout, progress.clone()).await {
        Ok(Ok(response)) => incoming(response, switch, gate, drain),
        Ok(Err(_)) if progress.is_some_and(|progress| progress.is_broken()) => {
            Err(Failure::Client(BadRequest::BodyBroken))
        }
        Ok(Err(error)) => Err(Failure::Upstream(UpstreamFailure::of(error))),
        Err(GaveUp::Upstream) => Err(Failure::Upstream(UpstreamFailure::ResponseTimeout)),
        Err(GaveUp::Client) => Err(Failure::Client(BadRequest::BodyStalled)),
    }
}

fn asks_for_websocket<B>(request: &Request<B>) -> bool {
    let headers = request.headers();
    // Anything else, such as h2c, would let the requests behind it go past routes and policies.
    let is_websocket =
        headers.get(UPGRADE).is_some_and(|name| name.as_bytes().eq_ignore_ascii_case(b"websocket"));
    request.version() == Version::HTTP_11 && is_websocket && hop_by_hop::has_option(headers, "upgrade")
}

fn outgoing(
    mut parts: Parts,
    body: Upload,
    upstream: &Upstream,
    host: HeaderValue,
    client: SocketAddr,
    switches: bool,
) -> Request<Upload> {
    let trailers = hop_by_hop::takes_trailers(&parts.headers);
    let mut headers = std::mem::take(&mut parts.headers);
    hop_by_hop::remove(&mut headers);
    if parts.version > Version::HTTP_11 {
        join_cookies(&mut headers);
    }
    if switches {
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    } else if trailers {
        headers.insert(CONNECTION, HeaderValue::from_static("te"));
        headers.insert(TE, HeaderValue::from_static("trailers"));
    }
    forwarded::write(&mut headers, client, &host);
    headers.insert(HOST, host);
    let mut request = Request::new(body);
    *request.method_mut() = parts.method;
    *request.uri_mut() = target(upstream, parts.uri.path_and_query());
    *request.headers_mut() = headers;
    request
}

fn target(upstream: &Upstream, path: Option<&PathAndQuery>) -> Uri {
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(upstream.scheme().clone());
    parts.authority = Some(upstream.authority().clone());
    parts.path_and_query = Some(path.cloned().unwrap_or_else(|| PathAndQuery::from_static("/")));
    // With all three parts it is always one.
    Uri::from_parts(parts).unwrap_or_default()
}

/// HTTP/2 may send cookies in several lines; HTTP/1.1 may not
/// ([RFC 9113 section 8.2.3](https://www.rfc-editor.org/rfc/rfc9113#section-8.2.3)).
fn join_cookies(headers: &mut HeaderMap) {
    let lines: Vec<&[u8]> = headers.get_all(COOKIE).into_iter().map(HeaderValue::as_bytes).collect();
    if lines.len() > 1
        && let Ok(mut joined) = HeaderValue::from_bytes(&lines.join(b"; ".as_slice()))
    {
        joined.set_sensitive(true);
        headers.insert(COOKIE, joined);
    }
}

fn incoming(
    mut response: Response<Incoming>,
    switch: Option<OnUpgrade>,
    gate: Option<Gate>,
    drain: &Drain,
) -> Result<Response<Download>, Failure> {
    let switched = response.status() == StatusCode::SWITCHING_PROTOCOLS;
    match switch {
        Some(client) if switched => {
            let upstream = hyper::upgrade::on(&mut response);
            drain.spawn(tunnel::run(client, upstream, drain.clone()));
            hop_by_hop::remove(response.headers_mut());
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("upgrade"));
            response.headers_mut().insert(UPGRADE, HeaderValue::from_static("websocket"));
        }
        None if switched => return Err(Failure::Upstream(UpstreamFailure::UnaskedUpgrade)),
        _ => hop_by_hop::remove(response.headers_mut()),
    }
    *response.version_mut() = Version::HTTP_11;
    let unwanted = gate.and_then(Gate::unwanted);
    Ok(response.map(|body| Download::new(body, unwanted)))
}
