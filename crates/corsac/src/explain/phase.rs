//! The parts of a fetch.

/// The part of a fetch that a diagnosis is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Phase {
    /// The request itself, before anything is sent.
    Request,
    /// The way to the server.
    Network,
    /// The answer to the preflight.
    Preflight,
    /// A redirect.
    Redirect,
    /// The response.
    Response,
    /// A cache in between.
    Cache,
}

impl Phase {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Network => "network",
            Self::Preflight => "preflight",
            Self::Redirect => "redirect",
            Self::Response => "response",
            Self::Cache => "cache",
        }
    }
}
