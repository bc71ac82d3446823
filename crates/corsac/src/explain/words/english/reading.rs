//! About an answer that script gets.

use super::super::language::English;
use super::super::reading::{Flaw, Reading};
use super::and;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Reading<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Reading::*;
        match self.0 {
            Navigation => write!(f, "A link or a form: the browser shows the answer as a page, and CORS does not apply. Such a request reaches the server from whatever site; the page that sent it reads nothing of the answer."),
            SameOrigin => write!(f, "Page and URL have the same origin, so CORS does not apply."),
            Opaque => write!(f, "The request was sent in mode no-cors. Script can read nothing of the answer, not even its status."),
            OpaqueRedirect => write!(f, "The server answered with a redirect, and your code asked not to follow it. Script sees only that there was one."),
            Preflighted => write!(f, "The server allowed the request in advance, and shares its answer with the page."),
            Simple => write!(f, "The server shares its answer with the page. No preflight was needed."),
            IsAnError { status } => write!(f, " The answer itself is an error, status {status}: that has nothing to do with CORS."),
            ExposeMalformed => write!(f, "Access-Control-Expose-Headers is no list of header names, so it exposes nothing."),
            ExposeWildcard => write!(f, "The server exposes any header (*), but your code sends cookies. With cookies * is a plain name and exposes nothing."),
            Never { names } => write!(f, "No script can read {}: browsers keep it to themselves.", and(names)),
            CookieRefused { name, flaw: Flaw::Domain { domain, host } } => write!(f, "The browser does not keep the cookie {name}: its Domain is {domain}, and the answer comes from {host}."),
            CookieRefused { name, flaw: Flaw::SecureByHttp } => write!(f, "The browser does not keep the cookie {name}: it is Secure, and the URL is http."),
            CookieRefused { name, flaw: Flaw::Prefix } => write!(f, "The browser does not keep the cookie {name}: such a name is a promise of Secure, and __Host- of Path=/ and no Domain, too."),
            CookieRefused { name, flaw: Flaw::NoneWithoutSecure } => write!(f, "The browser does not keep the cookie {name}: SameSite=None needs Secure."),
            CookieRefused { name, flaw: Flaw::SameSite { value } } => write!(f, "The browser does not keep the cookie {name}: it is SameSite={value}, and the page is on another site. CORS changes nothing about that."),
            CookieRefused { name, flaw: Flaw::NoSameSite } => write!(f, "Chromium does not keep the cookie {name}: without SameSite it counts as SameSite=Lax, and the page is on another site. Safari and Firefox keep other sites' cookies away by rules of their own."),
            NotExposed { names } => write!(f, "Your code reads {}, and the server does not expose it to scripts of other origins.", and(names)),
        }
    }
}
