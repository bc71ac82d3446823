//! Why a fetch failed, and where.

use super::cors_check::CorsCheckFailure;
use super::local_network::LocalNetworkFailure;
use super::location::LocationError;
use super::preflight::PreflightFailure;
use alloc::string::String;
use url::Url;

/// The part of a fetch in which it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Phase {
    /// Before anything was sent.
    Request,
    /// At the answer to the preflight.
    Preflight,
    /// At a redirect.
    Redirect,
    /// At the response itself.
    Response,
}

/// Why a fetch failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The port is one that browsers refuse to connect to.
    BadPort(u16),
    /// Mode `same-origin`, and the URL is of another origin.
    ModeSameOrigin,
    /// Mode `no-cors` needs redirect mode `follow`.
    NoCorsRedirectMode,
    /// The URL's scheme is neither http nor https.
    SchemeNotHttp(String),
    /// The preflight's answer does not allow the request.
    Preflight(PreflightFailure),
    /// The response is not shared with the requester.
    CorsCheck(CorsCheckFailure),
    /// `Cross-Origin-Resource-Policy` keeps the response from the requester.
    ResourcePolicy,
    /// The page's embedder policy asks for a `Cross-Origin-Resource-Policy`, and there is none.
    EmbedderPolicy,
    /// A redirect, and the redirect mode is `error`.
    RedirectModeError,
    /// A redirect to nowhere: `Location` is not a URL.
    Location(LocationError),
    /// A redirect to a URL whose scheme is neither http nor https.
    RedirectSchemeNotHttp(Url),
    /// The twenty-first redirect: a fetch follows 20.
    RedirectLimit,
    /// A redirect of a CORS request to a URL with a user name or password.
    RedirectCredentials(Url),
    /// A redirect to a URL with a user name or password, which the Standard allows and this browser
    /// does not.
    RedirectUserinfo(Url),
    /// A redirect that would need a streamed body again.
    RedirectBodyStream,
    /// The blob behind a `blob:` URL cannot be fetched.
    Blob(BlobFailure),
    /// The `data:` URL is malformed.
    DataUrl,
    /// A script of a type, given here, that is no script's.
    MimeType(String),
    /// The server wants its type, given here, taken at its word, and it does not fit.
    Nosniff(String),
    /// A request that outlives its page would make it so many bytes that do, which is too much.
    KeepaliveBody(u64),
    /// Cache mode `only-if-cached`, and the HTTP cache has no answer.
    NotCached,
    /// The server is in a more private network than the page, and the page may not ask it.
    LocalNetworkAccess(LocalNetworkFailure),
    /// No answer came.
    Network(NetworkFailure),
}

/// Why a blob cannot be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlobFailure {
    /// The method is not `GET`.
    Method,
    /// There is no such blob, or no longer.
    Missing,
    /// The `Range` header is not one range inside the blob.
    Range,
}

/// Why a TLS handshake failed, as far as whoever made it can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsFailure {
    /// The certificate vouches for itself, and nobody else does.
    SelfSigned,
    /// Nobody who is trusted vouches for the certificate, or the chain to whoever does is not whole.
    UnknownIssuer,
    /// The certificate is no longer valid.
    Expired,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate is for other names than the URL's host, or the server knows no such name.
    OtherHost,
    /// What came is no TLS: the server speaks plain HTTP, or something else.
    NoTls,
    /// The server speaks only versions of TLS, or ciphers, that are no longer accepted.
    OldProtocol,
    /// The server wants a certificate of the client.
    ClientCertificate,
}

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum NetworkFailure {
    /// The host's name has no address.
    Dns,
    /// Nothing listens there, or no route leads there.
    Connect,
    /// The certificate or the TLS handshake failed.
    Tls,
    /// The connection ended before a whole response head came.
    NoResponse,
    /// It took too long.
    Timeout,
    /// The answer is not HTTP.
    Protocol,
    /// The caller held the request back, since it may change something at the server.
    HeldBack,
}
