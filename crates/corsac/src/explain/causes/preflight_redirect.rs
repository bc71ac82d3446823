//! A preflight answered with a redirect, which browsers never follow.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{AtServer, Goal, InPage, Note, Rerouted};
use super::redirect::looks_like_login;
use crate::browser::location_url;
use crate::fetch::Origin;
use crate::fetch::response::Response;
use alloc::format;
use url::Url;

pub(super) fn diagnose(case: &Case<'_>, index: usize, response: &Response) -> Diagnosis {
    let from = case.request(index).current_url();
    let to_url = location_url(response, from).ok().flatten();
    let name = to_url.as_ref().map_or(Name::PreflightRedirected, |to| name(from, to));
    let target = to_url.as_ref().map(|to| Quoted::text(to.as_str()));
    let to = target.as_ref().map(Quoted::as_str);
    let message = case.say(Rerouted { goal: goal(name), to });
    let mut diagnosis = Diagnosis::new(name, Phase::Preflight, message)
        .expects("204")
        .proof(Evidence::status(index, response.status, case.say(Note::ARedirect)));
    if response.headers.contains("location") {
        let note = case.say(note(name));
        diagnosis = diagnosis.proof(Evidence::response_header(case, index, ("Location", 0), None, note));
    }
    if let Some(to) = target.filter(|_| name != Name::PreflightRedirectedToLogin) {
        let code = format!("fetch({:?}, …)", to.as_str());
        diagnosis = diagnosis.fix(fix::client(case.say(InPage::FinalUrl), code));
    }
    // The request itself would be redirected, too.
    let leaves = to_url.is_some_and(|to| Origin::of_url(&to) != Origin::of_url(from));
    let server = match name {
        Name::PreflightRedirectedToLogin => AtServer::OptionsBeforeLogin,
        _ if leaves => AtServer::OptionsAtTarget,
        _ => AtServer::OptionsBeforeRedirect,
    };
    diagnosis.fix(fix::headers(case, index, case.say(server)))
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

const fn note(name: Name) -> Note<'static> {
    match name {
        Name::PreflightRedirectedToHttps => Note::HttpBecomesHttps,
        Name::PreflightRedirectedTrailingSlash => Note::DiffersByASlash,
        Name::PreflightRedirectedToLogin => Note::ALoginPage,
        Name::PreflightRedirectedCanonicalHost => Note::AnotherHost,
        _ => Note::NotFollowed,
    }
}

const fn goal(name: Name) -> Goal {
    match name {
        Name::PreflightRedirectedToHttps => Goal::Https,
        Name::PreflightRedirectedTrailingSlash => Goal::Slash,
        Name::PreflightRedirectedToLogin => Goal::Login,
        Name::PreflightRedirectedCanonicalHost => Goal::CanonicalHost,
        _ => Goal::Other,
    }
}
