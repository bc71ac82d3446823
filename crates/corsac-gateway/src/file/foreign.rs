//! Options that other CORS middleware has, and what stands for them here.

mod cure;
mod names;

pub use cure::ForeignCure;

use super::nearest::squeeze;
use names::{ANY, CURES, MEANS, PARTS, PREFIXES};

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
            ("AccessControlMaxAgeSec", "max_age"),
            ("WithOrigins", "allow_origins"),
            ("WithExposedHeaders", "expose_headers"),
            ("preflight-result-max-age", "max_age"),
            ("allowedTimingOrigins", "timing_allow_origin"),
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
            ("preflight", ForeignCure::Preflights),
            ("resource", ForeignCure::Paths),
            ("if", ForeignCure::Paths),
            ("delegator", ForeignCure::Function),
            ("hook", ForeignCure::Hook),
            ("allowSameOrigin", ForeignCure::OwnOrigin),
            ("allow_origin_absent", ForeignCure::Always),
            ("very_permissive", ForeignCure::WildcardWithCredentials),
            ("disable_vary_header", ForeignCure::Vary),
            ("CSRF_TRUSTED_ORIGINS", ForeignCure::Guard),
            ("serveForbiddenOrigins", ForeignCure::Deliver),
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
