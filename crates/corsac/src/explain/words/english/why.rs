//! The titles of diagnoses and the reasons of a policy.

use super::super::super::name::Name;
use super::super::language::English;
use crate::server::Why;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Name> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.0.title())
    }
}

impl Display for English<Why> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            Why::NotCors => "the request has no Origin, so CORS does not concern it",
            Why::Allowed => "the origin is allowed",
            Why::PreflightAllowed => "the preflight asks for nothing that is not allowed",
            Why::SameOrigin => "the request comes from the service's own origin",
            Why::OriginNotAllowed => "allow_origins does not list the request's origin",
            Why::OriginSourceFailed => {
                "allow_origins does not list the origin, and whether it is allowed all the same could not be told"
            }
            Why::NullOrigin => "the origin is null, as of sandboxed frames and local files, which is not allowed",
            Why::MalformedOrigin => "Origin holds no origin, so no browser sent it",
            Why::SeveralOrigins => "there are several Origin lines, so no browser sent it",
            Why::MethodNotAllowed => "allow_methods does not list the method that the preflight asks for",
            Why::MalformedMethod => "Access-Control-Request-Method holds no method",
            Why::SeveralMethods => "there are several Access-Control-Request-Method lines",
            Why::HeaderNotAllowed => "allow_headers does not list a header that the preflight asks for",
            Why::MalformedHeaders => {
                "Access-Control-Request-Headers has more blanks or empty elements than any browser sends"
            }
        })
    }
}
