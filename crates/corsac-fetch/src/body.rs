//! The body of a response that script may read.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt as _;
use tokio::time::timeout;

use crate::transport::BodyStream;

/// A body that is read piece by piece, or at once.
pub struct ResponseBody {
    stream: BodyStream,
    limit: usize,
    wait: Duration,
    received: u64,
}

/// Why a body cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyError {
    /// Script may not read it: the fetch was blocked, or the response is opaque.
    Withheld,
    /// It is longer than this many bytes, the client's limit.
    TooLong(usize),
    /// No piece of it came for this long.
    Timeout(Duration),
    /// The connection failed in the middle of it; the words of the part that failed.
    Failed(String),
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Withheld => f.write_str("script may not read this body"),
            Self::TooLong(limit) => {
                write!(
                    f,
                    "the body is longer than {limit} bytes: raise the client's limit, or read it in pieces"
                )
            }
            Self::Timeout(wait) => write!(f, "no piece of the body came for {wait:?}"),
            Self::Failed(detail) => write!(f, "the connection failed in the middle of the body: {detail}"),
        }
    }
}

impl Error for BodyError {}

impl ResponseBody {
    pub(crate) const fn new(stream: BodyStream, limit: usize, wait: Duration) -> Self {
        Self { stream, limit, wait, received: 0 }
    }

    /// The bytes that have come so far.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// The bytes that come in all, if the server has said so.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.stream.size_hint().exact().map(|rest| self.received.saturating_add(rest))
    }

    /// The next piece, or `None` at the end. Pieces are not limited in number.
    ///
    /// # Errors
    /// [`BodyError::Timeout`] and [`BodyError::Failed`].
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        loop {
            let frame = timeout(self.wait, self.stream.frame());
            match frame.await.map_err(|_| BodyError::Timeout(self.wait))? {
                None => return Ok(None),
                Some(Err(error)) => return Err(BodyError::Failed(error.to_string())),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
                        self.received = self.received.saturating_add(length);
                        return Ok(Some(data));
                    }
                }
            }
        }
    }

    /// All of it, up to the client's limit.
    ///
    /// # Errors
    /// [`BodyError::TooLong`], [`BodyError::Timeout`] and [`BodyError::Failed`].
    pub async fn bytes(self) -> Result<Bytes, BodyError> {
        let (bytes, broken) = self.bytes_until().await;
        broken.map_or(Ok(bytes), Err)
    }

    /// What comes of it, up to the client's limit, and why it broke off if it did.
    pub async fn bytes_until(mut self) -> (Bytes, Option<BodyError>) {
        let mut all = BytesMut::new();
        let broken = loop {
            match self.chunk().await {
                Ok(None) => break None,
                Ok(Some(piece)) if piece.len() > self.limit.saturating_sub(all.len()) => {
                    break Some(BodyError::TooLong(self.limit));
                }
                Ok(Some(piece)) => all.extend_from_slice(&piece),
                Err(error) => break Some(error),
            }
        };
        (all.freeze(), broken)
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseBody").field("limit", &self.limit).finish_non_exhaustive()
    }
}
