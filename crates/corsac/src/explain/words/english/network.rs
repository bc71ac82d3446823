//! About the way to the server, and what is no matter of CORS.

use super::super::language::English;
use super::super::network::{At, Network, Outside};
use crate::browser::TlsFailure;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Network<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Network::*;
        match self.0 {
            NoAnswer => write!(f, "No answer came."),
            HeldBackAfterPreflight { method } => write!(f, "The preflight allows the {method}, and a browser would send it now. It was held back here, since it may change something at the server."),
            HeldBack { method } => write!(f, "The {method} needs no preflight: a browser sends it at once. It was held back here, since it may change something at the server."),
            Dns { host } => write!(f, "There is no host {host}: its name has no address. This is no CORS problem."),
            Unreachable(at) => write!(f, "Nothing answers at {}: no server listens there. This is no CORS problem.", English(at)),
            Tls(at) => write!(f, "The TLS handshake with {} failed: a certificate that is not trusted, or a server that speaks plain http there.", English(at)),
            OtherLoopback(at, other) => write!(f, "Nothing listens at {}, but a server does at {other}, this machine's other address of its own. This is no CORS problem.", English(at)),
            TlsFor(at, why) => write!(f, "The TLS handshake with {} failed: {} This is no CORS problem.", English(at), English(why)),
            Timeout(at) => write!(f, "{} did not answer in time.", English(at)),
            NotHttp(at) => write!(f, "What answers at {} does not speak HTTP, or speaks it wrongly.", English(at)),
            WantsTls(at) => write!(f, "{} speaks TLS, and the URL says http: the server itself complains of it. This is no CORS problem.", English(at)),
            SpeaksTls(at) => write!(f, "{} speaks TLS, and the URL says http: it gives no answer by http, and by https it does. This is no CORS problem.", English(at)),
            PreflightNoResponse(at) => write!(f, "{} closed the connection without an answer to the preflight (OPTIONS).", English(at)),
            NoResponse(at, method) => write!(f, "{} closed the connection without an answer to the {method}: the server probably crashed while handling it.", English(at)),
            Intermediary { server } => write!(f, "{server} seems to have answered this in the application's place."),
        }
    }
}

impl Display for English<TlsFailure> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            TlsFailure::SelfSigned => "its certificate is self-signed, and this machine does not trust it.",
            TlsFailure::UnknownIssuer => {
                "its certificate comes from an issuer that this machine does not trust, or the server leaves out a \
                 certificate between."
            }
            TlsFailure::Expired => "its certificate has expired.",
            TlsFailure::NotYetValid => "its certificate is not valid yet, or this machine's clock is slow.",
            TlsFailure::OtherHost => "its certificate is for another host name.",
            TlsFailure::NoTls => "the server speaks no TLS there, probably plain http.",
            TlsFailure::OldProtocol => {
                "the server speaks only old versions of TLS, or old ciphers, which browsers no longer accept."
            }
            TlsFailure::ClientCertificate => {
                "the server wants a certificate of the client. Fetch sends one only together with cookies, and a \
                 preflight never has one."
            }
        })
    }
}

impl Display for English<At<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            At { host, port: Some(port) } => write!(f, "{host} port {port}"),
            At { host, port: None } => write!(f, "{host}"),
        }
    }
}

impl Display for English<Outside<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Outside::*;
        match self.0 {
            TypeUnfit { kind, wanted } => write!(f, "The answer is {}, and the page wants a {wanted}. The browser does not run it. That is not CORS.", kind.unwrap_or("of no known type")),
            UnknownType => write!(f, "of no known type"),
            DataUrl => write!(f, "The data: URL is malformed: it lacks its comma, or its base64 is none."),
            KeepaliveBody { bytes } => write!(f, "The page has requests of {bytes} bytes that may outlive it, and browsers allow 65,536."),
            TargetAddressSpace { space } => write!(f, "Your code expects the server in another network: it is in the {space} one."),
            InsecureContext { space } => write!(f, "The server is in the {space} network, and only pages that came by https may ask it."),
            PermissionDenied { space } => write!(f, "The server is in the {space} network, and the user has not allowed this page to reach it."),
            BlobMethod => write!(f, "A blob: URL can only be fetched with GET."),
            BlobMissing => write!(f, "There is no such blob, or no longer: its URL was revoked, or is another page's."),
            BlobRange => write!(f, "The Range header asks for something that the blob does not have."),
            ResourcePolicy => write!(f, "The server's Cross-Origin-Resource-Policy keeps this answer from other sites' pages in mode no-cors. That is not CORS."),
            EmbedderPolicy => write!(f, "Your page's Cross-Origin-Embedder-Policy admits only what agrees to be embedded, and this answer does not say so. That is not CORS."),
        }
    }
}
