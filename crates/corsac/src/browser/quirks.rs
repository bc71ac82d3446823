//! Where a browser departs from the Standard, each departure by name.

use core::time::Duration;

/// How a user agent departs from the Standard or fills in what the Standard leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quirks {
    /// The longest time a preflight's answer is kept, whatever `Access-Control-Max-Age` says;
    /// `None` for no limit, which the Standard allows.
    pub max_age_limit: Option<Duration>,
    /// Whether `*` in `Access-Control-Allow-Headers` covers `Authorization` on requests without
    /// credentials. The Standard says no, every shipping browser says yes.
    pub authorization_wildcard: bool,
    /// Whether every credentialed cross-origin request makes a preflight. No browser does this and
    /// much teaching material says so; it sets the Standard's use-CORS-preflight flag.
    pub preflight_credentialed: bool,
}

impl Quirks {
    /// The Standard, without any departure.
    pub const STANDARD: Self =
        Self { max_age_limit: None, authorization_wildcard: false, preflight_credentialed: false };

    /// Chromium: answers are kept for two hours at the most.
    pub const CHROMIUM: Self = Self::browser(7_200);

    /// Firefox: answers are kept for a day at the most.
    pub const FIREFOX: Self = Self::browser(86_400);

    /// WebKit: answers are kept for ten minutes at the most.
    pub const WEBKIT: Self = Self::browser(600);

    const fn browser(max_age_limit: u64) -> Self {
        Self {
            max_age_limit: Some(Duration::from_secs(max_age_limit)),
            authorization_wildcard: true,
            preflight_credentialed: false,
        }
    }

    /// The departures of a browser by its name (`standard`, `chromium`, `firefox`, `webkit`).
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        Self::PRESETS.iter().find(|(preset, _)| *preset == name).map(|(_, quirks)| quirks.clone())
    }

    /// Every preset with its name.
    pub const PRESETS: &[(&str, Self)] = &[
        ("standard", Self::STANDARD),
        ("chromium", Self::CHROMIUM),
        ("firefox", Self::FIREFOX),
        ("webkit", Self::WEBKIT),
    ];
}

impl Default for Quirks {
    fn default() -> Self {
        Self::STANDARD
    }
}
