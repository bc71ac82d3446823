//! The way of a request through the HTTP cache, if there is one.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use corsac::browser::HttpRequest;
use corsac::fetch::Response;
use http_body::{Body, Frame, SizeHint};

use crate::http_cache::{CacheAsk, Found, Heard, HttpCache, StoredResponse};
use crate::transport::{BodyStream, BoxError, Reply, stream, whole};

/// The largest body that is kept, in bytes.
const KEPT_LIMIT: usize = 64 * 1024 * 1024;

/// What the cache says before anything is sent.
pub(crate) fn find(cache: Option<&Arc<dyn HttpCache>>, ask: &CacheAsk<'_>) -> Found {
    cache.map_or(Found::Nothing, |cache| cache.find(ask))
}

/// Tells the cache of an answer from the network and gives back what the fetch goes on with.
pub(crate) fn heard(cache: Option<&Arc<dyn HttpCache>>, ask: &CacheAsk<'_>, reply: Reply) -> Reply {
    let Some(cache) = cache else { return reply };
    match cache.heard(ask, &Response::new(reply.status, reply.headers.clone())) {
        Heard::Passed => reply,
        Heard::Revalidated(stored) => from_cache(stored),
        Heard::Kept(keep) => {
            let kept = Keeping { stream: reply.body, bytes: BytesMut::new(), keep: Some(keep) };
            Reply { body: stream(kept), ..reply }
        }
    }
}

/// A reply that nobody had to be asked for.
pub(crate) fn from_cache(stored: StoredResponse) -> Reply {
    let StoredResponse { response: Response { status, headers }, body } = stored;
    let reason = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    Reply {
        status,
        reason: reason.unwrap_or_default().into(),
        headers,
        version: http::Version::HTTP_11,
        remote_address: None,
        body: whole(body),
    }
}

/// The key under which the cache knows what a page stores.
pub(crate) fn ask<'a>(
    (key, mode): (&'a str, corsac::fetch::request::CacheMode),
    request: &'a HttpRequest,
    now: std::time::Duration,
) -> CacheAsk<'a> {
    CacheAsk { network_partition_key: key, mode, request, now }
}

/// A body that is gathered while somebody reads it.
struct Keeping {
    stream: BodyStream,
    bytes: BytesMut,
    keep: Option<Box<dyn FnOnce(Bytes) + Send>>,
}

impl Body for Keeping {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.stream).poll_frame(context);
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                let data = frame.data_ref().map(Bytes::as_ref).unwrap_or_default();
                if data.len() > KEPT_LIMIT.saturating_sub(self.bytes.len()) {
                    self.keep = None;
                } else if self.keep.is_some() {
                    self.bytes.extend_from_slice(data);
                }
            }
            Poll::Ready(Some(Err(_))) => self.keep = None,
            Poll::Ready(None) => {
                let bytes = std::mem::take(&mut self.bytes).freeze();
                if let Some(keep) = self.keep.take() {
                    keep(bytes);
                }
            }
            Poll::Pending => {}
        }
        frame
    }

    fn size_hint(&self) -> SizeHint {
        self.stream.size_hint()
    }
}
