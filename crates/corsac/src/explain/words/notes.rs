//! What is worth knowing besides.

/// A remark.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Remark<'a> {
    PreflightCredentialed,
    MaxAgeMissing,
    MaxAgeNoNumber {
        value: &'a str,
    },
    Keeps {
        browser: &'a str,
        seconds: u64,
    },
    MaxAgeCapped {
        seconds: u64,
        kept: &'a [&'a str],
    },
    VaryMissing {
        value: &'a str,
    },
    /// Another page is told the same.
    VaryUnneeded {
        value: &'a str,
    },
    OpaquePage,
    CacheStale,
    CookieIgnored {
        mode: &'a str,
    },
    NoCookies,
    UnneededPreflight {
        name: &'a str,
    },
    MixedOnThisDevice,
    MixedInLocalNetwork,
    MixedContent,
    LocalNetwork,
    LocalNetworkByHttp,
}
