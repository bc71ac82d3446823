//! The ways in which a server's CORS configuration usually goes wrong.

use crate::sentence::Sentence;
use corsac::explain::Name;
use serde::Deserialize;

/// What about a configuration is wrong, beside the values in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Something answers the preflight before the CORS layer does.
    Order,
    /// Errors come without the headers.
    Errors,
    /// Two parts write the same header.
    Owner,
    /// A redirect stands in the way.
    Redirect,
    /// A cache hands out the answer for another origin.
    Cache,
}

impl Trouble {
    /// The trouble that a diagnosis points at; `None` where values are wrong, or nothing at the server.
    #[must_use]
    pub fn of(name: Name) -> Option<Self> {
        Some(match name {
            Name::PreflightRequiresAuth
            | Name::PreflightNotRouted
            | Name::PreflightRateLimited
            | Name::PreflightServerError
            | Name::PreflightStatusNotOk => Self::Order,
            Name::AllowOriginMissingOnError => Self::Errors,
            Name::AllowOriginDuplicate => Self::Owner,
            Name::AllowOriginMissingCached | Name::AllowOriginOtherClient | Name::VaryOriginMissing => {
                Self::Cache
            }
            name if name.as_str().starts_with("preflight-redirected") => Self::Redirect,
            Name::AllowOriginMissingOnRedirect => Self::Redirect,
            _ => return None,
        })
    }
}

/// What to mind in one stack, for each trouble.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advice {
    order: Sentence,
    errors: Sentence,
    owner: Sentence,
    redirect: Sentence,
    cache: Sentence,
}

impl Advice {
    pub(crate) const fn on(&self, trouble: Trouble) -> &Sentence {
        match trouble {
            Trouble::Order => &self.order,
            Trouble::Errors => &self.errors,
            Trouble::Owner => &self.owner,
            Trouble::Redirect => &self.redirect,
            Trouble::Cache => &self.cache,
        }
    }
}
