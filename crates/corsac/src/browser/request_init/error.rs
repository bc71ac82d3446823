//! Why a browser refuses to make a request.

use crate::fetch::method::MethodError;
use crate::fetch::origin::OriginError;
use alloc::string::String;
use core::fmt;

/// Why a browser refuses to make a request at all: script gets a `TypeError`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestInitError {
    /// The page's origin cannot be read.
    Origin(OriginError),
    /// The URL cannot be parsed, or is not absolute.
    Url(String),
    /// The URL's scheme is really a host name: `localhost:3000/x` lacks `http://`.
    UrlMissingScheme(String),
    /// The URL holds a user name or password.
    UrlUserinfo,
    /// The method cannot be used.
    Method(String, MethodError),
    /// Mode `no-cors` allows only `GET`, `HEAD` and `POST`.
    NoCorsMethod(String),
    /// A header name or value that HTTP does not allow.
    Header(String),
    /// `GET` and `HEAD` have no body.
    BodyNotAllowed,
    /// Mode `navigate` is not for scripts.
    ModeNavigate,
    /// The page's URL or the referrer cannot be parsed, or is not absolute.
    Client(String),
    /// Cache mode `only-if-cached` needs mode `same-origin`.
    OnlyIfCached,
    /// A stream needs mode `cors` or `same-origin`.
    StreamMode,
    /// A stream cannot outlive its page.
    StreamKeepalive,
}

impl fmt::Display for RequestInitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Origin(error) => write!(f, "the page's origin: {error}"),
            Self::Url(url) => write!(f, "not a URL: {url}"),
            Self::UrlMissingScheme(url) => write!(f, "the URL lacks its scheme: write http://{url}"),
            Self::UrlUserinfo => f.write_str("the URL holds a user name or password, which fetch() refuses"),
            Self::Method(method, error) => write!(f, "method {method}: {error}"),
            Self::NoCorsMethod(method) => {
                write!(f, "mode no-cors allows GET, HEAD and POST, not {method}: use mode cors")
            }
            Self::Header(name) => write!(f, "header {name}: not a name and value that HTTP allows"),
            Self::BodyNotAllowed => f.write_str("GET and HEAD have no body: use POST, or leave the body out"),
            Self::ModeNavigate => f.write_str("mode navigate is not for scripts: use cors"),
            Self::Client(url) => write!(f, "the page's URL or the referrer is not absolute: {url}"),
            Self::OnlyIfCached => f.write_str("cache mode only-if-cached needs mode same-origin"),
            Self::StreamMode => f.write_str("a stream cannot be sent in mode no-cors: use cors"),
            Self::StreamKeepalive => {
                f.write_str("a stream cannot outlive its page: leave keepalive out, or send the whole body")
            }
        }
    }
}

impl core::error::Error for RequestInitError {}
