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
    method: Method,
    headers: HeaderList,
    /// What a preflight asks for where the headers are set anew.
    asked: Vec<String>,
}

impl FirstRequest {
    pub(super) fn of(request: &Request, quirks: &Quirks) -> Self {
        let kept = quirks.headers_set_anew_on_redirect || quirks.headers_restored_on_cors_redirect;
        Self {
            names: unsafe_names(request, quirks),
            method: request.method.clone(),
            headers: if kept { request.headers.clone() } else { HeaderList::new() },
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
        if quirks.headers_set_anew_on_redirect {
            self.set_anew(request, status, before, quirks);
        } else if quirks.headers_restored_on_cors_redirect {
            self.restore(request, status, before);
        }
    }

    /// What a preflight asks for goes by the method of the hop before, what is sent by the method of the beginning.
    fn set_anew(&mut self, request: &mut Request, status: u16, before: &Before, quirks: &Quirks) {
        request.headers.clone_from(&self.headers);
        if has_just_changed_origin(request) {
            request.headers.retain(|header| !is_cors_non_wildcard_request_header_name(&header.name));
        }
        if becomes_get(status, &before.method) {
            strip_body_headers(&mut request.headers);
        }
        self.asked = asked_names(request, None, quirks);
        if becomes_get(status, &self.method) {
            strip_body_headers(&mut request.headers);
        }
    }

    /// `Authorization` is gone once it was taken away, and nothing comes back on the way within the page's origin.
    fn restore(&mut self, request: &mut Request, status: u16, before: &Before) {
        let own = request.origin.same_origin(&Origin::of_url(request.current_url()));
        if request.mode != RequestMode::Cors || (own && before.tainting == ResponseTainting::Basic) {
            return;
        }
        if has_just_changed_origin(request) {
            self.headers.retain(|header| !is_cors_non_wildcard_request_header_name(&header.name));
        }
        request.headers.clone_from(&self.headers);
        if becomes_get(status, &before.method) {
            strip_body_headers(&mut request.headers);
        }
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
