//! Address spaces: how private the network is in which an address lies.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
#[cfg(feature = "browser")]
use url::{Host, Url};

/// Where an address lies, the most private first.
///
/// <https://wicg.github.io/local-network-access/#ip-address-space>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum AddressSpace {
    /// The machine itself.
    Loopback,
    /// The network that the machine is in: at home, in an office.
    Local,
    /// The internet.
    Public,
}

impl AddressSpace {
    /// The specification's keyword.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loopback => "loopback",
            Self::Local => "local",
            Self::Public => "public",
        }
    }

    /// Whether this space is more private than another one.
    #[must_use]
    pub fn is_less_public_than(self, other: Self) -> bool {
        self < other
    }

    /// The space that a URL names itself, by an address or as `localhost`; `None` for other names, behind which any
    /// address may stand.
    #[cfg(feature = "browser")]
    #[must_use]
    pub fn in_url(url: &Url) -> Option<Self> {
        match url.host()? {
            Host::Ipv4(address) => Some(Self::of(IpAddr::V4(address))),
            Host::Ipv6(address) => Some(Self::of(IpAddr::V6(address))),
            Host::Domain(name) if name == "localhost" || name.ends_with(".localhost") => Some(Self::Loopback),
            Host::Domain(_) => None,
        }
    }

    /// The space of an IP address; an IPv4 address inside an IPv6 one counts as itself.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => address.to_ipv4_mapped().map_or_else(|| Self::of_v6(address), Self::of_v4),
        }
    }

    const fn of_v4(address: Ipv4Addr) -> Self {
        match address.octets() {
            [127, ..] | [198, 18..=19, ..] | [0, 0, 0, 0] => Self::Loopback,
            [10, ..]
            | [100, 64..=127, ..]
            | [172, 16..=31, ..]
            | [192, 168, ..]
            | [169, 254, ..]
            | [0, ..] => Self::Local,
            _ => Self::Public,
        }
    }

    const fn of_v6(address: Ipv6Addr) -> Self {
        match address.segments() {
            [0, 0, 0, 0, 0, 0, 0, 0 | 1] => Self::Loopback,
            [0xfc00..=0xfdff | 0xfe80..=0xfeff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => {
                Self::Local
            }
            _ => Self::Public,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_addresses() {
        let of = |text: &str| AddressSpace::of(text.parse().unwrap());
        for (space, addresses) in [
            (
                AddressSpace::Loopback,
                &[
                    "127.0.0.1",
                    "127.9.9.9",
                    "198.18.0.1",
                    "198.19.255.255",
                    "0.0.0.0",
                    "::1",
                    "::",
                    "::ffff:127.0.0.1",
                ][..],
            ),
            (
                AddressSpace::Local,
                &[
                    "10.0.0.1",
                    "100.64.0.1",
                    "100.127.0.1",
                    "172.16.0.1",
                    "172.31.9.9",
                    "192.168.1.1",
                    "169.254.0.1",
                    "0.0.0.1",
                    "fc00::1",
                    "fd12::1",
                    "fe80::1",
                    "fec0::1",
                    "2001:db8::1",
                    "3fff:fff::1",
                    "::ffff:192.168.0.1",
                ],
            ),
            (
                AddressSpace::Public,
                &[
                    "1.1.1.1",
                    "100.63.0.1",
                    "100.128.0.1",
                    "172.15.0.1",
                    "172.32.0.1",
                    "198.17.0.1",
                    "198.20.0.1",
                    "2606:4700::1",
                    "3fff:1000::1",
                    "ff02::1",
                ],
            ),
        ] {
            for address in addresses {
                assert_eq!(of(address), space, "{address}");
            }
        }
        assert!(AddressSpace::Loopback.is_less_public_than(AddressSpace::Local));
        assert!(!AddressSpace::Public.is_less_public_than(AddressSpace::Public));
    }
}
