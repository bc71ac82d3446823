//! A preflight answered with a redirect, which browsers never follow.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence};
use super::redirect::looks_like_login;
use crate::browser::location_url;
use crate::fetch::response::Response;
use alloc::format;
use alloc::string::String;
use url::Url;

pub(super) fn diagnose(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    let from = case.request(index).current_url();
    let to = location_url(response, from).ok().flatten();
    let name = to.as_ref().map_or(Name::PreflightRedirected, |to| name(from, to));
    let target = to.as_ref().map(|to| Quoted::text(to.as_str()));
    let message = message(name, case, index, target.as_ref().map(Quoted::as_str));
    let mut diagnosis = Diagnosis::new(name, Phase::Preflight, message)
        .expects("204")
        .proof(Evidence::status(index, response.status, "a redirect"));
    if response.headers.contains("location") {
        let note = note(name);
        diagnosis = diagnosis.proof(Evidence::response_header(case, index, ("Location", 0), None, note));
    }
    if let Some(to) = target.filter(|_| name != Name::PreflightRedirectedToLogin) {
        let code = format!("fetch({:?}, …)", to.as_str());
        diagnosis = diagnosis.fix(fix::client("Call the final URL, so that no redirect is needed:", code));
    }
    let server = match name {
        Name::PreflightRedirectedToLogin => {
            "Answer OPTIONS before the login check, and answer script requests without a session with 401, not with a redirect."
        }
        _ => {
            "Or answer OPTIONS at this URL with 204 and the CORS headers, before whatever redirects; the request itself is still redirected then."
        }
    };
    diagnosis.fix(fix::server(server))
}

/// What a redirect is for, by its two URLs.
fn name(from: &Url, to: &Url) -> Name {
    let slash = from.path().trim_end_matches('/') == to.path().trim_end_matches('/');
    let same_host = from.host_str() == to.host_str();
    if looks_like_login(to) && !looks_like_login(from) {
        Name::PreflightRedirectedToLogin
    } else if from.scheme() == "http" && to.scheme() == "https" && same_host {
        Name::PreflightRedirectedToHttps
    } else if same_host && slash && from.path() != to.path() {
        Name::PreflightRedirectedTrailingSlash
    } else if !same_host && slash {
        Name::PreflightRedirectedCanonicalHost
    } else {
        Name::PreflightRedirected
    }
}

const fn note(name: Name) -> &'static str {
    match name {
        Name::PreflightRedirectedToHttps => "http becomes https",
        Name::PreflightRedirectedTrailingSlash => "differs by a slash",
        Name::PreflightRedirectedToLogin => "a login page",
        Name::PreflightRedirectedCanonicalHost => "another host name",
        _ => "not followed",
    }
}

fn message(name: Name, case: &Case<'_>, index: usize, to: Option<&str>) -> String {
    let method = &case.request(index).method;
    let to = to.map_or_else(String::new, |to| format!(" to {to}"));
    let start = format!("The preflight was answered with a redirect{to}");
    match name {
        Name::PreflightRedirectedToHttps => format!(
            "{start}, only to change http to https. Browsers never follow it, so the {method} was never sent."
        ),
        Name::PreflightRedirectedTrailingSlash => format!(
            "{start}, which differs by a slash at the end. Browsers never follow it, so the {method} was never sent."
        ),
        Name::PreflightRedirectedToLogin => format!(
            "{start}, a login page: a preflight never carries a session. The {method} was never sent."
        ),
        Name::PreflightRedirectedCanonicalHost => format!(
            "{start}, the same path on another host. Browsers never follow it, so the {method} was never sent."
        ),
        _ => format!(
            "{start}. Browsers never follow a redirect of a preflight, so the {method} was never sent."
        ),
    }
}
