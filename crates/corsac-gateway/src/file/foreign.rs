//! Options that other CORS middleware has, and what stands for them here.

use super::nearest::squeeze;
use std::fmt;

/// What an option of another middleware comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// This key of a policy.
    Means(&'static str),
    /// This key of a policy, with `*` in its list.
    Any(&'static str),
    /// No key: why, and what to do.
    Cure(ForeignCure),
}

/// Why there is no key for an option of another middleware, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignCure {
    /// Regular expressions are not taken.
    RegularExpression,
    /// No function can stand in a file.
    Function,
    /// Browsers have given Private Network Access up.
    PrivateNetwork,
    /// `Vary` needs no option.
    Vary,
    /// Preflights do not reach the service.
    Preflights,
    /// The service's own CORS headers go.
    OtherHeaders,
    /// The service's routes are not known.
    Router,
    /// Whether `*` is sent as it is.
    Wildcard,
    /// Names are not gathered from answers.
    Exposed,
    /// An `OPTIONS` that is no preflight goes to the service.
    StrictPreflight,
    /// Routes choose paths.
    Paths,
    /// Credentials are not allowed unless they are.
    Credentials,
    /// Browsers refuse `*` with credentials.
    WildcardWithCredentials,
    /// Wildcards need no switch.
    Wildcards,
    /// Schemes need no switch.
    Schemes,
    /// An extension has an origin.
    Extensions,
    /// Pages of `file:` have none.
    Files,
    /// WebSockets come with the origin of their page.
    WebSockets,
    /// Requests without `Origin` need no option.
    Always,
    /// Errors need no option.
    Errors,
    /// Whoever serves the policy logs.
    Log,
    /// A policy is in force.
    Switch,
    /// To have none, leave the policy out.
    NoPolicy,
    /// `max_age` is the key.
    MaxAge,
}

/// One sentence, without a full stop.
impl fmt::Display for ForeignCure {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RegularExpression => "regular expressions are not taken, for one dot or anchor too few lets strangers in: write https://*.example.com for subdomains, http://localhost:* for any port",
            Self::Function => "a function cannot stand here: list the origins, or give an OriginSource in Rust",
            Self::PrivateNetwork => "browsers have given up Private Network Access, so nothing has to be allowed: leave it out",
            Self::Vary => "Vary is right on every answer by itself: leave it out",
            Self::Preflights => "a service gets no preflights, the policy answers them: leave it out",
            Self::StrictPreflight => "an OPTIONS without Origin and Access-Control-Request-Method is no preflight and goes to the service: leave it out",
            Self::OtherHeaders => "the policy's headers take the place of the service's: leave it out",
            Self::Router => "a policy does not know the service's routes: list the methods in allow_methods",
            Self::Paths => "a policy does not choose paths: give each route the policy that it needs",
            Self::Wildcard => "* is sent as it is where no credentials are allowed, and refused where they are: leave it out",
            Self::Exposed => "names are not gathered from answers: list them in expose_headers, or * without credentials",
            Self::Credentials => "credentials are not allowed unless allow_credentials is true: leave it out",
            Self::WildcardWithCredentials => "browsers refuse * with credentials: list the origins",
            Self::Wildcards => "https://*.example.com and http://localhost:* are understood as they are: leave it out",
            Self::Schemes => "every scheme is understood: list the whole origin, as in tauri://localhost",
            Self::Extensions => "list the origin of the extension, as in chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            Self::Files => "pages of file: have the origin null, as has every sandboxed frame: serve them over http://localhost instead",
            Self::WebSockets => "a WebSocket comes with the origin of its page, so list that; check_websockets refuses WebSockets of other origins",
            Self::Always => "whether a request without Origin gets headers follows from the policy: leave it out",
            Self::Errors => "errors get the same headers as other answers: leave it out",
            Self::Log => "who serves the policy reports what it decides: leave it out",
            Self::Switch => "a policy that stands here is in force: leave it out",
            Self::NoPolicy => "leave the whole policy out instead",
            Self::MaxAge => "how long the answer to a preflight may be kept is max_age",
        })
    }
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

const CURES: [(&str, ForeignCure); 47] = [
    ("allow_private_network", ForeignCure::PrivateNetwork),
    ("private_network", ForeignCure::PrivateNetwork),
    ("private_network_access", ForeignCure::PrivateNetwork),
    ("vary", ForeignCure::Vary),
    ("vary_header", ForeignCure::Vary),
    ("vary_on_preflight", ForeignCure::Vary),
    ("add_vary_header", ForeignCure::Vary),
    ("options_passthrough", ForeignCure::Preflights),
    ("preflight_passthrough", ForeignCure::Preflights),
    ("preflight_continue", ForeignCure::Preflights),
    ("forward_not_matching_preflights", ForeignCure::Preflights),
    ("automatic_options", ForeignCure::Preflights),
    ("hide_options_route", ForeignCure::Preflights),
    ("strict_preflight", ForeignCure::StrictPreflight),
    ("on_existing", ForeignCure::OtherHeaders),
    ("methods_from_router", ForeignCure::Router),
    ("resources", ForeignCure::Paths),
    ("urls_regex", ForeignCure::Paths),
    ("path_pattern", ForeignCure::Paths),
    ("mapping", ForeignCure::Paths),
    ("send_wildcard", ForeignCure::Wildcard),
    ("expose_any_header", ForeignCure::Exposed),
    ("expose_all_headers", ForeignCure::Exposed),
    ("expose_all_mode", ForeignCure::Exposed),
    ("disallow_credentials", ForeignCure::Credentials),
    ("unsafe_wildcard_origin_with_allow_credentials", ForeignCure::WildcardWithCredentials),
    ("unsafe_allow_any_origin_with_credentials", ForeignCure::WildcardWithCredentials),
    ("allow_wildcard", ForeignCure::Wildcards),
    ("allow_subdomains", ForeignCure::Wildcards),
    ("is_origin_allowed_to_allow_wildcard_subdomains", ForeignCure::Wildcards),
    ("custom_schemas", ForeignCure::Schemes),
    ("custom_schemes", ForeignCure::Schemes),
    ("allow_browser_extensions", ForeignCure::Extensions),
    ("allow_files", ForeignCure::Files),
    ("allow_web_sockets", ForeignCure::WebSockets),
    ("always_send", ForeignCure::Always),
    ("intercept_exceptions", ForeignCure::Errors),
    ("log", ForeignCure::Log),
    ("logger", ForeignCure::Log),
    ("log_level", ForeignCure::Log),
    ("logging", ForeignCure::Log),
    ("enable", ForeignCure::Switch),
    ("enabled", ForeignCure::Switch),
    ("enable_cors", ForeignCure::Switch),
    ("disable", ForeignCure::NoPolicy),
    ("disabled", ForeignCure::NoPolicy),
    ("cache_control", ForeignCure::MaxAge),
];

/// Parts of names by which an option is known, whatever else is in its name.
const PARTS: [(&str, ForeignCure); 8] = [
    ("regex", ForeignCure::RegularExpression),
    ("regular_expression", ForeignCure::RegularExpression),
    ("func", ForeignCure::Function),
    ("predicate", ForeignCure::Function),
    ("callback", ForeignCure::Function),
    ("origin_fn", ForeignCure::Function),
    ("origins_fn", ForeignCure::Function),
    ("is_origin_allowed", ForeignCure::Function),
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
fn find<T: Copy>(table: &[(&str, T)], fits: impl Fn(&str) -> bool) -> Option<T> {
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
            ("CORS_ORIGIN_REGEX_WHITELIST", ForeignCure::RegularExpression),
            ("accessControlAllowOriginListRegex", ForeignCure::RegularExpression),
            ("AllowOriginVaryRequestFunc", ForeignCure::Function),
            ("allowOriginFn", ForeignCure::Function),
            ("SetIsOriginAllowed", ForeignCure::Function),
            ("CORS_URLS_REGEX", ForeignCure::Paths),
            ("disallow_credentials", ForeignCure::Credentials),
            ("AllowWebSockets", ForeignCure::WebSockets),
            ("Access-Control-Allow-Private-Network", ForeignCure::PrivateNetwork),
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
        let means = MEANS.iter().chain(&ANY).map(|(name, _)| squeeze(name));
        let names = means.chain(CURES.iter().map(|(name, _)| squeeze(name)));
        let mut seen = std::collections::BTreeSet::new();
        for name in names {
            assert!(seen.insert(name.clone()), "{name}");
        }
    }
}
