//! A guard against forged cross-site requests, which CORS does not stop: a form on another site
//! can send a `POST` with cookies, although its page may not read the answer.

use super::check;
use super::config_error::ConfigErrors;
use super::origin_set::OriginSet;
use super::own_origin;
use super::request_head::{Lines, RequestHead, RequestHeader};
use crate::fetch::origin::OriginLine;
use alloc::string::String;
use core::fmt;

/// Tells requests that another site may have forged from all others.
///
/// In this order:
/// 1. a safe method (`GET`, `HEAD`, `OPTIONS`, `TRACE`) passes: it must change nothing;
/// 2. `Sec-Fetch-Site: same-origin` and `none` (typed by the user) pass;
/// 3. an origin that the guard trusts passes;
/// 4. any other `Sec-Fetch-Site` is refused;
/// 5. from a browser too old for that header, an `Origin` with the host and port of `Host` passes and
///    any other is refused;
/// 6. without both headers the request is no browser's and passes.
///
/// # Danger
/// A service that changes something on `GET` is not protected.
#[derive(Clone)]
pub struct Guard {
    trusted: OriginSet,
}

/// What to do with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardDecision {
    /// The service gets the request.
    Pass(GuardWhy),
    /// The request is answered 403.
    Refuse(GuardWhy),
}

/// Why a guard decided as it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GuardWhy {
    /// The method changes nothing.
    SafeMethod,
    /// The service's own page sent the request.
    SameOrigin,
    /// The user sent the request: by the address bar or a bookmark.
    UserInitiated,
    /// The guard trusts the origin.
    TrustedOrigin,
    /// Neither `Sec-Fetch-Site` nor `Origin`: not from a browser.
    NotABrowser,
    /// Another site's page sent the request.
    CrossSite,
    /// A page of the same site but of another origin sent the request.
    SameSite,
    /// `Origin` does not have the host and port of `Host`.
    OriginNotHost,
    /// The origin is `null`.
    NullOrigin,
    /// `Sec-Fetch-Site`, `Origin` or `Host` is repeated or not understood.
    Malformed,
}

impl Guard {
    /// A guard that trusts these origins; patterns as in [`Config`](super::Config), but for `*`.
    ///
    /// # Errors
    /// Every entry that is no origin pattern.
    pub fn new<S: Into<String>>(trusted_origins: impl IntoIterator<Item = S>) -> Result<Self, ConfigErrors> {
        let origins: alloc::vec::Vec<String> = trusted_origins.into_iter().map(Into::into).collect();
        Ok(Self { trusted: OriginSet::new(&check::check_trusted(&origins)?) })
    }

    /// Decides about a request, without allocating.
    #[must_use]
    pub fn check(&self, request: &impl RequestHead) -> GuardDecision {
        match self.verdict(request) {
            Ok(why) => GuardDecision::Pass(why),
            Err(why) => GuardDecision::Refuse(why),
        }
    }

    fn verdict(&self, request: &impl RequestHead) -> Result<GuardWhy, GuardWhy> {
        if matches!(request.method(), b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE") {
            return Ok(GuardWhy::SafeMethod);
        }
        let site = Lines::of(request, RequestHeader::SecFetchSite);
        match site {
            Some(Lines::One(b"same-origin")) => return Ok(GuardWhy::SameOrigin),
            Some(Lines::One(b"none")) => return Ok(GuardWhy::UserInitiated),
            _ => {}
        }
        let origin = self.judge_origin(request);
        match (site, origin) {
            (_, Ok(GuardWhy::TrustedOrigin)) => Ok(GuardWhy::TrustedOrigin),
            (None, verdict) => verdict,
            (Some(Lines::One(b"cross-site")), _) => Err(GuardWhy::CrossSite),
            (Some(Lines::One(b"same-site")), _) => Err(GuardWhy::SameSite),
            _ => Err(GuardWhy::Malformed),
        }
    }

    /// What `Origin` and `Host` say by themselves.
    fn judge_origin(&self, request: &impl RequestHead) -> Result<GuardWhy, GuardWhy> {
        let line = match Lines::of(request, RequestHeader::Origin) {
            None => return Ok(GuardWhy::NotABrowser),
            Some(Lines::Several) => return Err(GuardWhy::Malformed),
            Some(Lines::One(b"null")) => return Err(GuardWhy::NullOrigin),
            Some(Lines::One(line)) => line,
        };
        if self.trusted.lists(line) {
            return Ok(GuardWhy::TrustedOrigin);
        }
        let Ok(origin) = OriginLine::parse(line) else {
            return Err(GuardWhy::Malformed);
        };
        if self.trusted.matches(origin) {
            Ok(GuardWhy::TrustedOrigin)
        } else if own_origin::is_host(request, origin) {
            Ok(GuardWhy::SameOrigin)
        } else {
            Err(GuardWhy::OriginNotHost)
        }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").finish_non_exhaustive()
    }
}

impl GuardDecision {
    /// Whether the request passes.
    #[must_use]
    pub const fn passes(self) -> bool {
        matches!(self, Self::Pass(_))
    }

    /// The reason.
    #[must_use]
    pub const fn why(self) -> GuardWhy {
        match self {
            Self::Pass(why) | Self::Refuse(why) => why,
        }
    }
}

impl GuardWhy {
    /// Every reason, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::SafeMethod,
        Self::SameOrigin,
        Self::UserInitiated,
        Self::TrustedOrigin,
        Self::NotABrowser,
        Self::CrossSite,
        Self::SameSite,
        Self::OriginNotHost,
        Self::NullOrigin,
        Self::Malformed,
    ];

    /// A stable name for logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SafeMethod => "safe-method",
            Self::SameOrigin => "same-origin",
            Self::UserInitiated => "user-initiated",
            Self::TrustedOrigin => "trusted-origin",
            Self::NotABrowser => "not-a-browser",
            Self::CrossSite => "cross-site",
            Self::SameSite => "same-site",
            Self::OriginNotHost => "origin-not-host",
            Self::NullOrigin => "null-origin",
            Self::Malformed => "malformed",
        }
    }
}

impl fmt::Display for GuardWhy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
