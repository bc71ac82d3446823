//! About an answer that script gets.

/// Why script gets it, and what it cannot read of it.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Reading<'a> {
    Navigation,
    SameOrigin,
    Opaque,
    OpaqueRedirect,
    Preflighted,
    Simple,
    /// After another sentence.
    IsAnError {
        status: u16,
    },
    ExposeMalformed,
    ExposeWildcard,
    Never {
        names: &'a [&'a str],
    },
    NotExposed {
        names: &'a [&'a str],
    },
    CookieRefused {
        name: &'a str,
        flaw: Flaw<'a>,
    },
}

/// Why a browser does not keep a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Flaw<'a> {
    Domain { domain: &'a str, host: &'a str },
    SecureByHttp,
    Prefix,
    NoneWithoutSecure,
    SameSite { value: &'a str },
    NoSameSite,
}
