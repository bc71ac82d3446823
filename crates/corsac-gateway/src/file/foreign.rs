//! Options that other CORS middleware has, and what stands for them here.

use super::nearest::squeeze;

/// What an option of another middleware comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// This key of a policy.
    Means(&'static str),
    /// This key of a policy, with `*` in its list.
    Any(&'static str),
    /// No key: why, and what to do.
    Cure(&'static str),
}

/// What other middleware, and its environment variables, put before an option's name.
const PREFIXES: [&str; 4] = ["accesscontrol", "cors", "set", "add"];

/// The keys that have one meaning under several names; how they are written does not count.
const MEANS: [(&str, &str); 63] = [
    ("allow_origin", "allow_origins"),
    ("allow_origins", "allow_origins"),
    ("allow_origin_list", "allow_origins"),
    ("allowed_origin", "allow_origins"),
    ("allowed_origins", "allow_origins"),
    ("allowed_origin_list", "allow_origins"),
    ("allowed_origin_patterns", "allow_origins"),
    ("allowed_origin_pattern", "allow_origins"),
    ("allow_origin_patterns", "allow_origins"),
    ("allow_origin_string_match", "allow_origins"),
    ("exact_origins", "allow_origins"),
    ("origin", "allow_origins"),
    ("origins", "allow_origins"),
    ("origin_list", "allow_origins"),
    ("origin_patterns", "allow_origins"),
    ("origin_whitelist", "allow_origins"),
    ("origin_allowlist", "allow_origins"),
    ("whitelist", "allow_origins"),
    ("allowlist", "allow_origins"),
    ("domain", "allow_origins"),
    ("domains", "allow_origins"),
    ("allowed_domains", "allow_origins"),
    ("hosts", "allow_origins"),
    ("allowed_hosts", "allow_origins"),
    ("self_origins", "own_origins"),
    ("same_origins", "own_origins"),
    ("allow_credentials", "allow_credentials"),
    ("credentials", "allow_credentials"),
    ("credentialed", "allow_credentials"),
    ("support_credentials", "allow_credentials"),
    ("supports_credentials", "allow_credentials"),
    ("with_credentials", "allow_credentials"),
    ("allow_methods", "allow_methods"),
    ("allowed_methods", "allow_methods"),
    ("methods", "allow_methods"),
    ("verbs", "allow_methods"),
    ("allow_headers", "allow_headers"),
    ("allowed_headers", "allow_headers"),
    ("headers", "allow_headers"),
    ("request_headers", "allow_headers"),
    ("expose", "expose_headers"),
    ("expose_headers", "expose_headers"),
    ("exposed_headers", "expose_headers"),
    ("additional_exposed_headers", "expose_headers"),
    ("response_headers", "expose_headers"),
    ("max_age", "max_age"),
    ("max_age_in_seconds", "max_age"),
    ("max_age_seconds", "max_age"),
    ("max_age_secs", "max_age"),
    ("preflight_max_age", "max_age"),
    ("preflight_cache", "max_age"),
    ("options_success_status", "preflight_status"),
    ("options_status_code", "preflight_status"),
    ("options_response_status_code", "preflight_status"),
    ("success_status", "preflight_status"),
    ("block_on_origin_mismatch", "enforce"),
    ("websocket_origin_check", "check_websockets"),
    ("corp", "cross_origin_resource_policy"),
    ("tao", "timing_allow_origin"),
    ("null", "dangerously_allow_null_origin"),
    ("allow_null", "dangerously_allow_null_origin"),
    ("dangerously_tolerate_insecure_origins", "dangerously_allow_insecure_origins"),
    ("dangerously_tolerate_subdomains_of_public_suffixes", "dangerously_allow_public_suffix_wildcards"),
];

/// The switches that put `*` into a list.
const ANY: [(&str, &str); 13] = [
    ("allow_all", "allow_origins"),
    ("allow_all_origins", "allow_origins"),
    ("allow_any_origin", "allow_origins"),
    ("any_origin", "allow_origins"),
    ("origin_allow_all", "allow_origins"),
    ("permissive", "allow_origins"),
    ("allow_all_methods", "allow_methods"),
    ("allow_any_method", "allow_methods"),
    ("any_method", "allow_methods"),
    ("allow_all_headers", "allow_headers"),
    ("allow_any_header", "allow_headers"),
    ("allow_any_headers", "allow_headers"),
    ("any_header", "allow_headers"),
];

const REGEX: &str = "regular expressions are not taken, for one dot or anchor too few lets strangers in: \
                     write https://*.example.com for subdomains, http://localhost:* for any port";
const FUNCTION: &str = "a function cannot stand here: list the origins, or give an OriginSource in Rust";
const NO_PRIVATE_NETWORK: &str =
    "browsers have given up Private Network Access, so nothing has to be allowed: leave it out";
const VARY: &str = "Vary is right on every answer by itself: leave it out";
const NO_PREFLIGHTS: &str = "a service gets no preflights, the policy answers them: leave it out";
const STRICT_PREFLIGHT: &str = "an OPTIONS without Origin and Access-Control-Request-Method is no preflight and goes to \
                                the service: leave it out";
const NO_OTHER_HEADERS: &str = "the policy's headers take the place of the service's: leave it out";
const ROUTER: &str = "a policy does not know the service's routes: list the methods in allow_methods";
const PATHS: &str = "a policy does not choose paths: give each route the policy that it needs";
const REFLECT: &str =
    "* is sent as it is where no credentials are allowed, and refused where they are: leave it out";
const EXPOSE: &str =
    "names are not gathered from answers: list them in expose_headers, or * without credentials";
const NO_CREDENTIALS: &str = "credentials are not allowed unless allow_credentials is true: leave it out";
const WILDCARD_WITH_CREDENTIALS: &str = "browsers refuse * with credentials: list the origins";
const WILDCARDS: &str =
    "https://*.example.com and http://localhost:* are understood as they are: leave it out";
const SCHEMES: &str = "every scheme is understood: list the whole origin, as in tauri://localhost";
const EXTENSIONS: &str =
    "list the origin of the extension, as in chrome-extension://abcdefghijklmnopabcdefghijklmnop";
const FILES: &str = "pages of file: have the origin null, as has every sandboxed frame: serve them over \
                     http://localhost instead";
const WEBSOCKETS: &str = "a WebSocket comes with the origin of its page, so list that; check_websockets refuses \
                          WebSockets of other origins";
const ALWAYS: &str = "whether a request without Origin gets headers follows from the policy: leave it out";
const ERRORS: &str = "errors get the same headers as other answers: leave it out";
const LOG: &str = "who serves the policy reports what it decides: leave it out";
const SWITCH: &str = "a policy that stands here is in force: leave it out";

const CURES: [(&str, &str); 47] = [
    ("allow_private_network", NO_PRIVATE_NETWORK),
    ("private_network", NO_PRIVATE_NETWORK),
    ("private_network_access", NO_PRIVATE_NETWORK),
    ("vary", VARY),
    ("vary_header", VARY),
    ("vary_on_preflight", VARY),
    ("add_vary_header", VARY),
    ("options_passthrough", NO_PREFLIGHTS),
    ("preflight_passthrough", NO_PREFLIGHTS),
    ("preflight_continue", NO_PREFLIGHTS),
    ("forward_not_matching_preflights", NO_PREFLIGHTS),
    ("automatic_options", NO_PREFLIGHTS),
    ("hide_options_route", NO_PREFLIGHTS),
    ("strict_preflight", STRICT_PREFLIGHT),
    ("on_existing", NO_OTHER_HEADERS),
    ("methods_from_router", ROUTER),
    ("resources", PATHS),
    ("urls_regex", PATHS),
    ("path_pattern", PATHS),
    ("mapping", PATHS),
    ("send_wildcard", REFLECT),
    ("expose_any_header", EXPOSE),
    ("expose_all_headers", EXPOSE),
    ("expose_all_mode", EXPOSE),
    ("disallow_credentials", NO_CREDENTIALS),
    ("unsafe_wildcard_origin_with_allow_credentials", WILDCARD_WITH_CREDENTIALS),
    ("unsafe_allow_any_origin_with_credentials", WILDCARD_WITH_CREDENTIALS),
    ("allow_wildcard", WILDCARDS),
    ("allow_subdomains", WILDCARDS),
    ("is_origin_allowed_to_allow_wildcard_subdomains", WILDCARDS),
    ("custom_schemas", SCHEMES),
    ("custom_schemes", SCHEMES),
    ("allow_browser_extensions", EXTENSIONS),
    ("allow_files", FILES),
    ("allow_web_sockets", WEBSOCKETS),
    ("always_send", ALWAYS),
    ("intercept_exceptions", ERRORS),
    ("log", LOG),
    ("logger", LOG),
    ("log_level", LOG),
    ("logging", LOG),
    ("enable", SWITCH),
    ("enabled", SWITCH),
    ("enable_cors", SWITCH),
    ("disable", "leave the whole policy out instead"),
    ("disabled", "leave the whole policy out instead"),
    ("cache_control", "how long the answer to a preflight may be kept is max_age"),
];

/// Parts of names by which an option is known, whatever else is in its name.
const PARTS: [(&str, &str); 8] = [
    ("regex", REGEX),
    ("regular_expression", REGEX),
    ("func", FUNCTION),
    ("predicate", FUNCTION),
    ("callback", FUNCTION),
    ("origin_fn", FUNCTION),
    ("origins_fn", FUNCTION),
    ("is_origin_allowed", FUNCTION),
];

/// What a key of another middleware's configuration stands for in a policy; `None` if it is not known.
///
/// ```
/// use corsac_gateway::file::{Foreign, foreign};
///
/// assert_eq!(foreign("supportsCredentials"), Some(Foreign::Means("allow_credentials")));
/// assert_eq!(foreign("CORS_ALLOWED_ORIGINS"), Some(Foreign::Means("allow_origins")));
/// assert_eq!(foreign("AllowAllOrigins"), Some(Foreign::Any("allow_origins")));
/// assert!(matches!(foreign("allow_origin_regex"), Some(Foreign::Cure(_))));
/// assert_eq!(foreign("colour"), None);
/// ```
#[must_use]
pub fn foreign(key: &str) -> Option<Foreign> {
    let key = squeeze(key);
    listed(&key).or_else(|| {
        let bare =
            PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)).filter(|bare| !bare.is_empty());
        bare.and_then(listed).or_else(|| find(&PARTS, |part| key.contains(part)).map(Foreign::Cure))
    })
}

fn listed(key: &str) -> Option<Foreign> {
    let is = |name: &str| name == key;
    let means = find(&MEANS, is).map(Foreign::Means);
    means.or_else(|| find(&ANY, is).map(Foreign::Any)).or_else(|| find(&CURES, is).map(Foreign::Cure))
}

/// What stands beside the first name that fits.
fn find(table: &[(&str, &'static str)], fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    table.iter().find(|(name, _)| fits(&squeeze(name))).map(|(_, stands)| *stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names as their own middleware writes them.
    #[test]
    fn options_are_known_however_they_are_written() {
        for (key, meant) in [
            ("CORS_ORIGINS", "allow_origins"),
            ("CORS_ORIGIN_WHITELIST", "allow_origins"),
            ("addAllowedOriginPattern", "allow_origins"),
            ("accessControlAllowOriginList", "allow_origins"),
            ("Access-Control-Allow-Origin", "allow_origins"),
            ("access-control-max-age", "max_age"),
            ("CORS_PREFLIGHT_MAX_AGE", "max_age"),
            ("SetPreflightMaxAge", "max_age"),
            ("OptionsStatusCode", "preflight_status"),
            ("CORS_SUPPORTS_CREDENTIALS", "allow_credentials"),
            ("Access-Control-Expose-Headers", "expose_headers"),
        ] {
            assert_eq!(foreign(key), Some(Foreign::Means(meant)), "{key}");
        }
        for (key, list) in [("CORS_ALLOW_ALL_ORIGINS", "allow_origins"), ("AllowAnyMethod", "allow_methods")]
        {
            assert_eq!(foreign(key), Some(Foreign::Any(list)), "{key}");
        }
    }

    #[test]
    fn what_has_no_counterpart_has_its_cure() {
        for (key, cure) in [
            ("CORS_ORIGIN_REGEX_WHITELIST", REGEX),
            ("accessControlAllowOriginListRegex", REGEX),
            ("AllowOriginVaryRequestFunc", FUNCTION),
            ("allowOriginFn", FUNCTION),
            ("SetIsOriginAllowed", FUNCTION),
            ("CORS_URLS_REGEX", PATHS),
            ("disallow_credentials", NO_CREDENTIALS),
            ("AllowWebSockets", WEBSOCKETS),
            ("Access-Control-Allow-Private-Network", NO_PRIVATE_NETWORK),
        ] {
            assert_eq!(foreign(key), Some(Foreign::Cure(cure)), "{key}");
        }
        for key in ["", "cors", "set", "add", "route", "upstream", "listen", "path", "guard"] {
            assert!(!matches!(foreign(key), Some(Foreign::Means(_) | Foreign::Any(_))), "{key}");
        }
    }

    /// A name that is written twice would be read once.
    #[test]
    fn no_name_is_listed_twice() {
        let names = MEANS.iter().chain(&ANY).chain(&CURES).map(|(name, _)| squeeze(name));
        let mut seen = std::collections::BTreeSet::new();
        for name in names {
            assert!(seen.insert(name.clone()), "{name}");
        }
    }
}
