//! Which request headers an answer depends on.

use super::request_head::RequestHeader;

/// The set of request headers that an answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Vary(u8);

impl Vary {
    /// The headers a set can hold, in the order in which they are written. `Host` is none of them:
    /// it is part of the URL, which every cache keys on. Nor is `Sec-Fetch-Site`: only the
    /// cross-site request guard reads it. Nor is `Upgrade`: what it leads to is no answer that a cache keeps.
    const MEMBERS: [RequestHeader; 3] = [
        RequestHeader::Origin,
        RequestHeader::AccessControlRequestMethod,
        RequestHeader::AccessControlRequestHeaders,
    ];

    /// The empty set.
    pub const NONE: Self = Self(0);

    /// Every set, so that their texts can be prepared; [`index`](Self::index) says where each one is.
    pub const ALL: [Self; 8] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7)];

    /// The bits that a set takes up in a byte.
    pub(super) const BITS: u8 = 7;

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    pub(super) const fn of_bits(bits: u8) -> Self {
        Self(bits & Self::BITS)
    }

    /// The place of this set in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    const fn bit(header: RequestHeader) -> u8 {
        match header {
            RequestHeader::Origin => 1,
            RequestHeader::AccessControlRequestMethod => 2,
            RequestHeader::AccessControlRequestHeaders => 4,
            RequestHeader::Host | RequestHeader::SecFetchSite | RequestHeader::Upgrade => 0,
        }
    }

    pub(super) const fn and(self, header: RequestHeader) -> Self {
        Self(self.0 | Self::bit(header))
    }

    /// Whether the set holds the header.
    #[must_use]
    pub const fn contains(self, header: RequestHeader) -> bool {
        self.0 & Self::bit(header) != 0
    }

    /// Whether the answer depends on none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The headers of the set that the given `Vary` lines lack; `*` lacks nothing.
    #[must_use]
    pub fn missing_from<'a>(self, lines: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut missing = self;
        for member in lines.flat_map(|line| line.split(|&byte| byte == b',')).map(<[u8]>::trim_ascii) {
            if member == b"*" {
                return Self::NONE;
            }
            let is_named = |header: &RequestHeader| member.eq_ignore_ascii_case(header.name().as_bytes());
            if let Some(named) = Self::MEMBERS.iter().find(|header| is_named(header)) {
                missing.0 &= !Self::bit(*named);
            }
        }
        missing
    }

    /// The names, in lower case.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        Self::MEMBERS.into_iter().filter(move |member| self.contains(*member)).map(RequestHeader::name)
    }

    /// The whole value of a `Vary` header that names just this set; empty for the empty set.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self.0 & 7 {
            1 => "origin",
            2 => "access-control-request-method",
            3 => "origin, access-control-request-method",
            4 => "access-control-request-headers",
            5 => "origin, access-control-request-headers",
            6 => "access-control-request-method, access-control-request-headers",
            7 => "origin, access-control-request-method, access-control-request-headers",
            _ => "",
        }
    }
}
