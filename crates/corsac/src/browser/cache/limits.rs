//! How much a cache may hold.

/// How much a [`PreflightCache`](super::PreflightCache) holds at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CacheLimits {
    /// The methods and header names remembered, over all origins and URLs.
    pub entries: usize,
    /// The pairs of origin and URL; credentialed requests count apart where they are kept apart.
    #[cfg_attr(feature = "serde", serde(default = "default_urls"))]
    pub urls: usize,
    /// The bytes of all names, origins and URLs, with [`Self::ENTRY_OVERHEAD`] for each entry and
    /// [`Self::URL_OVERHEAD`] for each origin and URL.
    pub bytes: usize,
}

impl CacheLimits {
    /// What an entry counts besides its name, in bytes.
    pub const ENTRY_OVERHEAD: usize = 64;

    /// What a pair of origin and URL counts besides its texts, in bytes.
    pub const URL_OVERHEAD: usize = 192;

    /// 16,384 entries, 8,192 URLs and 4 MiB: more than a browser needs in a day.
    pub const DEFAULT: Self = Self { entries: 16_384, urls: 8_192, bytes: 4 << 20 };

    /// What Firefox 153 remembers: a hundred URLs.
    pub const FIREFOX_153: Self = Self { urls: 100, ..Self::DEFAULT };
}

#[cfg(feature = "serde")]
const fn default_urls() -> usize {
    CacheLimits::DEFAULT.urls
}

impl Default for CacheLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
