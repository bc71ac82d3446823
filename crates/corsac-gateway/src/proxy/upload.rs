//! The body of a request on its way to the upstream.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::oneshot;

/// What is known of a body that is on its way.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// How many parts have been passed on.
    parts: AtomicU64,
    state: AtomicU8,
}

/// Nothing is amiss: the next part is for the upstream to take, or there is none.
const FLOWING: u8 = 0;
/// The next part is for the client to send.
const WAITS_FOR_CLIENT: u8 = 1;
/// The client broke off.
const BROKEN: u8 = 2;

impl Progress {
    pub(super) fn parts(&self) -> u64 {
        self.parts.load(Ordering::Relaxed)
    }

    pub(super) fn waits_for_client(&self) -> bool {
        self.state.load(Ordering::Relaxed) == WAITS_FOR_CLIENT
    }

    pub(super) fn is_broken(&self) -> bool {
        self.state.load(Ordering::Relaxed) == BROKEN
    }

    fn set(&self, state: u8) {
        self.state.store(state, Ordering::Relaxed);
    }
}

/// A request's body, passed on part by part.
#[derive(Debug)]
pub(super) struct Upload {
    /// `None` for a request that is sent once more, and never had a body.
    inner: Option<Incoming>,
    /// Until it opens, the body is not asked for, and so the client is not told to go on.
    gate: Option<oneshot::Receiver<()>>,
    progress: Option<Arc<Progress>>,
}

/// Why a body ends before its end.
#[derive(Debug)]
pub(super) enum UploadError {
    /// The client broke off.
    Client(hyper::Error),
    /// The upstream answered without wanting to see it.
    NotWanted,
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(error) => write!(f, "the client broke off: {error}"),
            Self::NotWanted => f.write_str("answered without the body"),
        }
    }
}

impl std::error::Error for UploadError {}

impl Upload {
    /// A body that may be empty.
    pub(super) fn new(inner: Incoming) -> Self {
        let progress = (!inner.is_end_stream()).then(Arc::default);
        Self { inner: Some(inner), gate: None, progress }
    }

    /// No body.
    pub(super) const fn none() -> Self {
        Self { inner: None, gate: None, progress: None }
    }

    /// Holds the body back until something is sent. If the sender goes first, the body breaks off.
    pub(super) fn hold(&mut self) -> oneshot::Sender<()> {
        let (open, gate) = oneshot::channel();
        self.gate = Some(gate);
        open
    }

    /// What will be known of it; `None` if it is empty.
    pub(super) fn progress(&self) -> Option<Arc<Progress>> {
        self.progress.clone()
    }

    fn note(&self, polled: &Poll<Option<Result<Frame<Bytes>, hyper::Error>>>) {
        let Some(progress) = &self.progress else { return };
        match polled {
            Poll::Pending => progress.set(WAITS_FOR_CLIENT),
            Poll::Ready(Some(Err(_))) => progress.set(BROKEN),
            Poll::Ready(_) => {
                progress.parts.fetch_add(1, Ordering::Relaxed);
                progress.set(FLOWING);
            }
        }
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = UploadError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, UploadError>>> {
        if let Some(gate) = &mut self.gate {
            let opened = ready!(Pin::new(gate).poll(cx));
            self.gate = None;
            if opened.is_err() {
                return Poll::Ready(Some(Err(UploadError::NotWanted)));
            }
        }
        let Some(inner) = &mut self.inner else { return Poll::Ready(None) };
        let polled = Pin::new(inner).poll_frame(cx);
        self.note(&polled);
        polled.map_err(UploadError::Client)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}
