//! About the request as the code makes it.

use super::super::language::English;
use super::super::request::Making;
use super::and;
use crate::browser::RequestInitError;
use crate::fetch::origin::OriginError;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Making<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Making::*;
        match self.0 {
            BadPort { port } => write!(f, "Browsers never connect to port {port}, whatever the headers: other protocols than HTTP live there."),
            ModeSameOrigin { origin, page } => write!(f, "Your code asked for mode same-origin, and {origin} is not of the page's origin {page}."),
            NoCorsRedirectMode { mode } => write!(f, "Mode no-cors needs redirects to be followed, and your code asked for redirect: {mode:?}."),
            SchemeUnsupported { scheme } => write!(f, "CORS exists for http and https only, and this is a {scheme}: URL."),
            PageOriginInvalid { value, kind } => write!(f, "The page's origin {value} is no origin: {}.", OriginError { kind, at: 0 }),
            UrlInvalid { url } => write!(f, "{url} is not an absolute URL."),
            ClientInvalid { url } => write!(f, "{url}, which the request says it comes from, is not an absolute URL."),
            MissingScheme { url } => write!(f, "{url} lacks its scheme: the browser takes what stands before the first colon for one, or the whole for a path."),
            Userinfo => write!(f, "The URL holds a user name or password, and fetch() refuses such URLs."),
            HeaderInvalid { name } => write!(f, "The header {name} has a name or a value that HTTP does not allow."),
            BodyNotAllowed { method } => write!(f, "Your code sends a body with a {method}, which has none."),
            ModeNavigate => write!(f, "Mode navigate is for links and forms, not for scripts."),
            NotCached => write!(f, "Your code asked for cache: \"only-if-cached\", and the browser's cache has no answer for this URL. So nothing was sent."),
            OnlyIfCached => refused(f, &RequestInitError::OnlyIfCached),
            StreamMode => refused(f, &RequestInitError::StreamMode),
            StreamKeepalive => refused(f, &RequestInitError::StreamKeepalive),
            MethodForbidden { method } => write!(f, "No script may use the method {method}: CONNECT, TRACE and TRACK are kept from scripts."),
            NoCorsMethod { method } => write!(f, "Mode no-cors allows GET, HEAD and POST, not {method}."),
            MethodInvalid { method } => write!(f, "{method:?} is no HTTP method."),
            ResponseHeaders { names } => write!(f, "Your code sets {} on the request. That is a response header: the server sends it. On a request it only adds a preflight that fails.", and(names)),
            ForbiddenHeaders { names } => write!(f, "Your code sets {}. Only the browser may set it, and it silently drops what scripts write.", and(names)),
            NoCorsHeaders { names } => write!(f, "In mode no-cors the browser silently drops {}.", and(names)),
        }
    }
}

fn refused(f: &mut Formatter<'_>, error: &RequestInitError) -> Result {
    write!(f, "The browser refuses the request: {error}.")
}
