//! One `Set-Cookie` line, as RFC 6265bis has it stored.

use std::net::Ipv4Addr;
use std::time::Duration;

use cookie::{Cookie as Parsed, SameSite};
use corsac::fetch::origin::is_loopback_host;
use corsac::fetch::site::RegistrableDomain as _;
use url::Url;

use corsac::fetch::site::PublicSuffixList;

/// The longest name and value together; longer ones are ignored, as in browsers. In bytes.
const LENGTH_LIMIT: usize = 4096;
/// The longest life of a cookie, as in browsers.
const LIFE_LIMIT: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// A cookie that a server set. Times are counted from 1970.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct StoredCookie {
    pub(super) name: String,
    /// Bytes as Latin-1.
    pub(super) value: String,
    pub(super) domain: String,
    pub(super) host_only: bool,
    pub(super) path: String,
    pub(super) secure: bool,
    pub(super) same_site: SameSite,
    /// Whether the server asked for a jar of its own under each page's site.
    pub(super) partitioned: bool,
    /// `None`: as long as the client lives.
    pub(super) expires: Option<Duration>,
}

impl StoredCookie {
    /// Reads a line that came from `url`; `None` if a browser would ignore it.
    pub(super) fn read(line: &[u8], url: &Url, now: Duration) -> Option<Self> {
        let line: String = line.iter().copied().map(char::from).collect();
        if line.chars().any(|c| c.is_control() && c != '\t' && c < '\u{80}') {
            return None;
        }
        let parsed = Parsed::parse(line.as_str()).ok()?;
        let (domain, host_only) = domain(&parsed, url)?;
        let path = parsed.path().filter(|path| path.starts_with('/')).map(str::to_owned);
        let cookie = Self {
            name: parsed.name().to_owned(),
            value: parsed.value().to_owned(),
            domain,
            host_only,
            path: path.unwrap_or_else(|| default_path(url)),
            secure: parsed.secure() == Some(true),
            same_site: parsed.same_site().unwrap_or(SameSite::Lax),
            partitioned: parsed.partitioned() == Some(true),
            expires: expires(&parsed, now),
        };
        cookie.is_acceptable(url, parsed.path()).then_some(cookie)
    }

    /// The limits that hang together: length, security, and the prefixes of names.
    fn is_acceptable(&self, url: &Url, path: Option<&str>) -> bool {
        let prefix = |prefix: &str| {
            self.name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        let whole_host = self.secure && self.host_only && path == Some("/");
        self.name.len() + self.value.len() <= LENGTH_LIMIT
            && (!self.secure || is_secure(url))
            && (self.same_site != SameSite::None || self.secure)
            && (!self.partitioned || self.secure)
            && (!prefix("__Secure-") || self.secure)
            && (!prefix("__Host-") || whole_host)
    }

    /// Whether it goes to a URL, whoever asks.
    pub(super) fn matches(&self, url: &Url) -> bool {
        self.matches_host(url) && path_matches(url.path(), &self.path) && (!self.secure || is_secure(url))
    }

    /// Whether it goes to a URL's host.
    pub(super) fn matches_host(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        if self.host_only { host == self.domain } else { domain_matches(host, &self.domain) }
    }

    /// Whether both are one cookie, so that the later one takes the earlier one's place.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.domain == other.domain
            && self.host_only == other.host_only
            && self.path == other.path
    }

    /// Whether its time has passed.
    pub(super) fn is_expired(&self, now: Duration) -> bool {
        self.expires.is_some_and(|expires| expires <= now)
    }
}

/// The domain that the cookie belongs to, and whether only the host itself; `None` if the server may not
/// set cookies for the domain it names.
fn domain(parsed: &Parsed<'_>, url: &Url) -> Option<(String, bool)> {
    let host = url.host_str()?;
    let Some(domain) = parsed.domain().filter(|domain| !domain.is_empty()) else {
        return Some((host.to_owned(), true));
    };
    let domain = domain.to_ascii_lowercase();
    // Nobody sets cookies for all of .com; a host that is itself such a suffix sets its own.
    if PublicSuffixList.registrable_domain(&domain).is_none() {
        return (domain == host).then_some((domain, true));
    }
    domain_matches(host, &domain).then_some((domain, false))
}

fn domain_matches(host: &str, domain: &str) -> bool {
    let below = || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    host == domain || (below() && !host.starts_with('[') && host.parse::<Ipv4Addr>().is_err())
}

fn path_matches(path: &str, cookie_path: &str) -> bool {
    path.strip_prefix(cookie_path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || cookie_path.ends_with('/'))
}

/// The directory of the URL.
fn default_path(url: &Url) -> String {
    match url.path().rsplit_once('/') {
        None | Some(("", _)) => "/".into(),
        Some((directory, _)) => directory.into(),
    }
}

fn expires(parsed: &Parsed<'_>, now: Duration) -> Option<Duration> {
    let latest = now.saturating_add(LIFE_LIMIT);
    if let Some(age) = parsed.max_age() {
        let age = u64::try_from(age.whole_seconds()).unwrap_or(0);
        return Some(now.saturating_add(Duration::from_secs(age)).min(latest));
    }
    let at = parsed.expires_datetime()?.unix_timestamp();
    Some(Duration::from_secs(u64::try_from(at).unwrap_or(0)).min(latest))
}

/// Whether cookies marked `Secure` go there: over https, and to this machine.
fn is_secure(url: &Url) -> bool {
    url.scheme() == "https" || url.host_str().is_some_and(is_loopback_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, url: &str) -> Option<StoredCookie> {
        StoredCookie::read(line.as_bytes(), &Url::parse(url).unwrap(), Duration::from_secs(1000))
    }

    #[test]
    fn lines_that_browsers_ignore() {
        for line in [
            "=",
            "a=1; Domain=example",
            "a=1; Domain=other.example",
            "a=1; Domain=co.uk",
            "a=1; SameSite=None",
            "a=1; Secure",
            "a=1; Partitioned",
            "__Secure-a=1",
            "__Host-a=1; Secure; Path=/",
            "a=\u{1}",
        ] {
            assert!(read(line, "http://www.shop.example/").is_none(), "{line:?}");
        }
        assert!(read(&format!("a={}", "x".repeat(4096)), "https://shop.example/").is_none());
        assert!(read("__Host-a=1; Secure; Path=/", "https://shop.example/").is_some());
        assert!(read("__Host-a=1; Secure", "https://shop.example/").is_none());
    }

    #[test]
    fn domain_and_path_decide_where_it_goes() {
        let goes = |line: &str, to: &str| {
            read(line, "https://www.shop.example/cart/show").unwrap().matches(&Url::parse(to).unwrap())
        };
        for (line, to, expected) in [
            ("a=1", "https://www.shop.example/cart", true),
            ("a=1", "https://www.shop.example/cart/x", true),
            ("a=1", "https://www.shop.example/carts", false),
            ("a=1", "https://shop.example/cart", false),
            ("a=1; Path=/; Domain=shop.example", "https://shop.example/", true),
            ("a=1; Path=/; Domain=.shop.example", "http://api.shop.example:8080/", true),
            ("a=1; Path=/; Domain=shop.example", "https://myshop.example/", false),
            ("a=1; Path=/; Secure", "http://www.shop.example/", false),
        ] {
            assert_eq!(goes(line, to), expected, "{line:?} to {to}");
        }
    }

    #[test]
    fn the_age_counts_before_the_date_and_no_cookie_lives_for_ever() {
        let expires =
            |line: &str| read(line, "https://shop.example/").unwrap().expires.map(|at| at.as_secs());
        assert_eq!(expires("a=1"), None);
        assert_eq!(expires("a=1; Max-Age=60"), Some(1060));
        assert_eq!(expires("a=1; Max-Age=-1; Expires=Wed, 21 Oct 2065 07:28:00 GMT"), Some(1000));
        assert_eq!(expires("a=1; Expires=Thu, 01 Jan 1970 00:00:10 GMT"), Some(10));
        assert_eq!(expires("a=1; Max-Age=99999999999"), Some(1000 + LIFE_LIMIT.as_secs()));
    }
}
