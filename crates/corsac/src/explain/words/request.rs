//! About the request as the code makes it.

use crate::fetch::origin::OriginErrorKind;

/// What is wrong with the request.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Making<'a> {
    BadPort { port: u16 },
    ModeSameOrigin { origin: &'a str, page: &'a str },
    NoCorsRedirectMode { mode: &'a str },
    SchemeUnsupported { scheme: &'a str },
    PageOriginInvalid { value: &'a str, kind: OriginErrorKind },
    UrlInvalid { url: &'a str },
    ClientInvalid { url: &'a str },
    MissingScheme { url: &'a str },
    Userinfo,
    HeaderInvalid { name: &'a str },
    BodyNotAllowed { method: &'a str },
    ModeNavigate,
    NotCached,
    OnlyIfCached,
    StreamMode,
    StreamKeepalive,
    MethodForbidden { method: &'a str },
    NoCorsMethod { method: &'a str },
    MethodInvalid { method: &'a str },
    ResponseHeaders { names: &'a [&'a str] },
    ForbiddenHeaders { names: &'a [&'a str] },
    NoCorsHeaders { names: &'a [&'a str] },
}
