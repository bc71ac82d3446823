//! What a policy decides about one request: names of headers and values, never bytes.

use super::request_head::RequestHeader;
use super::vary::Vary;
use super::why::Why;
use core::fmt;

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
///
/// Eight bytes, which fit into a register: a byte for each of the first seven of [`ResponseHeader::ALL`], whose
/// value is not always the same (0 if it is not sent), and one of bits, for `Vary` and those below.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Headers(u64);

/// The headers that have a byte.
const SLOTS: u32 = 7;

/// Where the bits begin.
const BITS: u32 = SLOTS * 8;

/// Headers that need no slot: their value follows from others or from the policy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks(u64);

/// An [`OriginSource`](super::OriginSource) was asked.
const SOURCE: u64 = 1 << (BITS + 3);
/// `Timing-Allow-Origin` has the value of `Access-Control-Allow-Origin`.
const TIMING: u64 = 1 << (BITS + 4);
/// `Cross-Origin-Resource-Policy` has the policy's value.
const RESOURCE_POLICY: u64 = 1 << (BITS + 5);

/// The bits of a header's byte.
const fn byte(header: ResponseHeader) -> u64 {
    0xff << (header as u32 * 8)
}

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
        Self((vary.bits() as u64) << BITS)
    }

    pub(super) const fn varying(self, vary: Vary) -> Self {
        let without = self.0 & !((Vary::BITS as u64) << BITS);
        Self(without | Self::with_vary(vary).0)
    }

    pub(super) const fn set(&mut self, header: ResponseHeader, value: Value) {
        let slot = header as u32;
        if slot < SLOTS {
            self.0 = self.0 & !(0xff << (slot * 8)) | (value.code() as u64) << (slot * 8);
        }
    }

    pub(super) const fn marked(self, marks: Marks) -> Self {
        Self(self.0 | marks.0)
    }

    /// The value of a header, if the header is to be sent.
    #[inline]
    #[must_use]
    pub fn get(&self, header: ResponseHeader) -> Option<Value> {
        match header {
            ResponseHeader::TimingAllowOrigin if self.0 & TIMING != 0 => {
                self.slot(ResponseHeader::AccessControlAllowOrigin as u32)
            }
            ResponseHeader::CrossOriginResourcePolicy if self.0 & RESOURCE_POLICY != 0 => {
                Some(Value::ResourcePolicy)
            }
            header if (header as u32) < SLOTS => self.slot(header as u32),
            _ => None,
        }
    }

    #[inline]
    fn slot(self, slot: u32) -> Option<Value> {
        Value::of_code((self.0 >> (slot * 8)) as u8)
    }

    /// Whether there is nothing to send but `Vary`, as with most requests.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0 & (TIMING | RESOURCE_POLICY | ((1 << BITS) - 1)) == 0
    }

    /// Whether a value is the policy's own, whose text is [`Policy::value`](super::Policy::value): not the request's,
    /// and not the same for every policy.
    #[inline]
    #[must_use]
    pub fn hold_values_of_policy(&self) -> bool {
        const ALWAYS: u64 = RESOURCE_POLICY
            | byte(ResponseHeader::AccessControlExposeHeaders)
            | byte(ResponseHeader::AccessControlMaxAge);
        self.0 & ALWAYS != 0
            || self.get(ResponseHeader::AccessControlAllowHeaders) == Some(Value::AllowedHeaders)
    }

    /// The headers to send, but for `Vary`, in the order of [`ResponseHeader::ALL`].
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (ResponseHeader, Value)> + use<> {
        let headers = *self;
        let mut left = self.0 & (TIMING | RESOURCE_POLICY | ((1 << BITS) - 1));
        // Goes from one byte that is not 0 to the next, and then to the bits.
        core::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            let slot = left.trailing_zeros() / 8;
            let (header, bits) =
                match const { ResponseHeader::ALL.split_at(SLOTS as usize).0 }.get(slot as usize) {
                    Some(header) => (*header, 0xff << (slot * 8)),
                    None if left & TIMING != 0 => (ResponseHeader::TimingAllowOrigin, TIMING),
                    None => (ResponseHeader::CrossOriginResourcePolicy, RESOURCE_POLICY),
                };
            left &= !bits;
            let value = if slot < SLOTS { headers.slot(slot) } else { headers.get(header) };
            // `Timing-Allow-Origin` has none where no origin is allowed.
            Some((header, value))
        })
        .filter_map(|(header, value)| Some((header, value?)))
    }

    pub(super) const fn depending_on_source(self) -> Self {
        Self(self.0 | SOURCE)
    }

    /// Whether an [`OriginSource`](super::OriginSource) was asked, so that `Vary` has to name what else of
    /// the request it looked at.
    #[must_use]
    pub const fn depends_on_source(&self) -> bool {
        self.0 & SOURCE != 0
    }

    /// The request headers to name in `Vary`.
    #[inline]
    #[must_use]
    pub const fn vary(&self) -> Vary {
        Vary::of_bits((self.0 >> BITS) as u8)
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).entry(&"Vary", &self.vary()).finish()
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
    #[inline]
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

/// The code of the first reason.
const DIAGNOSIS: u8 = 16;

impl Value {
    /// Every value but those of a diagnosis; each one's code is one more than its place.
    const PLAIN: [Self; 9] = [
        Self::RequestOrigin,
        Self::RequestMethod,
        Self::RequestHeaders,
        Self::Wildcard,
        Self::True,
        Self::AllowedHeaders,
        Self::ExposedHeaders,
        Self::MaxAge,
        Self::ResourcePolicy,
    ];

    /// A byte that is not 0.
    const fn code(self) -> u8 {
        match self {
            Self::RequestOrigin => 1,
            Self::RequestMethod => 2,
            Self::RequestHeaders => 3,
            Self::Wildcard => 4,
            Self::True => 5,
            Self::AllowedHeaders => 6,
            Self::ExposedHeaders => 7,
            Self::MaxAge => 8,
            Self::ResourcePolicy => 9,
            Self::Diagnosis(why) => DIAGNOSIS + why as u8,
        }
    }

    #[inline]
    fn of_code(code: u8) -> Option<Self> {
        if let Some(plain) = const { &Self::PLAIN }.get(usize::from(code.wrapping_sub(1))) {
            return Some(*plain);
        }
        let reason = const { &Why::ALL }.get(usize::from(code.wrapping_sub(DIAGNOSIS)));
        reason.copied().map(Self::Diagnosis)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back() {
        for value in Value::PLAIN.into_iter().chain(Why::ALL.map(Value::Diagnosis)) {
            assert_eq!(Value::of_code(value.code()), Some(value));
        }
        assert_eq!(Value::of_code(0), None);
    }

    #[test]
    fn what_is_set_is_sent_in_order_beside_vary() {
        let mut headers = Headers::with_vary(Vary::of_bits(5));
        assert!(headers.is_empty());
        headers.set(ResponseHeader::CorsacDiagnosis, Value::Diagnosis(Why::NullOrigin));
        headers.set(ResponseHeader::AccessControlAllowOrigin, Value::RequestOrigin);
        headers.set(ResponseHeader::AccessControlAllowOrigin, Value::Wildcard);
        let sent = [
            (ResponseHeader::AccessControlAllowOrigin, Value::Wildcard),
            (ResponseHeader::CorsacDiagnosis, Value::Diagnosis(Why::NullOrigin)),
        ];
        assert!(headers.iter().eq(sent) && !headers.is_empty());
        let marked = headers.marked(Marks::new(true, true)).depending_on_source();
        let others = [
            (ResponseHeader::TimingAllowOrigin, Value::Wildcard),
            (ResponseHeader::CrossOriginResourcePolicy, Value::ResourcePolicy),
        ];
        let nothing_allowed = Headers::default().marked(Marks::new(true, true));
        assert!(
            nothing_allowed.iter().eq([(ResponseHeader::CrossOriginResourcePolicy, Value::ResourcePolicy)])
        );
        assert!(marked.iter().eq(sent.into_iter().chain(others)) && marked.depends_on_source());
        assert_eq!(marked.varying(Vary::NONE).vary(), Vary::NONE);
        assert_eq!(headers.vary(), Vary::of_bits(5));
    }
}
