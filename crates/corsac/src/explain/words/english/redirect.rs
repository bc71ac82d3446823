//! About redirects.

use super::super::language::English;
use super::super::redirect::Redirect;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Redirect<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Redirect::*;
        match self.0 {
            Userinfo { url } => write!(f, "The redirect leads to a URL with a user name or password ({url}). A cross-origin request may not follow it."),
            SeveralLocations => write!(f, "The redirect has more than one Location."),
            InvalidLocation => write!(f, "The redirect leads nowhere: its Location is no URL."),
            Scheme { scheme } => write!(f, "The redirect leads to a {scheme}: URL. fetch() follows redirects to http and https only."),
            Limit => write!(f, "There were more than 20 redirects: they probably lead in a circle."),
            BodyStream => write!(f, "The redirect would need the request's body again, and a stream can be sent only once."),
            ModeError => write!(f, "The server answers with a redirect, and your code asked for redirect: \"error\"."),
            ToLogin => write!(f, "The server redirected the request to a login page, probably because the session has expired. A login page is for people, it has no CORS headers."),
            ToLoginRead => write!(f, "The server redirected the request to a login page, probably because the session has expired: script gets that page, and not the answer it asked for."),
            MethodChanged { status, method } => write!(f, "The redirect ({status}) turned the {method} into a GET without a body. Status 307 or 308 would have kept it."),
            DropsAuthorization => write!(f, "The redirect leads to another origin, so the browser dropped Authorization on the way."),
        }
    }
}
