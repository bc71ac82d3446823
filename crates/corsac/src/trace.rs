//! What happened, as values: which step of which algorithm decided what.

/// An algorithm, mostly of the Fetch Standard, that decides something about CORS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Algorithm {
    /// <https://fetch.spec.whatwg.org/#concept-main-fetch>
    MainFetch,
    /// <https://fetch.spec.whatwg.org/#concept-http-fetch>
    HttpFetch,
    /// <https://fetch.spec.whatwg.org/#concept-http-redirect-fetch>
    HttpRedirectFetch,
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
    CorsPreflightFetch,
    /// <https://fetch.spec.whatwg.org/#concept-cors-check>
    CorsCheck,
    /// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check>
    CrossOriginResourcePolicyInternalCheck,
    /// <https://fetch.spec.whatwg.org/#concept-scheme-fetch>
    SchemeFetch,
    /// <https://fetch.spec.whatwg.org/#concept-tao-check>
    TaoCheck,
    /// <https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch>
    HttpNetworkOrCacheFetch,
    /// <https://wicg.github.io/local-network-access/#local-network-access-check>
    LocalNetworkAccessCheck,
}

impl Algorithm {
    /// Every algorithm, in the order of a fetch.
    pub const ALL: &[Self] = &[
        Self::MainFetch,
        Self::SchemeFetch,
        Self::LocalNetworkAccessCheck,
        Self::HttpFetch,
        Self::CorsPreflightFetch,
        Self::HttpNetworkOrCacheFetch,
        Self::CorsCheck,
        Self::TaoCheck,
        Self::CrossOriginResourcePolicyInternalCheck,
        Self::HttpRedirectFetch,
    ];

    /// The numbers of the steps that are reported, in order.
    #[must_use]
    pub const fn deciding_steps(self) -> &'static [&'static str] {
        match self {
            Self::MainFetch => &["7", "12.2", "12.3", "12.4", "12.4.1", "12.5", "12.6", "20"],
            Self::HttpFetch => &["4.1", "4.4", "4.5", "5", "6"],
            Self::HttpRedirectFetch => &["4", "5", "6", "7", "9", "10", "11", "12", "13"],
            Self::CorsPreflightFetch => &["7", "7.3", "7.4", "7.5", "7.6", "7.7"],
            Self::CorsCheck => &["2", "3", "4", "5", "7"],
            Self::CrossOriginResourcePolicyInternalCheck => &["4", "5"],
            Self::SchemeFetch => &["3"],
            Self::HttpNetworkOrCacheFetch => &["8.9", "11.1"],
            Self::TaoCheck => &["2", "4", "5", "6", "7"],
            Self::LocalNetworkAccessCheck => &["2", "4", "5", "5.2", "5.11"],
        }
    }

    /// The address of the specification that it stands in, without a fragment.
    #[must_use]
    pub const fn specification(self) -> &'static str {
        match self {
            Self::LocalNetworkAccessCheck => "https://wicg.github.io/local-network-access/",
            _ => "https://fetch.spec.whatwg.org/",
        }
    }

    /// The fragment of its place there.
    #[must_use]
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::MainFetch => "concept-main-fetch",
            Self::HttpFetch => "concept-http-fetch",
            Self::HttpRedirectFetch => "concept-http-redirect-fetch",
            Self::CorsPreflightFetch => "cors-preflight-fetch-0",
            Self::CorsCheck => "concept-cors-check",
            Self::CrossOriginResourcePolicyInternalCheck => "cross-origin-resource-policy-internal-check",
            Self::SchemeFetch => "concept-scheme-fetch",
            Self::HttpNetworkOrCacheFetch => "concept-http-network-or-cache-fetch",
            Self::TaoCheck => "concept-tao-check",
            Self::LocalNetworkAccessCheck => "local-network-access-check",
        }
    }
}

/// One deciding step that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Step {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The step's number in the Standard, such as `7.3`.
    pub number: &'static str,
    /// Whether the step's condition held.
    pub held: bool,
}

/// Somebody who wants to hear of every deciding step.
///
/// `()` hears nothing and costs nothing; a `Vec<Step>` keeps them all.
pub trait Listen {
    /// A step was reached.
    fn heard(&mut self, step: Step);

    /// Reports a step's condition and hands it back, so that it can stand in an `if`.
    fn step(&mut self, algorithm: Algorithm, number: &'static str, held: bool) -> bool {
        self.heard(Step { algorithm, number, held });
        held
    }
}

impl Listen for () {
    fn heard(&mut self, _: Step) {}
}

impl Listen for alloc::vec::Vec<Step> {
    fn heard(&mut self, step: Step) {
        self.push(step);
    }
}

/// The steps of one run of an algorithm, on their way to whoever listens. A failure that it is told of names
/// the step reported last, so that a number stands in one place.
#[cfg(feature = "browser")]
#[derive(Debug)]
pub(crate) struct Steps<'l, L: Listen> {
    algorithm: Algorithm,
    last: Option<&'static str>,
    listen: &'l mut L,
}

#[cfg(feature = "browser")]
impl<'l, L: Listen> Steps<'l, L> {
    /// A run that has not reached a deciding step yet.
    pub(crate) const fn of(algorithm: Algorithm, listen: &'l mut L) -> Self {
        Self { algorithm, last: None, listen }
    }

    /// Reports a step's condition and hands it back.
    pub(crate) fn step(&mut self, number: &'static str, held: bool) -> bool {
        self.last = Some(number);
        self.listen.step(self.algorithm, number, held)
    }

    /// A failure that the step reported last has decided.
    pub(crate) fn failure<E>(&self, why: E) -> Failure<E> {
        Failure { why, step: self.last.map(|number| (self.algorithm, number)) }
    }
}

/// Why an algorithm failed, and the step that decided it.
#[cfg(feature = "browser")]
#[derive(Debug)]
pub(crate) struct Failure<E> {
    /// Why.
    pub(crate) why: E,
    /// The step; `None` if the Standard has none for it.
    pub(crate) step: Option<(Algorithm, &'static str)>,
}

#[cfg(feature = "browser")]
impl<E> Failure<E> {
    /// A failure that no step of the Standard decides.
    pub(crate) const fn without_step(why: E) -> Self {
        Self { why, step: None }
    }

    /// The same failure, as the algorithm sees it that called this one.
    pub(crate) fn map<F>(self, caller: impl FnOnce(E) -> F) -> Failure<F> {
        Failure { why: caller(self.why), step: self.step }
    }
}
