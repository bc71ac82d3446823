//! What is worth knowing besides the outcome.

use super::super::build::{brief, strs};
use super::super::case::{Case, varies_by_origin};
use super::super::fix;
use super::super::misspelt;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::replay::only_by_switch;
use super::super::report::{Diagnosis, Evidence, Fix};
use super::super::words::{AtServer, InPage, Note, Remark};
use crate::browser::{Outcome, PreflightFailure, PreflightReason, Quirks, preflight_reasons};
use crate::exchange::MessageKind;
use crate::fetch::address_space::AddressSpace;
use crate::fetch::origin::Origin;
use crate::fetch::request::{Body, CredentialsMode, Destination, RequestMode, ResponseTainting};
use crate::fetch::response::Response;
use alloc::format;
use alloc::vec::Vec;
use url::Url;

pub(in super::super) fn notes(case: &Case<'_>) -> Vec<Diagnosis> {
    let mut notes = Vec::new();
    notes.extend(mixed_content(case));
    notes.extend(super::request_headers::dropped(case));
    notes.extend(super::request_headers::misplaced(case));
    notes.extend(super::redirect::changes(case));
    for index in 0..case.transcript.messages.len() {
        notes.extend(misspelt::unnoticed(case, index));
        notes.extend(super::network::intermediary(case, index));
        notes.extend(preflight(case, index));
    }
    if let (Outcome::Response(response), Some(last)) =
        (&case.transcript.outcome, case.transcript.messages.len().checked_sub(1))
    {
        notes.extend(super::reading::notes(case, last, response));
        notes.extend(vary(case, last));
    }
    notes.extend(page_origin_null(case));
    notes.extend(cache_stale(case));
    notes.extend(credentials_omitted(case));
    notes.extend(super::cookies::refused(case));
    notes.extend(unneeded_preflight(case));
    notes.extend(local_network(case));
    notes
}

fn preflight(case: &Case<'_>, index: usize) -> Vec<Diagnosis> {
    let is_preflight = case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight);
    let Some(response) = case.response(index).filter(|_| is_preflight) else { return Vec::new() };
    let mut notes = Vec::new();
    if only_by_switch(&case.transcript.asked, case.request(index)) {
        let message = case.say(Remark::PreflightCredentialed);
        notes.push(Diagnosis::new(Name::PreflightCredentialed, Phase::Preflight, message).informs());
    }
    let failures = case.judge(index).map(|judgement| judgement.failures).unwrap_or_default();
    if failures.is_empty() {
        notes.extend(max_age(case, index, response));
    }
    if case.transcript.is_allowed() && failures.contains(&PreflightFailure::AuthorizationNotAllowed) {
        notes.push(super::headers::authorization(case, index).warns());
    }
    notes
}

fn max_age(case: &Case<'_>, index: usize, response: &Response) -> Option<Diagnosis> {
    const HEADER: &str = "Access-Control-Max-Age";
    let new = |name, message| {
        Diagnosis::new(name, Phase::Preflight, message).informs().by("http-access-control-max-age")
    };
    let Some(value) = response.headers.get(HEADER) else {
        let message = case.say(Remark::MaxAgeMissing);
        let proof = Evidence::absent(index, HEADER, case.say(Note::Seconds));
        let fix = fix::add(case.say(AtServer::AskLessOften), HEADER, "600");
        return Some(new(Name::MaxAgeMissing, message).proof(proof).fix(fix));
    };
    let seconds = core::str::from_utf8(&value).ok().map(str::trim);
    // Browsers take a negative number, which some servers send, for none at all.
    if seconds.is_some_and(|seconds| seconds.parse::<i64>().is_ok_and(|seconds| seconds < 0)) {
        return None;
    }
    let Some(seconds) = seconds.and_then(|seconds| seconds.parse::<u64>().ok()) else {
        let value = brief(&value);
        let message = case.say(Remark::MaxAgeNoNumber { value: &value });
        let proof = Evidence::response_header(case, index, (HEADER, 0), None, case.say(Note::Seconds));
        let fix = fix::add(case.say(AtServer::AskLessOften), HEADER, "600");
        return Some(new(Name::MaxAgeMissing, message).about([value]).proof(proof).fix(fix));
    };
    let caps: Vec<_> =
        [("Chromium", Quirks::CHROMIUM), ("Firefox", Quirks::FIREFOX), ("Safari", Quirks::WEBKIT)]
            .into_iter()
            .filter_map(|(browser, quirks)| Some((browser, quirks.max_age_limit?.as_secs())))
            .filter(|(_, limit)| *limit < seconds)
            .map(|(browser, seconds)| case.say(Remark::Keeps { browser, seconds }))
            .collect();
    (!caps.is_empty()).then(|| {
        let message = case.say(Remark::MaxAgeCapped { seconds, kept: &strs(&caps) });
        let proof = Evidence::response_header(case, index, (HEADER, 0), None, case.say(Note::MoreThanKept));
        new(Name::MaxAgeCapped, message).about(caps).proof(proof)
    })
}

fn vary(case: &Case<'_>, index: usize) -> Option<Diagnosis> {
    let response = case.response(index)?;
    let allow = response.headers.get("access-control-allow-origin")?;
    let shared = case.request(index).response_tainting == ResponseTainting::Cors;
    (shared && *allow != *b"*" && !varies_by_origin(response)).then(|| {
        let is_same = case.is_same_for_other_page(&allow);
        if is_same == Some(true) {
            let message = case.say(Remark::VaryUnneeded { value: &brief(&allow) });
            return Diagnosis::new(Name::VaryOriginMissing, Phase::Cache, message).possible().informs();
        }
        let message = case.say(Remark::VaryMissing { value: &brief(&allow) });
        let diagnosis = Diagnosis::new(Name::VaryOriginMissing, Phase::Cache, message);
        if is_same == Some(false) { diagnosis } else { diagnosis.possible() }
            .warns()
            .expects("Origin")
            .proof(Evidence::absent(index, "Vary", case.say(Note::MustNameOrigin)))
            .fix(fix::add(case.say(AtServer::SendVary), "Vary", "Origin"))
            .by("cors-protocol-and-http-caches")
    })
}

fn page_origin_null(case: &Case<'_>) -> Option<Diagnosis> {
    let cross = case.transcript.last.response_tainting == ResponseTainting::Cors;
    let opaque = matches!(case.transcript.asked.origin, Origin::Opaque(_));
    // What is for everybody is for pages without an origin, too: `*` is not what nobody should allow.
    let last = case.transcript.messages.len().checked_sub(1).and_then(|last| case.response(last));
    let public =
        last.and_then(|last| last.headers.get("access-control-allow-origin")).is_some_and(|v| *v == *b"*");
    (cross && opaque && !(public && case.transcript.is_allowed())).then(|| {
        let message = case.say(Remark::OpaquePage);
        Diagnosis::new(Name::PageOriginNull, Phase::Request, message).warns().fix(page_fix(case))
    })
}

/// How a page gets an origin.
pub(in super::super) fn page_fix(case: &Case<'_>) -> Fix {
    fix::client(case.say(InPage::OwnOrigin), None)
}

/// The same name for page and URL, where they are one machine under two names.
pub(in super::super) fn one_machine(case: &Case<'_>) -> Option<Fix> {
    let (page, url) = (Url::parse(&case.page).ok()?, case.transcript.asked.url());
    let alike = page.scheme() == url.scheme() && page.port() == url.port();
    let same = page.host_str() == url.host_str();
    (alike && !same && is_loopback(&page) && is_loopback(url)).then(|| {
        let mut own = url.clone();
        // A host that comes from a URL of the same scheme is always accepted.
        let _ = own.set_host(page.host_str());
        let (page, url) = (page.host_str().unwrap_or_default(), url.host_str().unwrap_or_default());
        fix::client(
            case.say(InPage::OneMachine(page, url)),
            format!("fetch({:?})", Quoted::text(own.as_str()).as_str()),
        )
    })
}

fn cache_stale(case: &Case<'_>) -> Option<Diagnosis> {
    let blocked = !case.transcript.is_allowed();
    let cached = (0..case.transcript.messages.len()).any(|index| case.is_preflight_cached(index));
    let failed = case.transcript.messages.last().and_then(crate::exchange::Message::response);
    let failed = failed.is_some_and(|response| response.status >= 400);
    (blocked && cached && !failed).then(|| {
        let message = case.say(Remark::CacheStale);
        Diagnosis::new(Name::PreflightCacheStale, Phase::Cache, message).possible().informs()
    })
}

fn credentials_omitted(case: &Case<'_>) -> Option<Diagnosis> {
    let last = case.transcript.messages.len().checked_sub(1)?;
    let (message, response) = (case.message(last)?, case.response(last)?);
    let script = case.transcript.asked.mode == RequestMode::Cors && message.kind == MessageKind::Actual;
    if !script || message.request.include_credentials {
        return None;
    }
    let new = |message| {
        Diagnosis::new(Name::CredentialsOmitted, Phase::Request, case.say(message)).warns().fix(fix::client(
            case.say(InPage::SendCookies),
            Some("fetch(url, { credentials: \"include\" })".into()),
        ))
    };
    let mode = case.transcript.asked.credentials_mode;
    if response.headers.contains("set-cookie") {
        let text = Remark::CookieIgnored { mode: mode.as_str() };
        let proof = Evidence::response_header(case, last, ("Set-Cookie", 0), None, case.say(Note::Ignored));
        return Some(new(text).proof(proof));
    }
    let anonymous = !message.request.headers.contains("authorization");
    (response.status == 401 && anonymous && mode != CredentialsMode::Include).then(|| {
        new(Remark::NoCookies).possible().proof(Evidence::status(last, 401, case.say(Note::WantsALogin)))
    })
}

fn unneeded_preflight(case: &Case<'_>) -> Option<Diagnosis> {
    let request = &case.transcript.asked;
    let reasons = preflight_reasons(request);
    let [PreflightReason::Header { name, .. }] = reasons.as_slice() else { return None };
    let asked = case.transcript.last.response_tainting == ResponseTainting::Cors;
    let idle = name.eq_ignore_ascii_case("x-requested-with")
        || (name.eq_ignore_ascii_case("content-type") && request.body == Body::None);
    (asked && idle).then(|| {
        let message = case.say(Remark::UnneededPreflight { name });
        Diagnosis::new(Name::UnneededPreflight, Phase::Request, message)
            .informs()
            .about([name.to_ascii_lowercase()])
            .fix(fix::client(case.say(InPage::LeaveOut(name)), None))
    })
}

/// A script of an https page that asks an http URL, other than one of this device.
fn mixed_content(case: &Case<'_>) -> Option<Diagnosis> {
    let asked = &case.transcript.asked;
    let secure_page = asked.origin.as_tuple().is_some_and(|origin| origin.scheme() == "https");
    let script = asked.destination == Destination::Empty && asked.mode != RequestMode::Navigate;
    let url = asked.url();
    if !(secure_page && script && url.scheme() == "http") {
        return None;
    }
    let by_local_name = url.host_str().is_some_and(|host| host.ends_with(".local"));
    if AddressSpace::in_url(url) == Some(AddressSpace::Local) || by_local_name {
        let message = case.say(Remark::MixedInLocalNetwork);
        return Some(Diagnosis::new(Name::MixedContent, Phase::Request, message).possible().warns());
    }
    if is_loopback(url) {
        let message = case.say(Remark::MixedOnThisDevice);
        return Some(Diagnosis::new(Name::MixedContent, Phase::Request, message).possible().informs());
    }
    let message = case.say(Remark::MixedContent);
    Some(
        Diagnosis::new(Name::MixedContent, Phase::Request, message)
            .proof(Evidence::url(1, url.as_str(), Some(0..4), case.say(Note::MustBeHttps)))
            .fix(fix::client(
                case.say(InPage::HttpsUrl),
                format!("fetch({:?})", Quoted::text(url.as_str().replacen("http:", "https:", 1)).as_str()),
            )),
    )
}

/// A page from elsewhere that asks this device or the local network, by address.
fn local_network(case: &Case<'_>) -> Option<Diagnosis> {
    let asked = &case.transcript.asked;
    let page = Url::parse(&case.page).ok()?;
    let local =
        |url: &Url| matches!(AddressSpace::in_url(url), Some(AddressSpace::Loopback | AddressSpace::Local));
    (local(asked.url()) && !local(&page)).then(|| {
        let by_http = page.scheme() == "http";
        let message = case.say(if by_http { Remark::LocalNetworkByHttp } else { Remark::LocalNetwork });
        Diagnosis::new(Name::LocalNetworkDenied, Phase::Request, message).possible().informs()
    })
}

fn is_loopback(url: &Url) -> bool {
    AddressSpace::in_url(url) == Some(AddressSpace::Loopback)
}
