//! About a preflight that was answered with a bad status.

/// A status that is neither 200 to 299 nor a redirect.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Refusal<'a> {
    WantsLogin {
        status: u16,
    },
    NotRouted {
        path: &'a str,
        status: u16,
    },
    /// CORS headers stand on an answer that something behind them refused.
    NotRoutedThoughAllowed {
        path: &'a str,
        status: u16,
    },
    RateLimited,
    ServerError {
        status: u16,
    },
    Forbidden,
    Status {
        status: u16,
    },
    PolicySays {
        reason: &'a str,
    },
    CorsLayer {
        status: u16,
        origin: &'a str,
        method: &'a str,
        headers: &'a [&'a str],
    },
}

/// A redirect.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Rerouted<'a> {
    pub(in super::super) goal: Goal,
    pub(in super::super) to: Option<&'a str>,
}

/// What a redirect is for.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Goal {
    Https,
    Slash,
    Login,
    CanonicalHost,
    Other,
}
