//! Applying a policy to a request. Nothing here allocates.

use super::classify::RequestClass;
use super::decision::{Decision, Headers, ResponseHeader, Value, Vary};
use super::names::Methods;
use super::own_origin;
use super::policy::Policy;
use super::request_head::{Lines, RequestHead, RequestHeader};
use super::why::Why;
use crate::fetch::method::{is_cors_safelisted_method, is_token};
use crate::fetch::origin::{OriginErrorKind, OriginRef};

const FORBIDDEN: u16 = 403;

impl Policy {
    /// Decides about a request, without allocating.
    #[must_use]
    pub fn decide(&self, request: &impl RequestHead) -> Decision {
        match RequestClass::of(request) {
            RequestClass::CorsPreflight => self.answer(request),
            class => self.pass(request, class),
        }
    }

    /// Decides about a request that is meant for the service.
    fn pass(&self, request: &impl RequestHead, class: RequestClass) -> Decision {
        let mut headers = Headers::with_vary(self.vary_of_pass(request));
        let why = if class == RequestClass::NotCors { Err(Why::NotCors) } else { self.check_origin(request) };
        // Where any origin may read the answer, the headers are the same for every request.
        if self.any_origin || why.is_ok() {
            self.allow_origin(&mut headers);
            if self.exposes_headers() {
                headers.set(ResponseHeader::AccessControlExposeHeaders, Value::ExposedHeaders);
            }
        }
        let why = why.err().unwrap_or(Why::Allowed);
        if why.is_refusal() && self.config().enforce {
            return Decision::Answer { status: FORBIDDEN, headers, why };
        }
        Decision::Pass { headers, why }
    }

    /// Decides about a preflight.
    fn answer(&self, request: &impl RequestHead) -> Decision {
        let mut headers = Headers::with_vary(Vary::NONE);
        let outcome = self.check_preflight(request, &mut headers);
        let vary = self.vary_of_answer(&headers);
        match outcome {
            Ok(()) => {
                if self.config().max_age.is_some() {
                    headers.set(ResponseHeader::AccessControlMaxAge, Value::MaxAge);
                }
                let status = self.config().preflight_status;
                Decision::Answer { status, headers: headers.varying(vary), why: Why::PreflightAllowed }
            }
            Err(why) if self.config().debug => {
                headers.set(ResponseHeader::CorsacDiagnosis, Value::Diagnosis(why));
                // Browsers look at the status before the method and the headers: only an ok status
                // lets them say which of these is missing.
                let origin_held = headers.get(ResponseHeader::AccessControlAllowOrigin).is_some();
                let status = if origin_held { self.config().preflight_status } else { FORBIDDEN };
                Decision::Answer { status, headers: headers.varying(vary), why }
            }
            Err(why) => Decision::Answer { status: FORBIDDEN, headers: Headers::with_vary(vary), why },
        }
    }

    /// Checks origin, method and headers in the order in which a browser does, and sets the headers
    /// that hold.
    ///
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>
    fn check_preflight(&self, request: &impl RequestHead, headers: &mut Headers) -> Result<(), Why> {
        self.check_origin(request)?;
        self.allow_origin(headers);
        if let Some(value) = self.check_method(request)? {
            headers.set(ResponseHeader::AccessControlAllowMethods, value);
        }
        match self.check_headers(request) {
            Ok(Some(value)) => headers.set(ResponseHeader::AccessControlAllowHeaders, value),
            Ok(None) => {}
            Err(why) => {
                if !self.headers.is_empty() {
                    headers.set(ResponseHeader::AccessControlAllowHeaders, Value::AllowedHeaders);
                }
                return Err(why);
            }
        }
        Ok(())
    }

    fn allow_origin(&self, headers: &mut Headers) {
        let value = if self.any_origin { Value::Wildcard } else { Value::RequestOrigin };
        headers.set(ResponseHeader::AccessControlAllowOrigin, value);
        if self.config().allow_credentials {
            headers.set(ResponseHeader::AccessControlAllowCredentials, Value::True);
        }
    }

    fn check_origin(&self, request: &impl RequestHead) -> Result<(), Why> {
        if self.any_origin {
            return Ok(());
        }
        let Lines::One(line) = Lines::of(request, RequestHeader::Origin) else {
            return Err(Why::SeveralOrigins);
        };
        match OriginRef::parse(line) {
            Ok(origin) if self.origins.contains(&origin) => Ok(()),
            Ok(origin) if own_origin::is_own(request, &origin, &self.own_origins) => Err(Why::SameOrigin),
            Ok(_) => Err(Why::OriginNotAllowed),
            Err(error) if error.kind == OriginErrorKind::Null => {
                if self.config().dangerously_allow_null_origin { Ok(()) } else { Err(Why::NullOrigin) }
            }
            Err(_) => Err(Why::MalformedOrigin),
        }
    }

    /// The value of `Access-Control-Allow-Methods`; CORS-safelisted methods need none.
    fn check_method(&self, request: &impl RequestHead) -> Result<Option<Value>, Why> {
        let Lines::One(method) = Lines::of(request, RequestHeader::AccessControlRequestMethod) else {
            return Err(Why::SeveralMethods);
        };
        match &self.methods {
            _ if is_cors_safelisted_method(method) => Ok(None),
            _ if !is_token(method) => Err(Why::MalformedMethod),
            Methods::Any if !self.config().allow_credentials => Ok(Some(Value::Wildcard)),
            methods if methods.contains(method) => Ok(Some(Value::RequestMethod)),
            _ => Err(Why::MethodNotAllowed),
        }
    }

    /// The value of `Access-Control-Allow-Headers`; a preflight that asks for none needs none.
    fn check_headers(&self, request: &impl RequestHead) -> Result<Option<Value>, Why> {
        let mut lines = request.lines(RequestHeader::AccessControlRequestHeaders);
        if !self.any_header {
            return Ok(self.headers.cover(lines)?.then_some(Value::RequestHeaders));
        }
        let value =
            if self.config().allow_credentials { Value::RequestHeaders } else { Value::AllowedHeaders };
        Ok(lines.any(|line| !line.is_empty()).then_some(value))
    }

    /// What an answer of the service depends on: where only some origins may read it, on `Origin`;
    /// and whether it is an answer of the service at all, for `OPTIONS`, on what a preflight has.
    fn vary_of_pass(&self, request: &impl RequestHead) -> Vary {
        let vary = if self.any_origin { Vary::NONE } else { Vary::NONE.and(RequestHeader::Origin) };
        if request.method() == b"OPTIONS" {
            vary.and(RequestHeader::AccessControlRequestMethod)
        } else {
            vary
        }
    }

    /// What the answer to a preflight depends on. A `*` serves every request, whatever it asks for.
    fn vary_of_answer(&self, headers: &Headers) -> Vary {
        let mut vary = if self.any_origin { Vary::NONE } else { Vary::NONE.and(RequestHeader::Origin) };
        let get = |header| headers.get(header);
        if get(ResponseHeader::AccessControlAllowMethods) != Some(Value::Wildcard) {
            vary = vary.and(RequestHeader::AccessControlRequestMethod);
        }
        let constant =
            self.any_header && get(ResponseHeader::AccessControlAllowHeaders) == Some(Value::AllowedHeaders);
        if !constant {
            vary = vary.and(RequestHeader::AccessControlRequestHeaders);
        }
        vary
    }
}
