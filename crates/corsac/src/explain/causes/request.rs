//! Requests that fail before anything is sent.

use super::super::build::{and, brief};
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence};
use crate::browser::{Cause, RequestInit, RequestInitError};
use crate::fetch::method::MethodError;
use crate::fetch::origin::Origin;
use alloc::format;
use alloc::string::String;

fn new(name: Name, message: impl Into<String>) -> Diagnosis {
    Diagnosis::new(name, Phase::Request, message)
}

/// The diagnosis of a cause that keeps a request from being sent.
pub(in super::super) fn diagnose(case: &Case<'_>, cause: &Cause) -> Diagnosis {
    let url = case.transcript.last.current_url();
    let place = |note: &str| Evidence::url(0, url.as_str(), None, note);
    match cause {
        Cause::BadPort(port) => new(
            Name::BadPort,
            format!("Browsers never connect to port {port}, whatever the headers: other protocols than HTTP live there."),
        )
        .about([format!("{port}")])
        .proof(place("this port"))
        .by("port-blocking")
        .fix(fix::server("Serve on another port, such as 8080.")),
        Cause::ModeSameOrigin => new(
            Name::ModeSameOrigin,
            format!("Your code asked for mode same-origin, and {} is not of the page's origin {}.", Origin::of_url(url), case.page),
        )
        .proof(place("another origin"))
        .by("concept-main-fetch")
        .fix(fix::client("Use the default mode:", Some("fetch(url, { mode: \"cors\" })".into()))),
        Cause::NoCorsRedirectMode => new(
            Name::NoCorsRedirectMode,
            format!("Mode no-cors needs redirects to be followed, and your code asked for redirect: {:?}.", case.transcript.asked.redirect_mode.as_str()),
        )
        .by("concept-main-fetch")
        .fix(fix::client("Leave the redirect option out, or use mode cors.", None)),
        _ => new(
            Name::SchemeUnsupported,
            format!("CORS exists for http and https only, and this is a {}: URL.", url.scheme()),
        )
        .about([url.scheme()])
        .proof(place("neither http nor https"))
        .by("concept-main-fetch")
        .fix(fix::client("Serve the file over http, for instance from http://localhost, and call that URL.", None)),
    }
}

/// The diagnosis of a request that a browser refuses to make: script gets a TypeError.
pub(in super::super) fn of_init_error(init: &RequestInit, error: &RequestInitError) -> Diagnosis {
    let diagnosis = match error {
        RequestInitError::Origin(error) => new(
            Name::PageOriginInvalid,
            format!("The page's origin {} is no origin: {error}.", brief(init.origin.as_bytes())),
        )
        .about([brief(init.origin.as_bytes())])
        .fix(fix::client(
            "Give the origin of the page: scheme, host and port, such as https://app.example.com.",
            None,
        )),
        RequestInitError::Url(_) => {
            new(Name::UrlInvalid, format!("{} is not an absolute URL.", brief(init.url.as_bytes())))
                .proof(Evidence::url(0, &init.url, None, "not an absolute URL"))
                .fix(fix::client("Write the whole URL, with scheme and host.", None))
        }
        RequestInitError::UrlMissingScheme(url) => missing_scheme(init, url),
        RequestInitError::UrlUserinfo => userinfo(init),
        RequestInitError::Method(..) | RequestInitError::NoCorsMethod(_) => method(init, error),
        RequestInitError::Header(name) => {
            let name = brief(name.as_bytes());
            new(
                Name::HeaderInvalid,
                format!("The header {name} has a name or a value that HTTP does not allow."),
            )
            .about([name])
            .fix(fix::client(
                "Use letters, digits and hyphens in the name, and no line break in the value.",
                None,
            ))
        }
        RequestInitError::BodyNotAllowed => new(
            Name::BodyNotAllowed,
            format!("Your code sends a body with a {}, which has none.", init.method),
        )
        .proof(Evidence::method(0, &init.method, "has no body"))
        .fix(fix::client("Use POST, or put the values into the URL's query.", None)),
        RequestInitError::ModeNavigate => {
            new(Name::ModeNavigate, "Mode navigate is for links and forms, not for scripts.")
                .fix(fix::client("Use the default mode:", Some("fetch(url, { mode: \"cors\" })".into())))
        }
        RequestInitError::Client(url) => new(
            Name::UrlInvalid,
            format!(
                "{}, which the request says it comes from, is not an absolute URL.",
                brief(url.as_bytes())
            ),
        )
        .fix(fix::client("Write the whole URL, with scheme and host.", None)),
        RequestInitError::OnlyIfCached | RequestInitError::StreamMode => {
            new(Name::ModeNavigate, format!("The browser refuses the request: {error}."))
                .fix(fix::client("Change the mode, or leave out what does not go with it.", None))
        }
        RequestInitError::StreamKeepalive => {
            new(Name::BodyNotAllowed, format!("The browser refuses the request: {error}."))
                .fix(fix::client("Send the body as text, Blob or FormData, or leave keepalive out.", None))
        }
    };
    diagnosis.by("dom-request")
}

fn missing_scheme(init: &RequestInit, url: &str) -> Diagnosis {
    let url = brief(url.as_bytes());
    let message = format!(
        "{url} lacks its scheme: the browser takes what stands before the first colon for one, or the whole for a path."
    );
    let local = url.starts_with("localhost") || url.starts_with("127.");
    let fixed = format!("{}://{url}", if local { "http" } else { "https" });
    new(Name::UrlMissingScheme, message)
        .proof(Evidence::url(0, &init.url, None, "no scheme"))
        .expects(&fixed)
        .fix(fix::client("Write the scheme:", format!("fetch({fixed:?})")))
}

fn userinfo(init: &RequestInit) -> Diagnosis {
    let mut proof = Evidence::url(0, &init.url, None, "user name or password");
    proof.span = proof.value.as_ref().and_then(Quoted::masked_userinfo).or(proof.span);
    new(Name::UrlUserinfo, "The URL holds a user name or password, and fetch() refuses such URLs.")
        .proof(proof)
        .fix(fix::client(
            "Send them in a header, and let the server allow it:",
            Some("fetch(url, { headers: { Authorization: \"Basic …\" } })".into()),
        ))
}

fn method(init: &RequestInit, error: &RequestInitError) -> Diagnosis {
    let method = brief(init.method.as_bytes());
    let (name, message, fix) = match error {
        RequestInitError::Method(_, MethodError::Forbidden) => (
            Name::MethodForbidden,
            format!(
                "No script may use the method {method}: {} are kept from scripts.",
                and(&["CONNECT", "TRACE", "TRACK"])
            ),
            "Use another method.",
        ),
        RequestInitError::NoCorsMethod(_) => (
            Name::NoCorsMethod,
            format!("Mode no-cors allows GET, HEAD and POST, not {method}."),
            "Use mode cors, and let the server allow the method.",
        ),
        _ => (
            Name::MethodInvalid,
            format!("{method:?} is no HTTP method."),
            "Write a method without spaces, such as PUT.",
        ),
    };
    new(name, message)
        .about([&method])
        .proof(Evidence::method(0, &init.method, "this method"))
        .fix(fix::client(fix, None))
}
