//! About an answer that script gets.

use super::super::language::English;
use super::super::reading::Reading;
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
            NotExposed { names } => write!(f, "Your code reads {}, and the server does not expose it to scripts of other origins.", and(names)),
        }
    }
}
