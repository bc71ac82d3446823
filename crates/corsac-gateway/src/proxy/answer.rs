//! The gateway's own answers: a status and a line of plain text.

use http::header::{CONNECTION, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode, Version};

use super::bad_request::BadRequest;
use super::body::{Body, text};
use super::client::UpstreamFailure;

/// For a request that cannot be understood. Over HTTP/1 the connection ends with it: who knows what else
/// was sent.
pub(super) fn bad_request(cause: BadRequest, version: Version) -> Response<Body> {
    let status = match cause {
        BadRequest::BodyStalled => StatusCode::REQUEST_TIMEOUT,
        _ => StatusCode::BAD_REQUEST,
    };
    let mut response = plain(status, format!("{cause}.\n"));
    if version <= Version::HTTP_11 {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// For a path without a route.
pub(super) fn no_route() -> Response<Body> {
    plain(StatusCode::NOT_FOUND, "this gateway has no route for the path.\n".to_owned())
}

/// For an upstream that failed. What failed is for the log, not for strangers.
pub(super) fn upstream_failed(failure: &UpstreamFailure) -> Response<Body> {
    if failure.is_time_out() {
        plain(
            StatusCode::GATEWAY_TIMEOUT,
            "the service behind this gateway did not answer in time.\n".to_owned(),
        )
    } else {
        plain(StatusCode::BAD_GATEWAY, "the service behind this gateway cannot be reached.\n".to_owned())
    }
}

fn plain(status: StatusCode, body: String) -> Response<Body> {
    let mut response = Response::new(text(body));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
