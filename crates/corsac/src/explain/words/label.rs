//! What stands around the parts of a report.

use super::super::report::{Certainty, Verdict};

/// A title, a label or a sentence about the whole.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Label<'a> {
    Allowed,
    Blocked,
    NotSent,
    From(&'a str),
    FromOpaque,
    LinkOrForm,
    Mode(&'a str),
    WithCookies,
    PreflightCached,
    /// A message and how sure it is.
    Cause(&'a str, Certainty),
    ByTheStandard(Verdict),
    In(&'a [&'a str], Verdict),
    GoesOn(&'a [&'a str], &'a str),
    Agreed,
    NothingSent,
    MixedContentSent(&'a str),
    CacheAnswered(&'a str),
    Executed(&'a str),
    NeverSent(&'a str),
    NotReached(&'a str),
    NotKnown(&'a str),
    Fix,
    /// The side in front of a fix, of one width.
    Server,
    Page,
    Status(&'a str),
    OrCorsac,
    WhyPreflight,
    /// In front of what script can read; of one width with the next.
    CanRead,
    CannotRead,
    CanReadStatus(u16),
    Body,
    Nothing,
    NextAndMended,
    Next,
    Also,
    WhatBrowsersPrint,
    Misleading,
    Docs(&'a str),
    LeftOut(usize),
    Url,
    Method,
    StatusLine,
    Missing,
    ThePreflight,
    CookiesOfHost,
}
