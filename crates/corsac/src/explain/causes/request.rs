//! Requests that fail before anything is sent.

use super::super::build::brief;
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence, Fix};
use super::super::words::{AtServer, InPage, Language, Making, Note};
use crate::browser::{Cause, RequestInit, RequestInitError};
use crate::fetch::method::MethodError;
use crate::fetch::origin::Origin;
use alloc::format;
use alloc::string::{String, ToString};
use url::Url;

fn new(language: Language, name: Name, message: Making<'_>) -> Diagnosis {
    Diagnosis::new(name, Phase::Request, language.say(message))
}

const IN_CORS_MODE: &str = "fetch(url, { mode: \"cors\" })";
const FORCE_CACHE: &str = "fetch(url, { cache: \"force-cache\" })";

/// The diagnosis of a cause that keeps a request from being sent.
pub(in super::super) fn diagnose(case: &Case<'_>, cause: &Cause) -> Diagnosis {
    let url = case.transcript.last.current_url();
    let new = |name, message| new(case.language, name, message);
    let place = |note| Evidence::url(0, url.as_str(), None, case.say(note));
    let client = |what, code: Option<&str>| fix::client(case.say(what), code.map(String::from));
    match cause {
        Cause::BadPort(port) => new(Name::BadPort, Making::BadPort { port: *port })
            .about([port.to_string()])
            .proof(place(Note::ThisPort))
            .by("port-blocking")
            .fix(fix::server(case.say(AtServer::AnotherPort))),
        Cause::ModeSameOrigin => {
            let origin = &Origin::of_url(url).to_string();
            new(Name::ModeSameOrigin, Making::ModeSameOrigin { origin, page: &case.page })
                .proof(place(Note::AnotherOrigin))
                .by("concept-main-fetch")
                .fix(client(InPage::DefaultMode, Some(IN_CORS_MODE)))
        }
        Cause::NotCached => new(Name::NotCached, Making::NotCached)
            .proof(place(Note::NotStored))
            .by("concept-http-network-or-cache-fetch")
            .fix(client(InPage::AskTheServer, Some(FORCE_CACHE))),
        Cause::NoCorsRedirectMode => {
            let mode = case.transcript.asked.redirect_mode.as_str();
            new(Name::NoCorsRedirectMode, Making::NoCorsRedirectMode { mode })
                .by("concept-main-fetch")
                .fix(client(InPage::LeaveOutRedirect, None))
        }
        _ => new(Name::SchemeUnsupported, Making::SchemeUnsupported { scheme: url.scheme() })
            .about([url.scheme()])
            .proof(place(Note::NeitherHttpNorHttps))
            .by("concept-main-fetch")
            .fix(other_scheme(case, url)),
    }
}

/// What to call instead of a URL whose scheme is none of the web.
fn other_scheme(case: &Case<'_>, url: &Url) -> Fix {
    let quoted = Quoted::text(url.as_str());
    let right = match url.scheme() {
        "file" => return fix::client(case.say(InPage::FileOverHttp), None),
        "ws" | "wss" => {
            return fix::client(case.say(InPage::WebSocket), format!("new WebSocket({:?})", quoted.as_str()));
        }
        "htp" | "hhtp" | "htttp" | "ttp" | "httpp" | "htpp" | "hptt" | "http1" => "http",
        "htps" | "hhtps" | "htttps" | "ttps" | "httpss" | "htpps" | "httos" | "httsp" | "hptts" => "https",
        _ => return fix::client(case.say(InPage::OtherScheme), None),
    };
    let meant = quoted.as_str().replacen(url.scheme(), right, 1);
    fix::client(case.say(InPage::WriteScheme), format!("fetch({meant:?})"))
}

/// The diagnosis of a request that a browser refuses to make: script gets a TypeError.
pub(in super::super) fn of_init_error(
    init: &RequestInit,
    error: &RequestInitError,
    language: Language,
) -> Diagnosis {
    let new = |name, message| new(language, name, message);
    let client = |what, code: Option<&str>| fix::client(language.say(what), code.map(String::from));
    let diagnosis = match error {
        RequestInitError::Origin(error) => {
            let value = brief(init.origin.as_bytes());
            new(Name::PageOriginInvalid, Making::PageOriginInvalid { value: &value, kind: error.kind })
                .about([value])
                .fix(client(InPage::GivePageOrigin, None))
        }
        RequestInitError::Url(_) => {
            new(Name::UrlInvalid, Making::UrlInvalid { url: &brief(init.url.as_bytes()) })
                .proof(Evidence::url(0, &init.url, None, language.say(Note::NotAnAbsoluteUrl)))
                .fix(client(InPage::WholeUrl, None))
        }
        RequestInitError::UrlMissingScheme(url) => missing_scheme(init, url, language),
        RequestInitError::UrlUserinfo => userinfo(init, language),
        RequestInitError::Method(..) | RequestInitError::NoCorsMethod(_) => method(init, error, language),
        RequestInitError::Header(name) => {
            let name = brief(name.as_bytes());
            new(Name::HeaderInvalid, Making::HeaderInvalid { name: &name })
                .about([name])
                .fix(client(InPage::HeaderCharacters, None))
        }
        RequestInitError::BodyNotAllowed => {
            new(Name::BodyNotAllowed, Making::BodyNotAllowed { method: &init.method })
                .proof(Evidence::method(0, &init.method, language.say(Note::HasNoBody)))
                .fix(client(InPage::Post, None))
        }
        RequestInitError::ModeNavigate => {
            new(Name::ModeNavigate, Making::ModeNavigate).fix(client(InPage::DefaultMode, Some(IN_CORS_MODE)))
        }
        RequestInitError::Client(url) => {
            new(Name::UrlInvalid, Making::ClientInvalid { url: &brief(url.as_bytes()) })
                .fix(client(InPage::WholeUrl, None))
        }
        RequestInitError::OnlyIfCached => new(Name::OnlyIfCachedMode, Making::OnlyIfCached)
            .fix(client(InPage::SameOriginModeOrForceCache, Some(FORCE_CACHE))),
        RequestInitError::StreamMode => {
            new(Name::BodyNotAllowed, Making::StreamMode).fix(client(InPage::ChangeMode, None))
        }
        RequestInitError::StreamKeepalive => {
            new(Name::BodyNotAllowed, Making::StreamKeepalive).fix(client(InPage::BodyInOnePiece, None))
        }
    };
    diagnosis.by("dom-request")
}

fn missing_scheme(init: &RequestInit, url: &str, language: Language) -> Diagnosis {
    let url = brief(url.as_bytes());
    let local = url.starts_with("localhost") || url.starts_with("127.");
    let fixed = format!("{}://{url}", if local { "http" } else { "https" });
    new(language, Name::UrlMissingScheme, Making::MissingScheme { url: &url })
        .proof(Evidence::url(0, &init.url, None, language.say(Note::NoScheme)))
        .expects(&fixed)
        .fix(fix::client(language.say(InPage::WriteScheme), format!("fetch({fixed:?})")))
}

fn userinfo(init: &RequestInit, language: Language) -> Diagnosis {
    let mut proof = Evidence::url(0, &init.url, None, language.say(Note::Userinfo));
    proof.span = proof.value.as_ref().and_then(Quoted::masked_userinfo).or(proof.span);
    new(language, Name::UrlUserinfo, Making::Userinfo).proof(proof).fix(fix::client(
        language.say(InPage::CredentialsInHeader),
        Some("fetch(url, { headers: { Authorization: \"Basic …\" } })".into()),
    ))
}

fn method(init: &RequestInit, error: &RequestInitError, language: Language) -> Diagnosis {
    let method = &brief(init.method.as_bytes());
    let (name, message, fix) = match error {
        RequestInitError::Method(_, MethodError::Forbidden) => {
            (Name::MethodForbidden, Making::MethodForbidden { method }, InPage::AnotherMethod)
        }
        RequestInitError::NoCorsMethod(_) => {
            (Name::NoCorsMethod, Making::NoCorsMethod { method }, InPage::CorsForMethod)
        }
        _ => (Name::MethodInvalid, Making::MethodInvalid { method }, InPage::MethodWithoutSpaces),
    };
    new(language, name, message)
        .about([method])
        .proof(Evidence::method(0, &init.method, language.say(Note::ThisMethod)))
        .fix(fix::client(language.say(fix), None))
}
