//! The bytes of an answer that decided a failure, with their place.

use super::cause::Cause;
use super::cors_check::CorsCheckFailure;
use super::location::LocationError;
use super::preflight::PreflightFailure;
use crate::fetch::header::HeaderList;
use crate::fetch::list_values::MalformedList;
use crate::fetch::response::Response;
use alloc::vec::Vec;
use core::ops::Range;

/// What in an answer made a fetch fail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// The answer's status.
    pub status: u16,
    /// The header's name; `None` where the status decided.
    pub header: Option<&'static str>,
    /// The number of lines of this name; 0 if the header is missing.
    pub lines: usize,
    /// The index of the offending line among them; `None` where it is missing, or where all of them
    /// together offend.
    pub line: Option<usize>,
    /// The offending bytes within that line, or within all of them joined by a comma and a space.
    pub span: Range<usize>,
    /// The bytes themselves.
    pub bytes: Vec<u8>,
}

impl Evidence {
    /// What in `response` stands behind a cause; `None` if the answer had no part in it.
    pub(super) fn of(cause: &Cause, response: &Response) -> Option<Self> {
        let headers = &response.headers;
        let about = |name| Some(Self::whole(response.status, name, headers));
        match cause {
            Cause::CorsCheck(failure) | Cause::Preflight(PreflightFailure::CorsCheck(failure)) => {
                about(cors_check_header(failure))
            }
            Cause::Preflight(failure) => match failure {
                PreflightFailure::AllowMethodsMalformed(place) => {
                    Some(Self::part(response.status, ALLOW_METHODS, headers, place))
                }
                PreflightFailure::AllowHeadersMalformed(place) => {
                    Some(Self::part(response.status, ALLOW_HEADERS, headers, place))
                }
                PreflightFailure::MethodNotAllowed(_) => about(ALLOW_METHODS),
                PreflightFailure::AuthorizationNotAllowed | PreflightFailure::HeadersNotAllowed(_) => {
                    about(ALLOW_HEADERS)
                }
                PreflightFailure::StatusNotOk(_) | PreflightFailure::CorsCheck(_) => {
                    Some(Self::status(response.status))
                }
            },
            Cause::ResourcePolicy | Cause::EmbedderPolicy => about("Cross-Origin-Resource-Policy"),
            Cause::Location(LocationError::Several | LocationError::Invalid(_))
            | Cause::RedirectSchemeNotHttp(_)
            | Cause::RedirectCredentials(_)
            | Cause::RedirectUserinfo(_) => about("Location"),
            Cause::RedirectModeError | Cause::RedirectLimit | Cause::RedirectBodyStream => {
                Some(Self::status(response.status))
            }
            Cause::MimeType(_) => about("Content-Type"),
            Cause::Nosniff(_) => about("X-Content-Type-Options"),
            _ => None,
        }
    }

    const fn status(status: u16) -> Self {
        Self { status, header: None, lines: 0, line: None, span: 0..0, bytes: Vec::new() }
    }

    fn whole(status: u16, header: &'static str, headers: &HeaderList) -> Self {
        let lines = headers.lines(header).count();
        let bytes = headers.get(header).map_or_else(Vec::new, |value| value.into_owned());
        let line = (lines == 1).then_some(0);
        Self { status, header: Some(header), lines, line, span: 0..bytes.len(), bytes }
    }

    fn part(status: u16, header: &'static str, headers: &HeaderList, place: &MalformedList) -> Self {
        let line = headers.lines(header).nth(place.line).unwrap_or_default();
        let bytes = line.get(place.span.clone()).unwrap_or_default().to_vec();
        let lines = headers.lines(header).count();
        Self { status, header: Some(header), lines, line: Some(place.line), span: place.span.clone(), bytes }
    }
}

const ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
const ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";

const fn cors_check_header(failure: &CorsCheckFailure) -> &'static str {
    match failure {
        CorsCheckFailure::AllowOriginMissing
        | CorsCheckFailure::AllowOriginWildcard
        | CorsCheckFailure::AllowOriginMismatch { .. } => "Access-Control-Allow-Origin",
        CorsCheckFailure::AllowCredentialsMissing | CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
            "Access-Control-Allow-Credentials"
        }
    }
}
