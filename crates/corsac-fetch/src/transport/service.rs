//! A service in the network's place.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use corsac::browser::NetworkFailure;
use http::header::HOST;
use http::uri::PathAndQuery;
use http::{HeaderValue, Uri};
use tower_service::Service;

use super::failure::{BoxError, Failure};
use super::reply::{Reply, header_list, reason, stream};
use crate::payload::RequestBody;

type Answering = Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send>>;

/// A service that answers every request, whatever its host.
pub(crate) struct InPlace(Arc<dyn Fn(http::Request<RequestBody>) -> Answering + Send + Sync>);

impl fmt::Debug for InPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InPlace")
    }
}

impl InPlace {
    pub(super) fn new<S, B>(service: S) -> Self
    where
        S: Service<http::Request<RequestBody>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send,
        S::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Arc::new(move |request| Box::pin(answer(service.clone(), request))))
    }

    pub(super) async fn send(&self, mut request: http::Request<RequestBody>) -> Result<Reply, Failure> {
        as_a_server_sees_it(&mut request);
        (self.0)(request).await
    }
}

async fn answer<S, B>(mut service: S, request: http::Request<RequestBody>) -> Result<Reply, Failure>
where
    S: Service<http::Request<RequestBody>, Response = http::Response<B>>,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let failed = |error: S::Error| Failure::new(NetworkFailure::NoResponse, error.into().to_string());
    poll_fn(|context| service.poll_ready(context)).await.map_err(failed)?;
    let (head, body) = service.call(request).await.map_err(failed)?.into_parts();
    Ok(Reply {
        status: head.status.as_u16(),
        reason: reason(&head),
        headers: header_list(&head.headers),
        version: head.version,
        remote_address: None,
        body: stream(body),
    })
}

/// Moves the host from the URI to `Host`, as on the wire.
fn as_a_server_sees_it(request: &mut http::Request<RequestBody>) {
    let host = request.uri().authority().and_then(|host| HeaderValue::from_str(host.as_str()).ok());
    if let Some(host) = host {
        request.headers_mut().insert(HOST, host);
    }
    let path = request.uri().path_and_query().cloned();
    *request.uri_mut() = Uri::from(path.unwrap_or_else(|| PathAndQuery::from_static("/")));
}
