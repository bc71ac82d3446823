//! Ways out.

use crate::browser::TlsFailure;

/// What to change in the page or its code.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum InPage<'a> {
    DefaultMode,
    LeaveOutRedirect,
    FileOverHttp,
    OtherScheme,
    WebSocket,
    GivePageOrigin,
    WholeUrl,
    HeaderCharacters,
    Post,
    ChangeMode,
    AskTheServer,
    SameOriginModeOrForceCache,
    BodyInOnePiece,
    WriteScheme,
    CredentialsInHeader,
    AnotherMethod,
    CorsForMethod,
    MethodWithoutSpaces,
    MethodAs(&'a str),
    Delete(&'a [&'a str]),
    CorsForHeader,
    TellTheTool,
    CorrectHost,
    CorrectPort,
    HttpUrl,
    Localhost,
    FinalUrl,
    FinalUrlOrBody,
    FinalUrlOrFollow,
    ThenLogin,
    AskWithCors,
    CorsToRead,
    CheckUrl,
    SendLess,
    TargetAddressSpace,
    PageOverHttps,
    AskTheUser,
    OwnOrigin,
    /// Host of the page, host of the URL.
    OneMachine(&'a str, &'a str),
    SendCookies,
    LeaveOut(&'a str),
    HttpsUrl,
    WithoutCookies,
}

/// What to change at the server.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum AtServer {
    AnotherPort,
    Start,
    Certificate,
    CertificateFor(TlsFailure),
    /// At the other loopback address, too: whether that is the one of IPv6.
    ListenAtOtherLoopback {
        v6: bool,
    },
    LogForHang,
    AnswerOptions,
    Log,
    OptionsBeforeLogin,
    OptionsBeforeRedirect,
    OptionsAtTarget,
    NoRedirectElsewhere,
    OneLocation,
    UrlAsLocation,
    RedirectToHttp,
    NoCircle,
    WithoutUserinfo,
    LoginWith401,
    CrossOriginPolicy,
    Expose,
    ContentType,
    CookieForOtherSites,
    CookieSecure,
    CookieWithoutDomain,
    CookieWholeHost,
    CookieByHttps,
    AskLessOften,
    SendVary,
    HttpsFirst,
    OwnOrigin,
}

/// How to change an answer; the changed header lines follow.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Mend<'a> {
    /// A change besides one of the page.
    And(&'a Self),
    IfCookies(&'a Self),
    OptionsBeforeLogin,
    RouteOptions,
    OptionsBeforeFailure,
    OptionsBeforeCounting,
    LetCorsLayerAllow {
        page: &'a str,
    },
    ErrorLogin,
    ErrorNothingThere,
    ErrorNotAccepted,
    ErrorInLog,
    VaryEverywhere,
    OneWriter,
    /// After another way out.
    OrTheRedirect,
    IfPageMaySend {
        page: &'a str,
        credentialed: bool,
    },
    IfPageMayRead {
        page: &'a str,
    },
    Preflight {
        credentialed: bool,
    },
    AnswerTo {
        method: &'a str,
    },
    Answer,
}
