//! Sites: which origins belong together by their registrable domain.

use core::net::Ipv4Addr;

/// Finds the registrable domain of a host: the public suffix and one more label.
///
/// The engine carries no list of public suffixes unless the feature `public-suffix-list` compiles one in; a
/// program that needs the exact answer lends that or its own.
///
/// <https://url.spec.whatwg.org/#host-registrable-domain>
pub trait RegistrableDomain {
    /// The end of `host` that can be registered, or `None` for an IP address, a public suffix or a
    /// single label such as `localhost`.
    fn registrable_domain<'h>(&self, host: &'h str) -> Option<&'h str>;
}

impl<F: Fn(&str) -> Option<&str>> RegistrableDomain for F {
    fn registrable_domain<'h>(&self, host: &'h str) -> Option<&'h str> {
        self(host)
    }
}

/// Takes the last two labels for the registrable domain: right for `example.com`, wrong for
/// suffixes of several labels such as `co.uk` or `github.io`.
#[derive(Debug, Clone, Copy, Default)]
pub struct LastTwoLabels;

impl RegistrableDomain for LastTwoLabels {
    fn registrable_domain<'h>(&self, host: &'h str) -> Option<&'h str> {
        if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            return None;
        }
        let name = host.strip_suffix('.').unwrap_or(host);
        let (rest, _) = name.rsplit_once('.')?;
        let start = rest.rfind('.').map_or(0, |dot| dot + 1);
        host.get(start..)
    }
}

/// Finds registrable domains by Mozilla's [Public Suffix List](https://publicsuffix.org), as browsers do:
/// `a.example.co.uk` belongs to `example.co.uk`, and two users of `github.io` are two sites.
#[cfg(feature = "public-suffix-list")]
#[derive(Debug, Clone, Copy, Default)]
pub struct PublicSuffixList;

#[cfg(feature = "public-suffix-list")]
impl RegistrableDomain for PublicSuffixList {
    fn registrable_domain<'h>(&self, host: &'h str) -> Option<&'h str> {
        if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            return None;
        }
        let name = host.strip_suffix('.').unwrap_or(host);
        let start = name.len().checked_sub(psl::domain_str(name)?.len())?;
        host.get(start..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "public-suffix-list")]
    #[test]
    fn suffixes_of_several_labels_are_known_and_names_that_are_none_have_no_domain() {
        for (host, domain) in [
            ("a.b.example.com", Some("example.com")),
            ("a.example.co.uk", Some("example.co.uk")),
            ("example.co.uk.", Some("example.co.uk.")),
            ("co.uk", None),
            ("ada.github.io", Some("ada.github.io")),
            ("app.test", Some("app.test")),
            ("localhost", None),
            ("127.0.0.1", None),
            ("[::1]", None),
            ("", None),
        ] {
            assert_eq!(PublicSuffixList.registrable_domain(host), domain, "{host}");
        }
    }

    #[test]
    fn last_two_labels() {
        let domain = |host: &'static str| LastTwoLabels.registrable_domain(host);
        assert_eq!(domain("a.b.example.com"), Some("example.com"));
        assert_eq!(domain("example.com."), Some("example.com."));
        assert_eq!(domain("localhost"), None);
        assert_eq!(domain("127.0.0.1"), None);
        assert_eq!(domain("[::1]"), None);
    }
}
