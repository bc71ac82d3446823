//! Finding doubtful entries.

use super::{ConfigWarning, ConfigWarningCause as Cause};
use crate::fetch::{header_name, method};
use crate::server::check::MAX_AGE_MAX;
use crate::server::config::Config;
use crate::server::config_error::ConfigField;
use crate::server::origin_set::OriginSet;
use crate::server::pattern::OriginPattern;
use crate::server::public_suffix;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The longest time that Chromium keeps the answer to a preflight, in seconds. WebKit keeps it for 600,
/// Firefox for a day.
const CHROMIUM_MAX_AGE_MAX: i64 = 7200;

impl Config {
    /// The entries that are accepted, but probably do not do what is meant, in the order of the fields.
    #[must_use]
    pub fn warnings(&self) -> Vec<ConfigWarning> {
        let mut found = Vec::new();
        each(ConfigField::AllowOrigins, &self.allow_origins, &mut found, origin_doubts(self));
        found.extend(self.credentials_doubt());
        each(ConfigField::AllowMethods, &self.allow_methods, &mut found, method_doubts(self));
        each(ConfigField::AllowHeaders, &self.allow_headers, &mut found, header_doubts(self));
        each(ConfigField::ExposeHeaders, &self.expose_headers, &mut found, exposed_doubts(self));
        found.extend(self.max_age_doubt());
        found.extend(self.switch_doubts());
        found
    }

    fn switch_doubts(&self) -> impl Iterator<Item = ConfigWarning> {
        let doubt = |field, cause| ConfigWarning {
            field,
            index: None,
            value: "true".into(),
            cause,
            suggestion: None,
        };
        let patterns = || self.allow_origins.iter().filter_map(|text| OriginPattern::parse(text).ok());
        let is_open = |pattern: &OriginPattern<'_>| {
            pattern.subdomains && public_suffix::is_open(pattern.host, public_suffix::compiled_in())
        };
        let credentials = self.allow_credentials;
        let null = self.dangerously_allow_null_origin && credentials;
        let insecure = self.dangerously_allow_insecure_origins
            && !(credentials && patterns().any(|pattern| !pattern.is_trustworthy()));
        let suffix = self.dangerously_allow_public_suffix_wildcards
            && !(credentials && patterns().any(|pattern| is_open(&pattern)));
        [
            null.then(|| doubt(ConfigField::DangerouslyAllowNullOrigin, Cause::NullOriginWithCredentials)),
            insecure.then(|| doubt(ConfigField::DangerouslyAllowInsecureOrigins, Cause::NeedlessSwitch)),
            suffix.then(|| doubt(ConfigField::DangerouslyAllowPublicSuffixWildcards, Cause::NeedlessSwitch)),
        ]
        .into_iter()
        .flatten()
    }

    fn credentials_doubt(&self) -> Option<ConfigWarning> {
        let is_doubtful = self.allow_credentials && lists(&self.allow_headers, "authorization");
        is_doubtful.then(|| ConfigWarning {
            field: ConfigField::AllowCredentials,
            index: None,
            value: "true".into(),
            cause: Cause::CredentialsBesideAuthorization,
            suggestion: None,
        })
    }

    fn max_age_doubt(&self) -> Option<ConfigWarning> {
        let max_age = self.max_age.filter(|age| (CHROMIUM_MAX_AGE_MAX + 1..=MAX_AGE_MAX).contains(age))?;
        Some(ConfigWarning {
            field: ConfigField::MaxAge,
            index: None,
            value: max_age.to_string(),
            cause: Cause::MaxAgeAboveCaps,
            suggestion: Some(CHROMIUM_MAX_AGE_MAX.to_string()),
        })
    }
}

/// Asks about every entry of a list in turn, and notes what is found.
fn each(
    field: ConfigField,
    list: &[String],
    found: &mut Vec<ConfigWarning>,
    mut doubt: impl FnMut(&str) -> Option<(Cause, Option<String>)>,
) {
    for (index, value) in list.iter().enumerate() {
        found.extend(doubt(value).map(|(cause, suggestion)| ConfigWarning {
            field,
            index: Some(index),
            value: value.clone(),
            cause,
            suggestion,
        }));
    }
}

fn lists(list: &[String], name: &str) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(name))
}

fn origin_doubts(config: &Config) -> impl FnMut(&str) -> Option<(Cause, Option<String>)> {
    let any = lists(&config.allow_origins, "*");
    let patterns: Vec<_> =
        config.allow_origins.iter().filter_map(|text| OriginPattern::parse(text).ok()).collect();
    let covering = OriginSet::new(&patterns);
    let mut seen = BTreeSet::new();
    move |value| {
        let page = page_of(value);
        let cause = if !seen.insert(value.to_string()) {
            Cause::Duplicate
        } else if page.is_some() {
            return page.map(|page| (Cause::SchemeOfNoPage, Some(page)));
        } else if any && value != "*" {
            Cause::OriginBesideAny
        } else if OriginPattern::parse(value).is_ok_and(|pattern| covering.makes_redundant(&pattern)) {
            Cause::RedundantOrigin
        } else {
            return None;
        };
        Some((cause, None))
    }
}

/// The origin of the page that probably opens the WebSocket.
fn page_of(value: &str) -> Option<String> {
    let schemes = [("ws://", "http://"), ("wss://", "https://")];
    schemes.iter().find_map(|(socket, page)| Some([page, value.strip_prefix(socket)?].concat()))
}

fn method_doubts(config: &Config) -> impl FnMut(&str) -> Option<(Cause, Option<String>)> {
    let any = lists(&config.allow_methods, "*");
    let is_sent = |name: &[u8]| method::is_token(name) && !method::is_forbidden_method(name);
    let mut seen = BTreeSet::new();
    move |name| {
        let normalized = method::normalize(name);
        let upper = name.to_ascii_uppercase();
        if !seen.insert(normalized.to_string()) {
            Some((Cause::Duplicate, None))
        } else if method::is_cors_safelisted_method(normalized.as_bytes()) {
            Some((Cause::SafelistedMethod, None))
        } else if any && name != "*" {
            Some((Cause::NameBesideAny, None))
        } else if normalized == name && upper != name && is_sent(name.as_bytes()) {
            Some((Cause::MethodCase, Some(upper)))
        } else {
            None
        }
    }
}

/// No header is always allowed: what a page may set without asking depends on the value too.
fn header_doubts(config: &Config) -> impl FnMut(&str) -> Option<(Cause, Option<String>)> {
    let any = lists(&config.allow_headers, "*");
    let covers_authorization = config.allow_credentials;
    let is_covered = covers_authorization || lists(&config.allow_headers, "authorization");
    let mut seen = BTreeSet::new();
    move |name| {
        let lower = name.to_ascii_lowercase();
        let cause = if name == "*" && !is_covered {
            Cause::AuthorizationNotCovered
        } else if any && name != "*" && (covers_authorization || lower != "authorization") {
            Cause::NameBesideAny
        } else if !seen.insert(lower) {
            Cause::Duplicate
        } else {
            return None;
        };
        Some((cause, None))
    }
}

fn exposed_doubts(config: &Config) -> impl FnMut(&str) -> Option<(Cause, Option<String>)> {
    let any = lists(&config.expose_headers, "*");
    let mut seen = BTreeSet::new();
    move |name| {
        let cause = if !seen.insert(name.to_ascii_lowercase()) {
            Cause::Duplicate
        } else if header_name::is_cors_safelisted_response_header_name::<&str>(name, &[]) {
            Cause::SafelistedResponseHeader
        } else if any && name != "*" {
            Cause::NameBesideAny
        } else {
            return None;
        };
        Some((cause, None))
    }
}
