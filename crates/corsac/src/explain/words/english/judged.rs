//! What the browser made of each header, and why there was a preflight.

use super::super::judged::{Judgement, Reason};
use super::super::language::English;
use super::and;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Judgement<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Judgement::StatusOk => write!(f, "200 to 299"),
            Judgement::StatusMustBeOk => write!(f, "must be 200 to 299"),
            Judgement::RedirectNotFollowed => write!(f, "a redirect is never followed here"),
            Judgement::AnyOrigin => write!(f, "any origin"),
            Judgement::Exact => write!(f, "exact"),
            Judgement::MustBe(value) => write!(f, "must be {value}"),
            Judgement::IsNot(origin) => write!(f, "is not {origin}"),
            Judgement::NotNeeded => write!(f, "not needed without cookies"),
            Judgement::NeededWithCookies => write!(f, "needed with cookies"),
            Judgement::NotMethods => write!(f, "not a list of methods"),
            Judgement::NotHeaderNames => write!(f, "not a list of header names"),
            Judgement::MustList(names) => write!(f, "must list {}", and(names)),
            Judgement::NeedsNoPermission(method) => write!(f, "{method} needs no permission"),
            Judgement::Allowed(name) => write!(f, "{name} is allowed"),
            Judgement::AllAllowed(count) => write!(f, "all {count} are allowed"),
            Judgement::NoneAskedFor => write!(f, "none was asked for"),
            Judgement::KeepsCaches => write!(f, "keeps caches right"),
            Judgement::Followed => write!(f, "followed"),
            Judgement::NotFollowed => write!(f, "not followed"),
            Judgement::LeadsNowhere => write!(f, "leads nowhere"),
        }
    }
}

impl Display for English<Reason<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Reason::Method(method) => write!(f, "method {method}"),
            Reason::Header(name) => write!(f, "header {name}"),
            Reason::ContentType(name, value) => write!(f, "{name} {value}"),
            Reason::TooLong(name) => write!(f, "{name} of more than 128 bytes"),
            Reason::Byte(name) => write!(f, "an unsafe byte in {name}"),
            Reason::Range(name) => write!(f, "{name} that is not one range with a start"),
            Reason::Total(name) => write!(f, "{name} among more than 1024 bytes of such headers"),
            Reason::Upload => write!(f, "an upload listener or a streamed body"),
        }
    }
}
