//! Which names anybody can register, as far as that can be told without the Public Suffix List.

use crate::fetch::site::RegistrableDomain;
use core::net::Ipv4Addr;

/// Labels under which a registry of a country sells names, as in `co.uk` and `com.au`.
const SECOND_LEVEL: [&str; 10] = ["ac", "co", "com", "edu", "gov", "mil", "net", "nom", "or", "org"];

/// Hosting services that give a name of their own to whoever asks.
const HOSTING: [&str; 16] = [
    "appspot.com",
    "azurewebsites.net",
    "cloudfront.net",
    "fly.dev",
    "github.io",
    "gitlab.io",
    "glitch.me",
    "herokuapp.com",
    "netlify.app",
    "ngrok.io",
    "onrender.com",
    "pages.dev",
    "s3.amazonaws.com",
    "vercel.app",
    "web.app",
    "workers.dev",
];

/// Names under which nobody can register: RFC 6761, RFC 8375 and ICANN's reservation of `internal`.
const RESERVED: [&str; 7] = ["localhost", "local", "internal", "home.arpa", "test", "example", "invalid"];

/// A rule of thumb for public suffixes: every top-level name, `co.uk` and its like, and the best
/// known hosting services. A suffix that it does not know is taken for a private name, so a program
/// that needs the exact answer lends a [`RegistrableDomain`] with the whole Public Suffix List.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommonSuffixes;

impl CommonSuffixes {
    fn is_public_suffix(name: &str) -> bool {
        match name.rsplit_once('.') {
            None => true,
            Some((second, country)) => {
                (country.len() == 2 && SECOND_LEVEL.contains(&second)) || HOSTING.contains(&name)
            }
        }
    }
}

impl RegistrableDomain for CommonSuffixes {
    fn registrable_domain<'h>(&self, host: &'h str) -> Option<&'h str> {
        if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            return None;
        }
        let mut domain = None;
        let mut rest = host;
        while !Self::is_public_suffix(rest.strip_suffix('.').unwrap_or(rest)) {
            domain = Some(rest);
            rest = rest.split_once('.')?.1;
        }
        domain
    }
}

/// What is compiled in: the Public Suffix List, or else the rule of thumb.
pub(super) const fn compiled_in() -> &'static dyn RegistrableDomain {
    #[cfg(feature = "public-suffix-list")]
    return &crate::fetch::site::PublicSuffixList;
    #[cfg(not(feature = "public-suffix-list"))]
    return &CommonSuffixes;
}

/// Whether anybody can register a name under this one. Not only where it is a public suffix: under
/// `kawasaki.jp`, which somebody has, every name is one.
pub(super) fn is_open(host: &str, domains: &dyn RegistrableDomain) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    !RESERVED.contains(&name)
        && match (domains.registrable_domain(host), domains.registrable_domain(&["a.", host].concat())) {
            (Some(of_host), Some(of_name_below)) => of_host != of_name_below,
            _ => true,
        }
}
