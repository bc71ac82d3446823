//! The rules for a pattern's host beyond those for the host of any origin: it must be one that a
//! browser can send.

use super::{PatternError, PatternErrorKind, punycode};
use crate::fetch::origin::OriginErrorKind;
use alloc::string::ToString;
use core::net::{Ipv4Addr, Ipv6Addr};

const HOST_MAX: usize = 253;
const LABEL_MAX: usize = 63;

/// Checks a host that is already known to have the syntax of one. An error carries the index in
/// the host.
pub(super) fn check(host: &str, subdomains: bool) -> Result<(), (PatternErrorKind, usize)> {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return check_ipv6(address, subdomains);
    }
    if host.parse::<Ipv4Addr>().is_ok() {
        return if subdomains { Err((PatternErrorKind::WildcardBeforeAddress, 0)) } else { Ok(()) };
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    // A name under the wildcard is longer by at least one byte and a dot.
    if name.len() + if subdomains { 2 } else { 0 } > HOST_MAX {
        return Err((PatternErrorKind::LongHost, HOST_MAX));
    }
    if name.rsplit('.').next().is_some_and(is_hexadecimal_number) {
        return Err((PatternErrorKind::Origin(OriginErrorKind::InvalidIpv4), 0));
    }
    let mut start = 0;
    for label in name.split('.') {
        check_label(label).map_err(|kind| (kind, start))?;
        start += label.len() + 1;
    }
    Ok(())
}

fn check_ipv6(address: &str, subdomains: bool) -> Result<(), (PatternErrorKind, usize)> {
    let Ok(parsed) = address.parse::<Ipv6Addr>() else {
        return Err((PatternErrorKind::Origin(OriginErrorKind::InvalidIpv6), 0));
    };
    let kind = if subdomains {
        PatternErrorKind::WildcardBeforeAddress
    } else if parsed.to_ipv4_mapped().is_some() {
        PatternErrorKind::MappedIpv6
    } else if parsed.to_string() != address {
        PatternErrorKind::UncompressedIpv6
    } else {
        return Ok(());
    };
    Err((kind, 0))
}

/// The URL Standard takes a host whose last label is such a number for an IPv4 address.
///
/// <https://url.spec.whatwg.org/#ends-in-a-number-checker>
fn is_hexadecimal_number(label: &str) -> bool {
    label.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn check_label(label: &str) -> Result<(), PatternErrorKind> {
    if label.is_empty() {
        Err(PatternErrorKind::EmptyLabel)
    } else if label.len() > LABEL_MAX {
        Err(PatternErrorKind::LongLabel)
    } else if label.starts_with('-') || label.ends_with('-') {
        Err(PatternErrorKind::HyphenatedLabel)
    } else if label.strip_prefix("xn--").is_some_and(|digits| !punycode::is_valid(digits)) {
        Err(PatternErrorKind::Punycode)
    } else {
        Ok(())
    }
}

/// Whether a host name may hold it, capitals apart.
pub(super) const fn is_name_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | '.' | '_')
}

/// Tells some mistakes apart that are one and the same in an origin.
pub(super) fn refine(error: PatternError, text: &str) -> PatternError {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let rest_at = text.len() - rest.len();
    let new = |kind, at| PatternError { kind, at: rest_at + at };
    if let Some(at) = rest.find(":[").or_else(|| port_list(rest)) {
        return new(PatternErrorKind::PortList, at + 1);
    }
    if is_bare_ipv6(rest) {
        return new(PatternErrorKind::UnbracketedIpv6, 0);
    }
    if is_ipv6_in_capitals(rest) {
        return new(ipv6_kind(rest), 0);
    }
    let host = rest.split([':', '/', '?', '#']).next().unwrap_or(rest);
    let dots = if host.starts_with('.') { Some(0) } else { host.find("..") };
    match (error.kind, dots) {
        (PatternErrorKind::Origin(OriginErrorKind::InvalidHost), _) if !host.chars().all(is_name_char) => {
            error
        }
        (PatternErrorKind::Origin(OriginErrorKind::InvalidHost), _) if host.trim_matches('.').is_empty() => {
            new(PatternErrorKind::Origin(OriginErrorKind::MissingHost), 0)
        }
        (PatternErrorKind::Origin(OriginErrorKind::InvalidHost), _) if host.len() > HOST_MAX => {
            new(PatternErrorKind::LongHost, HOST_MAX)
        }
        (PatternErrorKind::Origin(OriginErrorKind::InvalidHost), Some(at)) => {
            let is_end = host.get(at..).is_some_and(|rest| rest.bytes().all(|byte| byte == b'.'));
            new(if is_end { PatternErrorKind::TrailingDots } else { PatternErrorKind::EmptyLabel }, at)
        }
        _ => error,
    }
}

/// The colon before several ports, or before a range of them: `a.example:8080,8081`.
fn port_list(rest: &str) -> Option<usize> {
    let at = rest.rfind(':')?;
    let mut ports = rest.get(at + 1..)?.split([',', ';', '-', '|']).map(str::trim);
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    (ports.clone().count() > 1 && ports.all(is_port)).then_some(at)
}

fn bracketed(rest: &str) -> Option<Ipv6Addr> {
    rest.strip_prefix('[')?.split_once(']')?.0.parse().ok()
}

/// Whether this is an IPv6 address with letters that browsers write small.
fn is_ipv6_in_capitals(rest: &str) -> bool {
    let address = rest.split(']').next().unwrap_or(rest);
    bracketed(rest).is_some() && address.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn ipv6_kind(rest: &str) -> PatternErrorKind {
    let is_mapped = bracketed(rest).is_some_and(|address| address.to_ipv4_mapped().is_some());
    if is_mapped { PatternErrorKind::MappedIpv6 } else { PatternErrorKind::UncompressedIpv6 }
}

/// Whether this is an IPv6 address without its brackets, perhaps with a port.
fn is_bare_ipv6(rest: &str) -> bool {
    let rest = rest.trim_end_matches(']');
    let without_port = rest.rsplit_once(':').map_or(rest, |(host, _)| host.trim_end_matches(']'));
    [rest, without_port].into_iter().any(|text| text.parse::<Ipv6Addr>().is_ok())
}
