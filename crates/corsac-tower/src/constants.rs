//! The header values of a policy that are the same for every request, made once.

use std::sync::Arc;

use corsac::server::{Policy, ResponseHeader, Value, Vary};
use http::HeaderValue;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName,
};

/// A policy and its constant values.
#[derive(Debug)]
pub(crate) struct Constants {
    pub(crate) policy: Arc<Policy>,
    allowed_headers: Option<HeaderValue>,
    exposed_headers: Option<HeaderValue>,
    max_age: Option<HeaderValue>,
    resource_policy: Option<HeaderValue>,
}

const WILDCARD: HeaderValue = HeaderValue::from_static("*");
const TRUE: HeaderValue = HeaderValue::from_static("true");

/// The `Vary` line of each set of names. Made by the compiler: checking its text byte by byte took a tenth of
/// all that a preflight costs.
static VARY: [HeaderValue; Vary::ALL.len()] = {
    let [a, b, c, d, e, f, g, h] = Vary::ALL;
    [line(a), line(b), line(c), line(d), line(e), line(f), line(g), line(h)]
};

const fn line(vary: Vary) -> HeaderValue {
    HeaderValue::from_static(vary.text())
}

/// The text of a `Vary` header that names just this set.
pub(crate) fn vary(vary: Vary) -> Option<HeaderValue> {
    VARY.get(vary.index()).cloned()
}

impl Constants {
    pub(crate) fn of(policy: Arc<Policy>) -> Self {
        Self {
            allowed_headers: prepare(&policy, Value::AllowedHeaders),
            exposed_headers: prepare(&policy, Value::ExposedHeaders),
            max_age: prepare(&policy, Value::MaxAge),
            resource_policy: prepare(&policy, Value::ResourcePolicy),
            policy,
        }
    }

    /// The text of a value that does not come from the request.
    pub(crate) fn value(&self, value: Value) -> Option<HeaderValue> {
        match value {
            Value::AllowedHeaders => self.allowed_headers.clone(),
            Value::ExposedHeaders => self.exposed_headers.clone(),
            Value::MaxAge => self.max_age.clone(),
            Value::ResourcePolicy => self.resource_policy.clone(),
            other => fixed(other),
        }
    }
}

/// The text of a value that every policy has in common.
#[inline]
pub(crate) fn fixed(value: Value) -> Option<HeaderValue> {
    match value {
        Value::Wildcard => Some(WILDCARD),
        Value::True => Some(TRUE),
        Value::Diagnosis(why) => Some(HeaderValue::from_static(why.name())),
        _ => None,
    }
}

fn prepare(policy: &Policy, value: Value) -> Option<HeaderValue> {
    let value = HeaderValue::from_str(policy.value(value)?).ok()?;
    // The first clone of a value allocates its reference count; better here than in a request.
    drop(value.clone());
    Some(value)
}

/// The `http` crate's name of a header that a policy sends.
#[inline]
pub(crate) fn name_of(header: ResponseHeader) -> HeaderName {
    match header {
        ResponseHeader::AccessControlAllowOrigin => ACCESS_CONTROL_ALLOW_ORIGIN,
        ResponseHeader::AccessControlAllowCredentials => ACCESS_CONTROL_ALLOW_CREDENTIALS,
        ResponseHeader::AccessControlAllowMethods => ACCESS_CONTROL_ALLOW_METHODS,
        ResponseHeader::AccessControlAllowHeaders => ACCESS_CONTROL_ALLOW_HEADERS,
        ResponseHeader::AccessControlExposeHeaders => ACCESS_CONTROL_EXPOSE_HEADERS,
        ResponseHeader::AccessControlMaxAge => ACCESS_CONTROL_MAX_AGE,
        other => HeaderName::from_static(other.name()),
    }
}
