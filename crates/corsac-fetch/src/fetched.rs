//! What came of a fetch.

use std::fmt;
use std::net::SocketAddr;

use bytes::Bytes;
use corsac::browser::{FilteredResponse, NetworkError, Outcome, ResponseType, TlsFailure};
use corsac::exchange::Transcript;
use corsac::fetch::HeaderList;

use crate::body::{BodyError, ResponseBody};
use crate::transport::{Failure, Reply};

/// What came of a fetch: what script sees, and everything that passed on the way to it.
pub struct Fetched {
    transcript: Transcript,
    deliveries: Vec<Delivery>,
    pub(crate) dropped_headers: Vec<String>,
    refusal: Bytes,
    body: Option<ResponseBody>,
}

/// How one message of the transcript travelled.
#[derive(Clone)]
#[non_exhaustive]
pub struct Delivery {
    /// The header lines that the client added to the engine's request: `User-Agent`, `Accept-Language`, and
    /// `Cookie`, whose value is secret. `Host` is not among them.
    pub added_headers: HeaderList,
    /// The version of HTTP that the answer came in; `None` if none came.
    pub version: Option<http::Version>,
    /// The words after the answer's status, `Not Found`, with a character for each byte; HTTP/2 has none.
    pub reason: Option<String>,
    /// Who answered; `None` if nobody did, or if there is no network.
    pub remote_address: Option<SocketAddr>,
    /// Whether the HTTP cache gave the answer, and nothing was sent.
    pub from_cache: bool,
    /// Why no answer came, in the words of the part that failed, such as `Connection refused (os error 111)`.
    pub failure_detail: Option<String>,
    /// Why the TLS handshake failed, if it did and its error tells.
    pub tls_failure: Option<TlsFailure>,
}

impl Delivery {
    pub(crate) fn new(added_headers: HeaderList, reply: &Result<Reply, Failure>) -> Self {
        let came = reply.as_ref().ok();
        Self {
            added_headers,
            from_cache: false,
            version: came.map(|reply| reply.version),
            reason: came.map(|reply| reply.reason.clone()),
            remote_address: came.and_then(|reply| reply.remote_address),
            failure_detail: reply.as_ref().err().map(|failure| failure.detail.clone()),
            tls_failure: reply.as_ref().err().and_then(|failure| failure.tls),
        }
    }
}

impl Fetched {
    pub(crate) const fn new(
        transcript: Transcript,
        deliveries: Vec<Delivery>,
        refusal: Bytes,
        body: Option<ResponseBody>,
    ) -> Self {
        Self { transcript, deliveries, dropped_headers: Vec::new(), refusal, body }
    }

    /// The body of a refused preflight's answer, or of one that complains of the request (status 400 or 497) and that script
    /// does not get, if it is 2048 bytes or fewer. Script never sees it, but
    /// it may say who refused.
    #[must_use]
    pub fn refusal(&self) -> &[u8] {
        &self.refusal
    }

    /// The response with what script may read of it, or the error that script gets, with its reason.
    ///
    /// # Errors
    /// The fetch was blocked, or no answer came.
    pub const fn response(&self) -> Result<&FilteredResponse, &NetworkError> {
        match &self.transcript.outcome {
            Outcome::Response(response) => Ok(response),
            Outcome::NetworkError(error) => Err(error),
        }
    }

    /// Whether script got a response.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        self.transcript.is_allowed()
    }

    /// The status that script sees; `None` if the fetch was blocked, 0 if it is hidden.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.response().ok().map(|response| response.status)
    }

    /// The words after the status, which script reads as `statusText`; `None` if the fetch was blocked or the
    /// status is hidden.
    #[must_use]
    pub fn status_text(&self) -> Option<String> {
        self.status().filter(|&status| status != 0)?;
        match self.transcript.last.current_url().scheme() {
            "http" | "https" => self.deliveries.last()?.reason.clone(),
            // What no server has answered is always in order.
            _ => Some("OK".into()),
        }
    }

    /// A header that script can read, as text; several lines are joined by a comma and a space.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let value = self.response().ok()?.headers.get(name)?;
        Some(String::from_utf8_lossy(&value).into_owned())
    }

    /// Everything that went over the wire, and how it was judged.
    #[must_use]
    pub const fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// The transcript alone.
    #[must_use]
    pub fn into_transcript(self) -> Transcript {
        self.transcript
    }

    /// How each message of the transcript travelled, in the same order.
    #[must_use]
    pub fn deliveries(&self) -> &[Delivery] {
        &self.deliveries
    }

    /// Why the last message got no answer, in the words of the part that failed.
    #[must_use]
    pub fn failure_detail(&self) -> Option<&str> {
        self.deliveries.last()?.failure_detail.as_deref()
    }

    /// Why the last message got no answer, if a TLS handshake failed and its error tells.
    #[must_use]
    pub fn tls_failure(&self) -> Option<TlsFailure> {
        self.deliveries.last()?.tls_failure
    }

    /// The names of the headers that script set in vain, as it wrote them.
    #[must_use]
    pub fn dropped_headers(&self) -> &[String] {
        &self.dropped_headers
    }

    /// The body as a stream, if script may read it and nobody has taken it yet.
    pub const fn take_body(&mut self) -> Option<ResponseBody> {
        self.body.take()
    }

    /// Reads the whole body. A response that has none gives no bytes, and so does a second call.
    ///
    /// # Errors
    /// [`BodyError::Withheld`] if script may not read it, and what goes wrong while reading.
    pub async fn bytes(&mut self) -> Result<Bytes, BodyError> {
        if let Some(body) = self.take_body() {
            return body.bytes().await;
        }
        match self.response().map(|response| response.kind) {
            Ok(ResponseType::Basic | ResponseType::Cors) => Ok(Bytes::new()),
            Ok(ResponseType::Opaque | ResponseType::OpaqueRedirect) | Err(_) => Err(BodyError::Withheld),
        }
    }

    /// Reads the whole body as UTF-8; what is not becomes U+FFFD.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub async fn text(&mut self) -> Result<String, BodyError> {
        Ok(String::from_utf8_lossy(&self.bytes().await?).into_owned())
    }
}

/// Without values of headers, which may be secret.
impl fmt::Debug for Fetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages = self.transcript.messages.iter().map(|message| {
            let result = message.result.as_ref().map(|response| response.status);
            format!("{} {} → {result:?}", message.request.method, message.request.url)
        });
        let outcome = self.response().map(|response| (response.kind, response.status));
        f.debug_struct("Fetched")
            .field("outcome", &outcome)
            .field("messages", &messages.collect::<Vec<_>>())
            .field("failure_detail", &self.failure_detail())
            .finish_non_exhaustive()
    }
}

/// Without values of headers, which may be secret.
impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.added_headers.iter().map(|header| &header.name).collect();
        f.debug_struct("Delivery")
            .field("added_headers", &names)
            .field("version", &self.version)
            .field("reason", &self.reason)
            .field("remote_address", &self.remote_address)
            .field("failure_detail", &self.failure_detail)
            .finish()
    }
}
