//! Checking a configuration: every mistake, not just the first.

use super::config::Config;
use super::config_error::{ConfigError, ConfigErrorCause as Cause, ConfigErrors, ConfigField};
use super::pattern::{OriginPattern, PatternError, PortPattern, corrected};
use super::public_suffix;
use crate::fetch::site::RegistrableDomain;
use crate::fetch::{header_name, method};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The longest time that any browser keeps the answer to a preflight, in seconds: a day.
pub const MAX_AGE_MAX: i64 = 86_400;

/// The entries that are patterns: `*` and `null` are none.
pub(super) struct Patterns<'a> {
    pub(super) allow_origins: Vec<OriginPattern<'a>>,
    pub(super) own_origins: Vec<OriginPattern<'a>>,
}

/// Checks every field.
pub(super) fn check<'a>(
    config: &'a Config,
    domains: &dyn RegistrableDomain,
    needs_origins: bool,
) -> Result<Patterns<'a>, ConfigErrors> {
    let mut errors = Vec::new();
    if needs_origins && config.allow_origins.is_empty() && !config.dangerously_allow_null_origin {
        errors.push(ConfigError::new(ConfigField::AllowOrigins, None, String::new(), Cause::NoOrigins));
    }
    let allow_origins = check_origins(config, domains, &mut errors);
    check_methods(config, &mut errors);
    check_headers(config, &mut errors);
    check_exposed(config, &mut errors);
    check_numbers(config, &mut errors);
    check_resource_policy(config, &mut errors);
    let own_origins = check_own_origins(config, &mut errors);
    ConfigErrors::check(errors)?;
    Ok(Patterns { allow_origins, own_origins })
}

fn check_origins<'a>(
    config: &'a Config,
    domains: &dyn RegistrableDomain,
    errors: &mut Vec<ConfigError>,
) -> Vec<OriginPattern<'a>> {
    let field = ConfigField::AllowOrigins;
    let mut patterns = Vec::with_capacity(config.allow_origins.len());
    for (index, value) in config.allow_origins.iter().enumerate() {
        let at = Some(index);
        match (value.as_str(), OriginPattern::parse(value)) {
            ("*", _) if config.allow_credentials => {
                errors.push(ConfigError::new(field, at, value.clone(), Cause::AnyOriginWithCredentials));
            }
            ("*", _) => {}
            ("null", _) if config.dangerously_allow_null_origin => {}
            (_, Err(error)) => errors.push(pattern_error(field, index, value, error)),
            (_, Ok(pattern)) => {
                if config.allow_credentials {
                    errors.extend(unsafe_with_credentials(config, index, value, pattern, domains));
                }
                patterns.push(pattern);
            }
        }
    }
    patterns
}

fn pattern_error(field: ConfigField, index: usize, value: &str, error: PatternError) -> ConfigError {
    ConfigError::new(field, Some(index), value.into(), Cause::Pattern(error.kind))
        .at(error.at)
        .suggest(corrected(value))
}

fn unsafe_with_credentials(
    config: &Config,
    index: usize,
    value: &str,
    pattern: OriginPattern<'_>,
    domains: &dyn RegistrableDomain,
) -> impl Iterator<Item = ConfigError> {
    let error = |cause| ConfigError::new(ConfigField::AllowOrigins, Some(index), value.into(), cause);
    let insecure = !config.dangerously_allow_insecure_origins && !pattern.is_trustworthy();
    let open = !config.dangerously_allow_public_suffix_wildcards
        && pattern.subdomains
        && public_suffix::is_open(pattern.host, domains);
    let secured = value.strip_prefix("http:").map(|rest| ["https:", rest].concat());
    [
        insecure.then(|| error(Cause::InsecureOriginWithCredentials).suggest(secured)),
        open.then(|| error(Cause::PublicSuffixWithCredentials)),
    ]
    .into_iter()
    .flatten()
}

fn check_methods(config: &Config, errors: &mut Vec<ConfigError>) {
    check_each(ConfigField::AllowMethods, &config.allow_methods, errors, |name| {
        if !method::is_token(name.as_bytes()) {
            Some(Cause::MalformedMethod)
        } else if method::is_forbidden_method(name.as_bytes()) {
            Some(Cause::ForbiddenMethod)
        } else {
            None
        }
    });
}

fn check_headers(config: &Config, errors: &mut Vec<ConfigError>) {
    check_each(ConfigField::AllowHeaders, &config.allow_headers, errors, |name| {
        if !method::is_token(name.as_bytes()) {
            Some(Cause::MalformedHeaderName)
        } else if header_name::is_forbidden_request_header(name, b"") {
            Some(Cause::ForbiddenRequestHeader)
        } else if is_one_of(name, &CORS_RESPONSE_HEADERS) {
            Some(Cause::ResponseHeaderInRequest)
        } else {
            None
        }
    });
}

fn check_exposed(config: &Config, errors: &mut Vec<ConfigError>) {
    check_each(ConfigField::ExposeHeaders, &config.expose_headers, errors, |name| {
        if name == "*" && config.allow_credentials {
            Some(Cause::AnyHeaderExposedWithCredentials)
        } else if !method::is_token(name.as_bytes()) {
            Some(Cause::MalformedHeaderName)
        } else if header_name::is_forbidden_response_header_name(name) {
            Some(Cause::ForbiddenResponseHeader)
        } else if is_one_of(name, &CORS_REQUEST_HEADERS) || is_one_of(name, &CORS_PREFLIGHT_HEADERS) {
            Some(Cause::CorsHeaderExposed)
        } else {
            None
        }
    });
}

const CORS_REQUEST_HEADERS: [&str; 3] =
    ["origin", "access-control-request-method", "access-control-request-headers"];

const CORS_PREFLIGHT_HEADERS: [&str; 3] =
    ["access-control-allow-methods", "access-control-allow-headers", "access-control-max-age"];

const CORS_RESPONSE_HEADERS: [&str; 6] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-expose-headers",
    "access-control-max-age",
];

fn is_one_of(name: &str, set: &[&str]) -> bool {
    set.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Collects the mistakes of a list of tokens. What can be corrected is white space or quotation marks around a
/// name, and a value after it.
fn check_each(
    field: ConfigField,
    values: &[String],
    errors: &mut Vec<ConfigError>,
    cause: impl Fn(&str) -> Option<Cause>,
) {
    for (index, value) in values.iter().enumerate() {
        if let Some(found) = cause(value) {
            let name = value.split(':').next().unwrap_or_default();
            let meant = name.trim_matches(|c: char| c.is_whitespace() || c == '"');
            let suggestion = (meant != value && cause(meant).is_none()).then(|| meant.to_string());
            let error = ConfigError::new(field, Some(index), value.clone(), found).suggest(suggestion);
            let wrong = value.bytes().position(|byte| !method::is_token_byte(byte));
            errors.push(match wrong {
                Some(at) => error.at(at),
                None => error,
            });
        }
    }
}

fn check_numbers(config: &Config, errors: &mut Vec<ConfigError>) {
    if let Some(max_age) = config.max_age.filter(|age| !(-1..=MAX_AGE_MAX).contains(age)) {
        let nearest = max_age.clamp(-1, MAX_AGE_MAX).to_string();
        errors.push(
            ConfigError::new(ConfigField::MaxAge, None, max_age.to_string(), Cause::MaxAgeOutOfBounds)
                .suggest(Some(nearest)),
        );
    }
    if !matches!(config.preflight_status, 200 | 204) {
        let status = config.preflight_status.to_string();
        errors.push(
            ConfigError::new(ConfigField::PreflightStatus, None, status, Cause::PreflightStatus)
                .suggest(Some("204".into())),
        );
    }
}

const RESOURCE_POLICIES: [&str; 3] = ["same-origin", "same-site", "cross-origin"];

fn check_resource_policy(config: &Config, errors: &mut Vec<ConfigError>) {
    let Some(value) = &config.cross_origin_resource_policy else { return };
    if RESOURCE_POLICIES.contains(&value.as_str()) {
        return;
    }
    let meant = value.trim().to_ascii_lowercase().replace('_', "-");
    let suggestion = RESOURCE_POLICIES.contains(&meant.as_str()).then_some(meant);
    let field = ConfigField::CrossOriginResourcePolicy;
    errors.push(ConfigError::new(field, None, value.clone(), Cause::ResourcePolicy).suggest(suggestion));
}

/// Checks the service's own origins, among which no wildcard may stand.
fn check_own_origins<'a>(config: &'a Config, errors: &mut Vec<ConfigError>) -> Vec<OriginPattern<'a>> {
    let field = ConfigField::OwnOrigins;
    let is_wild = |pattern: &OriginPattern<'_>| pattern.subdomains || pattern.port == PortPattern::Any;
    let mut patterns = Vec::new();
    for (index, value) in config.own_origins.iter().enumerate() {
        match OriginPattern::parse(value) {
            Ok(pattern) if !is_wild(&pattern) => patterns.push(pattern),
            Err(error) if value != "*" => errors.push(pattern_error(field, index, value, error)),
            _ => {
                let cause = Cause::PatternNotAllowedHere;
                errors.push(ConfigError::new(field, Some(index), value.clone(), cause));
            }
        }
    }
    patterns
}

/// Checks the origins that a [`Guard`](super::Guard) trusts: patterns, but not `*`.
pub(super) fn check_trusted(values: &[String]) -> Result<Vec<OriginPattern<'_>>, ConfigErrors> {
    let mut errors = Vec::new();
    let patterns = parse_patterns(ConfigField::TrustedOrigins, values, &mut errors);
    ConfigErrors::check(errors)?;
    Ok(patterns)
}

fn parse_patterns<'a>(
    field: ConfigField,
    values: &'a [String],
    errors: &mut Vec<ConfigError>,
) -> Vec<OriginPattern<'a>> {
    let mut patterns = Vec::new();
    for (index, value) in values.iter().enumerate() {
        match OriginPattern::parse(value) {
            Ok(pattern) => patterns.push(pattern),
            Err(error) => errors.push(pattern_error(field, index, value, error)),
        }
    }
    patterns
}
