//! About the way to the server, and what a browser blocks for other reasons than CORS.

use crate::browser::TlsFailure;

/// What became of a request on its way.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Network<'a> {
    NoAnswer,
    HeldBackAfterPreflight {
        method: &'a str,
    },
    HeldBack {
        method: &'a str,
    },
    Dns {
        host: &'a str,
    },
    Unreachable(At<'a>),
    /// At one loopback address; at the other, which is its second part, something listens.
    OtherLoopback(At<'a>, &'a str),
    Tls(At<'a>),
    /// A TLS handshake, and why it failed.
    TlsFor(At<'a>, TlsFailure),
    Timeout(At<'a>),
    NotHttp(At<'a>),
    /// The server says so itself.
    WantsTls(At<'a>),
    /// A handshake has shown it.
    SpeaksTls(At<'a>),
    PreflightNoResponse(At<'a>),
    NoResponse(At<'a>, &'a str),
    Intermediary {
        server: &'a str,
    },
}

/// A host and its port.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct At<'a> {
    pub(in super::super) host: &'a str,
    pub(in super::super) port: Option<u16>,
}

/// What is no matter of CORS.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Outside<'a> {
    /// The answer's type, if it has a known one, and what the page wants it for.
    TypeUnfit {
        kind: Option<&'a str>,
        wanted: &'a str,
    },
    UnknownType,
    DataUrl,
    KeepaliveBody {
        bytes: u64,
    },
    TargetAddressSpace {
        space: &'a str,
    },
    InsecureContext {
        space: &'a str,
    },
    PermissionDenied {
        space: &'a str,
    },
    BlobMethod,
    BlobMissing,
    BlobRange,
    ResourcePolicy,
    EmbedderPolicy,
}
