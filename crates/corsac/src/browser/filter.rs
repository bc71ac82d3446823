//! Filtered responses: the part of a response that script gets to see.

use super::quirks::Quirks;
use crate::fetch::header::HeaderList;
use crate::fetch::header_name::{is_cors_safelisted_response_header_name, is_forbidden_response_header_name};
use crate::fetch::list_values::extract_header_list_values;
use crate::fetch::method::is_token;
use crate::fetch::request::{CredentialsMode, InitiatorType, Request, ResponseTainting};
use crate::fetch::response::Response;
use alloc::string::String;
use alloc::vec::Vec;
use url::Url;

/// The type of a response, which script can read as `response.type`.
///
/// <https://fetch.spec.whatwg.org/#concept-response-type>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum ResponseType {
    /// Of the page's own origin.
    Basic,
    /// Shared by CORS.
    Cors,
    /// Of another origin and not shared.
    Opaque,
    /// A redirect that was not followed.
    OpaqueRedirect,
}

impl ResponseType {
    /// The text that script reads.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Cors => "cors",
            Self::Opaque => "opaque",
            Self::OpaqueRedirect => "opaqueredirect",
        }
    }
}

/// A response as script sees it.
///
/// <https://fetch.spec.whatwg.org/#concept-filtered-response>
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilteredResponse {
    /// The type.
    pub kind: ResponseType,
    /// The status; 0 where it is hidden.
    pub status: u16,
    /// The headers that script can read.
    pub headers: HeaderList,
    /// The URL that answered; `None` where it is hidden.
    pub url: Option<Url>,
    /// Whether a redirect was followed.
    pub redirected: bool,
    /// Whether script can read the body.
    pub body: bool,
    /// Whether script can see how long the response took, every hop of it.
    pub timing_allow_passed: bool,
    /// What the server sent.
    pub internal: Response,
}

/// The names that the server exposes by `Access-Control-Expose-Headers`; one malformed element
/// exposes nothing.
///
/// <https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list>
#[must_use]
pub fn cors_exposed_header_names(request: &Request, response: &Response) -> Vec<String> {
    cors_exposed_header_names_by(request, response, &Quirks::STANDARD)
}

/// The same as a browser does it.
fn cors_exposed_header_names_by(request: &Request, response: &Response, quirks: &Quirks) -> Vec<String> {
    let names = extract_header_list_values("access-control-expose-headers", &response.headers);
    let lenient =
        quirks.expose_all_before_malformed && request.initiator_type != Some(InitiatorType::XmlHttpRequest);
    let all = names.contains("*") || (lenient && wildcard_before_malformed(&response.headers));
    if request.credentials_mode != CredentialsMode::Include && all {
        let mut all: Vec<_> =
            response.headers.iter().map(|header| header.name.to_ascii_lowercase()).collect();
        all.sort_unstable();
        all.dedup();
        return all;
    }
    names.values().iter().map(|name| (*name).into()).collect()
}

/// Whether `*` stands among the elements that can be read before the first that cannot.
fn wildcard_before_malformed(headers: &HeaderList) -> bool {
    let value = headers.get("access-control-expose-headers").unwrap_or_default();
    let elements = value.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    let mut readable = elements.take_while(|element| element.is_empty() || is_token(element));
    readable.any(|element| element == b"*")
}

impl FilteredResponse {
    /// Filters a response by the request's tainting: a
    /// [basic](https://fetch.spec.whatwg.org/#concept-filtered-response-basic) one lacks cookies, a
    /// [CORS](https://fetch.spec.whatwg.org/#concept-filtered-response-cors) one what the server does not
    /// expose, an [opaque](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque) one everything.
    pub(super) fn of(request: &Request, response: Response, quirks: &Quirks) -> Self {
        match request.response_tainting {
            ResponseTainting::Basic => {
                let keep = |name: &str| !is_forbidden_response_header_name(name);
                Self::readable(ResponseType::Basic, request, response, keep)
            }
            ResponseTainting::Cors => {
                let exposed = cors_exposed_header_names_by(request, &response, quirks);
                let keep = |name: &str| is_cors_safelisted_response_header_name(name, &exposed);
                Self::readable(ResponseType::Cors, request, response, keep)
            }
            ResponseTainting::Opaque => Self::hidden(ResponseType::Opaque, None, request, response),
        }
    }

    /// What script sees of a redirect that it asked not to follow.
    ///
    /// <https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect>
    pub(super) fn opaque_redirect(request: &Request, response: Response) -> Self {
        Self::hidden(ResponseType::OpaqueRedirect, Some(request.current_url().clone()), request, response)
    }

    fn readable(
        kind: ResponseType,
        request: &Request,
        internal: Response,
        keep: impl Fn(&str) -> bool,
    ) -> Self {
        let mut headers = internal.headers.clone();
        headers.retain(|header| keep(&header.name));
        Self {
            kind,
            status: internal.status,
            headers,
            url: Some(request.current_url().clone()),
            redirected: request.redirect_count > 0,
            body: !internal.is_null_body() && request.method.as_str() != "HEAD",
            timing_allow_passed: !request.timing_allow_failed,
            internal,
        }
    }

    const fn hidden(kind: ResponseType, url: Option<Url>, request: &Request, internal: Response) -> Self {
        Self {
            kind,
            status: 0,
            headers: HeaderList::new(),
            url,
            redirected: false,
            body: false,
            timing_allow_passed: !request.timing_allow_failed,
            internal,
        }
    }
}
