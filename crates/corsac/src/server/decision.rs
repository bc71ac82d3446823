//! What a policy decides about one request: names of headers and values, never bytes.

use super::request_head::RequestHeader;
use super::vary::Vary;
use super::why::Why;

/// What to do with a request.
///
/// Adapters match both variants, so there will never be a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The service answers; the headers are merged into its answer.
    Pass {
        /// Headers to merge into the answer, whatever its status.
        headers: Headers,
        /// The reason.
        why: Why,
    },
    /// The request is answered with an empty body; the service never sees it.
    Answer {
        /// The status code.
        status: u16,
        /// All headers of the answer.
        headers: Headers,
        /// The reason.
        why: Why,
    },
}

impl Decision {
    /// The headers to merge or to send.
    #[must_use]
    pub const fn headers(&self) -> &Headers {
        match self {
            Self::Pass { headers, .. } | Self::Answer { headers, .. } => headers,
        }
    }

    pub(super) const fn depending_on_source(self) -> Self {
        match self {
            Self::Pass { headers, why } => Self::Pass { headers: headers.depending_on_source(), why },
            Self::Answer { status, headers, why } => {
                Self::Answer { status, headers: headers.depending_on_source(), why }
            }
        }
    }

    /// The reason.
    #[must_use]
    pub const fn why(&self) -> Why {
        match self {
            Self::Pass { why, .. } | Self::Answer { why, .. } => *why,
        }
    }
}

/// The response headers of a decision: which there are, and the name of each one's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Headers {
    values: [Option<Value>; SLOTS],
    /// Those of `Vary`, and the bits below. All in all eight bytes, which fit into a register: two more cost
    /// every decision a quarter.
    bits: u8,
}

/// The headers whose value is not always the same; they come first in [`ResponseHeader::ALL`].
const SLOTS: usize = 7;

/// Headers that need no slot: their value follows from others or from the policy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks(u8);

/// An [`OriginSource`](super::OriginSource) was asked.
const SOURCE: u8 = 1 << 3;
/// `Timing-Allow-Origin` has the value of `Access-Control-Allow-Origin`.
const TIMING: u8 = 1 << 4;
/// `Cross-Origin-Resource-Policy` has the policy's value.
const RESOURCE_POLICY: u8 = 1 << 5;

impl Marks {
    pub(super) const fn new(timing: bool, resource_policy: bool) -> Self {
        Self(if timing { TIMING } else { 0 } | if resource_policy { RESOURCE_POLICY } else { 0 })
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Headers {
    pub(super) const fn with_vary(vary: Vary) -> Self {
        Self { values: [None; SLOTS], bits: vary.bits() }
    }

    pub(super) const fn varying(mut self, vary: Vary) -> Self {
        self.bits = self.bits & !Vary::BITS | vary.bits();
        self
    }

    pub(super) fn set(&mut self, header: ResponseHeader, value: Value) {
        if let Some(slot) = self.values.get_mut(header as usize) {
            *slot = Some(value);
        }
    }

    pub(super) const fn marked(mut self, marks: Marks) -> Self {
        self.bits |= marks.0;
        self
    }

    /// The value of a header, if the header is to be sent.
    #[inline]
    #[must_use]
    pub fn get(&self, header: ResponseHeader) -> Option<Value> {
        match header {
            ResponseHeader::TimingAllowOrigin if self.bits & TIMING != 0 => {
                self.get(ResponseHeader::AccessControlAllowOrigin)
            }
            ResponseHeader::CrossOriginResourcePolicy if self.bits & RESOURCE_POLICY != 0 => {
                Some(Value::ResourcePolicy)
            }
            slot => self.values.get(slot as usize).copied().flatten(),
        }
    }

    /// Whether there is nothing to send but `Vary`, as with most requests.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits & (TIMING | RESOURCE_POLICY) == 0 && self.values == [None; SLOTS]
    }

    /// The headers to send, but for `Vary`, in the order of [`ResponseHeader::ALL`].
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (ResponseHeader, Value)> {
        let slots = const { &ResponseHeader::ALL }.iter().zip(&self.values);
        let slots = slots.filter_map(|(header, value)| Some((*header, (*value)?)));
        let others = [ResponseHeader::TimingAllowOrigin, ResponseHeader::CrossOriginResourcePolicy];
        slots.chain(others.into_iter().filter_map(|header| Some((header, self.get(header)?))))
    }

    pub(super) const fn depending_on_source(mut self) -> Self {
        self.bits |= SOURCE;
        self
    }

    /// Whether an [`OriginSource`](super::OriginSource) was asked, so that `Vary` has to name what else of
    /// the request it looked at.
    #[must_use]
    pub const fn depends_on_source(&self) -> bool {
        self.bits & SOURCE != 0
    }

    /// The request headers to name in `Vary`.
    #[must_use]
    pub const fn vary(&self) -> Vary {
        Vary::of_bits(self.bits)
    }
}

/// A response header that corsac writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseHeader {
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin>
    AccessControlAllowOrigin,
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
    AccessControlAllowCredentials,
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-methods>
    AccessControlAllowMethods,
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-headers>
    AccessControlAllowHeaders,
    /// <https://fetch.spec.whatwg.org/#http-access-control-expose-headers>
    AccessControlExposeHeaders,
    /// <https://fetch.spec.whatwg.org/#http-access-control-max-age>
    AccessControlMaxAge,
    /// The reason of a refused preflight, in debug mode only.
    CorsacDiagnosis,
    /// <https://w3c.github.io/resource-timing/#sec-timing-allow-origin>
    TimingAllowOrigin,
    /// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header>
    CrossOriginResourcePolicy,
}

impl ResponseHeader {
    /// Every header, in the order in which they are sent.
    pub const ALL: [Self; 9] = [
        Self::AccessControlAllowOrigin,
        Self::AccessControlAllowCredentials,
        Self::AccessControlAllowMethods,
        Self::AccessControlAllowHeaders,
        Self::AccessControlExposeHeaders,
        Self::AccessControlMaxAge,
        Self::CorsacDiagnosis,
        Self::TimingAllowOrigin,
        Self::CrossOriginResourcePolicy,
    ];

    /// Whether a header of this name, in lower case, grants something to other origins, now or in some later
    /// Standard: its name begins with `access-control-`. An adapter removes all of them from an answer before
    /// it writes the policy's, for only the policy grants.
    #[must_use]
    pub fn grants(name: &str) -> bool {
        name.starts_with("access-control-")
    }

    /// The header's name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessControlAllowOrigin => "access-control-allow-origin",
            Self::AccessControlAllowCredentials => "access-control-allow-credentials",
            Self::AccessControlAllowMethods => "access-control-allow-methods",
            Self::AccessControlAllowHeaders => "access-control-allow-headers",
            Self::AccessControlExposeHeaders => "access-control-expose-headers",
            Self::AccessControlMaxAge => "access-control-max-age",
            Self::TimingAllowOrigin => "timing-allow-origin",
            Self::CrossOriginResourcePolicy => "cross-origin-resource-policy",
            Self::CorsacDiagnosis => "corsac-diagnosis",
        }
    }
}

/// The value of a response header, by name. The three taken from the request are the adapter's to
/// copy; the text of all others is [`Policy::value`](super::Policy::value).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// The request's `Origin` line.
    RequestOrigin,
    /// The request's `Access-Control-Request-Method` line.
    RequestMethod,
    /// The request's `Access-Control-Request-Headers` lines: one header line each, in order.
    RequestHeaders,
    /// `*`
    Wildcard,
    /// `true`
    True,
    /// The request headers that the policy allows, such as `*,authorization`.
    AllowedHeaders,
    /// The response headers that the policy exposes.
    ExposedHeaders,
    /// How many seconds an answer to a preflight may be cached.
    MaxAge,
    /// The policy's value of `Cross-Origin-Resource-Policy`.
    ResourcePolicy,
    /// The name of a reason.
    Diagnosis(Why),
}

impl Value {
    /// The request header whose lines the value stands for; none if its text does not come from the request.
    #[must_use]
    pub const fn requested(self) -> Option<RequestHeader> {
        match self {
            Self::RequestOrigin => Some(RequestHeader::Origin),
            Self::RequestMethod => Some(RequestHeader::AccessControlRequestMethod),
            Self::RequestHeaders => Some(RequestHeader::AccessControlRequestHeaders),
            _ => None,
        }
    }
}
