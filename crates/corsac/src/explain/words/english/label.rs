//! What stands around the parts of a report.

use super::super::super::report::{Certainty, Verdict};
use super::super::label::Label;
use super::super::language::English;
use super::and;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Label<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Label::*;
        match self.0 {
            Allowed => write!(f, "ALLOWED"),
            Blocked => write!(f, "BLOCKED"),
            NotSent => write!(f, "NOT SENT"),
            From(page) => write!(f, "from {page}"),
            FromOpaque => write!(f, "from a page without an origin (null)"),
            LinkOrForm => write!(f, "a link or a form"),
            Mode(mode) => write!(f, "mode {mode}"),
            WithCookies => write!(f, "with cookies"),
            PreflightCached => write!(f, "preflight answered from the cache"),
            Cause(message, Certainty::Certain) => write!(f, "{message}"),
            Cause(message, Certainty::Likely) => write!(f, "{message} (Likely, not certain.)"),
            Cause(message, Certainty::Possible) => write!(f, "{message} (One of several explanations.)"),
            ByTheStandard(verdict) => write!(f, "By the Fetch Standard it is {}.", word(verdict)),
            In(browsers, verdict) => write!(f, "In {} it is {}.", and(browsers), word(verdict)),
            GoesOn(browsers @ [_], method) => write!(f, "{} goes on and sends the {method}.", and(browsers)),
            GoesOn(browsers, method) => write!(f, "{} go on and send the {method}.", and(browsers)),
            Agreed => write!(f, "The Fetch Standard, Chromium, Firefox and Safari agree."),
            NothingSent => write!(f, "Nothing was sent."),
            MixedContentSent(method) => write!(f, "A browser does not even send the {method}; here it was sent to see the answer."),
            CacheAnswered(method) => write!(f, "A cache answered the {method}: the server may not even have seen it."),
            Executed(method) => write!(f, "The server did receive the {method} and may have acted on it: only its answer is kept from the page."),
            NeverSent(method) => write!(f, "The {method} itself was never sent."),
            NotReached(method) => write!(f, "The {method} did not reach a server."),
            NotKnown(method) => write!(f, "Whether the server acted on the {method} is not known: no answer came."),
            Fix => write!(f, "Fix"),
            Server => write!(f, "server  "),
            Page => write!(f, "page    "),
            Status(status) => write!(f, "status {status}"),
            OrCorsac => write!(f, "Or put corsac in front of the server, with at least this in corsac.toml:"),
            WhyPreflight => write!(f, "Why a preflight  "),
            CanRead => write!(f, "Script can read     "),
            CannotRead => write!(f, "Script cannot read  "),
            CanReadStatus(status) => write!(f, "status {status}"),
            Body => write!(f, "body"),
            Nothing => write!(f, "nothing"),
            NextAndMended => write!(f, "This would fail next; the change above mends it, too"),
            Next => write!(f, "This would fail next"),
            Also => write!(f, "Also"),
            WhatBrowsersPrint => write!(f, "What browsers print"),
            Misleading => write!(f, " (misleading)"),
            Docs(name) => write!(f, "docs: corsac codes {name}"),
            LeftOut(count) => write!(f, "…  {count} messages like these"),
            Url => write!(f, "URL "),
            Method => write!(f, "method "),
            StatusLine => write!(f, "status "),
            Missing => write!(f, "(missing)"),
            ThePreflight => write!(f, "  (preflight)"),
            CookiesOfHost => write!(f, "with the cookies of this host, if the browser has any"),
        }
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Blocked => "blocked",
        Verdict::Undecided => "not decided by these messages",
    }
}
