//! A policy in a few lines.

use super::Policy;
use alloc::string::String;
use core::fmt::{self, Display, Formatter};

/// The entries of a list that are shown.
const SHOWN: usize = 8;

/// What the policy allows, for a log at the start or for a look: a line each for origins, credentials, methods,
/// headers and preflights, and one for each choice that is not the default. The text may change.
///
/// ```
/// use corsac::server::{Config, Policy};
///
/// let policy = Policy::new(Config {
///     allow_origins: vec!["https://app.example.com".into(), "https://*.example.org".into()],
///     allow_credentials: true,
///     allow_methods: vec!["put".into(), "DELETE".into()],
///     max_age: Some(600),
///     ..Config::default()
/// })?;
/// assert_eq!(
///     policy.to_string(),
///     "origins: https://app.example.com, https://*.example.org\n\
///      credentials: yes\n\
///      methods: GET, HEAD, POST, put, DELETE\n\
///      request headers: the safelisted\n\
///      response headers: the safelisted\n\
///      preflights: 204, kept for 600 seconds"
/// );
/// # Ok::<(), corsac::server::ConfigErrors>(())
/// ```
impl Display for Policy {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let config = self.config();
        let null = config.dangerously_allow_null_origin
            && !config.allow_origins.iter().any(|origin| origin == "null");
        write!(f, "origins: {}{}", Listed("", &config.allow_origins), if null { " and null" } else { "" })?;
        write!(f, "\ncredentials: {}", if config.allow_credentials { "yes" } else { "no" })?;
        write!(f, "\nmethods: {}", Listed("GET, HEAD, POST", &config.allow_methods))?;
        write!(f, "\nrequest headers: {}", Listed("the safelisted", &config.allow_headers))?;
        let is_any = config.allow_headers.iter().any(|name| name == "*");
        if is_any && !config.allow_credentials && !self.headers.contains(b"authorization") {
            f.write_str(" but authorization")?;
        }
        write!(f, "\nresponse headers: {}", Listed("the safelisted", &config.expose_headers))?;
        write!(f, "\npreflights: {}", config.preflight_status)?;
        match config.max_age {
            Some(seconds) if seconds > 0 => write!(f, ", kept for {seconds} seconds")?,
            Some(_) => f.write_str(", never kept")?,
            None => {}
        }
        self.choices(f)
    }
}

impl Policy {
    /// What is not as in the default.
    fn choices(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let config = self.config();
        if config.enforce {
            f.write_str("\nenforced: requests of other origins are answered 403")?;
        }
        if config.check_websockets {
            f.write_str("\nwebsockets: those of other origins are answered 403")?;
        }
        if config.timing_allow_origin {
            f.write_str("\ntiming: yes")?;
        }
        if let Some(policy) = &config.cross_origin_resource_policy {
            write!(f, "\nresource policy: {policy}")?;
        }
        if !config.own_origins.is_empty() {
            write!(f, "\nown origins: {}", Listed("", &config.own_origins))?;
        }
        if config.debug {
            f.write_str("\ndebug: refused preflights say why")?;
        }
        Ok(())
    }
}

/// What is always allowed, and a list; `*` is all there is.
struct Listed<'a>(&'static str, &'a [String]);

impl Display for Listed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(always, list) = *self;
        if list.iter().any(|item| item == "*") {
            return f.write_str("any");
        }
        let is_listed = |item: &&String| !always.split(", ").any(|known| known.eq_ignore_ascii_case(item));
        let items = list.iter().filter(is_listed);
        f.write_str(if always.is_empty() && list.is_empty() { "none" } else { always })?;
        for (number, item) in items.clone().take(SHOWN).enumerate() {
            f.write_str(if number == 0 && always.is_empty() { "" } else { ", " })?;
            f.write_str(item)?;
        }
        match items.count().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
