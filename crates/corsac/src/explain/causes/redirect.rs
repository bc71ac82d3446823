//! Redirects that fail, or that change the request on the way.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence};
use crate::browser::{Cause, LocationError, location_url};
use crate::fetch::origin::Origin;
use crate::fetch::response::Response;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use url::Url;

/// The diagnosis of a redirect that failed by itself, not by its CORS headers.
pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, cause: &Cause) -> Diagnosis {
    let location = |note: &str| Evidence::response_header(case, index, ("Location", 0), None, note);
    let new = |name, message: String| {
        Diagnosis::new(name, Phase::Redirect, message).by("concept-http-redirect-fetch")
    };
    match cause {
        Cause::RedirectCredentials(url) | Cause::RedirectUserinfo(url) => userinfo(case, index, url),
        Cause::Location(LocationError::Several) => {
            new(Name::RedirectLocationInvalid, "The redirect has more than one Location.".into())
                .proof(location("one"))
                .proof(Evidence::response_header(case, index, ("Location", 1), None, "and another"))
                .fix(fix::server("Send one Location."))
        }
        Cause::Location(LocationError::Invalid(_)) => {
            new(Name::RedirectLocationInvalid, "The redirect leads nowhere: its Location is no URL.".into())
                .proof(location("not a URL"))
                .fix(fix::server("Send a URL, or a path that starts with a slash, as Location."))
        }
        Cause::RedirectSchemeNotHttp(url) => new(
            Name::RedirectSchemeUnsupported,
            format!(
                "The redirect leads to a {}: URL. fetch() follows redirects to http and https only.",
                url.scheme()
            ),
        )
        .about([url.scheme()])
        .proof(location("neither http nor https"))
        .fix(fix::server("Redirect to an http or https URL, or answer with the URL in the body.")),
        Cause::RedirectLimit => new(
            Name::RedirectLimit,
            "There were more than 20 redirects: they probably lead in a circle.".into(),
        )
        .proof(location("the twenty-first"))
        .fix(fix::server("Find the two URLs that redirect to each other, and let one of them answer.")),
        Cause::RedirectBodyStream => new(
            Name::RedirectBodyStream,
            "The redirect would need the request's body again, and a stream can be sent only once.".into(),
        )
        .proof(location("needs the body again"))
        .fix(fix::client("Call the final URL, or send the body as text, Blob or FormData.", None)),
        _ => new(
            Name::RedirectModeError,
            "The server answers with a redirect, and your code asked for redirect: \"error\".".into(),
        )
        .proof(location("a redirect"))
        .fix(fix::client(
            "Call the final URL, or follow redirects:",
            Some("fetch(url, { redirect: \"follow\" })".into()),
        )),
    }
}

fn userinfo(case: &Case<'_>, index: usize, url: &Url) -> Diagnosis {
    let message = format!(
        "The redirect leads to a URL with a user name or password ({}). A cross-origin request may not follow it.",
        Quoted::text(url.as_str())
    );
    let mut proof = Evidence::response_header(case, index, ("Location", 0), None, "user name or password");
    proof.span = proof.value.as_ref().and_then(Quoted::masked_userinfo).or(proof.span);
    Diagnosis::new(Name::RedirectUserinfo, Phase::Redirect, message)
        .proof(proof)
        .by("concept-http-redirect-fetch")
        .fix(fix::server("Redirect to the URL without user name and password."))
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
        login(Phase::Redirect).proof(Evidence::response_header(
            case,
            index,
            ("Location", 0),
            None,
            "a login page",
        ))
    })
}

/// The end of a chain that led to a login page.
pub(super) fn at_login(case: &Case<'_>, index: usize) -> Diagnosis {
    let url = Quoted::text(case.request(index).current_url().as_str());
    let sent = index
        .checked_sub(1)
        .map(|before| Evidence::response_header(case, before, ("Location", 0), None, "a login page"));
    let mut diagnosis = login(Phase::Redirect);
    diagnosis.evidence.extend(sent);
    diagnosis.about([Quoted::text(url.as_str()).as_str()])
}

fn login(phase: Phase) -> Diagnosis {
    let message = "The server redirected the request to a login page, probably because the session has expired. A login page is for people, it has no CORS headers.";
    Diagnosis::new(Name::RedirectToLogin, phase, message)
        .likely()
        .fix(fix::server("Answer script requests without a session with 401 instead of a redirect; Sec-Fetch-Mode: cors tells them from page loads."))
        .fix(fix::client(
            "Then send the user to the login page yourself:",
            Some("if (response.status === 401) location.assign(\"/login\")".into()),
        ))
}

/// What redirects changed on the way, though they were followed.
pub(in super::super) fn changes(case: &Case<'_>) -> Vec<Diagnosis> {
    let mut diagnoses = Vec::new();
    for (index, message) in case.transcript.messages.iter().enumerate() {
        if message.response().is_some_and(Response::is_redirect) && case.phase(index) == Phase::Redirect {
            diagnoses.extend(change(case, index));
        }
    }
    diagnoses
}

fn change(case: &Case<'_>, index: usize) -> Vec<Diagnosis> {
    let (before, after) = (case.request(index), case.request(index + 1));
    let mut diagnoses = Vec::new();
    if after.redirect_count <= before.redirect_count {
        return diagnoses;
    }
    let status = case.response(index).map_or(0, |response| response.status);
    if before.method != after.method {
        let message = format!(
            "The redirect ({status}) turned the {} into a GET without a body. Status 307 or 308 would have kept it.",
            before.method
        );
        diagnoses.push(
            Diagnosis::new(Name::RedirectMethodChanged, Phase::Redirect, message)
                .warns()
                .about([before.method.as_str()])
                .expects("308")
                .proof(Evidence::status(index, status, "makes a GET of it"))
                .by("concept-http-redirect-fetch"),
        );
    }
    let origins = [before, after].map(|request| Origin::of_url(request.current_url()));
    let left = origins.first().zip(origins.last()).is_some_and(|(a, b)| !a.same_origin(b));
    if left && before.headers.contains("authorization") {
        let message =
            "The redirect leads to another origin, so the browser dropped Authorization on the way.";
        diagnoses.push(
            Diagnosis::new(Name::RedirectDropsAuthorization, Phase::Redirect, message)
                .warns()
                .about(["authorization"])
                .proof(Evidence::response_header(case, index, ("Location", 0), None, "another origin"))
                .by("concept-http-redirect-fetch"),
        );
    }
    diagnoses
}
