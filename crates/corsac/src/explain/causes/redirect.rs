//! Redirects that fail, or that change the request on the way.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{AtServer, InPage, Note, Redirect};
use crate::browser::{Cause, LocationError, Outcome, location_url};
use crate::fetch::origin::Origin;
use crate::fetch::request::RequestMode;
use crate::fetch::response::Response;
use alloc::vec::Vec;
use url::Url;

/// The diagnosis of a redirect that failed by itself, not by its CORS headers.
pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, cause: &Cause) -> Diagnosis {
    let at = |line, note| Evidence::response_header(case, index, ("Location", line), None, case.say(note));
    let location = |note| at(0, note);
    let new = |name, message| {
        Diagnosis::new(name, Phase::Redirect, case.say(message)).by("concept-http-redirect-fetch")
    };
    let server = |what| fix::server(case.say(what));
    match cause {
        Cause::RedirectCredentials(url) | Cause::RedirectUserinfo(url) => userinfo(case, index, url),
        Cause::Location(LocationError::Several) => {
            new(Name::RedirectLocationInvalid, Redirect::SeveralLocations)
                .proof(location(Note::One))
                .proof(at(1, Note::AndAnotherLocation))
                .fix(server(AtServer::OneLocation))
        }
        Cause::Location(LocationError::Invalid(_)) => {
            new(Name::RedirectLocationInvalid, Redirect::InvalidLocation)
                .proof(location(Note::NotAUrl))
                .fix(server(AtServer::UrlAsLocation))
        }
        Cause::RedirectSchemeNotHttp(url) => {
            new(Name::RedirectSchemeUnsupported, Redirect::Scheme { scheme: url.scheme() })
                .about([url.scheme()])
                .proof(location(Note::NeitherHttpNorHttps))
                .fix(server(AtServer::RedirectToHttp))
        }
        Cause::RedirectLimit => new(Name::RedirectLimit, Redirect::Limit)
            .proof(location(Note::TwentyFirst))
            .fix(server(AtServer::NoCircle)),
        Cause::RedirectBodyStream => new(Name::RedirectBodyStream, Redirect::BodyStream)
            .proof(location(Note::NeedsTheBodyAgain))
            .fix(fix::client(case.say(InPage::FinalUrlOrBody), None)),
        _ => new(Name::RedirectModeError, Redirect::ModeError).proof(location(Note::ARedirect)).fix(
            fix::client(
                case.say(InPage::FinalUrlOrFollow),
                Some("fetch(url, { redirect: \"follow\" })".into()),
            ),
        ),
    }
}

fn userinfo(case: &Case<'_>, index: usize, url: &Url) -> Diagnosis {
    let message = case.say(Redirect::Userinfo { url: Quoted::text(url.as_str()).as_str() });
    let note = case.say(Note::Userinfo);
    let mut proof = Evidence::response_header(case, index, ("Location", 0), None, note);
    proof.span = proof.value.as_ref().and_then(Quoted::masked_userinfo).or(proof.span);
    Diagnosis::new(Name::RedirectUserinfo, Phase::Redirect, message)
        .proof(proof)
        .by("concept-http-redirect-fetch")
        .fix(fix::server(case.say(AtServer::WithoutUserinfo)))
}

/// Whether a URL looks like the place where people log in.
pub(super) fn looks_like_login(url: &Url) -> bool {
    let words =
        ["login", "signin", "sign-in", "sign_in", "logon", "sso", "saml", "oauth", "authorize", "auth"];
    let path = url.path().to_ascii_lowercase();
    let mut parts = path.split(['/', '.', '-']).filter(|part| !part.is_empty());
    let by_path = parts.any(|part| words.contains(&part))
        || words.iter().any(|w| w.contains(['-', '_']) && path.contains(w));
    let host = url.host_str().unwrap_or_default();
    let label = host.split('.').next().unwrap_or_default();
    by_path || (host.contains('.') && ["login", "signin", "sso", "auth", "accounts", "idp"].contains(&label))
}

/// A redirect that leads to a login page.
pub(super) fn to_login(case: &Case<'_>, index: usize) -> Option<Diagnosis> {
    let response = case.response(index)?;
    let from = case.request(index).current_url();
    let to = location_url(response, from).ok().flatten()?;
    (looks_like_login(&to) && !looks_like_login(from)).then(|| {
        login(case).proof(Evidence::response_header(
            case,
            index,
            ("Location", 0),
            None,
            case.say(Note::ALoginPage),
        ))
    })
}

/// The end of a chain that led to a login page.
pub(super) fn at_login(case: &Case<'_>, index: usize) -> Diagnosis {
    let url = Quoted::text(case.request(index).current_url().as_str());
    let sent = index
        .checked_sub(1)
        .map(|before| (before, case.say(Note::ALoginPage)))
        .map(|(before, note)| Evidence::response_header(case, before, ("Location", 0), None, note));
    let mut diagnosis = login(case);
    diagnosis.evidence.extend(sent);
    diagnosis.about([Quoted::text(url.as_str()).as_str()])
}

fn login(case: &Case<'_>) -> Diagnosis {
    Diagnosis::new(Name::RedirectToLogin, Phase::Redirect, case.say(Redirect::ToLogin))
        .likely()
        .fix(fix::server(case.say(AtServer::LoginWith401)))
        .fix(fix::client(
            case.say(InPage::ThenLogin),
            Some("if (response.status === 401) location.assign(\"/login\")".into()),
        ))
}

/// What redirects changed on the way, though they were followed.
pub(in super::super) fn changes(case: &Case<'_>) -> Vec<Diagnosis> {
    let mut diagnoses: Vec<Diagnosis> = login_read(case).into_iter().collect();
    for (index, message) in case.transcript.messages.iter().enumerate() {
        if message.response().is_some_and(Response::is_redirect) && case.phase(index) == Phase::Redirect {
            diagnoses.extend(change(case, index));
        }
    }
    diagnoses
}

/// A login page that answered in the place of what script asked for, and that script may read.
fn login_read(case: &Case<'_>) -> Option<Diagnosis> {
    let Outcome::Response(_) = case.transcript.outcome else { return None };
    if case.transcript.asked.mode == RequestMode::Navigate {
        return None;
    }
    let leads =
        |index: &usize| case.phase(*index) == Phase::Redirect && case.request(*index + 1).redirect_count > 0;
    let mut found =
        (0..case.transcript.messages.len()).filter(leads).find_map(|index| to_login(case, index))?;
    found.message = case.say(Redirect::ToLoginRead);
    Some(found.warns())
}

fn change(case: &Case<'_>, index: usize) -> Vec<Diagnosis> {
    let (before, after) = (case.request(index), case.request(index + 1));
    let mut diagnoses = Vec::new();
    if after.redirect_count <= before.redirect_count {
        return diagnoses;
    }
    let status = case.response(index).map_or(0, |response| response.status);
    if before.method != after.method {
        let message = case.say(Redirect::MethodChanged { status, method: before.method.as_str() });
        diagnoses.push(
            Diagnosis::new(Name::RedirectMethodChanged, Phase::Redirect, message)
                .warns()
                .about([before.method.as_str()])
                .expects("308")
                .proof(Evidence::status(index, status, case.say(Note::MakesAGet)))
                .by("concept-http-redirect-fetch"),
        );
    }
    let origins = [before, after].map(|request| Origin::of_url(request.current_url()));
    let left = origins.first().zip(origins.last()).is_some_and(|(a, b)| !a.same_origin(b));
    if left && before.headers.contains("authorization") {
        let message = case.say(Redirect::DropsAuthorization);
        let note = case.say(Note::AnotherOrigin);
        diagnoses.push(
            Diagnosis::new(Name::RedirectDropsAuthorization, Phase::Redirect, message)
                .warns()
                .about(["authorization"])
                .proof(Evidence::response_header(case, index, ("Location", 0), None, note))
                .by("concept-http-redirect-fetch"),
        );
    }
    diagnoses
}
