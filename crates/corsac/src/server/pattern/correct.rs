//! Guessing the pattern that was meant.

use super::{OPAQUE_SCHEMES, OriginPattern, SCHEME_END, regex};
use crate::fetch::origin::default_port;
use alloc::format;
use alloc::string::{String, ToString};
use core::net::{Ipv4Addr, Ipv6Addr};

/// What stands before a URL whose page has the origin of the rest.
const WRAPPERS: [&str; 3] = ["blob:", "filesystem:", "view-source:"];

/// Words that other configuration knows in an origin's place, or that somebody put there for a value: no hosts.
const WORDS: [&str; 10] =
    ["null", "undefined", "none", "true", "false", "any", "all", "self", "origin", "same-origin"];

/// A valid pattern that `text` probably means: what comes after the origin cut off, lower case,
/// without the default port, and so on.
///
/// A name with letters beyond ASCII becomes punycode only with the feature `browser`, which knows how.
#[must_use]
pub fn corrected(text: &str) -> Option<String> {
    let read = regex::as_pattern(text);
    let is_around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | ',' | ';');
    let trimmed = read.trim_matches(is_around).to_lowercase();
    let (scheme, rest) = split_scheme(&trimmed)?;
    let rest = rest.split(['/', '?', '#', '\\']).next()?;
    let rest = rest.rsplit('@').next()?;
    let (wildcard, rest) = split_wildcard(rest);
    let (host, port) = split_port(rest)?;
    let host = as_browsers_write(host.trim());
    let port = port.trim();
    // An address has no subdomains.
    let wildcard = if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() { "" } else { wildcard };
    let with_port = format!("{scheme}{SCHEME_END}{wildcard}{host}:{}", port.trim_start_matches('0'));
    let without = format!("{scheme}{SCHEME_END}{wildcard}{host}");
    let may_drop = port.is_empty() || port.parse().is_ok_and(|port| default_port(scheme) == Some(port));
    let is_valid = |guess: &String| guess != text && OriginPattern::parse(guess).is_ok();
    Some(with_port).filter(is_valid).or_else(|| Some(without).filter(|guess| may_drop && is_valid(guess)))
}

/// Splits the scheme off, or supplies the one that a browser would use for the host.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let text = WRAPPERS.iter().find_map(|wrapper| text.strip_prefix(wrapper)).unwrap_or(text);
    let known = ["https", "http"].into_iter().find_map(|scheme| {
        let rest = text.strip_prefix(scheme)?;
        let slashes = rest.strip_prefix([':', ';']).or_else(|| rest.starts_with("//").then_some(rest))?;
        let bare = slashes.trim_start_matches('\\');
        let slashes = if bare.contains('\\') { slashes } else { bare };
        Some((scheme, slashes.trim_start_matches('/')))
    });
    if known.is_some() {
        return known;
    }
    if let Some(split) = text.split_once(SCHEME_END).filter(|(scheme, _)| !scheme.is_empty()) {
        return Some(split);
    }
    let rest = text.trim_start_matches(':').trim_start_matches('/');
    let is_local = rest.starts_with("localhost") || rest.starts_with("127.") || rest.starts_with("[::1]");
    let names_host = is_local || rest.contains('.') || is_name(rest.trim_end_matches(':'));
    names_host.then_some((if is_local { "http" } else { "https" }, rest))
}

/// Whether this may be the one label of a host in a local network.
fn is_name(text: &str) -> bool {
    !WORDS.contains(&text)
        && !OPAQUE_SCHEMES.contains(&text)
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Splits off what may be meant for `*.`: `*.`, `*` without the dot, `**.`, or the dot alone.
fn split_wildcard(rest: &str) -> (&str, &str) {
    let name = rest.trim_start_matches(['*', '.']);
    // `.com` is no shorter way to write `*.com`: it is more likely to be half a name.
    let is_wild = rest.starts_with('*') || (rest.starts_with('.') && name.contains('.'));
    (if is_wild { "*." } else { "" }, if is_wild { name } else { rest })
}

/// Splits the port off; `None` where it cannot be told from the end of an IPv6 address.
fn split_port(rest: &str) -> Option<(&str, &str)> {
    let (host, port) = match rest.split_once(']') {
        Some((address, after)) => {
            let address = address.trim_start_matches('[');
            address.parse::<Ipv6Addr>().ok()?;
            (address, after.strip_prefix(':').unwrap_or(after))
        }
        None if rest.matches(':').count() > 1 => return None,
        None => rest.split_once(':').unwrap_or((rest, "")),
    };
    // `:8*` can only be meant for any port.
    let is_any = port.contains('*') && port.bytes().all(|byte| byte == b'*' || byte.is_ascii_digit());
    Some((host, if is_any { "*" } else { port }))
}

/// The host as browsers serialize it, or unchanged if they would not take it.
fn as_browsers_write(host: &str) -> String {
    if let Ok(address) = host.parse::<Ipv6Addr>() {
        return address
            .to_ipv4_mapped()
            .map_or_else(|| format!("[{address}]"), |address| address.to_string());
    }
    let mut name = host.to_string();
    while name.contains("..") {
        name = name.replace("..", ".");
    }
    serialized(&name).unwrap_or(name)
}

#[cfg(feature = "browser")]
fn serialized(name: &str) -> Option<String> {
    url::Host::parse(name).ok().map(|host| host.to_string())
}

#[cfg(not(feature = "browser"))]
const fn serialized(_name: &str) -> Option<String> {
    None
}
