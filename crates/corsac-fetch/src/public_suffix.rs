//! Registrable domains by the Public Suffix List.

use std::net::Ipv4Addr;

use corsac::fetch::site::RegistrableDomain;

/// Finds registrable domains by Mozilla's [Public Suffix List](https://publicsuffix.org), as browsers do:
/// `a.example.co.uk` belongs to `example.co.uk`, and two users of `github.io` are two sites.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublicSuffixList;

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
}
