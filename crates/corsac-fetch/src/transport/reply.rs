//! An answer whose head has come.

use std::net::SocketAddr;

use bytes::Bytes;
use corsac::fetch::HeaderList;
use http::HeaderMap;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::ext::ReasonPhrase;

use super::failure::BoxError;

/// A body that is still to be read.
pub(crate) type BodyStream = UnsyncBoxBody<Bytes, BoxError>;

/// An answer; its body is still on its way.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// The reason phrase, as Latin-1; HTTP/2 has none.
    pub(crate) reason: String,
    pub(crate) headers: HeaderList,
    pub(crate) version: http::Version,
    pub(crate) remote_address: Option<SocketAddr>,
    pub(crate) body: BodyStream,
}

/// Makes any body one that is still to be read.
pub(crate) fn stream<B>(body: B) -> BodyStream
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    body.map_err(Into::into).boxed_unsync()
}

/// A body that is there already.
pub(crate) fn whole(body: Bytes) -> BodyStream {
    stream(Full::new(body))
}

/// The lines of a header map: those of one name stand together, names are in lower case.
pub(super) fn header_list(map: &HeaderMap) -> HeaderList {
    map.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
}

/// The words after the status.
pub(super) fn reason(head: &http::response::Parts) -> String {
    if head.version > http::Version::HTTP_11 {
        return String::new();
    }
    // Words that are the usual ones are not kept apart.
    match head.extensions.get::<ReasonPhrase>() {
        Some(reason) => reason.as_bytes().iter().copied().map(char::from).collect(),
        None => head.status.canonical_reason().unwrap_or_default().into(),
    }
}
