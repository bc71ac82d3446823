//! What stands under the offending bytes.

use super::super::language::English;
use super::super::note::Note;
use super::and;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Note<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Note::*;
        match self.0 {
            Title(name) => write!(f, "{}", English(name)),
            Misses(miss) => write!(f, "{}", English(miss)),
            MissesAndMustBe(miss, value) => write!(f, "{}: must be {value}", English(miss)),
            MustBe(value) => write!(f, "must be {value}"),
            MustList(names) => write!(f, "must list {}", and(names)),
            MustListIt => write!(f, "must list it"),
            MustListNames => write!(f, "must list names"),
            MustBeOk => write!(f, "must be 200 to 299"),
            MustBeHttps => write!(f, "must be https"),
            MustNameOrigin => write!(f, "must name Origin"),
            MustListAuthorization => write!(f, "must list authorization by name"),
            One => write!(f, "one"),
            AndAnother => write!(f, "and another: only one may leave the server"),
            AndAnotherLocation => write!(f, "and another"),
            OpaqueOrigin => write!(f, "an opaque origin"),
            RightlyNotNull => write!(f, "not null, and rightly so"),
            NoLongerThePage => write!(f, "no longer the page's origin"),
            ComparedWithNull => write!(f, "is compared with null"),
            MadeForAnother => write!(f, "made for another page"),
            VaryWouldKeepApart => write!(f, "Vary: Origin would keep the answers apart"),
            EveryHop => write!(f, "every hop needs it"),
            LoginHasNone => write!(f, "a login page has none"),
            NotInCache => write!(f, "not in the cached copy"),
            ErrorsToo => write!(f, "errors need it, too"),
            ThisToo => write!(f, "this answer needs it, too"),
            AnError => write!(f, "an error"),
            ARedirect => write!(f, "a redirect"),
            Write(method) => write!(f, "write {method}"),
            HasAndNot(listed, method) => write!(f, "has {listed}, not {method}"),
            NotAMethod => write!(f, "not a method"),
            NotAHeaderName => write!(f, "not a header name"),
            NeedsPermission => write!(f, "needs permission"),
            Meant(header) => write!(f, "{header} is meant"),
            ThisPort => write!(f, "this port"),
            NotStored => write!(f, "not in the cache"),
            AnotherOrigin => write!(f, "another origin"),
            NeitherHttpNorHttps => write!(f, "neither http nor https"),
            NotAnAbsoluteUrl => write!(f, "not an absolute URL"),
            HasNoBody => write!(f, "has no body"),
            NoScheme => write!(f, "no scheme"),
            Userinfo => write!(f, "user name or password"),
            ThisMethod => write!(f, "this method"),
            BelongsToTheAnswer => write!(f, "belongs to the answer"),
            NotTheApplication => write!(f, "not the application"),
            DecidesIt => write!(f, "decides it"),
            MorePrivate => write!(f, "in a more private network"),
            ThisUrl => write!(f, "this URL"),
            ALoginPage => write!(f, "a login page"),
            HttpBecomesHttps => write!(f, "http becomes https"),
            DiffersByASlash => write!(f, "differs by a slash"),
            AnotherHost => write!(f, "another host name"),
            NotFollowed => write!(f, "not followed"),
            PolicysReason => write!(f, "the policy's reason"),
            KnowsCors => write!(f, "who answered knows CORS"),
            NotAUrl => write!(f, "not a URL"),
            TwentyFirst => write!(f, "the twenty-first"),
            NeedsTheBodyAgain => write!(f, "needs the body again"),
            MakesAGet => write!(f, "makes a GET of it"),
            Seconds => write!(f, "seconds, such as 600"),
            MoreThanKept => write!(f, "more than browsers keep"),
            Ignored => write!(f, "ignored"),
            WantsALogin => write!(f, "wants a login"),
            NotThisPage => write!(f, "not this page"),
            AskedForByThePage => write!(f, "asked for by the page"),
        }
    }
}
