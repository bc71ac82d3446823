//! The body of a request on its way out.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;

use crate::transport::BoxError;

/// Hears how many bytes of a body have been handed to the connection.
pub(crate) type Progress = Arc<dyn Fn(u64) + Send + Sync>;

type Stream = UnsyncBoxBody<Bytes, BoxError>;

/// A body whose bytes are made while they are sent. It can be sent once; clones share it.
#[derive(Clone)]
pub struct StreamBody(Arc<Mutex<Option<Stream>>>);

impl StreamBody {
    /// A body that is sent as it comes.
    pub fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Arc::new(Mutex::new(Some(body.map_err(Into::into).boxed_unsync()))))
    }

    fn take(&self) -> Option<Stream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for StreamBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamBody")
    }
}

/// What a request sends, as often as it has to.
#[derive(Clone)]
pub(crate) enum Payload {
    Bytes(Bytes),
    Stream(StreamBody),
}

impl Payload {
    /// The body of one message.
    pub(crate) fn body(&self, progress: Option<&Progress>) -> RequestBody {
        let rest = match self {
            Self::Bytes(bytes) => Rest::Bytes(bytes.clone()),
            Self::Stream(stream) => stream.take().map_or(Rest::Bytes(Bytes::new()), Rest::Stream),
        };
        RequestBody { rest, sent: 0, progress: progress.cloned() }
    }
}

/// The body of a request as a service or a connection gets it.
pub struct RequestBody {
    rest: Rest,
    sent: u64,
    progress: Option<Progress>,
}

enum Rest {
    Bytes(Bytes),
    Stream(Stream),
}

impl RequestBody {
    /// A message without a body.
    pub(crate) const fn none() -> Self {
        Self { rest: Rest::Bytes(Bytes::new()), sent: 0, progress: None }
    }

    /// The same body for another try; `None` if it can be sent only once.
    pub(crate) fn again(&self) -> Option<Self> {
        match &self.rest {
            Rest::Bytes(bytes) => {
                Some(Self { rest: Rest::Bytes(bytes.clone()), sent: 0, progress: self.progress.clone() })
            }
            Rest::Stream(_) => None,
        }
    }

    fn count(&mut self, bytes: usize) {
        self.sent = self.sent.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        if let Some(progress) = &self.progress {
            progress(self.sent);
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = match &mut self.rest {
            Rest::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Rest::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Rest::Stream(stream) => Pin::new(stream).poll_frame(context),
        };
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            let length = data.len();
            self.count(length);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        match &self.rest {
            Rest::Bytes(bytes) => bytes.is_empty(),
            Rest::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.rest {
            Rest::Bytes(bytes) => SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            Rest::Stream(stream) => stream.size_hint(),
        }
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody").field("sent", &self.sent).finish_non_exhaustive()
    }
}
