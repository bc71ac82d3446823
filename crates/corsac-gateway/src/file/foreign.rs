//! Options that other CORS middleware has, and what stands for them here.

use super::nearest::squeeze;

/// What an option of another middleware comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// This key of a policy.
    Means(&'static str),
    /// No key: why, and what to do.
    Cure(&'static str),
}

/// The keys that have one meaning under several names; how they are written does not count.
const MEANS: [(&str, &str); 17] = [
    ("self_origins", "own_origins"),
    ("same_origins", "own_origins"),
    ("request_headers", "allow_headers"),
    ("response_headers", "expose_headers"),
    ("methods", "allow_methods"),
    ("headers", "allow_headers"),
    ("origins", "allow_origins"),
    ("origin", "allow_origins"),
    ("credentials", "allow_credentials"),
    ("credentialed", "allow_credentials"),
    ("supports_credentials", "allow_credentials"),
    ("max_age_in_seconds", "max_age"),
    ("max_age_seconds", "max_age"),
    ("options_success_status", "preflight_status"),
    ("block_on_origin_mismatch", "enforce"),
    ("websocket_origin_check", "check_websockets"),
    ("allow_null", "dangerously_allow_null_origin"),
];

const REGEX: &str = "regular expressions are not taken, for one dot or anchor too few lets strangers in: \
                     write https://*.example.com for subdomains, http://localhost:* for any port";
const FUNCTION: &str = "a function cannot stand here: list the origins, or give an OriginSource in Rust";
const NO_PRIVATE_NETWORK: &str =
    "browsers have given up Private Network Access, so nothing has to be allowed: leave it out";
const VARY: &str = "Vary is right on every answer by itself: leave it out";
const NO_PREFLIGHTS: &str = "a service gets no preflights, the policy answers them: leave it out";
const NO_OTHER_HEADERS: &str = "the policy's headers take the place of the service's: leave it out";
const ROUTER: &str = "a policy does not know the service's routes: list the methods in allow_methods";
const REFLECT: &str =
    "* is sent as it is where no credentials are allowed, and refused where they are: leave it out";
const EXPOSE: &str =
    "names are not gathered from answers: list them in expose_headers, or * without credentials";

const CURES: [(&str, &str); 23] = [
    ("allow_origin_regex", REGEX),
    ("allow_origins_regex", REGEX),
    ("origin_regex", REGEX),
    ("origin_regexes", REGEX),
    ("allowed_origin_regexes", REGEX),
    ("cors_allowed_origin_regexes", REGEX),
    ("origin_predicate", FUNCTION),
    ("allow_origin_fn", FUNCTION),
    ("allow_origin_func", FUNCTION),
    ("allowed_origin_fn", FUNCTION),
    ("credentials_predicate", FUNCTION),
    ("allow_private_network", NO_PRIVATE_NETWORK),
    ("private_network", NO_PRIVATE_NETWORK),
    ("vary", VARY),
    ("vary_header", VARY),
    ("vary_on_preflight", VARY),
    ("options_passthrough", NO_PREFLIGHTS),
    ("preflight_passthrough", NO_PREFLIGHTS),
    ("preflight_continue", NO_PREFLIGHTS),
    ("on_existing", NO_OTHER_HEADERS),
    ("methods_from_router", ROUTER),
    ("send_wildcard", REFLECT),
    ("expose_any_header", EXPOSE),
];

/// What a key of another middleware's configuration stands for in a policy; `None` if it is not known.
///
/// ```
/// use corsac_gateway::file::{Foreign, foreign};
///
/// assert_eq!(foreign("supportsCredentials"), Some(Foreign::Means("allow_credentials")));
/// assert!(matches!(foreign("allow_origin_regex"), Some(Foreign::Cure(_))));
/// assert_eq!(foreign("colour"), None);
/// ```
#[must_use]
pub fn foreign(key: &str) -> Option<Foreign> {
    let key = squeeze(key);
    let is = |name: &str| squeeze(name) == key;
    let means = MEANS.iter().find(|(name, _)| is(name)).map(|(_, key)| Foreign::Means(key));
    means.or_else(|| CURES.iter().find(|(name, _)| is(name)).map(|(_, cure)| Foreign::Cure(cure)))
}
