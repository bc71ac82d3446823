//! Applying a policy to a request. Nothing here allocates.

use super::classify::Classified;
use super::decision::{Decision, Headers, ResponseHeader, Value};
use super::names::{Methods, Uncovered};
use super::origin_source::{Asking, NoSource, OriginSource, SourceFailed, Unlisted};
use super::own_origin;
use super::policy::Policy;
use super::request_head::{Lines, RequestHead, RequestHeader};
use super::vary::Vary;
use super::websocket;
use super::why::Why;
use crate::fetch::method::{is_cors_safelisted_method, is_token};
use crate::fetch::origin::{OriginErrorKind, OriginLine, OriginRef};
use core::cell::Cell;

/// The status of a refusal.
const FORBIDDEN: u16 = 403;

impl Policy {
    /// Decides about a request, without allocating.
    #[inline]
    #[must_use]
    pub fn decide(&self, request: &impl RequestHead) -> Decision {
        self.decide_by(request, &NoSource)
    }

    /// As [`decide`](Self::decide), but `source` decides about the origins that the policy does not list.
    #[must_use]
    pub fn decide_with(&self, request: &impl RequestHead, source: &impl OriginSource) -> Decision {
        let asking = Asking { source, was_asked: Cell::new(false) };
        let decision = self.decide_by(request, &asking);
        if asking.was_asked.get() { decision.depending_on_source() } else { decision }
    }

    /// The origin of a request, if [`decide_with`](Self::decide_with) asks its source about it: so that one
    /// that takes its time can be asked before.
    pub fn unlisted_origin<'r>(&self, request: &'r impl RequestHead) -> Option<OriginRef<'r>> {
        let origin = Lines::of(request, RequestHeader::Origin).filter(|_| !self.any_origin)?;
        match self.look_up(origin, &NoSource) {
            Err(NotAllowed::Origin { origin, .. }) => Some(origin.text()),
            _ => None,
        }
    }

    #[inline]
    fn decide_by(&self, request: &impl RequestHead, source: &impl Unlisted) -> Decision {
        let decision = match Classified::of(request) {
            Classified::NotCors => self.pass(request, Err(Why::NotCors)),
            Classified::Cors { origin } => self.actual(request, origin, source),
            Classified::CorsPreflight { origin, method } => {
                self.answer(request, self.check_origin(origin, source), method)
            }
        };
        if self.marks.is_empty() { decision } else { self.marked(decision) }
    }

    /// A CORS request. (Out of the way of those that are none, which are the most.)
    #[inline(never)]
    fn actual(&self, request: &impl RequestHead, origin: Lines<'_>, source: &impl Unlisted) -> Decision {
        self.pass(request, self.check_actual(request, origin, source))
    }

    /// Adds the headers that few policies send. (Out of the way of all others, which took a tenth longer.)
    #[cold]
    fn marked(&self, decision: Decision) -> Decision {
        match decision {
            Decision::Pass { headers, why } => Decision::Pass { headers: headers.marked(self.marks), why },
            answer @ Decision::Answer { .. } => answer,
        }
    }

    /// The first header that a preflight asks for and the policy does not list, or the start of it if
    /// it is longer than any that is listed. These are bytes from the request: escape them in a log.
    pub fn refused_header<'r>(&self, request: &'r impl RequestHead) -> Option<&'r [u8]> {
        let lines = request.lines(RequestHeader::AccessControlRequestHeaders);
        match self.headers.cover(lines) {
            Err(Uncovered::Name(name)) if !self.any_header => Some(name),
            _ => None,
        }
    }

    /// A request that is meant for the service.
    #[inline]
    fn pass(&self, request: &impl RequestHead, outcome: Result<(), Why>) -> Decision {
        let mut headers = Headers::with_vary(self.vary_of_pass(request.method()));
        // Where any origin may read the answer, the headers are the same for every request.
        if self.any_origin || outcome.is_ok() {
            self.allow_origin(&mut headers);
            if self.exposes_headers() {
                headers.set(ResponseHeader::AccessControlExposeHeaders, Value::ExposedHeaders);
            }
        }
        match outcome {
            Ok(()) => Decision::Pass { headers, why: Why::Allowed },
            Err(why) if why.is_refusal() && self.refuses(request) => {
                if self.config().debug {
                    headers.set(ResponseHeader::CorsacDiagnosis, Value::Diagnosis(why));
                }
                Decision::Answer { status: FORBIDDEN, headers, why }
            }
            Err(why) => Decision::Pass { headers, why },
        }
    }

    /// A preflight.
    #[inline(never)]
    fn answer(&self, request: &impl RequestHead, origin: Result<(), Why>, method: Lines<'_>) -> Decision {
        let allowed = self.config().preflight_status;
        let mut headers = Headers::default();
        let outcome = self.check_preflight(request, origin, method, &mut headers);
        let (status, headers, why) = match outcome {
            Ok(()) => {
                self.allow_reuse(&mut headers);
                (allowed, headers, Why::PreflightAllowed)
            }
            Err(why) if self.config().debug => {
                headers.set(ResponseHeader::CorsacDiagnosis, Value::Diagnosis(why));
                // Browsers look at the status before the method and the headers: only an ok status
                // lets them say which of these is missing.
                let origin_held = headers.get(ResponseHeader::AccessControlAllowOrigin).is_some();
                (if origin_held { allowed } else { FORBIDDEN }, headers, why)
            }
            Err(why) => (FORBIDDEN, Headers::default(), why),
        };
        Decision::Answer { status, headers: headers.varying(self.vary_of_answer(&headers)), why }
    }

    /// Checks origin, method and headers in the order in which a browser does, and sets the headers
    /// that hold.
    ///
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
    fn check_preflight(
        &self,
        request: &impl RequestHead,
        origin: Result<(), Why>,
        method: Lines<'_>,
        headers: &mut Headers,
    ) -> Result<(), Why> {
        origin?;
        self.allow_origin(headers);
        if let Some(value) = self.check_method(method)? {
            headers.set(ResponseHeader::AccessControlAllowMethods, value);
        }
        let asked = self.check_headers(request);
        // Only debug mode sends this on refusal: the names let a browser say which one is missing.
        let listed = (asked.is_err() && !self.headers.is_empty()).then_some(Value::AllowedHeaders);
        if let Some(value) = asked.unwrap_or(listed) {
            headers.set(ResponseHeader::AccessControlAllowHeaders, value);
        }
        asked.map(|_| ())
    }

    /// The headers that an answer to a preflight may have, so that an adapter can prepare them: first those of
    /// the most frequent one, which allows a method and headers; at last those of a refusal. Debug mode has
    /// others besides.
    #[must_use]
    pub fn preflight_answers(&self) -> [Headers; 5] {
        let (method, names) = (Some(self.method_value()), Some(self.headers_value()));
        let allowed = |method: Option<Value>, names: Option<Value>| {
            let mut headers = Headers::default();
            self.allow_origin(&mut headers);
            if let Some(value) = method {
                headers.set(ResponseHeader::AccessControlAllowMethods, value);
            }
            if let Some(value) = names {
                headers.set(ResponseHeader::AccessControlAllowHeaders, value);
            }
            self.allow_reuse(&mut headers);
            headers
        };
        let refused = Headers::default();
        [allowed(method, names), allowed(None, names), allowed(method, None), allowed(None, None), refused]
            .map(|headers| headers.varying(self.vary_of_answer(&headers)))
    }

    fn allow_reuse(&self, headers: &mut Headers) {
        if self.config().max_age.is_some() {
            headers.set(ResponseHeader::AccessControlMaxAge, Value::MaxAge);
        }
    }

    fn allow_origin(&self, headers: &mut Headers) {
        let value = if self.any_origin { Value::Wildcard } else { Value::RequestOrigin };
        headers.set(ResponseHeader::AccessControlAllowOrigin, value);
        if self.config().allow_credentials {
            headers.set(ResponseHeader::AccessControlAllowCredentials, Value::True);
        }
    }

    /// Whether a request from an origin that is not allowed goes no further.
    fn refuses(&self, request: &impl RequestHead) -> bool {
        self.config().enforce
            || (self.config().check_websockets && websocket::is_websocket_handshake(request))
    }

    fn check_origin(&self, origin: Lines<'_>, source: &impl Unlisted) -> Result<(), Why> {
        if self.any_origin { Ok(()) } else { self.look_up(origin, source).map_err(NotAllowed::why) }
    }

    /// Checks the origin of a request for the service. Unlike a preflight, which proves that its
    /// origin is another, this may come from the service's own pages.
    fn check_actual(
        &self,
        request: &impl RequestHead,
        origin: Lines<'_>,
        source: &impl Unlisted,
    ) -> Result<(), Why> {
        if self.any_origin {
            return Ok(());
        }
        match self.look_up(origin, source) {
            Err(NotAllowed::Origin { line, origin, .. }) if self.is_own(request, line, origin) => {
                Err(Why::SameOrigin)
            }
            outcome => outcome.map_err(NotAllowed::why),
        }
    }

    fn is_own(&self, request: &impl RequestHead, line: &[u8], origin: OriginLine<'_>) -> bool {
        self.own_origins.lists(line)
            || self.own_origins.matches(origin)
            || own_origin::is_host(request, origin)
    }

    fn look_up<'a>(&self, origin: Lines<'a>, source: &impl Unlisted) -> Result<(), NotAllowed<'a>> {
        let Lines::One(line) = origin else {
            return Err(NotAllowed::Other(Why::SeveralOrigins));
        };
        if self.origins.lists(line) {
            return Ok(());
        }
        match OriginLine::parse(line).map_err(|error| error.kind) {
            Ok(origin) if self.origins.matches(origin) => Ok(()),
            Ok(origin) => match source.allows(origin) {
                Ok(true) => Ok(()),
                Ok(false) => Err(NotAllowed::Origin { line, origin, why: Why::OriginNotAllowed }),
                Err(SourceFailed) => Err(NotAllowed::Origin { line, origin, why: Why::OriginSourceFailed }),
            },
            Err(OriginErrorKind::Null) if self.config().dangerously_allow_null_origin => Ok(()),
            Err(OriginErrorKind::Null) => Err(NotAllowed::Other(Why::NullOrigin)),
            Err(_) => Err(NotAllowed::Other(Why::MalformedOrigin)),
        }
    }

    /// The value of `Access-Control-Allow-Methods`; CORS-safelisted methods need none.
    fn check_method(&self, method: Lines<'_>) -> Result<Option<Value>, Why> {
        let Lines::One(method) = method else {
            return Err(Why::SeveralMethods);
        };
        match &self.methods {
            _ if is_cors_safelisted_method(method) => Ok(None),
            // What is listed need not be looked at byte by byte.
            listed @ Methods::Listed(_) if listed.contains(method) => Ok(Some(self.method_value())),
            _ if !is_token(method) => Err(Why::MalformedMethod),
            Methods::Any => Ok(Some(self.method_value())),
            Methods::Listed(_) => Err(Why::MethodNotAllowed),
        }
    }

    /// The value of `Access-Control-Allow-Headers`; a preflight that asks for none needs none.
    fn check_headers(&self, request: &impl RequestHead) -> Result<Option<Value>, Why> {
        let mut lines = request.lines(RequestHeader::AccessControlRequestHeaders);
        if !self.any_header {
            let is_asked = self.headers.cover(lines).map_err(Uncovered::why)?;
            return Ok(is_asked.then_some(self.headers_value()));
        }
        Ok(lines.any(|line| !line.is_empty()).then_some(self.headers_value()))
    }

    /// With credentials `*` is a name like any other, so what was asked for is named.
    const fn method_value(&self) -> Value {
        match self.methods {
            Methods::Any if !self.config().allow_credentials => Value::Wildcard,
            _ => Value::RequestMethod,
        }
    }

    const fn headers_value(&self) -> Value {
        let is_constant = self.any_header && !self.config().allow_credentials;
        if is_constant { Value::AllowedHeaders } else { Value::RequestHeaders }
    }

    /// What an answer of the service depends on: `Origin`, if only some origins may read it. Whether
    /// an `OPTIONS` reaches the service at all depends on what makes it a preflight.
    fn vary_of_pass(&self, method: &[u8]) -> Vary {
        let is_options = method == b"OPTIONS";
        let mut vary = Vary::NONE;
        if is_options || !self.any_origin {
            vary = vary.and(RequestHeader::Origin);
        }
        if is_options {
            vary = vary.and(RequestHeader::AccessControlRequestMethod);
        }
        vary
    }

    /// What the answer to a preflight depends on. A header that holds a constant `*` serves every
    /// preflight, whatever it asks for.
    fn vary_of_answer(&self, headers: &Headers) -> Vary {
        let mut vary = Vary::NONE;
        if !self.any_origin {
            vary = vary.and(RequestHeader::Origin);
        }
        if headers.get(ResponseHeader::AccessControlAllowMethods) != Some(Value::Wildcard) {
            vary = vary.and(RequestHeader::AccessControlRequestMethod);
        }
        let allowed_headers = headers.get(ResponseHeader::AccessControlAllowHeaders);
        if !self.any_header || allowed_headers != Some(Value::AllowedHeaders) {
            vary = vary.and(RequestHeader::AccessControlRequestHeaders);
        }
        vary
    }
}

/// What a policy's list of origins does not allow.
enum NotAllowed<'a> {
    /// An origin: its line, and the same taken apart.
    Origin { line: &'a [u8], origin: OriginLine<'a>, why: Why },
    /// What is no single origin.
    Other(Why),
}

impl NotAllowed<'_> {
    const fn why(self) -> Why {
        match self {
            Self::Origin { why, .. } | Self::Other(why) => why,
        }
    }
}
