//! Which allowed origin a refused one was meant to be, for those who read a log.

use super::policy::Policy;
use crate::fetch::origin::{OriginLine, OriginRef, is_loopback_host};
use alloc::format;
use alloc::string::String;

/// How many entries of the list are compared letter by letter. What is asked for often must not cost the more the
/// longer the list is.
const COMPARED: usize = 64;
/// How many letters may be wrong, missing or too many.
const SLIPS: usize = 2;

impl Policy {
    /// The allowed origin, or entry of the list, that is nearest to the line of an `Origin` header; none if none is
    /// near. Of an origin that is allowed it is that one itself.
    ///
    /// Near are: the same host with the other one of http and https, with another port, with or without `www.`, or
    /// as another name of this machine (`localhost`, `127.0.0.1`), the fewer differences the nearer; the parent of
    /// subdomains that are allowed, given as that pattern; and an entry that is at most two letters away. Ports other
    /// than the origin's own and the default one, and letters, are compared among the first 64 entries. It is for
    /// logs, and costs much more than a decision, but no more the longer the list is.
    ///
    /// ```
    /// use corsac::server::Policy;
    ///
    /// let policy = Policy::builder()
    ///     .allow_origins(["https://app.example.com", "http://localhost:3000", "https://*.shops.example"])
    ///     .build()?;
    /// let nearest = |line: &str| policy.nearest_origin(line.as_bytes());
    /// assert_eq!(nearest("http://app.example.com:8080").as_deref(), Some("https://app.example.com"));
    /// assert_eq!(nearest("http://localhost:5173").as_deref(), Some("http://localhost:3000"));
    /// assert_eq!(nearest("https://shops.example").as_deref(), Some("https://*.shops.example"));
    /// assert_eq!(nearest("https://ap.example.com").as_deref(), Some("https://app.example.com"));
    /// assert_eq!(nearest("https://evil.example"), None);
    /// # Ok::<(), corsac::server::ConfigErrors>(())
    /// ```
    #[must_use]
    pub fn nearest_origin(&self, line: &[u8]) -> Option<String> {
        let origin = OriginRef::parse(line).ok()?;
        let parts = |entry: &String| {
            let difference = OriginRef::parse(entry.as_bytes()).ok()?.difference(&origin);
            difference.is_near().then(|| difference.parts())
        };
        let looked_up = self.near_by_lookup(&origin);
        let listed = self.near_in_list(parts);
        match (looked_up, listed) {
            // A pattern is no origin, and has nothing to compare.
            (Some(one), Some((distance, other))) if parts(&one).is_some_and(|own| distance < own) => {
                Some(other)
            }
            (Some(one), _) => Some(one),
            (None, Some((_, other))) => Some(other),
            (None, None) => self.near_by_letters(line),
        }
    }

    /// What differs in parts that can be guessed, however long the list is.
    fn near_by_lookup(&self, origin: &OriginRef<'_>) -> Option<String> {
        let OriginRef { scheme, host, port, .. } = *origin;
        let scheme_too = match scheme {
            "http" => "https",
            "https" => "http",
            other => other,
        };
        let [www, bare] = [format!("www.{host}"), host.strip_prefix("www.").unwrap_or(host).into()];
        let loopback = match host {
            "127.0.0.1" | "[::1]" => "localhost",
            host if is_loopback_host(host) => "127.0.0.1",
            other => other,
        };
        let below = format!("{BELOW}.{host}");
        let pattern = format!("*.{host}");
        let hosts =
            [(host, host), (loopback, loopback), (&*bare, &*bare), (&*below, &*pattern), (&*www, &*www)];
        let schemes = [scheme, scheme_too];
        let mut candidates = hosts.into_iter().flat_map(|(tried, shown)| {
            schemes.into_iter().flat_map(move |scheme| [port, None].map(|port| (scheme, tried, shown, port)))
        });
        let (scheme, _, shown, port) =
            candidates.find(|(scheme, tried, _, port)| self.allows(text(scheme, tried, *port).as_bytes()))?;
        Some(text(scheme, shown, port))
    }

    /// The entry in which the fewest parts differ, with their number.
    fn near_in_list(&self, parts: impl Fn(&String) -> Option<usize>) -> Option<(usize, String)> {
        let entries = self.config().allow_origins.iter().take(COMPARED);
        let counted = entries.filter_map(|entry| Some((parts(entry)?, entry)));
        counted.min_by_key(|(parts, _)| *parts).map(|(parts, entry)| (parts, entry.clone()))
    }

    fn allows(&self, line: &[u8]) -> bool {
        self.any_origin
            || self.origins.lists(line)
            || OriginLine::parse(line).is_ok_and(|origin| self.origins.matches(origin))
    }

    fn near_by_letters(&self, line: &[u8]) -> Option<String> {
        let entries = self.config().allow_origins.iter().take(COMPARED);
        let counted = entries.filter_map(|entry| Some((slips(entry.as_bytes(), line)?, entry)));
        counted.min_by_key(|(slips, _)| *slips).map(|(_, entry)| entry.clone())
    }
}

/// A label that stands for any, where a pattern wants one.
const BELOW: &str = "corsac-any-subdomain";

fn text(scheme: &str, host: &str, port: Option<u16>) -> String {
    port.map_or_else(|| format!("{scheme}://{host}"), |port| format!("{scheme}://{host}:{port}"))
}

/// How many letters must be changed, added or taken away to make one text of the other; none if more than [`SLIPS`].
/// Looks only at the few alignments that so few slips allow.
fn slips(one: &[u8], other: &[u8]) -> Option<usize> {
    // Letters that agree are passed over; after a slip there are three ways to go on.
    fn walk(one: &[u8], other: &[u8], left: usize) -> Option<usize> {
        let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let (one, other) = (one.get(same..)?, other.get(same..)?);
        if one.is_empty() && other.is_empty() {
            return Some(0);
        }
        let left = left.checked_sub(1)?;
        let ways = [(one.get(1..), other.get(1..)), (one.get(1..), Some(other)), (Some(one), other.get(1..))];
        let found = ways.into_iter().filter_map(|(one, other)| walk(one?, other?, left)).min()?;
        Some(found + 1)
    }
    (one.len().abs_diff(other.len()) <= SLIPS).then(|| walk(one, other, SLIPS)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn nearest(allowed: &[&str], line: &str) -> Option<String> {
        let policy = Policy::builder().allow_origins(allowed).build().expect("a policy");
        policy.nearest_origin(line.as_bytes())
    }

    #[test]
    fn only_a_pattern_of_the_list_is_named_as_one() {
        assert_eq!(nearest(&["https://x.com"], "http://x.com").as_deref(), Some("https://x.com"));
        assert_eq!(nearest(&["https://x.com"], "https://x.com").as_deref(), Some("https://x.com"));
        assert_eq!(
            nearest(&["https://x.shop.example"], "https://shop.example").as_deref(),
            Some("https://x.shop.example")
        );
    }

    #[test]
    fn what_is_near() {
        for (allowed, line, expected) in [
            ("https://a.example", "https://a.example", Some("https://a.example")),
            ("https://a.example", "http://a.example", Some("https://a.example")),
            ("https://a.example", "https://a.example:8443", Some("https://a.example")),
            ("https://a.example:8443", "https://a.example", Some("https://a.example:8443")),
            ("http://localhost:3000", "http://localhost:5173", Some("http://localhost:3000")),
            ("http://127.0.0.1:3000", "http://localhost:5173", Some("http://127.0.0.1:3000")),
            ("http://[::1]:3000", "http://localhost:3000", Some("http://[::1]:3000")),
            ("https://www.a.example:8443", "http://a.example", Some("https://www.a.example:8443")),
            ("https://b.example:8443", "https://a.example", None),
            ("https://a.example", "https://www.a.example", Some("https://a.example")),
            ("https://www.a.example", "https://a.example", Some("https://www.a.example")),
            ("http://localhost:*", "http://127.0.0.1:3000", Some("http://localhost:3000")),
            ("https://*.a.example", "http://b.a.example", Some("https://b.a.example")),
            ("https://*.a.example", "https://a.example", Some("https://*.a.example")),
            ("https://shop.example", "https://shpo.example", Some("https://shop.example")),
            ("https://shop.example", "https://shopp.exampl", Some("https://shop.example")),
            ("https://shop.example", "https://shoppers.example", None),
            ("https://a.example", "https://other.example", None),
            ("https://a.example", "null", None),
            ("https://a.example", "https://a.example/", None),
            ("https://a.example", "", None),
        ] {
            assert_eq!(nearest(&[allowed], line).as_deref(), expected, "{allowed} {line}");
        }
    }

    #[test]
    fn the_fewer_parts_differ_the_nearer() {
        let allowed = ["https://a.example", "http://a.example:5173", "https://www.a.example:3000"];
        let near = |line| nearest(&allowed, line);
        assert_eq!(near("http://a.example:3000").as_deref(), Some("http://a.example:5173"));
        assert_eq!(near("https://a.example:3000").as_deref(), Some("https://a.example"));
        assert_eq!(near("https://www.a.example:3001").as_deref(), Some("https://www.a.example:3000"));
    }

    #[test]
    fn the_nearest_of_several_and_none_of_too_many() {
        assert_eq!(
            nearest(&["https://ab.example", "https://abc.example"], "https://abd.example").as_deref(),
            Some("https://ab.example")
        );
        let many: Vec<String> = (0..1000).map(|number| format!("https://shop{number:04}.example")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(nearest(&many, "http://shop0999.example").as_deref(), Some("https://shop0999.example"));
        assert_eq!(nearest(&many, "https://shop9999x.example"), None);
    }

    #[test]
    fn slips_are_counted() {
        let reference = |one: &[u8], other: &[u8]| {
            let mut row: Vec<usize> = (0..=other.len()).collect();
            for (index, letter) in one.iter().enumerate() {
                let mut diagonal = row[0];
                row[0] = index + 1;
                for (place, against) in other.iter().enumerate() {
                    let changed = diagonal + usize::from(letter != against);
                    diagonal = row[place + 1];
                    row[place + 1] = changed.min(diagonal + 1).min(row[place] + 1);
                }
            }
            row[other.len()]
        };
        let words: Vec<Vec<u8>> = (0_u32..243)
            .map(|n| (0..5).map(|digit| b'a' + (n / 3_u32.pow(digit) % 3) as u8).collect())
            .collect();
        for one in words.iter().step_by(7) {
            for other in &words {
                for other in [&other[..], &other[1..], &other[..3]] {
                    let counted = reference(one, other);
                    assert_eq!(slips(one, other), (counted <= SLIPS).then_some(counted), "{one:?} {other:?}");
                }
            }
        }
    }
}
