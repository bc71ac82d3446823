//! Further requests that were sent to find out why an answer is as it is, and what each showed.

use corsac::explain::{Name, Report};

/// What a further request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The same for another page.
    OtherOrigin,
    /// The same, past what may be in its way.
    Past(Obstacle),
    /// The same without `Origin`, as an image asks for it.
    NoOrigin,
    /// By https what closed the connection by http.
    OverTls,
    /// The other loopback address of this machine.
    OtherLoopback,
}

/// What may be in the way of a request that would pass without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// Cookies: it is sent without them.
    Credentials,
    /// The redirect of a preflight: the URL that it leads to is asked.
    Redirect,
    /// A cache: it is sent past all of them.
    Cache,
    /// The preflight: a plain GET needs none.
    Preflight,
}

impl Purpose {
    /// All of them.
    pub(crate) const ALL: [Self; 8] = [
        Self::OtherOrigin,
        Self::Past(Obstacle::Credentials),
        Self::Past(Obstacle::Redirect),
        Self::Past(Obstacle::Cache),
        Self::Past(Obstacle::Preflight),
        Self::NoOrigin,
        Self::OverTls,
        Self::OtherLoopback,
    ];

    /// Its word in reports for programs.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::OtherOrigin => "other-origin",
            Self::Past(Obstacle::Credentials) => "without-credentials",
            Self::Past(Obstacle::Redirect) => "past-redirect",
            Self::Past(Obstacle::Cache) => "past-caches",
            Self::Past(Obstacle::Preflight) => "plain-get",
            Self::NoOrigin => "no-origin",
            Self::OverTls => "over-tls",
            Self::OtherLoopback => "other-loopback",
        }
    }
}

/// What a further request showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Finding {
    /// It would pass without the obstacle.
    Passes(Obstacle),
    /// Its preflight would pass; the request itself was not sent.
    PreflightPasses(Obstacle),
    /// It would be blocked, for this reason, even without the obstacle.
    Fails(Obstacle, Name),
    /// A cache answered once more, and the server was not asked.
    StillCached,
    /// It is redirected as well.
    RedirectedAgain,
    /// No answer came: why, or nothing but that it took too long.
    NoAnswer(Option<Name>),
    /// The other page gets no `Access-Control-Allow-Origin` either.
    NobodyNamed,
    /// The other page gets the same `Access-Control-Allow-Origin`.
    SameForAll(String),
    /// The other page gets this `Access-Control-Allow-Origin`, which lets it in.
    LetsIn(String),
    /// The same, although cookies go along.
    LetsInWithCookies(String),
    /// The other page gets no `Access-Control-Allow-Origin`, unlike the first.
    NoneForOther,
    /// The other page gets this `Access-Control-Allow-Origin`, which does not let it in.
    NamesOther(String),
    /// The answer without `Origin` says that it varies by it.
    KeptApart,
    /// It does not, so that a cache may keep it for pages.
    NotKeptApart,
    /// TLS is spoken at this port.
    SpeaksTls,
    /// It is not.
    SpeaksNoTls,
    /// Something listens there.
    Listens,
    /// Nothing does.
    NothingListens,
}

impl Finding {
    /// Its word in reports for programs.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::Passes(_) => "passes",
            Self::PreflightPasses(_) => "preflight-passes",
            Self::Fails(..) => "fails",
            Self::StillCached => "still-cached",
            Self::RedirectedAgain => "redirected-again",
            Self::NoAnswer(_) => "no-answer",
            Self::NobodyNamed => "nobody-named",
            Self::SameForAll(_) => "same-for-all",
            Self::LetsIn(_) => "lets-in",
            Self::LetsInWithCookies(_) => "lets-in-with-cookies",
            Self::NoneForOther => "none-for-other",
            Self::NamesOther(_) => "names-other",
            Self::KeptApart => "kept-apart",
            Self::NotKeptApart => "not-kept-apart",
            Self::SpeaksTls => "speaks-tls",
            Self::SpeaksNoTls => "speaks-no-tls",
            Self::Listens => "listens",
            Self::NothingListens => "nothing-listens",
        }
    }
}

/// A further request, and what it showed.
#[derive(Debug, Clone)]
pub(crate) struct Probed {
    pub(crate) purpose: Purpose,
    pub(crate) method: String,
    pub(crate) url: String,
    /// The origin of its page.
    pub(crate) page: String,
    /// The status of its last answer; `None` if none came.
    pub(crate) status: Option<u16>,
    /// What a browser would make of it; `None` if no answer came in time.
    pub(crate) name: Option<Name>,
    pub(crate) finding: Finding,
}

impl Probed {
    /// With what its report says.
    pub(crate) fn new(purpose: Purpose, report: &Report, finding: Finding) -> Self {
        // The message that was judged last: of a request that was held back, its preflight.
        let shown = report.exchanges.iter().rev().find(|exchange| exchange.response.is_some());
        let shown = shown.or_else(|| report.exchanges.last());
        Self {
            purpose,
            method: shown.map_or(&report.request.method, |shown| &shown.request.method).clone(),
            url: shown.map_or(&report.request.url, |shown| &shown.request.url).as_str().to_owned(),
            page: report.request.page.clone(),
            status: shown.and_then(|shown| shown.response.as_ref()).map(|response| response.status),
            name: Some(report.primary.name),
            finding,
        }
    }
}
