//! What the browser made of each header, and why there was a preflight.

/// A few words beside a header of an answer.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Judgement<'a> {
    StatusOk,
    StatusMustBeOk,
    RedirectNotFollowed,
    AnyOrigin,
    Exact,
    MustBe(&'a str),
    IsNot(&'a str),
    NotNeeded,
    NeededWithCookies,
    NotMethods,
    NotHeaderNames,
    MustList(&'a [&'a str]),
    NeedsNoPermission(&'a str),
    Allowed(&'a str),
    AllAllowed(usize),
    NoneAskedFor,
    KeepsCaches,
    Followed,
    NotFollowed,
    LeadsNowhere,
}

/// What makes a preflight necessary.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Reason<'a> {
    Method(&'a str),
    Header(&'a str),
    ContentType(&'a str, &'a str),
    TooLong(&'a str),
    Byte(&'a str),
    Range(&'a str),
    Total(&'a str),
    Upload,
}
