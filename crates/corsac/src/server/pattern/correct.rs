//! Guessing the pattern that was meant.

use super::{OriginPattern, SCHEME_END};
use alloc::format;
use alloc::string::{String, ToString};
use core::net::Ipv6Addr;

/// A valid pattern that `text` probably means: what comes after the origin cut off, lower case,
/// without the default port, and so on.
#[must_use]
pub fn corrected(text: &str) -> Option<String> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).to_lowercase();
    let (scheme, rest) = split_scheme(&trimmed)?;
    let rest = rest.split(['/', '?', '#', '\\']).next()?;
    let rest = rest.rsplit('@').next()?;
    let rest = match rest.strip_prefix('*') {
        Some(rest) => format!("*.{}", rest.trim_start_matches(['*', '.'])),
        None => rest.to_string(),
    };
    let (host, port) = split_port(&rest);
    let host = compressed(host).unwrap_or_else(|| host.to_string());
    let with_port = format!("{scheme}{SCHEME_END}{host}:{}", port.trim_start_matches('0'));
    let without = format!("{scheme}{SCHEME_END}{host}");
    let may_drop = matches!(port, "" | "80" | "443");
    let is_valid = |guess: &String| guess != text && OriginPattern::parse(guess).is_ok();
    Some(with_port).filter(is_valid).or_else(|| Some(without).filter(|guess| may_drop && is_valid(guess)))
}

/// Splits the scheme off, or supplies the one that a browser would use for the host.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let known = ["https", "http"]
        .into_iter()
        .find_map(|scheme| Some((scheme, text.strip_prefix(scheme)?.strip_prefix(':')?)));
    if let Some((scheme, rest)) = known {
        return Some((scheme, rest.trim_start_matches('/')));
    }
    if let Some(split) = text.split_once(SCHEME_END).filter(|(scheme, _)| !scheme.is_empty()) {
        return Some(split);
    }
    let rest = text.trim_start_matches(':').trim_start_matches('/');
    let is_local = rest.starts_with("localhost") || rest.starts_with("127.") || rest.starts_with("[::1]");
    let names_host = is_local || rest.contains('.');
    names_host.then_some((if is_local { "http" } else { "https" }, rest))
}

fn split_port(rest: &str) -> (&str, &str) {
    match rest.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (rest, ""),
    }
}

fn compressed(host: &str) -> Option<String> {
    let address = host.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?;
    Some(address.to_ipv4_mapped().map_or_else(|| format!("[{address}]"), |address| address.to_string()))
}
