//! The request as it was made, which some browsers go back to at each redirect.

use super::http_redirect_fetch::{becomes_get, strip_body_headers};
use super::preflight::{asked_names, unsafe_names};
use super::quirks::Quirks;
use super::request_origin::has_just_changed_origin;
use crate::fetch::header::HeaderList;
use crate::fetch::header_name::is_cors_non_wildcard_request_header_name;
use crate::fetch::method::Method;
use crate::fetch::origin::Origin;
use crate::fetch::request::{Request, RequestMode, ResponseTainting};
use alloc::string::String;
use alloc::vec::Vec;

/// What a browser remembers of a request as it was made.
#[derive(Debug)]
pub(super) struct FirstRequest {
    /// Its unsafe header names.
    pub(super) names: Vec<String>,
    /// Its method and headers, where they are gone back to.
    kept: Option<(Method, HeaderList)>,
    /// What a preflight asks for where the headers are set anew.
    asked: Vec<String>,
}

impl FirstRequest {
    pub(super) fn of(request: &Request, quirks: &Quirks) -> Self {
        let kept = quirks.headers_set_anew_on_redirect || quirks.headers_restored_on_cors_redirect;
        Self {
            names: unsafe_names(request, quirks),
            kept: kept.then(|| (request.method.clone(), request.headers.clone())),
            asked: Vec::new(),
        }
    }

    /// The names that a preflight asks for, and wants allowed, whatever the request still has.
    pub(super) fn asked(&self, request: &Request, quirks: &Quirks) -> Option<&[String]> {
        if request.redirect_count == 0 {
            return None;
        }
        let anew = quirks.headers_set_anew_on_redirect.then_some(self.asked.as_slice());
        if quirks.preflight_asks_first_headers { Some(&self.names) } else { anew }
    }

    /// Gives back to a request, which was `before` and has been redirected with a status, what the browser gives
    /// back of its headers.
    pub(super) fn renew(&mut self, request: &mut Request, status: u16, before: &Before, quirks: &Quirks) {
        let Some((method, headers)) = &mut self.kept else { return };
        if quirks.headers_set_anew_on_redirect {
            self.asked = set_anew(request, status, (&before.method, method), headers, quirks);
        } else {
            restore(request, status, before, headers);
        }
    }
}

/// Sets the headers anew and returns what a preflight asks for. That goes by the method of the hop before, what is
/// sent by the method of the beginning.
fn set_anew(
    request: &mut Request,
    status: u16,
    (before, first): (&Method, &Method),
    headers: &HeaderList,
    quirks: &Quirks,
) -> Vec<String> {
    request.headers.clone_from(headers);
    if has_just_changed_origin(request) {
        request.headers.retain(|header| !is_cors_non_wildcard_request_header_name(&header.name));
    }
    if becomes_get(status, before) {
        strip_body_headers(&mut request.headers);
    }
    let asked = asked_names(request, None, quirks);
    if becomes_get(status, first) {
        strip_body_headers(&mut request.headers);
    }
    asked
}

/// `Authorization` is gone once it was taken away, and nothing comes back on the way within the page's origin.
fn restore(request: &mut Request, status: u16, before: &Before, headers: &mut HeaderList) {
    let own = request.origin.same_origin(&Origin::of_url(request.current_url()));
    if request.mode != RequestMode::Cors || (own && before.tainting == ResponseTainting::Basic) {
        return;
    }
    if has_just_changed_origin(request) {
        headers.retain(|header| !is_cors_non_wildcard_request_header_name(&header.name));
    }
    request.headers.clone_from(headers);
    if becomes_get(status, &before.method) {
        strip_body_headers(&mut request.headers);
    }
}

/// What a redirect has changed of a request.
#[derive(Debug)]
pub(super) struct Before {
    method: Method,
    tainting: ResponseTainting,
}

impl Before {
    pub(super) fn of(request: &Request) -> Self {
        Self { method: request.method.clone(), tainting: request.response_tainting }
    }
}
