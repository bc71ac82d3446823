//! The bodies that leave the gateway.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http_body_util::{Either, Full};
use hyper::body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint};

use super::client::UpstreamFailure;
use super::event::{Event, RequestLine};
use super::expect::Unwanted;
use super::shared::Shared;
use crate::file::Upstream;

/// The upstream's body as it comes, or a text of the gateway's own.
pub(super) type Body = Either<Download, Full<Bytes>>;

/// A text.
pub(super) fn text(text: impl Into<Bytes>) -> Body {
    Either::Right(Full::new(text.into()))
}

/// Nothing.
pub(super) fn empty() -> Body {
    text(Bytes::new())
}

/// An upstream's body, passed on part by part.
pub(super) struct Download {
    inner: Incoming,
    /// Who is told if it breaks off.
    watch: Option<Box<Watch>>,
    /// Kept as long as the upstream has something to say.
    _unwanted: Option<Unwanted>,
}

struct Watch {
    shared: Arc<Shared>,
    line: RequestLine,
    upstream: Upstream,
}

impl Download {
    pub(super) fn new(inner: Incoming, unwanted: Option<Unwanted>) -> Self {
        Self { inner, watch: None, _unwanted: unwanted }
    }

    /// Tells of a body that breaks off.
    pub(super) fn watched(mut self, shared: &Arc<Shared>, upstream: &Upstream, line: RequestLine) -> Self {
        if !self.inner.is_end_stream() {
            let (shared, upstream) = (Arc::clone(shared), upstream.clone());
            self.watch = Some(Box::new(Watch { shared, line, upstream }));
        }
        self
    }
}

impl HttpBody for Download {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let polled = Pin::new(&mut self.inner).poll_frame(cx);
        polled.map_err(|error| {
            let failure = UpstreamFailure::Broken(error);
            if let Some(watch) = self.watch.take() {
                let (request, upstream) = (&watch.line, &watch.upstream);
                watch.shared.tell(&Event::UpstreamFailed { request, upstream, failure: &failure });
            }
            Broken
        })
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// The upstream broke off in the middle of its answer. hyper breaks off too.
#[derive(Debug)]
pub(super) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the upstream broke off in the middle of its answer")
    }
}

impl std::error::Error for Broken {}
