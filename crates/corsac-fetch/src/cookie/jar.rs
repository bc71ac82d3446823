//! The cookies that servers set, and which of them go along.

use std::fmt;
use std::time::Duration;

use cookie::SameSite;
use corsac::fetch::{HeaderList, Origin};
use url::Url;

use super::set_cookie::StoredCookie;
use corsac::fetch::site::PublicSuffixList;

/// As many cookies are kept, as in Firefox; then the oldest go.
const LIMIT: usize = 3000;
/// As many cookies are kept of one domain, as in Chromium.
const DOMAIN_LIMIT: usize = 180;

/// What becomes of cookies when a page asks another site.
///
/// Cookies marked `SameSite=Lax` or `Strict`, and those that say nothing, never go along to another site
/// from a script, whatever is set here; nor are they kept from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ThirdPartyCookies {
    /// They go along and are kept, as in Chromium by default.
    #[default]
    Allowed,
    /// They stay in a jar that belongs to the page's site, as in Firefox by default.
    Partitioned,
    /// They neither go along nor are kept, as in Safari. WebKitGTK sends those that it has, and keeps no others.
    Blocked,
}

/// One request, as far as cookies depend on it.
#[derive(Debug)]
pub(crate) struct Errand<'a> {
    pub(crate) url: &'a Url,
    /// The page's origin.
    pub(crate) origin: &'a Origin,
    /// Whether a person follows a link or sends a form, so that the page changes.
    pub(crate) is_navigation: bool,
    /// Whether the method is one that changes nothing.
    pub(crate) is_safe: bool,
    /// The time, counted from 1970.
    pub(crate) now: Duration,
}

impl Errand<'_> {
    fn is_same_site(&self) -> bool {
        self.origin.same_site(&Origin::of_url(self.url), &PublicSuffixList)
    }

    /// The site of the page on top, under which a partitioned cookie is kept.
    fn partition(&self) -> Option<String> {
        (!self.is_navigation).then(|| self.origin.site(&PublicSuffixList))
    }

    fn admits(&self, same_site: SameSite) -> bool {
        match same_site {
            SameSite::None => true,
            SameSite::Lax => self.is_same_site() || (self.is_navigation && self.is_safe),
            SameSite::Strict => self.is_same_site(),
        }
    }

    fn stores(&self, same_site: SameSite) -> bool {
        same_site == SameSite::None || self.is_same_site() || self.is_navigation
    }
}

/// A cookie and the page's site that it belongs to, if it belongs to one.
struct Entry {
    cookie: StoredCookie,
    partition: Option<String>,
}

/// The cookies that servers set.
#[derive(Default)]
pub(crate) struct CookieJar(Vec<Entry>);

impl fmt::Debug for CookieJar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cookies", self.0.len())
    }
}

impl CookieJar {
    /// The pairs that go along, those with the longest paths first, older ones before younger ones.
    pub(crate) fn pairs(&self, errand: &Errand<'_>, third_party: ThirdPartyCookies) -> Vec<Vec<u8>> {
        let Some(partitions) = partitions(errand, third_party) else { return Vec::new() };
        let mut cookies: Vec<_> = self
            .0
            .iter()
            .filter(|entry| partitions.reads(entry.partition.as_deref()))
            .map(|entry| &entry.cookie)
            .filter(|cookie| !cookie.is_expired(errand.now) && cookie.matches(errand.url))
            .filter(|cookie| errand.admits(cookie.same_site))
            .collect();
        cookies.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        cookies.iter().map(|cookie| latin1(&format!("{}={}", cookie.name, cookie.value))).collect()
    }

    /// Keeps what an answer sets.
    pub(crate) fn keep(&mut self, errand: &Errand<'_>, headers: &HeaderList, third_party: ThirdPartyCookies) {
        let Some(partitions) = partitions(errand, third_party) else { return };
        for line in headers.lines("set-cookie") {
            let Some(cookie) = StoredCookie::read(line, errand.url, errand.now) else { continue };
            if errand.stores(cookie.same_site) {
                let own = cookie.partitioned || partitions.all;
                let partition = partitions.key.clone().filter(|_| own);
                self.put(Entry { cookie, partition }, errand);
            }
        }
        self.0.retain(|entry| !entry.cookie.is_expired(errand.now));
    }

    fn put(&mut self, entry: Entry, errand: &Errand<'_>) {
        // What came over https is not overwritten over http.
        let guarded = errand.url.scheme() != "https"
            && !entry.cookie.secure
            && self.0.iter().any(|old| {
                old.cookie.secure
                    && old.cookie.name == entry.cookie.name
                    && old.cookie.matches_host(errand.url)
            });
        if guarded {
            return;
        }
        let same = |old: &Entry| old.partition == entry.partition && old.cookie.is_same(&entry.cookie);
        if let Some(old) = self.0.iter_mut().find(|old| same(old)) {
            *old = entry;
            return;
        }
        let of_domain = |old: &Entry| old.cookie.domain == entry.cookie.domain;
        if self.0.iter().filter(|old| of_domain(old)).count() >= DOMAIN_LIMIT {
            let oldest = self.0.iter().position(of_domain);
            oldest.map(|oldest| self.0.remove(oldest));
        } else if self.0.len() >= LIMIT {
            self.0.remove(0);
        }
        self.0.push(entry);
    }
}

/// Which parts of the jar a request reaches.
struct Partitions {
    key: Option<String>,
    /// Whether every cookie of this request is kept under the page's site.
    all: bool,
}

impl Partitions {
    fn reads(&self, partition: Option<&str>) -> bool {
        match partition {
            None => !self.all,
            Some(_) => partition == self.key.as_deref(),
        }
    }
}

fn partitions(errand: &Errand<'_>, third_party: ThirdPartyCookies) -> Option<Partitions> {
    let third = !errand.is_navigation && !errand.is_same_site();
    if third && third_party == ThirdPartyCookies::Blocked {
        return None;
    }
    let all = third && third_party == ThirdPartyCookies::Partitioned;
    Some(Partitions { key: errand.partition(), all })
}

/// The bytes of a text that was read as Latin-1.
fn latin1(text: &str) -> Vec<u8> {
    text.chars().filter_map(|c| u8::try_from(c).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://www.shop.example";

    /// A jar and a clock, played with.
    struct Play {
        jar: CookieJar,
        now: u64,
        third_party: ThirdPartyCookies,
    }

    impl Play {
        fn new(third_party: ThirdPartyCookies) -> Self {
            Self { jar: CookieJar::default(), now: 1000, third_party }
        }

        fn with<T>(
            &mut self,
            (page, url): (&str, &str),
            is_navigation: bool,
            call: impl FnOnce(&mut CookieJar, &Errand<'_>, ThirdPartyCookies) -> T,
        ) -> T {
            let (url, origin) = (Url::parse(url).unwrap(), Origin::parse(page.as_bytes()).unwrap());
            let now = Duration::from_secs(self.now);
            let errand = Errand { url: &url, origin: &origin, is_navigation, is_safe: true, now };
            call(&mut self.jar, &errand, self.third_party)
        }

        fn set(&mut self, page: &str, url: &str, line: &str) {
            let headers = [("Set-Cookie", line.as_bytes())].into_iter().collect();
            self.with((page, url), false, |jar, errand, rule| jar.keep(errand, &headers, rule));
        }

        fn sent(&mut self, page: &str, url: &str) -> String {
            let pairs = self.with((page, url), false, |jar, errand, rule| jar.pairs(errand, rule));
            String::from_utf8(pairs.join(b"; ".as_slice())).unwrap()
        }
    }

    #[test]
    fn a_cookie_of_the_same_site_comes_back_until_its_time_has_passed() {
        let mut play = Play::new(ThirdPartyCookies::Allowed);
        play.set(PAGE, "https://api.shop.example/login", "session=1; Max-Age=60");
        play.set(PAGE, "https://api.shop.example/cart/", "cart=2");
        play.set(PAGE, "https://api.shop.example/", "session=3");
        assert_eq!(play.sent(PAGE, "https://api.shop.example/cart/x"), "cart=2; session=3");
        play.set(PAGE, "https://api.shop.example/", "session=4; Max-Age=60");
        assert_eq!(play.sent(PAGE, "https://api.shop.example/"), "session=4");
        play.now += 60;
        assert_eq!(play.sent(PAGE, "https://api.shop.example/"), "");
        play.set(PAGE, "https://api.shop.example/cart/", "cart=; Max-Age=0");
        assert_eq!(play.sent(PAGE, "https://api.shop.example/cart/x"), "");
    }

    #[test]
    fn only_same_site_none_crosses_sites() {
        let other = "https://other.example";
        let mut play = Play::new(ThirdPartyCookies::Allowed);
        for line in
            ["none=1; SameSite=None; Secure", "lax=1; SameSite=Lax", "strict=1; SameSite=Strict", "a=1"]
        {
            play.set(PAGE, "https://shop.example/", line);
        }
        assert_eq!(play.sent(PAGE, "https://shop.example/"), "none=1; lax=1; strict=1; a=1");
        assert_eq!(play.sent(other, "https://shop.example/"), "none=1");
        assert_eq!(play.sent("null", "https://shop.example/"), "none=1");
        // A site counts with its scheme.
        assert_eq!(play.sent("http://www.shop.example", "https://shop.example/"), "none=1");
        let link =
            play.with((other, "https://shop.example/"), true, |jar, errand, rule| jar.pairs(errand, rule));
        assert_eq!(link.join(b"; ".as_slice()), b"none=1; lax=1; a=1");
        play.set(other, "https://shop.example/", "late=1");
        assert_eq!(play.sent(PAGE, "https://shop.example/"), "none=1; lax=1; strict=1; a=1");
    }

    #[test]
    fn the_third_party_rule_is_that_of_a_browser() {
        let (other, line) = ("https://other.example", "none=1; SameSite=None; Secure");
        for (rule, there, at_home) in [
            (ThirdPartyCookies::Allowed, "none=1", "none=1"),
            (ThirdPartyCookies::Partitioned, "none=1", ""),
            (ThirdPartyCookies::Blocked, "", ""),
        ] {
            let mut play = Play::new(rule);
            play.set(other, "https://shop.example/", line);
            assert_eq!(play.sent(other, "https://shop.example/"), there, "{rule:?}");
            assert_eq!(play.sent(PAGE, "https://shop.example/"), at_home, "{rule:?}");
            assert_eq!(
                play.sent("https://third.example", "https://shop.example/").is_empty(),
                at_home.is_empty()
            );
        }
        let mut play = Play::new(ThirdPartyCookies::Allowed);
        play.set(other, "https://shop.example/", "chip=1; SameSite=None; Secure; Partitioned");
        assert_eq!(play.sent(other, "https://shop.example/"), "chip=1");
        assert_eq!(play.sent("https://third.example", "https://shop.example/"), "");
    }

    #[test]
    fn a_secure_cookie_is_not_overwritten_over_http() {
        let mut play = Play::new(ThirdPartyCookies::Allowed);
        play.set(PAGE, "https://shop.example/", "session=1; Secure");
        play.set("http://shop.example", "http://shop.example/", "session=2");
        assert_eq!(play.sent(PAGE, "https://shop.example/"), "session=1");
        assert_eq!(play.sent("http://shop.example", "http://shop.example/"), "");
    }

    #[test]
    fn the_jar_is_bounded() {
        let mut play = Play::new(ThirdPartyCookies::Allowed);
        for number in 0..DOMAIN_LIMIT + 20 {
            play.set(PAGE, "https://shop.example/", &format!("c{number}=1"));
        }
        assert_eq!(play.jar.0.len(), DOMAIN_LIMIT);
        for host in 0..LIMIT {
            let url = format!("https://h{host}.shop.example/");
            play.set(PAGE, &url, "a=1");
        }
        assert_eq!(play.jar.0.len(), LIMIT);
    }
}
