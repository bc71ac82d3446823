//! About a preflight that was answered with a bad status.

use super::super::language::English;
use super::super::preflight::{Goal, Refusal, Rerouted};
use super::and;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Refusal<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Refusal::*;
        match self.0 {
            WantsLogin { status } => write!(f, "The server wants a login ({status}) from the preflight, but browsers send preflights without cookies and without Authorization."),
            NotRouted { path, status } => write!(f, "The server has no answer to OPTIONS {path} (status {status}): nothing there handles preflights."),
            NotRoutedThoughAllowed { path, status } => write!(f, "The answer to OPTIONS {path} has its CORS headers, but its status is {status}: the headers are added to whatever is answered, and nothing there answers OPTIONS itself."),
            RateLimited => write!(f, "A rate limit refused the preflight (status 429): preflights are counted like requests."),
            ServerError { status } => write!(f, "The server failed while it handled the preflight (status {status}). This is no CORS problem yet: look at the server's log."),
            Forbidden => write!(f, "The preflight was answered 403: a CORS layer that does not allow it, or a firewall, CSRF or access rule that stands before it."),
            Status { status } => write!(f, "The preflight was answered {status}. Browsers accept only 200 to 299."),
            PolicySays { reason } => write!(f, "The server's CORS policy refused the preflight and says why: {reason}."),
            CorsLayer { status, origin, method, headers } => {
                write!(f, "The server's CORS layer refused the preflight (status {status}). It does not allow one of these: the origin {origin}, the method {method}")?;
                match headers {
                    [] => write!(f, "."),
                    [name] => write!(f, ", the header {name}."),
                    names => write!(f, ", the headers {}.", and(names)),
                }
            }
        }
    }
}

impl Display for English<Rerouted<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Rerouted { goal, to } = self.0;
        write!(f, "The preflight was answered with a redirect")?;
        if let Some(to) = to {
            write!(f, " to {to}")?;
        }
        match goal {
            Goal::Https => write!(f, ", only to change http to https. Browsers never follow it."),
            Goal::Slash => write!(f, ", which differs by a slash at the end. Browsers never follow it."),
            Goal::Login => write!(f, ", a login page: a preflight never carries a session."),
            Goal::CanonicalHost => write!(f, ", the same path on another host. Browsers never follow it."),
            Goal::Other => write!(f, ". Browsers never follow a redirect of a preflight."),
        }
    }
}
