//! In what two origins differ: often one is written where the other is meant.

use super::parse::OriginRef;
use core::net::Ipv4Addr;

/// The parts in which two origins differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) scheme: bool,
    pub(crate) host: HostDifference,
    pub(crate) port: bool,
}

/// How far two hosts are from each other, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HostDifference {
    Same,
    /// One is the other with `www.` before it.
    Www,
    /// Two names of the machine itself.
    Loopback,
    Other,
}

impl Difference {
    /// Whether one may well be meant for the other: the host is the same, but for `www.` or another name of this
    /// machine.
    pub(crate) fn is_near(self) -> bool {
        self.host != HostDifference::Other
    }

    /// How many parts differ.
    pub(crate) fn parts(self) -> usize {
        usize::from(self.scheme) + usize::from(self.host != HostDifference::Same) + usize::from(self.port)
    }
}

impl OriginRef<'_> {
    /// In what this origin differs from another one.
    pub(crate) fn difference(&self, other: &OriginRef<'_>) -> Difference {
        let host = if self.host == other.host {
            HostDifference::Same
        } else if differ_by_www(self.host, other.host) {
            HostDifference::Www
        } else if is_loopback_host(self.host) && is_loopback_host(other.host) {
            HostDifference::Loopback
        } else {
            HostDifference::Other
        };
        Difference { scheme: self.scheme != other.scheme, host, port: self.port != other.port }
    }
}

fn differ_by_www(a: &str, b: &str) -> bool {
    a.strip_prefix("www.") == Some(b) || b.strip_prefix("www.") == Some(a)
}

/// Whether a host, written as in an origin, is the machine itself, so that what is sent there never leaves it:
/// `localhost` and what is below it, 127.0.0.0/8 and `[::1]`.
///
/// <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
///
/// ```
/// use corsac::fetch::origin::is_loopback_host;
///
/// assert!(["localhost", "api.localhost", "127.0.0.1", "[::1]"].into_iter().all(is_loopback_host));
/// assert!(!is_loopback_host("localhost.example") && !is_loopback_host("127.example"));
/// ```
#[must_use]
pub fn is_loopback_host(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_by_part() {
        let of = |a: &'static str, b: &'static str| {
            let [a, b] = [a, b].map(|text| OriginRef::parse(text.as_bytes()).unwrap());
            a.difference(&b)
        };
        for (a, b, scheme, host, port) in [
            ("https://a.example", "https://a.example", false, HostDifference::Same, false),
            ("http://a.example:81", "https://a.example", true, HostDifference::Same, true),
            ("https://www.a.example", "https://a.example", false, HostDifference::Www, false),
            ("https://a.example", "https://www.a.example", false, HostDifference::Www, false),
            ("http://[::1]:3000", "http://127.0.0.9:3000", false, HostDifference::Loopback, false),
            ("http://127.evil.example", "http://localhost", false, HostDifference::Other, false),
        ] {
            assert_eq!(of(a, b), Difference { scheme, host, port }, "{a} {b}");
        }
    }
}
