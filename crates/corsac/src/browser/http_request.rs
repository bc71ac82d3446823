//! What goes out on the wire.

use crate::fetch::header::HeaderList;
use crate::fetch::method::Method;
use url::Url;

/// A request to be sent as it stands. The caller adds what HTTP itself needs (`Host`, lengths) and,
/// if [`Self::include_credentials`], its cookies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// Where to.
    pub url: Url,
    /// The header lines in order.
    pub headers: HeaderList,
    /// Whether cookies, HTTP authentication and client certificates go along, and whether
    /// `Set-Cookie` in the answer is kept.
    pub include_credentials: bool,
    /// Whether the request's body goes along.
    pub sends_body: bool,
}
